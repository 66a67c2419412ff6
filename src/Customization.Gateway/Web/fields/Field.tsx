import { useId } from 'preact/hooks';
import { say } from '../kit/page';
import { useDraft } from './draft';
import { ImageField } from './ImageField';
import { Measurement } from './Measurement';
import type { Parameter, ParameterValue } from './parameters';

/** What a field shows, and whom it tells. */
export interface FieldProps {
  parameter: Parameter;
  value: ParameterValue | undefined;
  issue: string;
  /** Options that cannot be taken as things stand, and why. */
  blocked?: { option: string; why: string }[];
  onAnswer: (value: ParameterValue | null) => void;
  /** Sends a picture and says why it was refused; left out where none can be sent. */
  onFile?: (file: File) => Promise<string>;
}

/** A parameter with what its kind needs to be answered. */
export function Field(props: FieldProps) {
  const { parameter } = props;
  if (parameter.options) {
    return <Options {...props} />;
  }
  return (
    <div class="question">
      {parameter.measurement && <Measurement {...props} />}
      {parameter.text && <Text {...props} />}
      {parameter.image && <ImageField {...props} />}
      {props.issue && <p class="hint warning" id={`issue-${parameter.code}`}>{props.issue}</p>}
    </div>
  );
}

function Text(props: FieldProps) {
  const { parameter, value } = props;
  const id = useId();
  const [text, setText] = useDraft(value?.text ?? '', () => true, text => props.onAnswer(text ? { text } : null));
  return (
    <>
      <label for={id}>{parameter.title}{parameter.isRequired && ` (${say('needed')})`}</label>
      {parameter.help && <p class="quiet" id={`${id}-help`}>{parameter.help}</p>}
      <input id={id} type="text" value={text} maxLength={parameter.text!.lengthMax} autocomplete="off"
        aria-describedby={[parameter.help ? `${id}-help` : '', props.issue ? `issue-${parameter.code}` : '']
          .filter(Boolean).join(' ') || undefined}
        aria-invalid={props.issue ? true : undefined}
        onInput={event => setText(event.currentTarget.value)} />
      <p class="quiet count">{say('characters', [...text].length, parameter.text!.lengthMax)}</p>
    </>
  );
}

function Options(props: FieldProps) {
  const { parameter, value } = props;
  const taken = value?.choice ?? parameter.options![0]?.code;
  const id = useId();
  const why = (option: string) => props.blocked?.find(each => each.option === option)?.why;
  const status = (option: string) => option === taken ? 'chosen' : why(option) ? 'excluded' : 'open';
  return (
    <fieldset class="question">
      <legend>{parameter.title}</legend>
      {parameter.help && <p class="quiet">{parameter.help}</p>}
      <div class="values">
        {parameter.options!.map(option => (
          <button key={option.code} type="button" class="value" aria-pressed={option.code === taken}
            data-status={status(option.code)} aria-disabled={status(option.code) === 'excluded' || undefined}
            aria-describedby={why(option.code) && `${id}-${option.code}`}
            onClick={() => status(option.code) !== 'excluded' && props.onAnswer({ choice: option.code })}>
            <span class="title">{option.title}</span>
            {status(option.code) === 'excluded' &&
              <span class="quiet" id={`${id}-${option.code}`}>{why(option.code)}</span>}
          </button>
        ))}
      </div>
      {props.issue && <p class="hint warning">{props.issue}</p>}
    </fieldset>
  );
}
