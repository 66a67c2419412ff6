import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { moment, money } from '../kit/format';
import { statusText, titleOf, type Order } from '../kit/order';
import { say } from '../kit/page';

/** The latest orders of whoever looks. */
export function OrderList() {
  const [orders, setOrders] = useState<Titled[] | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    load().then(setOrders, () => setProblem(say('offline')));
  }, []);
  return (
    <>
      <h1>{say('orders')}</h1>
      {problem && <p role="alert">{problem}</p>}
      {orders?.length === 0 && <p class="message">{say('noOrders')} <a href="/">{say('products')}</a></p>}
      <ul class="orders">
        {orders?.map(order => (
          <li key={order.id}>
            <a href={`/orders/${encodeURIComponent(order.id)}`}>
              <strong>{order.title}</strong>
              <span>{statusText(order.status)}</span>
              <span>{money(order.price.total)}</span>
              <span class="quiet">{moment(order.placedAt)}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

type Titled = Order & { title: string };

async function load(): Promise<Titled[]> {
  const page = await call<{ ids: string[] }>('GET', '/v1/orders?limit=50');
  const orders = await Promise.all(page.ids.map(id => call<Order>('GET', `/v1/orders/${id}`)));
  const shown = orders.filter(order => order.status !== 'expired')
    .sort((left, right) => right.placedAt.localeCompare(left.placedAt));
  return Promise.all(shown.map(async order => ({ ...order, title: await titleOf(order) })));
}
