import { useEffect, useState } from 'preact/hooks';
import { moneyDelta } from '../kit/format';
import { say } from '../kit/page';
import type { Configuring } from './configuring';
import type { Preview, Proposal } from './resources';

/** Who else is here, and what they suggest. */
export function Together(props: { configuring: Configuring }) {
  const { configuring } = props;
  const { session } = configuring;
  const people = Object.entries(session.participants ?? {});
  const proposals = session.proposals ?? [];
  if (people.length === 0 && proposals.length === 0 && !configuring.isInvited) {
    return null;
  }
  const nameOf = (id: string) => session.participants?.[id]?.displayName ?? say('guest');
  return (
    <section class={proposals.length > 0 && !configuring.isInvited ? 'together asks' : 'together'} aria-label={say('together')}>
      <p>
        <span class="dot" aria-hidden="true" />
        {configuring.isInvited
          ? say('invited')
          : people.length > 0 && say('present', people.map(([, person]) => person.displayName).join(', '))}
      </p>
      {proposals.length > 0 && (
        <ul>
          {proposals.map(proposal => (
            <Suggestion key={proposal.number} configuring={configuring} proposal={proposal} by={nameOf(proposal.by)} />
          ))}
        </ul>)}
    </section>
  );
}

/** One proposal; where taking it would change more than it says, that is told first. */
function Suggestion(props: { configuring: Configuring; proposal: Proposal; by: string }) {
  const { configuring, proposal } = props;
  const { catalog, session } = configuring;
  const [repair, setRepair] = useState<Preview | null>(null);
  const blocked = proposal.choices.find(choice => choice.after !== undefined
    && session.characteristics[choice.characteristic]?.values[choice.after]?.status === 'excluded');
  useEffect(() => {
    let isWanted = true;
    setRepair(null);
    if (blocked) {
      configuring.explain(blocked.characteristic, blocked.after!).then(
        found => isWanted && setRepair(found.repair ?? null), () => {});
    }
    return () => { isWanted = false; };
  }, [configuring, session.code, configuring.round, blocked?.characteristic, blocked?.after]);
  const others = repair?.changes.filter(change => change.characteristic !== blocked?.characteristic) ?? [];
  return (
    <li>
      <p>{say('suggests', props.by)}{' '}
        <strong>{proposal.choices.map(change => catalog.changeText({ ...change, before: undefined })).join(', ')}</strong>
        {proposal.note && <> {proposal.note}</>}
        {others.length > 0 && <span class="also"> {say('alsoChanges', others.map(change => catalog.changeText(change)).join(', '))}
          {' '}({moneyDelta(repair!.priceDelta)})</span>}
      </p>
      {configuring.isInvited
        ? <span class="quiet">{say('waiting')}</span>
        : <span class="actions">
            <button type="button" class="primary" aria-disabled={blocked !== undefined && !repair}
              onClick={() => (!blocked || repair) && configuring.accept(proposal.number, true)}>
              {say('accept')}
            </button>
            <button type="button" onClick={() => configuring.reject(proposal.number)}>{say('decline')}</button>
          </span>}
    </li>
  );
}
