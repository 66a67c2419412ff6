import { useState } from 'preact/hooks';
import { call } from '../kit/api';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Cell, CellBoard, Load } from './api';
import { CellDayDialog } from './CellDayDialog';

const short = new Intl.DateTimeFormat('en-IE', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A date in few letters: `Mon 30 Nov`. */
export function shortDay(date: string): string {
  return short.format(new Date(`${date}T00:00:00Z`));
}

/** Cells by days: how full each day is, and what can be done about it. */
export function Cells(props: { board: CellBoard; onChange: () => void }) {
  const [problem, setProblem] = useState('');
  const [looked, setLooked] = useState<{ cell: Cell; date: string } | null>(null);
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
      <div class="bar"><h2 id="cells">Cells</h2><Legend /></div>
      <Problem text={problem} />
      <div class="scroll" tabIndex={0} role="region" aria-label="Table of cells">
        <table class="heat">
          <caption>Share of the opening hours that is claimed. A day shows its slots.</caption>
          <thead>
            <tr><th scope="col">Cell</th>{board.dates.map(date => <th scope="col" key={date}>{shortDay(date)}</th>)}</tr>
          </thead>
          <tbody>
            {board.cells.map(cell => (
              <tr key={cell.id} data-cell={cell.id}>
                <th scope="row"><div class="cell">
                  <span class="name">{cell.name}</span>
                  {cell.brokenSince
                    ? <>
                      <span class="tag bad">stands still: {cell.brokenReason}</span>
                      <button type="button" onClick={() => tell(`/v1/cells/${cell.id}/repair`)}>
                        Repair<span class="unseen"> {cell.name}</span></button>
                    </>
                    : <Break cell={cell} onBreak={why => tell(`/v1/cells/${cell.id}/break`, { reason: why })} />}
                </div></th>
                {cell.days.map((load, i) => (
                  <td key={board.dates[i]}>
                    <button type="button" class={`load ${levelOf(load)}`} title={textOf(load)}
                      onClick={() => setLooked({ cell, date: board.dates[i]! })}>
                      {load.open === 0 ? '–' : `${usedOf(load)}%`}
                      <span class="unseen">, {cell.name}, {shortDay(board.dates[i]!)}: {textOf(load)}</span>
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!board.isAll && <p class="quiet">There are more cells than are shown.</p>}
      {looked && <CellDayDialog {...looked} onClose={() => { setLooked(null); props.onChange(); }} />}
    </section>
  );
}

function Break(props: { cell: Cell; onBreak: (why: string) => void }) {
  const [why, setWhy] = useState<string | null>(null);
  if (why === null) {
    return (
      <button type="button" onClick={() => setWhy('')}>Break<span class="unseen"> {props.cell.name}</span></button>
    );
  }
  return (
    <form class="bar" onSubmit={event => {
      event.preventDefault();
      props.onBreak(why);
      setWhy(null);
    }}>
      <label><span class="unseen">Why {props.cell.name} stands still</span>
        <input required maxLength={100} placeholder="Why?" value={why} ref={input => input?.focus()}
          onInput={event => setWhy(event.currentTarget.value)} /></label>
      <button class="primary">Stop it</button>
      <button type="button" class="plain" onClick={() => setWhy(null)}>Cancel</button>
    </form>
  );
}

function Legend() {
  return (
    <ul class="legend" aria-label="Shades">
      <li><span class="load closed" />closed</li>
      <li><span class="load level0" />free</li>
      <li><span class="load level2" />to half</li>
      <li><span class="load level4" />to nine tenths</li>
      <li><span class="load level5" />full</li>
    </ul>
  );
}

function usedOf(load: Load): number {
  return Math.round(100 * (load.held + load.reserved + load.completed) / load.open);
}

function levelOf(load: Load): string {
  if (load.open === 0) {
    return 'closed';
  }
  const used = usedOf(load);
  return `level${used === 0 ? 0 : used <= 25 ? 1 : used <= 50 ? 2 : used <= 75 ? 3 : used <= 90 ? 4 : 5}`;
}

function textOf(load: Load): string {
  return load.open === 0
    ? 'closed'
    : `${load.open} min open, ${load.held} held, ${load.reserved} reserved, ${load.completed} done, ${load.slots} slots`;
}
