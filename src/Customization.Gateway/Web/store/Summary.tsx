import { day, money, moneyDelta } from '../kit/format';
import { say } from '../kit/page';
import type { Configuring } from './configuring';
import { openIn } from './steps';

/** What it costs and why, when it comes, and what is still to be decided. */
export function Summary(props: { configuring: Configuring; onOffer: () => void; onFirstOpen: () => void }) {
  const { configuring } = props;
  const { catalog, session } = configuring;
  const open = openIn(catalog, session);
  return (
    <div class="summary">
      <div class="head">
        <p class="total"><span class="unseen">{say('total')} </span>{money(session.price.total)}</p>
        <p class="promise">
          {session.promise ? say('delivery', day(session.promise.deliveryDate)) : say('noDelivery')}
        </p>
        {open > 0
          ? <button type="button" class="open" onClick={props.onFirstOpen}>
              {say(open === 1 ? 'oneOpen' : 'manyOpen', open)}
            </button>
          : <p class="complete">{say('allDone')}</p>}
      </div>
      <details class="lines" open={matchMedia('(min-width: 60rem)').matches}>
        <summary>{say('priceLines')}</summary>
        <table>
          <caption class="unseen">{say('priceLines')}</caption>
          <tbody>
            {session.price.lines.map((line, i) => (
              <tr key={line.code}>
                <th scope="row">{line.code.startsWith('delivery:') ? `${say('shipping')}: ${line.title}` : line.title}</th>
                <td>{i === 0 ? money(line.amount) : moneyDelta(line.amount)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot><tr><th scope="row">{say('total')}</th><td>{money(session.price.total)}</td></tr></tfoot>
        </table>
        {!configuring.isInvited && <Terms configuring={configuring} />}
      </details>
      {!configuring.isInvited && (
        <button type="button" class="primary order" aria-disabled={!session.isComplete}
          onClick={() => session.isComplete ? props.onOffer() : props.onFirstOpen()}>
          {say('toOffer')}
        </button>)}
      {session.newerVersion && !configuring.isInvited && (
        <p class="hint">{say('newerVersion', catalog.product.title)}{' '}
          <button type="button" onClick={() => configuring.migrate()}>{say('migrate')}</button></p>)}
    </div>
  );
}

/** Delivery and currency. */
function Terms(props: { configuring: Configuring }) {
  const { catalog, session } = props.configuring;
  const { lanes, priceLists } = catalog.product;
  const terms = session.terms;
  const change = (part: { lane?: string; priceList?: string }) => props.configuring.changeTerms({ ...terms, ...part });
  const lists = priceLists.filter(list => list.segment === 'consumer');
  return (
    <div class="terms">
      {lanes.length > 1 && (
        <label>{say('shipping')}{' '}
          <select value={terms.lane || lanes[0]!.code} onChange={event => change({ lane: event.currentTarget.value })}>
            {lanes.map(lane => <option key={lane.code} value={lane.code}>{lane.title}</option>)}
          </select>
        </label>)}
      {lists.length > 1 && (
        <label>{say('currency')}{' '}
          <select value={terms.priceList || session.price.priceList}
            onChange={event => change({ priceList: event.currentTarget.value })}>
            {lists.map(list => <option key={list.code} value={list.code}>{list.currency}</option>)}
          </select>
        </label>)}
    </div>
  );
}
