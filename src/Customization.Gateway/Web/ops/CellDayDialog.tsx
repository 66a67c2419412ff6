import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { Dialog } from '../kit/Dialog';
import { reason } from '../staff/Gate';
import { Problem } from '../staff/Problem';
import type { Calendar, Cell, CellDay } from './api';
import { shortDay } from './Cells';

/** One day of a cell: its slots, and the day taken out of the calendar or put back. */
export function CellDayDialog(props: { cell: Cell; date: string; onClose: () => void }) {
  const [day, setDay] = useState<CellDay | null>(null);
  const [calendar, setCalendar] = useState<Calendar | null>(null);
  const [problem, setProblem] = useState('');
  const path = `/v1/cells/${props.cell.id}`;
  const load = async () => {
    try {
      setDay(await call<CellDay>('GET', `${path}/days/${props.date}`));
      setCalendar((await call<{ calendar: Calendar }>('GET', path)).calendar);
    } catch (refused) {
      setProblem(reason(refused));
    }
  };
  useEffect(() => void load(), [path, props.date]);
  const change = async (exceptions: Record<string, string[]>) => {
    try {
      await call('PUT', `${path}/calendar`, { body: { week: calendar!.week, exceptions } });
      await load();
    } catch (refused) {
      setProblem(reason(refused));
    }
  };
  const exceptions = calendar?.exceptions ?? {};
  const isException = props.date in exceptions;
  return (
    <Dialog title={`${props.cell.name}, ${shortDay(props.date)}`} onClose={props.onClose}>
      <Problem text={problem} />
      {day && <p>{day.opening.length ? `Open ${day.opening.join(', ')}.` : 'Closed.'}</p>}
      {day && day.slots.length > 0 && (
        <table>
          <caption>Slots</caption>
          <thead><tr><th scope="col">Time</th><th scope="col">Order</th><th scope="col">State</th></tr></thead>
          <tbody>{day.slots.map(slot => (
            <tr key={slot.hold}><td>{slot.interval}</td><td><code>{slot.order}</code></td><td>{slot.status}</td></tr>
          ))}</tbody>
        </table>)}
      {day?.slots.length === 0 && <p class="quiet">No order has a slot on this day.</p>}
      {calendar && (
        <p class="bar">
          {isException
            ? <button type="button" onClick={() => change(
              Object.fromEntries(Object.entries(exceptions).filter(([date]) => date !== props.date)))}>
              Work as every {shortDay(props.date).slice(0, 3)}</button>
            : day && day.opening.length > 0
              && <button type="button" onClick={() => change({ ...exceptions, [props.date]: [] })}>Close this day</button>}
        </p>)}
    </Dialog>
  );
}
