import { count, decimal, money, share } from '../kit/format';
import { say } from '../kit/page';
import type { Effort, Mean, Report, ReportValue } from './api';
import { Bars } from './Bars';
import { StockView } from './StockView';

/** The complexity report with charts. */
export function ReportView(props: { report: Report }) {
  const { report } = props;
  const { demand } = report;
  const margins = report.characteristics.flatMap(each => each.values.map(value => Math.abs(value.margin)));
  const marginMax = Math.max(1, ...margins);
  return (
    <>
      <dl class="tiles">
        <Tile name={say('author.count')} value={report.configurations ? count(report.configurations) : say('author.unknown')} />
        <Tile name={say('author.orders')} value={count(demand.orders)}
          note={demand.unlike ? say('author.unlike', count(demand.unlike)) : ''} />
        <Tile name={say('author.distinct')} value={count(demand.distinct)} />
        <Tile name={say('author.entropy')}
          value={demand.bits === undefined ? '–' : say('author.bits', decimal(demand.bits, 2))} />
      </dl>
      {!report.isDemandComplete && <p class="quiet">{say('author.ordersRead', report.ordersRead)}</p>}
      <h3>{say('author.spread')}</h3>
      <SpreadChart report={report} />
      <h3>{say('author.effort')}</h3>
      {report.effort.length === 0
        ? <p>{say('author.effortUnknown')}</p>
        : report.effort.map(effort => <EffortChart key={effort.shoppers} effort={effort} />)}
      <h3>{say('author.values')}</h3>
      <div class="report">{report.characteristics.map(each => (
        <section key={each.name} aria-label={each.name}>
          <h4>{each.name} <small class="quiet">{say('author.possible', each.possible, each.values.length)}
            {each.effective !== undefined && `, ${say('author.wantedAs', decimal(each.effective))}`}</small></h4>
          <Bars label={say('author.valuesOfShow', each.name)}
            rows={each.values.map(value => ({
              name: value.name,
              note: value.offer === 'open' ? '' : say(`author.${value.offer}`),
              isBad: value.offer === 'dead',
              bars: [
                { part: demand.orders ? value.orders / demand.orders : 0, text: ordersText(value.orders), kind: 'orders' },
                { part: value.share ?? 0, text: value.share === undefined ? '' : say('author.ofAll', share(value.share)), kind: 'offer' },
                { part: Math.abs(value.margin) / marginMax, text: '', kind: value.margin < 0 ? 'loss' : 'margin' },
              ],
              aside: earns(value, report.currency),
            }))} />
        </section>
      ))}</div>
      <p class="key"><span class="swatch orders" /> {say('author.keyOrders')}{' '}
        <span class="swatch offer" /> {say('author.keyOffer')}{' '}
        <span class="swatch margin" /> {say('author.keyMargin')}{' '}
        <span class="swatch loss" /> {say('author.keyLoss')}</p>
      {report.stock && <StockView stock={report.stock} currency={report.currency} />}
      <h3>{say('author.pruning')}</h3>
      {report.pruning.length === 0
        ? <p>{say('author.noPruning')}</p>
        : <Pruning report={report} />}
    </>
  );
}

function Tile(props: { name: string; value: string; note?: string }) {
  return <div class="tile"><dt>{props.name}</dt><dd>{props.value} {props.note && <small>{props.note}</small>}</dd></div>;
}

/** How much of what is offered can be had, and of that, how much is wanted. */
function SpreadChart(props: { report: Report }) {
  const { demand, characteristics } = props.report;
  const all = characteristics.reduce((sum, each) => sum + each.values.length, 0);
  const possible = characteristics.reduce((sum, each) => sum + each.possible, 0);
  const bar = (name: string, part: number, text: string, kind: string) =>
    ({ name, note: '', isBad: false, aside: '', bars: [{ part, text, kind }] });
  const rows = [bar(
    say('author.possibleValues'), possible / Math.max(1, all),
    say('author.possibleOf', possible, all, all - possible), 'offer')];
  if (demand.topShare !== undefined && demand.effective !== undefined) {
    rows.push(
      bar(say('author.top'), demand.topShare, say('author.ofOrders', share(demand.topShare)), 'orders'),
      bar(say('author.alike'), demand.effective / Math.max(1, demand.distinct),
        say('author.alikeOf', decimal(demand.effective), count(demand.distinct)), 'orders'));
  }
  return <Bars label={say('author.spread')} rows={rows} />;
}

function ordersText(orders: number): string {
  return orders === 1 ? say('author.oneOrder') : say('author.manyOrders', orders);
}

function EffortChart(props: { effort: Effort }) {
  const { effort } = props;
  const most = Math.max(effort.complete.value, 1);
  const bar = (name: string, mean: Mean, kind: string) => ({
    name, note: '', isBad: false, aside: '', bars: [{ part: mean.value / most, text: meanText(mean), kind }],
  });
  const who = effort.shoppers === 'everybody' ? say('author.everybody') : say('author.buyers');
  return (
    <section aria-label={who}>
      <h4>{who} <small class="quiet">{say(effort.isExact ? 'author.followed' : 'author.sampled', effort.walks)}</small></h4>
      <Bars label={who} rows={[
        bar(say('author.unaided'), effort.unaided, 'offer'),
        bar(say('author.aided'), effort.aided, 'orders'),
        bar(say('author.complete'), effort.complete, 'quiet'),
      ]} />
      <p class="quiet">{say('author.read', meanText(effort.read))}{' '}
        {say('author.seconds', meanText(effort.secondsUnaided), meanText(effort.secondsAided))}</p>
    </section>
  );
}

function Pruning(props: { report: Report }) {
  const { report } = props;
  const amount = (minor: number) => money({ minor, currency: report.currency });
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={say('author.prunable')}><table>
      <thead><tr><th scope="col">{say('author.oneValue')}</th>
        <th scope="col" class="number">{say('author.orderCount')}</th>
        <th scope="col" class="number">{say('author.revenue')}</th>
        <th scope="col" class="number">{say('author.margin')}</th>
        <th scope="col" class="number">{say('author.saved')}</th><th scope="col">{say('author.alsoSaved')}</th></tr></thead>
      <tbody>{report.pruning.map(each => (
        <tr key={`${each.characteristic}=${each.value}`}>
          <td>{each.characteristic} = {each.value}</td>
          <td class="number">{each.orders}</td><td class="number">{amount(each.revenue)}</td>
          <td class="number">{amount(each.margin)}</td><td class="number">{count(each.varietySaved)}</td>
          <td>{[
            ...each.components.map(component => say('author.theComponent', component)),
            ...each.operations.map(operation => say('author.theOperation', operation)),
            ...each.settled.map(question => say('author.theQuestion', question)),
            ...each.alsoDead.map(other => say('author.theValue', `${other.characteristic} = ${other.value}`)),
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
  return mean.standardError > 0 ? `${decimal(mean.value)} ± ${decimal(mean.standardError)}` : decimal(mean.value);
}
