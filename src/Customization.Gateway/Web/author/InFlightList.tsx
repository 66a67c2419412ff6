import { say } from '../kit/page';
import type { InFlight } from './api';

/** Whose configurations would be reached, without naming anybody. */
export function InFlightList(props: { reached: InFlight }) {
  const { reached } = props;
  return (
    <>
      <p role="status">
        {reached.reached === 0 ? say('author.noneReached')
          : say('author.reached', reached.reached, reached.needRepair)}
        {!reached.isAll && ` ${say('author.readOnly', reached.read)}`}
      </p>
      {reached.sessions.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label={say('author.needRepair')}><table>
          <thead><tr><th scope="col">{say('author.onVersion')}</th>
            <th scope="col" class="number">{say('author.choices')}</th>
            <th scope="col">{say('author.lost')}</th><th scope="col">{say('author.wouldChange')}</th></tr></thead>
          <tbody>{reached.sessions.map((session, i) => (
            <tr key={i}>
              <td>{session.version}</td><td class="number">{session.choices}</td>
              <td>{session.vanished.map(each => `${each.characteristic} = ${each.value}`).join(', ') || '–'}</td>
              <td>{session.changed.map(each => `${each.characteristic}: ${say('author.to', each.before, each.after ?? say('nothing'))}`)
                .join(', ') || '–'}</td>
            </tr>
          ))}</tbody>
        </table></div>)}
    </>
  );
}
