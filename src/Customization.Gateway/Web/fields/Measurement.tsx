import { useId } from 'preact/hooks';
import { count } from '../kit/format';
import { say } from '../kit/page';
import { useDraft } from './draft';
import type { FieldProps } from './Field';

/** A number of a unit, with a drawing of the range it may have and where it is. */
export function Measurement(props: FieldProps) {
  const { parameter, value } = props;
  const { unit, min, max, step } = parameter.measurement!;
  const id = useId();
  const fits = (number: number) =>
    Number.isInteger(number) && number >= min && number <= max && (number - min) % step === 0;
  const [text, setText] = useDraft(
    value?.measurement === undefined ? '' : String(value.measurement),
    typed => typed === '' || fits(Number(typed)),
    typed => props.onAnswer(typed === '' ? null : { measurement: Number(typed) }));
  const number = Number(text);
  const isFit = text !== '' && fits(number);
  const range = say('range', count(min), count(max), unit);
  return (
    <>
      <label for={id}>{parameter.title}{parameter.isRequired && ` (${say('needed')})`}</label>
      {parameter.help && <p class="quiet">{parameter.help}</p>}
      <Ruler min={min} max={max} unit={unit} at={isFit ? number : null} />
      <div class="measure">
        <input id={id} type="number" inputMode="numeric" min={min} max={max} step={step} value={text}
          aria-describedby={`${id}-range`} aria-invalid={(text !== '' && !isFit) || props.issue ? true : undefined}
          onInput={event => setText(event.currentTarget.value)} />
        <span>{unit}</span>
        <input type="range" min={min} max={max} step={step} value={isFit ? number : Math.round((min + max) / 2)}
          aria-label={parameter.title} onInput={event => setText(event.currentTarget.value)} />
      </div>
      <p class={text !== '' && !isFit ? 'hint warning' : 'quiet'} id={`${id}-range`}>{range}</p>
    </>
  );
}

function Ruler(props: { min: number; max: number; unit: string; at: number | null }) {
  const { min, max, at } = props;
  const x = (value: number) => 20 + 360 * (value - min) / Math.max(1, max - min);
  const ticks = Array.from({ length: 11 }, (_, i) => min + (max - min) * i / 10);
  return (
    <svg class="ruler" viewBox="0 0 400 84" aria-hidden="true">
      <rect x="20" y="42" width="360" height="18" rx="3" class="body" />
      {ticks.map((tick, i) => <path key={i} d={`M${x(tick)} 42v${i % 5 === 0 ? 14 : 8}`} class="tick" />)}
      <text x="20" y="78">{count(min)}</text>
      <text x="380" y="78" text-anchor="end">{count(max)} {props.unit}</text>
      {at !== null && (
        <>
          <path d={`M20 22H${x(at)}M20 14v16M${x(at)} 14v46`} class="span" />
          <text x={(20 + x(at)) / 2} y="16" text-anchor="middle" class="now">{count(at)} {props.unit}</text>
        </>)}
    </svg>
  );
}
