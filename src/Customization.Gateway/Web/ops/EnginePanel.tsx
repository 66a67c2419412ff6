import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { decimal } from '../kit/format';
import { say } from '../kit/page';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Engine, Latencies } from './api';

const everyMs = 3_000;

/** How the engine fared between the last two looks. */
export function EnginePanel() {
  const [looks, setLooks] = useState<Engine[]>([]);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let timer = 0;
    let isLeft = false;
    const look = async () => {
      try {
        const now = await call<Engine>('GET', '/v1/operations/engine');
        setProblem('');
        setLooks(before => [now, ...before].slice(0, 2));
      } catch (refused) {
        setProblem(reason(refused));
      }
      if (!isLeft) {
        timer = window.setTimeout(look, everyMs);
      }
    };
    void look();
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, []);
  const [now, before] = looks;
  const seconds = now && before ? (Date.parse(now.at) - Date.parse(before.at)) / 1000 : 0;
  const asks = now && before ? less(now.asks, before.asks) : null;
  const commits = now?.commits && before?.commits ? less(now.commits, before.commits) : null;
  const writes = (now?.writes ?? 0) - (before?.writes ?? 0);
  return (
    <section class="panel" aria-labelledby="engine">
      <h2 id="engine">{say('ops.engine')}</h2>
      <Problem text={problem} />
      <dl class="tiles">
        <Tile name={say('ops.commandRate')} value={asks && rate(sum(asks), seconds)} />
        <Tile name={say('ops.commandMedian')} value={asks && quantile(asks, 0.5)} />
        <Tile name={say('ops.commandTail')} value={asks && quantile(asks, 0.99)} />
        <Tile name={say('ops.batchRate')} value={commits && rate(sum(commits), seconds)} />
        <Tile name={say('ops.batchMedian')} value={commits && quantile(commits, 0.5)} />
        <Tile name={say('ops.batchSize')} value={commits && (sum(commits) ? decimal(writes / sum(commits)) : '–')} />
        <Tile name={say('ops.active')} value={now && String(now.processes.reduce((all, each) => all + each.active, 0))} />
        <Tile name={say('ops.processes')} value={now && String(now.processes.length)} />
      </dl>
      {now && <p class="quiet">
        {say('ops.inMemory', Object.entries(now.active).map(([kind, many]) => `${kind} ${many}`).join(', '))}</p>}
      {now && now.hottest.length > 0 && (
        <details>
          <summary>{say('ops.hottest')}</summary>
          <div class="scroll" tabIndex={0} role="region" aria-label={say('ops.hottest')}><table>
            <thead><tr><th scope="col">{say('ops.kind')}</th><th scope="col">{say('ops.key')}</th>
              <th scope="col" class="number">{say('ops.messages')}</th>
              <th scope="col" class="number">{say('ops.waiting')}</th></tr></thead>
            <tbody>{now.hottest.map(each => (
              <tr key={each.address.kind + each.address.key}><td>{each.address.kind}</td>
                <td><code>{each.address.key}</code></td><td class="number">{each.messages}</td>
                <td class="number">{each.waiting}</td></tr>
            ))}</tbody>
          </table></div>
        </details>)}
    </section>
  );
}

function Tile(props: { name: string; value: string | null | undefined }) {
  return <div class="tile"><dt>{props.name}</dt><dd>{props.value ?? '–'}</dd></div>;
}

function less(now: Latencies, before: Latencies): Latencies {
  return { boundsUs: now.boundsUs, counts: now.counts.map((count, i) => Math.max(0, count - (before.counts[i] ?? 0))) };
}

function sum(latencies: Latencies): number {
  return latencies.counts.reduce((all, count) => all + count, 0);
}

function rate(count: number, seconds: number): string {
  return seconds > 0 ? decimal(count / seconds) : '–';
}

/** The bound of the class that a share of all stays within. */
function quantile(latencies: Latencies, part: number): string {
  const all = sum(latencies);
  let seen = 0;
  for (let i = 0; all > 0 && i < latencies.counts.length; i++) {
    seen += latencies.counts[i]!;
    if (seen >= part * all) {
      const us = latencies.boundsUs[i];
      return us === undefined ? say('ops.longer')
        : us < 1000 ? `≤ ${us} µs` : `≤ ${decimal(us / 1000, us < 10_000 ? 1 : 0)} ms`;
    }
  }
  return '–';
}
