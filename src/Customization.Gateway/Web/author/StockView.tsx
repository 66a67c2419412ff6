import { count, decimal, money, share } from '../kit/format';
import { say } from '../kit/page';
import type { Report, StockScenario } from './api';

/** What keeping variants in stock takes, beside making to order. */
export function StockView(props: { stock: NonNullable<Report['stock']>; currency: string }) {
  const { stock, currency } = props;
  const { service, leadTime, holding, obsolescence } = stock.assumptions;
  const amount = (minor: number) => money({ minor, currency });
  const row = (name: string, way: StockScenario) => (
    <tr><td>{name}</td>
      <td class="number">{share(way.served)}</td><td class="number">{share(way.lost)}</td>
      <td class="number">{amount(way.value)}</td><td class="number">{amount(way.costPerYear)}</td>
      <td class="number">{amount(way.marginLostPerYear)}</td></tr>
  );
  return (
    <>
      <h3>{say('author.stock')}</h3>
      <div class="scroll" tabIndex={0} role="region" aria-label={say('author.stock')}><table>
        <thead><tr><th scope="col">{say('author.stockWay')}</th>
          <th scope="col" class="number">{say('author.stockServed')}</th>
          <th scope="col" class="number">{say('author.stockLost')}</th>
          <th scope="col" class="number">{say('author.stockValue')}</th>
          <th scope="col" class="number">{say('author.stockCost')}</th>
          <th scope="col" class="number">{say('author.stockMargin')}</th></tr></thead>
        <tbody>
          {row(say('author.stockKept', count(stock.kept.kinds)), stock.kept)}
          {row(say('author.stockAll', count(stock.all.kinds)), stock.all)}
          {row(say('author.stockToOrder', count(stock.madeToOrder.kinds)), stock.madeToOrder)}
        </tbody>
      </table></div>
      <p class="quiet">{say('author.stockTerms', stock.days, percent(service), leadTime,
        percent(holding + obsolescence))}</p>
    </>
  );
}

function percent(value: number): string {
  return decimal(value, Number.isInteger(value) ? 0 : 2);
}
