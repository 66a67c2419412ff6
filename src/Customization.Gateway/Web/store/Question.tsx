import type { Configuring } from './configuring';
import { Excluded } from './Excluded';
import { Hints } from './Hints';
import { ValueButton } from './ValueButton';

/** One question with all its answers. Excluded ones stay where they are; below them stands why, and what it takes. */
export function Question(props: { configuring: Configuring; name: string }) {
  const { configuring, name } = props;
  const { catalog, session } = configuring;
  const question = catalog.question(name);
  const answer = session.characteristics[name]!;
  const values = question.values.filter(value => answer.values[value.name]?.status !== 'dead' || value.from);
  const excluded = values.filter(value => answer.values[value.name]?.status === 'excluded');
  const hasSwatches = values.some(value => value.texts?.['swatch']);
  return (
    <fieldset class="question" id={`question-${name}`}>
      <legend>{catalog.titleOf(name)}</legend>
      {question.help && <p class="quiet">{question.help}</p>}
      <div class={hasSwatches ? 'values swatches' : 'values'} onKeyDown={moveFocus}>
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
