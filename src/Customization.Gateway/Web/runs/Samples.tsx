import { useEffect, useState } from 'preact/hooks';
import { call, read } from '../kit/api';
import { money } from '../kit/format';
import { say } from '../kit/page';
import { reason } from '../staff/Gate';
import { Problem } from '../staff/Problem';
import { fieldsOf, pathOf, whyOf, type Item } from './api';

/** Items from all over the run, each with its price and what is printed for it. */
export function Samples(props: { run: string }) {
  const [samples, setSamples] = useState<Item[]>([]);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    call<Item[]>('GET', pathOf(props.run, '/samples')).then(setSamples, refused => setProblem(reason(refused)));
  }, [props.run]);
  return (
    <section class="panel" aria-labelledby="samples">
      <h2 id="samples">{say('runs.samples')}</h2>
      <Problem text={problem} />
      {samples.map(sample => (
        <article class="sample" key={sample.id} data-sample={sample.id}>
          <h3>{sample.id}</h3>
          <p class="quiet">{fieldsOf(sample)}</p>
          {sample.price && <p>{say('runs.costs', money(sample.price.total))}</p>}
          {sample.why && <p class="problem">{whyOf(sample)}</p>}
          {sample.documents?.map(each => (
            <Printed key={each.name} title={each.title}
              path={pathOf(props.run, `/items/${sample.id}/documents/${encodeURIComponent(each.name)}`)} />))}
        </article>))}
    </section>
  );
}

/** A document as its text; a page of HTML is read, not run. */
function Printed(props: { title: string; path: string }) {
  const [text, setText] = useState('');
  useEffect(() => {
    read(props.path).then(
      ([type, content]) => setText(type.startsWith('text/html')
        ? new DOMParser().parseFromString(content, 'text/html').body.textContent?.trim() ?? ''
        : content),
      refused => setText(reason(refused)));
  }, [props.path]);
  return <figure><figcaption>{props.title}</figcaption><pre tabIndex={0}>{text}</pre></figure>;
}
