import type { InFlight } from './api';

/** Whose configurations would be reached, without naming anybody. */
export function InFlightList(props: { reached: InFlight }) {
  const { reached } = props;
  return (
    <>
      <p role="status">
        {reached.reached === 0 ? 'No open session is on another version.'
          : `${reached.reached} open sessions are on another version; ${reached.needRepair} of them would need repair.`}
        {!reached.isAll && ` Looked at the first ${reached.read} sessions only.`}
      </p>
      {reached.sessions.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Sessions that would need repair"><table>
          <thead><tr><th scope="col">On version</th><th scope="col" class="number">Choices</th>
            <th scope="col">Would be lost</th><th scope="col">Would change</th></tr></thead>
          <tbody>{reached.sessions.map((session, i) => (
            <tr key={i}>
              <td>{session.version}</td><td class="number">{session.choices}</td>
              <td>{session.vanished.map(each => `${each.characteristic} = ${each.value}`).join(', ') || '–'}</td>
              <td>{session.changed.map(each => `${each.characteristic}: ${each.before} to ${each.after ?? 'nothing'}`)
                .join(', ') || '–'}</td>
            </tr>
          ))}</tbody>
        </table></div>)}
    </>
  );
}
