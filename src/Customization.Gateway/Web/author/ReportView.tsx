import { count, money, share } from '../kit/format';
import type { Effort, Mean, Report, ReportValue } from './api';
import { Bars } from './Bars';

/** The complexity report with charts. */
export function ReportView(props: { report: Report }) {
  const { report } = props;
  const { demand } = report;
  return (
    <>
      <dl class="tiles">
        <Tile name="Configurations" value={report.configurations ? count(report.configurations) : 'unknown'} />
        <Tile name="Orders that count" value={count(demand.orders)}
          note={demand.unlike ? `${count(demand.unlike)} more of other versions` : ''} />
        <Tile name="Different ones bought" value={count(demand.distinct)}
          note={demand.effective === undefined ? '' : `as spread as ${demand.effective.toFixed(1)} alike`} />
        <Tile name="The ten most bought" value={demand.topShare === undefined ? '–' : share(demand.topShare)}
          note="of the orders" />
        <Tile name="Entropy of demand" value={demand.bits === undefined ? '–' : `${demand.bits.toFixed(2)} bits`} />
      </dl>
      {!report.isDemandComplete && <p class="quiet">Only the first {report.ordersRead} quotes and orders were read.</p>}
      <h3>Decisions until price and date are final</h3>
      {report.effort.length === 0
        ? <p>Unknown: this version is configured by search.</p>
        : report.effort.map(effort => <EffortChart key={effort.shoppers} effort={effort} />)}
      <h3>Values</h3>
      <div class="values">{report.characteristics.map(each => (
        <section key={each.name} aria-label={each.name}>
          <h4>{each.name} <small class="quiet">{each.possible} of {each.values.length} possible
            {each.effective !== undefined && `, as wanted as ${each.effective.toFixed(1)} alike`}</small></h4>
          <Bars label={`Values of ${each.name}: share of orders, share of configurations, margin`}
            rows={each.values.map(value => ({
              name: value.name,
              note: value.offer === 'open' ? '' : value.offer,
              bars: [
                { part: demand.orders ? value.orders / demand.orders : 0, text: value.orders === 1 ? '1 order' : `${value.orders} orders`, kind: 'orders' },
                { part: value.share ?? 0, text: value.share === undefined ? '' : `${share(value.share)} of all`, kind: 'offer' },
              ],
              aside: earns(value, report.currency),
            }))} />
        </section>
      ))}</div>
      <p class="key"><span class="swatch orders" /> share of orders <span class="swatch offer" /> share of configurations;
        beside it, what the value alone adds to price, cost and margin</p>
      <h3>What could be left out</h3>
      {report.pruning.length === 0
        ? <p>Without orders nothing says what nobody wants.</p>
        : <Pruning report={report} />}
    </>
  );
}

function Tile(props: { name: string; value: string; note?: string }) {
  return <div class="tile"><dt>{props.name}</dt><dd>{props.value} {props.note && <small>{props.note}</small>}</dd></div>;
}

function EffortChart(props: { effort: Effort }) {
  const { effort } = props;
  const most = Math.max(effort.complete.value, 1);
  const bar = (name: string, mean: Mean, kind: string) => ({
    name, note: '', aside: '', bars: [{ part: mean.value / most, text: meanText(mean), kind }],
  });
  const who = effort.shoppers === 'everybody' ? 'Everybody, each configuration wanted alike' : 'Those who bought';
  return (
    <section aria-label={who}>
      <h4>{who} <small class="quiet">{effort.isExact ? `all ${effort.walks} followed` : `${effort.walks} sampled`}</small></h4>
      <Bars label={`Decisions of ${effort.shoppers}`} rows={[
        bar('without help', effort.unaided, 'offer'),
        bar('with proposals', effort.aided, 'orders'),
        bar('until nothing is open', effort.complete, 'quiet'),
      ]} />
      <p class="quiet">{meanText(effort.read)} values are read on the way.</p>
    </section>
  );
}

function Pruning(props: { report: Report }) {
  const { report } = props;
  const amount = (minor: number) => money({ minor, currency: report.currency });
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Values that could be left out"><table>
      <thead><tr><th scope="col">Value</th><th scope="col" class="number">Orders</th>
        <th scope="col" class="number">Revenue at stake</th><th scope="col" class="number">Margin at stake</th>
        <th scope="col" class="number">Configurations saved</th><th scope="col">Also saved</th></tr></thead>
      <tbody>{report.pruning.map(each => (
        <tr key={`${each.characteristic}=${each.value}`}>
          <td>{each.characteristic} = {each.value}</td>
          <td class="number">{each.orders}</td><td class="number">{amount(each.revenue)}</td>
          <td class="number">{amount(each.margin)}</td><td class="number">{count(each.varietySaved)}</td>
          <td>{[
            ...each.components.map(component => `component ${component}`),
            ...each.operations.map(operation => `operation ${operation}`),
            ...each.settled.map(question => `question ${question}`),
            ...each.alsoDead.map(other => `value ${other.characteristic} = ${other.value}`),
          ].join(', ')}</td>
        </tr>
      ))}</tbody>
    </table></div>
  );
}

function earns(value: ReportValue, currency: string): string {
  const amount = (minor: number) => money({ minor, currency });
  return value.price === 0 && value.cost === 0
    ? '' : `${amount(value.price)} − ${amount(value.cost)} = ${amount(value.margin)}`;
}

function meanText(mean: Mean): string {
  return mean.standardError > 0 ? `${mean.value.toFixed(1)} ± ${mean.standardError.toFixed(1)}` : mean.value.toFixed(1);
}
