import { useEffect, useState } from 'preact/hooks';
import { call, listen } from '../kit/api';
import { daysDelta, shortDay } from '../kit/format';
import { statusText, type OrderStatus } from '../kit/order';
import { because, say } from '../kit/page';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { OrderRow } from './api';

const followedMax = 100;
const newsMax = 12;
const living: OrderStatus[] = ['holding', 'quoted', 'confirming', 'confirmed', 'producing', 'produced', 'shipped'];

type Filter = 'all' | 'late' | 'overdue' | 'moving' | OrderStatus;

/** Orders by state and lateness, as they change. */
export function Orders(props: { onRead: () => void }) {
  const [rows, setRows] = useState<OrderRow[]>([]);
  const [next, setNext] = useState<string | undefined>();
  const [filter, setFilter] = useState<Filter>('all');
  const [news, setNews] = useState<{ key: number; text: string }[]>([]);
  const [problem, setProblem] = useState('');
  const load = async (after?: string) => {
    try {
      const page = await call<{ orders: OrderRow[]; next?: string }>(
        'GET', `/v1/operations/orders${after ? `?after=${encodeURIComponent(after)}` : ''}`);
      setRows(known => after ? [...known, ...page.orders] : page.orders);
      setNext(page.next);
    } catch (refused) {
      setProblem(reason(refused));
    }
  };
  useEffect(() => void load().then(props.onRead), []);
  const ship = (id: string, lot: number) =>
    void call('POST', `/v1/orders/${encodeURIComponent(id)}/ship`, { body: { lot } })
      .then(() => setProblem(''), refused => setProblem(reason(refused)));
  const followed = rows.filter(row => living.includes(row.status)).slice(0, followedMax).map(row => row.id).join('&order=');
  useEffect(() => {
    if (!followed) {
      return;
    }
    const stop = new AbortController();
    void listen(`/v1/operations/orders/events?order=${followed}`, stop.signal, (_, data) => {
      const now = JSON.parse(data) as OrderRow;
      setRows(known => known.map(before => {
        if (before.id !== now.id) {
          return before;
        }
        const text = changeOf(before, now);
        if (text) {
          setNews(told => [{ key: (told[0]?.key ?? 0) + 1, text }, ...told].slice(0, newsMax));
        }
        return now;
      }));
    });
    return () => stop.abort();
  }, [followed]);
  const shown = rows.filter(row => matches(row, filter))
    .sort((a, b) => b.prospect.daysLate - a.prospect.daysLate || b.placedAt.localeCompare(a.placedAt));
  return (
    <section class="panel" aria-labelledby="orders">
      <div class="bar"><h2 id="orders">{say('ops.orders')}</h2>
        <button type="button" onClick={() => load()}>{say('ops.lookAgain')}</button></div>
      <Problem text={problem} />
      <div class="chips" role="group" aria-label={say('ops.show')}>
        {filtersOf(rows).map(([name, count]) => (
          <button type="button" key={name} aria-pressed={filter === name} onClick={() => setFilter(name)}>
            {filterText(name)} {count}</button>
        ))}
      </div>
      <div class="news">
        <h3>{say('ops.news')}</h3>
        <div role="log" aria-label={say('ops.newsLog')}>
          <ol>{news.map(each => <li key={each.key}>{each.text}</li>)}</ol>
        </div>
        {news.length === 0 && <p class="quiet">{say('ops.noNews')}</p>}
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label={say('ops.tableOfOrders')}>
        <table>
          <thead><tr>
            <th scope="col">{say('ops.order')}</th><th scope="col">{say('ops.product')}</th>
            <th scope="col">{say('ops.state')}</th><th scope="col">{say('ops.promised')}</th>
            <th scope="col">{say('ops.firstTold')}</th><th scope="col" class="number">{say('ops.lateness')}</th>
            <th scope="col">{say('ops.possible')}</th><th scope="col">{say('ops.cells')}</th>
            <th scope="col">{say('ops.reason')}</th>
          </tr></thead>
          <tbody>{shown.map(row => <Row key={row.id} row={row} onShip={ship} />)}</tbody>
        </table>
      </div>
      {rows.length === 0 && <p class="quiet">{say('ops.noOrders')}</p>}
      {next && <p><button type="button" onClick={() => load(next)}>{say('ops.more')}</button></p>}
    </section>
  );
}

function Row(props: { row: OrderRow; onShip: (id: string, lot: number) => void }) {
  const { row } = props;
  const { prospect } = row;
  return (
    <tr data-order={row.id}>
      <td><code>{nameOf(row.id)}</code></td>
      <td>{row.product}</td>
      <td><span class={`tag ${row.moving ? 'warn' : row.status === 'confirmed' ? 'good' : ''}`}>
        {row.moving ? say('ops.movingFor', because(row.moving)) : statusText(row.status)}</span>
        {row.lots && <> {say('ops.lotsLeft', row.lots.left, row.lots.total)}</>}
        {row.lots?.cancelled && <> <span class="tag bad">{say('ops.lotsCancelled', row.lots.cancelled)}</span></>}
        {row.lots?.next && <> <button type="button" onClick={() => props.onShip(row.id, row.lots!.next!)}>
          {say('ops.shipLot', row.lots.next)}</button></>}
      </td>
      <td>{prospect.promised ? shortDay(prospect.promised) : '–'}</td>
      <td>{prospect.firstPromised ? shortDay(prospect.firstPromised) : '–'}</td>
      <td class="number">
        {prospect.isOverdue ? <span class="tag bad">{say('ops.overdue')}</span>
          : prospect.daysLate > 0 ? <span class="tag warn">{daysDelta(prospect.daysLate)}</span>
            : prospect.daysLate < 0 ? daysDelta(prospect.daysLate)
              : row.lots?.cancelled || ['rejected', 'cancelled', 'expired'].includes(row.status) ? '–'
                : say('ops.onTime')}
      </td>
      <td>{prospect.possible ? shortDay(prospect.possible) : '–'}</td>
      <td>{row.cells.join(', ')}</td>
      <td>{row.reason ? because(row.reason) : ''}</td>
    </tr>
  );
}

/** The end of an id, which tells orders apart. */
function nameOf(id: string): string {
  return id.slice(-12);
}

function filtersOf(rows: OrderRow[]): [Filter, number][] {
  const states = [...new Set(rows.map(row => row.status))].sort();
  const all: Filter[] = ['all', 'late', 'overdue', 'moving', ...states];
  return all.map(name => [name, rows.filter(row => matches(row, name)).length]);
}

function matches(row: OrderRow, filter: Filter): boolean {
  switch (filter) {
    case 'all': return true;
    case 'late': return row.prospect.daysLate > 0;
    case 'overdue': return row.prospect.isOverdue;
    case 'moving': return row.moving !== undefined;
    default: return row.status === filter;
  }
}

function filterText(filter: Filter): string {
  switch (filter) {
    case 'all': case 'late': case 'overdue': case 'moving': return say(`ops.${filter}`);
    default: return statusText(filter);
  }
}

/** What to tell about a change; nothing where only the details differ. */
function changeOf(before: OrderRow, now: OrderRow): string | null {
  const name = nameOf(now.id);
  if (now.moving && now.moving !== before.moving) {
    return say('ops.looksFor', name, because(now.moving));
  }
  const promised = now.prospect.promised;
  if (promised && promised !== before.prospect.promised) {
    return before.prospect.promised
      ? say('ops.nowPromisedBefore', name, shortDay(promised), shortDay(before.prospect.promised))
      : say('ops.nowPromised', name, shortDay(promised));
  }
  if (before.moving && !now.moving) {
    const cells = now.cells.join(', ');
    return promised ? say('ops.keepsDay', name, shortDay(promised), cells) : say('ops.keeps', name, cells);
  }
  return now.status !== before.status ? say('ops.isNow', name, statusText(now.status)) : null;
}
