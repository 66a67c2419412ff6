import { useEffect, useState } from 'preact/hooks';
import { call, listen, Refusal } from '../kit/api';
import { day, moment, money, moneyDelta } from '../kit/format';
import { lotText, statusText, titleOf, type Order } from '../kit/order';
import { because, say } from '../kit/page';
import { reached, way } from './status';

/** One order from its confirmation to its delivery, as it happens. */
export function OrderPage(props: { id: string }) {
  const path = `/v1/orders/${encodeURIComponent(props.id)}`;
  const [order, setOrder] = useState<Order | null>(null);
  const [title, setTitle] = useState('');
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const stop = new AbortController();
    call<Order>('GET', path).then(
      async found => {
        setTitle(await titleOf(found));
        setOrder(found);
        void listen(`${path}/events`, stop.signal, (_, data) => setOrder(JSON.parse(data) as Order));
      },
      refusal => setProblem(refusal instanceof Refusal ? say('orderUnknown') : say('offline')));
    return () => stop.abort();
  }, [path]);
  if (problem) {
    return <><h1>{say('orderTitle')}</h1><p role="alert" class="message">{problem}</p></>;
  }
  return order ? <Shown order={order} title={title} onCancel={() => call('POST', `${path}/cancel`, { body: {} })} /> : null;
}

function Shown(props: { order: Order; title: string; onCancel: () => Promise<unknown> }) {
  const { order } = props;
  const stations = reached(order.status);
  const hasEnded = stations === 0 && ['rejected', 'cancelled', 'expired'].includes(order.status);
  const promises = order.history.filter((each, i) =>
    each.promise?.deliveryDate !== order.history[i - 1]?.promise?.deliveryDate);
  const hasLeft = order.lots?.[0]?.status === 'shipped' || order.lots?.[0]?.status === 'delivered';
  const made = order.work.filter(step => step.isDone).length;
  return (
    <>
      <h1>{props.title}</h1>
      <p class="quiet">{say('orderTitle')} <code>{order.id}</code>, {moment(order.placedAt)}</p>
      <section class="message status">
        <div role="status"><h2>{statusText(order.status)}</h2></div>
        {order.promise && !hasEnded && <p class="date">{say('delivery', day(order.promise.deliveryDate))}</p>}
        {order.moving && <p class="hint warning">{say('moving')} {because(order.moving)}.</p>}
        {order.cancelledLots
          ? <p class="hint warning">{say('lotsCancelled', because(order.cancelledLots.reason), money(order.cancelledLots.price))}</p>
          : order.endReason && order.endReason !== order.status && <p>{because(order.endReason)}</p>}
        {order.tracking && <p>{order.tracking}</p>}
        {!hasEnded && (
          <ol class="way" aria-label={say('progress')}>
            {way.map((station, i) => (
              <li key={station} data-reached={i < stations || undefined} aria-current={i + 1 === stations ? 'step' : undefined}>
                <span class="mark" aria-hidden="true">{i < stations ? '✓' : ''}</span>{statusText(station)}
              </li>
            ))}
          </ol>)}
        {order.work.length > 0 && !hasEnded && (
          <>
            <p>{say('workDone', made, order.work.length)}</p>
            <progress value={made} max={order.work.length} aria-label={say('work')} />
          </>)}
      </section>
      {order.lots && (
        <section class="message">
          <h2>{say('lots')}</h2>
          <ol class="lots">{order.lots.map(lot => (
            <li key={lot.lot} data-status={lot.status}>
              <strong>{say('lotPieces', lot.from, lot.to)}</strong>
              <span>{lotText(order, lot)}</span>
              {lot.dates && <span>{say('delivery', day(lot.dates.deliveryDate))}</span>}
              {lot.tracking && <span>{lot.tracking}</span>}
            </li>
          ))}</ol>
        </section>)}
      <section class="message">
        <table>
          <caption>{say('priceLines')}</caption>
          <tbody>{order.price.lines.map(line =>
            <tr key={line.code}><th scope="row">{line.title}</th><td>{money(line.amount)}</td></tr>)}</tbody>
          <tfoot>
            <tr><th scope="row">{say('total')}</th><td>{money(order.price.total)}</td></tr>
            {order.cancelledLots && (
              <>
                <tr><th scope="row">{say('notOwed')}</th>
                  <td>{moneyDelta({ ...order.cancelledLots.price, minor: -order.cancelledLots.price.minor })}</td></tr>
                <tr><th scope="row">{say('owed')}</th><td>{money(order.cancelledLots.owed)}</td></tr>
              </>)}
          </tfoot>
        </table>
      </section>
      {promises.length > 1 && (
        <section class="message">
          <h2>{say('promises')}</h2>
          <ol>{promises.map(each => (
            <li key={each.at}>{moment(each.at)}: {each.promise ? `${day(each.promise.deliveryDate)}. ` : ''}{because(each.reason)}</li>
          ))}</ol>
        </section>)}
      <p class="actions">
        {order.owned?.map(serial => (
          <a key={serial} class="button primary" href={`/owned/${serial}`}>{say('adjust', serial)}</a>
        ))}
        <a class="button" href={`/configure/${order.product}?code=${encodeURIComponent(order.configuration)}`}>
          {say('configureAgain')}
        </a>
        {!hasEnded && !hasLeft && stations < way.indexOf('shipped') + 1 &&
          <button type="button" onClick={() => props.onCancel()}>{say('cancel')}</button>}
      </p>
    </>
  );
}
