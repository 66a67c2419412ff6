import { say } from '../kit/page';
import type { Configuring } from './configuring';

/** Who else is here, and what they suggest. */
export function Together(props: { configuring: Configuring }) {
  const { configuring } = props;
  const { catalog, session } = configuring;
  const people = Object.entries(session.participants ?? {});
  const proposals = session.proposals ?? [];
  if (people.length === 0 && proposals.length === 0 && !configuring.isInvited) {
    return null;
  }
  const nameOf = (id: string) => session.participants?.[id]?.displayName ?? say('guest');
  return (
    <section class="together" aria-label={say('together')}>
      <p>
        <span class="dot" aria-hidden="true" />
        {configuring.isInvited
          ? say('invited')
          : people.length > 0 && say('present', people.map(([, person]) => person.displayName).join(', '))}
      </p>
      {proposals.length > 0 && (
        <ul>
          {proposals.map(proposal => (
            <li key={proposal.number}>
              <p>{say('suggests', nameOf(proposal.by))}{' '}
                <strong>{proposal.choices.map(change => catalog.changeText({ ...change, before: undefined })).join(', ')}</strong>
                {proposal.note && <> {proposal.note}</>}
              </p>
              {configuring.isInvited
                ? <span class="quiet">{say('waiting')}</span>
                : <span class="actions">
                    <button type="button" class="primary" onClick={() => configuring.accept(proposal.number, true)}>
                      {say('accept')}
                    </button>
                    <button type="button" onClick={() => configuring.reject(proposal.number)}>{say('decline')}</button>
                  </span>}
            </li>
          ))}
        </ul>)}
    </section>
  );
}
