import { day, daysDelta, moneyDelta, share } from '../kit/format';
import { say } from '../kit/page';
import { titleOfValue } from './catalog';
import type { Characteristic, Value, ValueAnswer } from './resources';

/** One answer: what it is, what it changes, and whether it can be had. */
export function ValueButton(props: {
  question: Characteristic;
  value: Value;
  answer: ValueAnswer;
  currency: string;
  isPending: boolean;
  onChoose: () => void;
}) {
  const { question, value, answer } = props;
  const swatch = value.texts?.['swatch'];
  const isTaken = answer.status === 'chosen' || answer.status === 'forced';
  const texts = effects(props);
  const canBeHad = answer.status === 'open' || isTaken;
  return (
    <button
      type="button"
      id={valueId(question.name, value.name)}
      class="value"
      data-status={answer.status}
      data-pending={props.isPending || undefined}
      aria-pressed={isTaken}
      aria-disabled={!canBeHad || answer.status === 'forced' || undefined}
      title={value.help}
      onClick={() => {
        if (answer.status === 'excluded') {
          document.getElementById(repairId(question.name, value.name))?.focus();
        } else if (answer.status === 'open' || answer.status === 'chosen') {
          props.onChoose();
        }
      }}
    >
      {swatch && <span class="swatch" style={{ background: swatch }} aria-hidden="true" />}
      <span class="title">{titleOfValue(question, value)}</span>
      {texts.length > 0 && <span class="effect">{texts.map(text => <span key={text}>{text}</span>)}</span>}
      {answer.popularity !== undefined && <Popularity part={answer.popularity} />}
    </button>
  );
}

/** Where the focus goes when a value was made room for. */
export function valueId(characteristic: string, value: string): string {
  return `value-${characteristic}-${value}`;
}

/** Where the focus goes from an excluded value: to the button that makes room for it. */
export function repairId(characteristic: string, value: string): string {
  return `repair-${characteristic}-${value}`;
}

function Popularity(props: { part: number }) {
  return (
    <span class="popularity">
      <span class="bar" aria-hidden="true"><span style={{ width: `${Math.round(100 * props.part)}%` }} /></span>
      {say('popular', share(props.part))}
    </span>
  );
}

function effects(props: { value: Value; answer: ValueAnswer; currency: string }): string[] {
  const { answer, value, currency } = props;
  switch (answer.status) {
    case 'excluded':
      return [say('excluded')];
    case 'dead':
      return value.from ? [say('offeredFrom', day(value.from))] : [];
    case 'forced':
      return [say('forced')];
    default: {
      const texts = answer.default ? [say('standard')] : [];
      if (answer.priceDelta) {
        texts.push(moneyDelta({ minor: answer.priceDelta, currency }));
      }
      return answer.dayDelta ? [...texts, daysDelta(answer.dayDelta)] : texts;
    }
  }
}
