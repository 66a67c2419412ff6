import { useEffect, useState } from 'preact/hooks';
import { call, listen } from '../kit/api';
import { count, decimal, moment } from '../kit/format';
import { say } from '../kit/page';
import { reason } from '../staff/Gate';
import { Problem } from '../staff/Problem';
import { pathOf, type Run, type RunStatus } from './api';
import { Failures } from './Failures';
import { Samples } from './Samples';

type Step = 'submit' | 'approve' | 'reject' | 'pause' | 'resume' | 'cancel' | 'retry' | 'forget';

const steps: Partial<Record<RunStatus, Step[]>> = {
  collecting: ['submit', 'cancel'],
  reviewing: ['approve', 'reject'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
};

/** One run as it goes on. */
export function RunPanel(props: { id: string }) {
  const [run, setRun] = useState<Run | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const stop = new AbortController();
    void listen(pathOf(props.id, '/events'), stop.signal, (_, data) => setRun(JSON.parse(data) as Run));
    return () => stop.abort();
  }, [props.id]);
  if (!run) {
    return <p role="status">{say('staff.moment')}</p>;
  }
  const take = (step: string) => call<Run>('POST', pathOf(run.id, `/${step}`), { body: { reason: '' } }).then(
    now => {
      setRun(now);
      setProblem('');
    },
    refused => setProblem(reason(refused)));
  const next = run.endedAt ? afterEnd(run) : steps[run.status] ?? [];
  return (
    <>
      <section class="panel" aria-labelledby="run">
        <div class="bar"><h2 id="run">{run.id}</h2>
          <span class={`tag ${run.status === 'finished' ? 'good' : run.status === 'rejected' ? 'bad' : ''}`}
            role="status">{say(`runs.${run.status}`)}</span>
          {next.map(step => (
            <button type="button" key={step} class={step === 'approve' ? 'primary' : ''}
              onClick={() => take(step)}>{say(`runs.${step}`)}</button>))}
        </div>
        <Problem text={problem} />
        <p class="quiet">{say('runs.about', run.product, run.productVersion, run.owner)}</p>
        <progress max={run.recipients || 1} value={run.made + run.failed}
          aria-label={say('runs.progress')}>{run.made + run.failed}</progress>
        <dl class="tiles">
          <Tile name={say('runs.recipients')} value={count(run.recipients)} />
          <Tile name={say('runs.made')} value={count(run.made)} />
          <Tile name={say('runs.failed')} value={count(run.failed)} />
          <Tile name={say('runs.left')} value={count(run.left)} />
          <Tile name={say('runs.rate')} value={run.perMinute === undefined ? '–' : decimal(run.perMinute, 0)} />
          <Tile name={say(run.endedAt ? 'runs.ended' : 'runs.estimated')}
            value={run.endedAt ? moment(run.endedAt) : run.estimatedEnd ? moment(run.estimatedEnd) : '–'} />
          {run.forgets && <Tile name={say('runs.forgets')} value={moment(run.forgets)} />}
        </dl>
        {run.reason && <p>{run.reason}</p>}
      </section>
      {run.samples > 0 && run.status !== 'collecting' && !run.isForgotten && <Samples run={run.id} />}
      {run.failed > 0 && !run.isForgotten && <Failures run={run.id} failed={run.failed} />}
    </>
  );
}

/** What can be done with a run that has ended, while it knows its recipients. */
function afterEnd(run: Run): Step[] {
  return run.isForgotten ? [] : run.status === 'finished' && run.failed > 0 ? ['retry', 'forget'] : ['forget'];
}

function Tile(props: { name: string; value: string }) {
  return <div class="tile"><dt>{props.name}</dt><dd>{props.value}</dd></div>;
}
