import { titleOfValue } from './catalog';
import type { Configuring } from './configuring';
import { Excluded } from './Excluded';
import { Hints } from './Hints';
import type { Characteristic, Status, Value } from './resources';
import { ValueButton } from './ValueButton';

/** From so many answers on, all of so few characters, they stand close together. */
const [manyMin, shortMax] = [20, 6];

/** One question with all its answers. Excluded ones stay where they are; below them stands why, and what it takes. */
export function Question(props: { configuring: Configuring; name: string; within?: string }) {
  const { configuring, name } = props;
  const { catalog, session } = configuring;
  const question = catalog.question(name);
  const answer = session.characteristics[name]!;
  const values = question.values.filter(value => isOffered(question, value, answer.values[value.name]?.status));
  const excluded = values.filter(value => answer.values[value.name]?.status === 'excluded');
  const hasSwatches = values.some(value => value.texts?.['swatch']);
  const isMany = values.length >= manyMin && values.every(value => titleOfValue(question, value).length <= shortMax);
  return (
    <fieldset class="question" id={`question-${name}`}>
      <legend>{titleWithin(catalog.titleOf(name), props.within)}</legend>
      {question.help && <p class="quiet">{question.help}</p>}
      <div class={hasSwatches ? 'values swatches' : isMany ? 'values many' : 'values'} onKeyDown={moveFocus}>
        {values.map(value => (
          <ValueButton
            key={value.name}
            question={question}
            value={value}
            answer={answer.values[value.name]!}
            currency={session.price.total.currency}
            isPending={configuring.pending === `${name}=${value.name}`}
            onChoose={() => configuring.choose(name, value.name)}
          />
        ))}
      </div>
      {excluded.length > 0 && <Excluded configuring={configuring} name={name} values={excluded} />}
      <Hints session={session} at={name} />
    </fieldset>
  );
}

/** Values that no configuration has are left out, and so is the value of a part that is not there. */
function isOffered(question: Characteristic, value: Value, status: Status | undefined): boolean {
  const meansAbsent = question.part !== undefined && value.name === 'none';
  return status === 'dead' ? value.from !== undefined : !(meansAbsent && status === 'excluded');
}

/** Under the heading of its part a question need not repeat the part. */
function titleWithin(title: string, heading: string | undefined): string {
  return heading && title.startsWith(`${heading}, `) ? title.slice(heading.length + 2) : title;
}

/** Arrow keys go from answer to answer, beside the tab key, which goes through all as well. */
function moveFocus(event: KeyboardEvent): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!by) {
    return;
  }
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const next = buttons[(at + by + buttons.length) % buttons.length];
  if (at >= 0 && next) {
    event.preventDefault();
    next.focus();
  }
}
