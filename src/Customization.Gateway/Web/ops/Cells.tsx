import { useState } from 'preact/hooks';
import { call } from '../kit/api';
import { shortDay } from '../kit/format';
import { say } from '../kit/page';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Cell, CellBoard, Load } from './api';
import { CellDayDialog } from './CellDayDialog';
import { levelOf, textOf, usedOf } from './load';

/** Cells by days: how full each day is, and what can be done about it. */
export function Cells(props: { board: CellBoard; onChange: () => void }) {
  const [problem, setProblem] = useState('');
  const [looked, setLooked] = useState<{ cell: Cell; date: string; load: Load } | null>(null);
  const tell = async (path: string, body?: unknown) => {
    setProblem('');
    try {
      await call('POST', path, body === undefined ? {} : { body });
    } catch (refused) {
      setProblem(reason(refused));
    }
    props.onChange();
  };
  const { board } = props;
  return (
    <section class="panel" aria-labelledby="cells">
      <div class="bar"><h2 id="cells">{say('ops.cells')}</h2><Legend /></div>
      <Problem text={problem} />
      <p class="quiet">{say('ops.heatCaption')}</p>
      <div class="scroll tall" tabIndex={0} role="region" aria-label={say('ops.tableOfCells')}>
        <table class="heat">
          <thead>
            <tr><th scope="col">{say('ops.cell')}</th>{board.dates.map(date => <th scope="col" key={date}>{shortDay(date)}</th>)}</tr>
          </thead>
          <tbody>
            {board.cells.map(cell => (
              <tr key={cell.id} data-cell={cell.id}>
                <th scope="row"><div class="cell">
                  <span class="name">{cell.name}</span>
                  {cell.brokenSince
                    ? <>
                      <span class="tag bad">{say('ops.standsStill', cell.brokenReason ?? '')}</span>
                      <button type="button" onClick={() => tell(`/v1/cells/${cell.id}/repair`)}>
                        {say('ops.repair')}<span class="unseen"> {cell.name}</span></button>
                    </>
                    : <Break cell={cell} onBreak={why => tell(`/v1/cells/${cell.id}/break`, { reason: why })} />}
                </div></th>
                {cell.days.map((load, i) => (
                  <td key={board.dates[i]}>
                    <button type="button" class={`load ${levelOf(load)}`} title={textOf(load)}
                      onClick={() => setLooked({ cell, date: board.dates[i]!, load })}>
                      {load.open === 0 ? '–' : `${usedOf(load)}%`}
                      <Split load={load} />
                      <span class="unseen">, {cell.name}, {shortDay(board.dates[i]!)}: {textOf(load)}</span>
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!board.isAll && <p class="quiet">{say('ops.moreCells')}</p>}
      {looked && <CellDayDialog {...looked} onClose={() => { setLooked(null); props.onChange(); }} />}
    </section>
  );
}

function Break(props: { cell: Cell; onBreak: (why: string) => void }) {
  const [why, setWhy] = useState<string | null>(null);
  if (why === null) {
    return (
      <button type="button" onClick={() => setWhy('')}>
        {say('ops.break')}<span class="unseen"> {props.cell.name}</span></button>
    );
  }
  return (
    <form class="bar" onSubmit={event => {
      event.preventDefault();
      props.onBreak(why);
      setWhy(null);
    }}>
      <label><span class="unseen">{say('ops.whyStill', props.cell.name)}</span>
        <input required maxLength={100} placeholder={say('ops.why')} value={why} ref={input => input?.focus()}
          onInput={event => setWhy(event.currentTarget.value)} /></label>
      <button class="primary">{say('ops.stop')}</button>
      <button type="button" class="plain" onClick={() => setWhy(null)}>{say('ops.cancel')}</button>
    </form>
  );
}

/** What the opening hours of a day went to: reservations, holds, work done. */
function Split(props: { load: Load }) {
  const { load } = props;
  return (
    <span class="split" aria-hidden="true">
      {(['completed', 'reserved', 'held'] as const).map(kind => load.open > 0 && load[kind] > 0 && (
        <span key={kind} class={`mark ${kind}`} style={{ width: `${100 * load[kind] / load.open}%` }} />
      ))}
    </span>
  );
}

function Legend() {
  return (
    <ul class="legend" aria-label={say('ops.shades')}>
      <li><span class="load closed" />{say('ops.closed')}</li>
      <li><span class="load level0" />{say('ops.free')}</li>
      <li><span class="load level2" />{say('ops.half')}</li>
      <li><span class="load level4" />{say('ops.ninety')}</li>
      <li><span class="load level5" />{say('ops.full')}</li>
      <li><span class="mark held" />{say('ops.held')}</li>
      <li><span class="mark reserved" />{say('ops.reserved')}</li>
      <li><span class="mark completed" />{say('ops.completed')}</li>
    </ul>
  );
}
