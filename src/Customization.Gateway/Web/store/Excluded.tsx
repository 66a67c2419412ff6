import { useEffect, useState } from 'preact/hooks';
import { moneyDelta } from '../kit/format';
import { say } from '../kit/page';
import { titleOfValue } from './catalog';
import type { Configuring } from './configuring';
import type { Explanation, Value } from './resources';
import { repairId, valueId } from './ValueButton';

/** Rows shown before somebody asks for all. */
const rowsMax = 4;

/** Time after a click before reasons are asked for, so that the next click does not wait for them. */
const idleMs = 150;

/** Why values of a question cannot be had, each with the one click that makes room for it. */
export function Excluded(props: { configuring: Configuring; name: string; values: Value[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? props.values : props.values.slice(0, rowsMax);
  return (
    <ul class="excluded">
      {shown.map(value => <Reason key={value.name} {...props} value={value} />)}
      {shown.length < props.values.length && (
        <li><button type="button" class="plain" onClick={() => setShowsAll(true)}>
          {say('showAll', props.values.length)}
        </button></li>)}
    </ul>
  );
}

function Reason(props: { configuring: Configuring; name: string; value: Value }) {
  const { configuring, name, value } = props;
  const { catalog, session } = configuring;
  const [found, setFound] = useState<{ code: string; explanation: Explanation } | null>(null);
  useEffect(() => {
    if (found?.code === session.code) {
      return;
    }
    let isWanted = true;
    const timer = setTimeout(async () => {
      const explanation = await configuring.explain(name, value.name).catch(() => null);
      if (isWanted && explanation) {
        setFound({ code: session.code, explanation });
      }
    }, idleMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [configuring, name, value.name, session.code, configuring.round]);

  const title = titleOfValue(catalog.question(name), value);
  const explanation = found?.code === session.code ? found.explanation : null;
  const repair = explanation?.repair;
  const others = repair?.changes.filter(change => change.characteristic !== name) ?? [];
  return (
    <li>
      <p>
        <strong>{title}</strong>
        {explanation ? <> {reasonOf(explanation, configuring)}</> : <> {say('lookingUp')}</>}
      </p>
      <button
        type="button"
        id={repairId(name, value.name)}
        aria-disabled={!repair}
        onClick={async () => {
          if (repair) {
            await configuring.repair(name, value.name);
            requestAnimationFrame(() => document.getElementById(valueId(name, value.name))?.focus());
          }
        }}
      >
        {repair
          ? <span>
              {say('chooseAnyway', title)}
              <span class="changes">
                {others.map(change => <span key={change.characteristic}>{catalog.changeText(change)}</span>)}
                <span>{moneyDelta(repair.priceDelta)}</span>
              </span>
            </span>
          : <span>{say('chooseAnyway', title)}</span>}
      </button>
    </li>
  );
}

/** The authors' words where they gave some, else which choices are in the way. */
function reasonOf(explanation: Explanation, configuring: Configuring): string {
  const { catalog } = configuring;
  const messages = explanation.rules.filter(rule => rule.message.length > 0 && !catalog.isPlace(rule.name))
    .map(rule => rule.message);
  if (messages.length > 0) {
    return messages.join(' ');
  }
  const choices = explanation.choices.filter(choice => choice.before !== undefined)
    .map(choice => `${catalog.titleOf(choice.characteristic)}: ${catalog.valueTitle(choice.characteristic, choice.before!)}`);
  return choices.length > 0 ? say('conflictsWith', choices.join(', ')) : say('ruledOut');
}
