import { count } from '../kit/format';
import { say } from '../kit/page';
import type { Comparison } from './api';

const marks = { added: 'good', removed: 'bad', changed: 'warn' } as const;

/** What differs between two versions. */
export function Changes(props: { comparison: Comparison }) {
  const { comparison } = props;
  return (
    <>
      <p>{say('author.counts', text(comparison.before), text(comparison.after))}</p>
      {comparison.changes.length === 0
        ? <p>{say('author.same')}</p>
        : <div class="scroll" tabIndex={0} role="region" aria-label={say('author.changes')}><table>
          <thead><tr><th scope="col">{say('author.what')}</th><th scope="col">{say('author.how')}</th>
            <th scope="col">{say('author.which')}</th><th scope="col">{say('author.before')}</th>
            <th scope="col">{say('author.after')}</th></tr></thead>
          <tbody>{comparison.changes.map(change => (
            <tr key={change.thing + change.name}>
              <td>{say(`author.thing.${change.thing}`)}</td>
              <td><span class={`tag ${marks[change.kind]}`}>{say(`author.kind.${change.kind}`)}</span></td>
              <td><code>{change.name}</code></td><td>{change.before ?? ''}</td><td>{change.after ?? ''}</td>
            </tr>
          ))}</tbody>
        </table></div>}
    </>
  );
}

function text(configurations: string | undefined): string {
  return configurations === undefined ? say('author.unknown') : count(configurations);
}
