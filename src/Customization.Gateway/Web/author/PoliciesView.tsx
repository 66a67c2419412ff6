import { count, decimal, money, moneyDelta, share } from '../kit/format';
import { say } from '../kit/page';
import type { Estimate, Policies } from './api';

/** How the compared pricing policies of a product fare; nothing where none are compared. */
export function PoliciesView(props: { report: Policies }) {
  const { report } = props;
  if (report.policies.length === 0) {
    return null;
  }
  const amount = (minor: number) => money({ minor, currency: report.currency });
  const delta = (minor: number) => moneyDelta({ minor: Math.round(minor), currency: report.currency });
  const signed = (value: number) => `${value > 0 ? '+' : ''}${decimal(100 * value)}`;
  const heads = ['author.policyShare', 'author.policyCustomers', 'author.policyQuotes', 'author.policyBuyers',
    'author.orderCount', 'author.policyRevenue', 'author.policyMargin', 'author.policyConversion'] as const;
  return (
    <>
      <h3>{say('author.policies')}</h3>
      {!report.isComplete && <p class="quiet">{say('author.ordersRead', report.ordersRead)}</p>}
      {report.inOtherCurrencies > 0 && <p class="quiet">{say('author.policyOthers', count(report.inOtherCurrencies))}</p>}
      <div class="scroll" tabIndex={0} role="region" aria-label={say('author.policies')}><table>
        <thead><tr><th scope="col">{say('author.policy')}</th>
          {heads.map(head => <th scope="col" class="number" key={head}>{say(head)}</th>)}</tr></thead>
        <tbody>{report.policies.map(each => (
          <tr key={each.code}><th scope="row">{each.code}</th>
            <td class="number">{share(each.share / 100)}</td><td class="number">{count(each.customers)}</td>
            <td class="number">{count(each.quotes)}</td><td class="number">{count(each.buyers)}</td>
            <td class="number">{count(each.orders)}</td><td class="number">{amount(each.revenue)}</td>
            <td class="number">{amount(each.margin)}</td>
            <td class="number">{each.conversion === undefined ? '–' : share(each.conversion)}</td></tr>
        ))}</tbody>
      </table></div>
      <h4>{say('author.policyDifference', report.policies[0]!.code)}</h4>
      <div class="scroll" tabIndex={0} role="region" aria-label={say('author.policyDifference', report.policies[0]!.code)}><table>
        <thead><tr><th scope="col">{say('author.policy')}</th>
          <th scope="col" class="number">{say('author.policyPoints')}</th>
          <th scope="col" class="number">{say('author.policyMarginEach')}</th>
          <th scope="col" class="number">{say('author.policyBuyersTimes')}</th></tr></thead>
        <tbody>{report.differences.map(each => (
          <tr key={each.code}><th scope="row">{each.code}</th>
            <td class="number">{interval(each.conversion, signed)}</td>
            <td class="number">{interval(each.margin, delta)}</td>
            <td class="number">{interval(each.buyers, value => decimal(value, 2))}</td></tr>
        ))}</tbody>
      </table></div>
    </>
  );
}

function interval(estimate: Estimate | undefined, shown: (value: number) => string): string {
  return estimate
    ? say('author.interval', shown(estimate.value), shown(estimate.low), shown(estimate.high))
    : say('author.policyTooFew');
}
