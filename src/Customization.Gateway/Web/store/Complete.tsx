import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../kit/Dialog';
import { money, moneyDelta } from '../kit/format';
import { say, type Word } from '../kit/page';
import type { Configuring } from './configuring';
import type { Goal, Preview } from './resources';

const goals: { goal: Goal; title: Word; help: Word }[] = [
  { goal: 'preferred', title: 'preferred', help: 'preferredHelp' },
  { goal: 'cheapest', title: 'cheapest', help: 'cheapestHelp' },
  { goal: 'fastest', title: 'fastest', help: 'fastestHelp' },
  { goal: 'likeliest', title: 'likeliest', help: 'likeliestHelp' },
];

/** Fills in what is open, after saying what that would choose and cost. */
export function Complete(props: { configuring: Configuring; onClose: () => void }) {
  const { configuring, onClose } = props;
  const [previews, setPreviews] = useState<Partial<Record<Goal, Preview>>>({});
  useEffect(() => {
    for (const { goal } of goals) {
      void configuring.preview(goal).then(
        preview => setPreviews(known => ({ ...known, [goal]: preview })), () => {});
    }
  }, [configuring]);
  return (
    <Dialog title={say('complete')} onClose={onClose}>
      <p class="quiet">{say('completeHelp')}</p>
      <ul class="goals">
        {goals.map(({ goal, title, help }) => {
          const preview = previews[goal];
          return (
            <li key={goal}>
              <h3>{say(title)}</h3>
              <p class="quiet">{say(help)}</p>
              <p class="price">{preview
                ? <>{money(preview.price)} <span class="quiet">{moneyDelta(preview.priceDelta)}</span></>
                : ' '}</p>
              {preview && (
                <details>
                  <summary>{say('wouldChoose', preview.changes.length)}</summary>
                  <ul>{preview.changes.map(change =>
                    <li key={change.characteristic}>{configuring.catalog.changeText(change)}</li>)}</ul>
                </details>)}
              <button type="button" class="primary" aria-disabled={!preview} onClick={() => {
                if (preview) {
                  void configuring.complete(goal);
                  onClose();
                }
              }}>{say('take', say(title))}</button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
