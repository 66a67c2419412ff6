import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { say } from '../kit/page';
import { reason } from '../staff/Gate';
import { Problem } from '../staff/Problem';
import { fieldsOf, pathOf, whyOf, type Item, type Page } from './api';

/** What failed and why, page by page; looked at again whenever more failed. */
export function Failures(props: { run: string; failed: number }) {
  const [items, setItems] = useState<Item[]>([]);
  const [next, setNext] = useState<string | undefined>();
  const [problem, setProblem] = useState('');
  const load = (after?: string) => call<Page<Item>>(
    'GET', pathOf(props.run, `/items?status=failed${after ? `&after=${after}` : ''}`)).then(
    page => {
      setItems(known => after ? [...known, ...page.items] : page.items);
      setNext(page.next);
    },
    refused => setProblem(reason(refused)));
  useEffect(() => void load(), [props.run, props.failed]);
  return (
    <section class="panel" aria-labelledby="failures">
      <h2 id="failures">{say('runs.failures')}</h2>
      <Problem text={problem} />
      <div class="scroll" tabIndex={0} role="region" aria-label={say('runs.tableOfFailures')}><table>
        <thead><tr><th scope="col">{say('runs.item')}</th><th scope="col">{say('runs.recipient')}</th>
          <th scope="col">{say('runs.why')}</th></tr></thead>
        <tbody>{items.map(item => (
          <tr key={item.id} data-item={item.id}><td><code>{item.id}</code></td><td>{fieldsOf(item)}</td>
            <td>{whyOf(item)}</td></tr>))}</tbody>
      </table></div>
      {next && <p><button type="button" onClick={() => load(next)}>{say('runs.more')}</button></p>}
    </section>
  );
}
