import { useId, useState } from 'preact/hooks';
import { bytes } from '../kit/format';
import { say } from '../kit/page';
import type { FieldProps } from './Field';

/** A picture: what is plainly wrong is said before it is sent; what is in it, the server finds out. */
export function ImageField(props: FieldProps) {
  const { parameter, value } = props;
  const { bytesMax, contentTypes } = parameter.image!;
  const id = useId();
  const [refusal, setRefusal] = useState('');
  const [isSending, setSending] = useState(false);
  const image = value?.image;
  const send = async (file: File) => {
    const wrong = !contentTypes.includes(file.type) ? say('imageType', names(contentTypes))
      : file.size > bytesMax ? say('imageLarge', bytes(file.size), bytes(bytesMax)) : '';
    setRefusal(wrong);
    if (!wrong) {
      setSending(true);
      setRefusal(await props.onFile!(file));
      setSending(false);
    }
  };
  return (
    <>
      <label for={props.onFile && id}>{parameter.title}{parameter.isRequired && ` (${say('needed')})`}</label>
      {parameter.help && <p class="quiet">{parameter.help}</p>}
      <div class="image">
        <div class="preview">
          {image ? <img src={`/v1/images/${image.reference}`} alt={say('imageSent', parameter.title)} /> : null}
        </div>
        <div>
          {props.onFile && <input id={id} type="file" accept={contentTypes.join(',')} aria-describedby={`${id}-rule ${id}-state`}
            aria-invalid={refusal || props.issue ? true : undefined}
            onChange={event => {
              const input = event.currentTarget;
              const file = input.files?.[0];
              // The same file may be chosen again after a refusal.
              void (file && send(file).then(() => { input.value = ''; }));
            }} />}
          <p class="quiet" id={`${id}-rule`}>{say('imageRule', names(contentTypes), bytes(bytesMax))}</p>
          <p id={`${id}-state`} role="status">
            {isSending ? say('imageSending') : image ? `${names([image.contentType])}, ${bytes(image.bytes)}` : ''}
          </p>
          {image && <button type="button" onClick={() => props.onAnswer(null)}>{say('imageRemove')}</button>}
        </div>
      </div>
      {refusal && <p class="hint warning" role="alert">{refusal}</p>}
    </>
  );
}

/** `PNG, JPEG` of `image/png`, `image/jpeg`. */
function names(contentTypes: string[]): string {
  return contentTypes.map(type => type.split('/')[1] === 'webp' ? 'WebP' : type.split('/')[1]!.toUpperCase()).join(', ');
}
