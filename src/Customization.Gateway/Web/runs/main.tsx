import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { say } from '../kit/page';
import { wireLanguages, wireTheme } from '../kit/theme';
import { Gate, reason } from '../staff/Gate';
import { Problem } from '../staff/Problem';
import { RunPanel } from './RunPanel';
import './runs.css';

/** All runs, and the one that is looked at. */
function Runs() {
  const [ids, setIds] = useState<string[] | null>(null);
  const [shown, setShown] = useState(location.hash.slice(1));
  const [problem, setProblem] = useState('');
  useEffect(() => {
    call<{ ids: string[] }>('GET', '/v1/runs?limit=1000').then(
      found => setIds(found.ids), refused => setProblem(reason(refused)));
  }, []);
  return (
    <>
      <Problem text={problem} />
      <div class="desk" hidden={!ids}>
        <section class="panel" aria-labelledby="all">
          <div class="bar"><h2 id="all">{say('runs.all')}</h2>
            <label>{say('runs.run')}
              <select value={shown} onChange={event => {
                setShown(event.currentTarget.value);
                location.hash = event.currentTarget.value;
              }}>
                <option value="">{say('runs.choose')}</option>
                {ids?.map(id => <option key={id} value={id}>{id}</option>)}
              </select>
            </label></div>
          {ids?.length === 0 && <p class="quiet">{say('runs.none')}</p>}
        </section>
        {shown && <RunPanel key={shown} id={shown} />}
      </div>
    </>
  );
}

wireTheme();
wireLanguages();
const main = document.getElementById('main')!;
main.replaceChildren();
render(<Gate role="operator" title={say('runs.title')}><Runs /></Gate>, main);
