import { count } from '../kit/format';
import type { Comparison } from './api';

const marks = { added: 'good', removed: 'bad', changed: 'warn' } as const;

/** What differs between two versions. */
export function Changes(props: { comparison: Comparison }) {
  const { comparison } = props;
  return (
    <>
      <p>Configurations: {text(comparison.before)} before, <strong>{text(comparison.after)}</strong> after.</p>
      {comparison.changes.length === 0
        ? <p>Nothing that can be configured, priced or made differs.</p>
        : <div class="scroll" tabIndex={0} role="region" aria-label="Changes"><table>
          <thead><tr><th scope="col">What</th><th scope="col">How</th><th scope="col">Which</th>
            <th scope="col">Before</th><th scope="col">After</th></tr></thead>
          <tbody>{comparison.changes.map(change => (
            <tr key={change.thing + change.name}>
              <td>{change.thing}</td><td><span class={`tag ${marks[change.kind]}`}>{change.kind}</span></td>
              <td><code>{change.name}</code></td><td>{change.before ?? ''}</td><td>{change.after ?? ''}</td>
            </tr>
          ))}</tbody>
        </table></div>}
    </>
  );
}

function text(configurations: string | undefined): string {
  return configurations === undefined ? 'unknown' : count(configurations);
}
