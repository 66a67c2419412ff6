import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { Dialog } from '../kit/Dialog';
import { shortDay, weekday } from '../kit/format';
import { say } from '../kit/page';
import { reason } from '../staff/Gate';
import { Problem } from '../staff/Problem';
import type { Calendar, Cell, CellDay, Load } from './api';
import { textOf } from './load';

/** One day of a cell: its slots, and the day taken out of the calendar or put back. */
export function CellDayDialog(props: { cell: Cell; date: string; load: Load; onClose: () => void }) {
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
      {day && (
        <p>{day.opening.length ? say('ops.open', day.opening.join(', ')) : say('ops.closedDay')}{' '}
          <span class="quiet">{textOf(props.load)}</span></p>)}
      {day && day.slots.length > 0 && (
        <table>
          <caption>{say('ops.slots')}</caption>
          <thead><tr><th scope="col">{say('ops.time')}</th><th scope="col">{say('ops.order')}</th>
            <th scope="col">{say('ops.state')}</th></tr></thead>
          <tbody>{day.slots.map(slot => (
            <tr key={slot.hold}><td>{slot.interval}</td><td><code>{slot.order}</code></td>
              <td>{say(`ops.${slot.status}`)}</td></tr>
          ))}</tbody>
        </table>)}
      {day?.slots.length === 0 && <p class="quiet">{say('ops.noSlot')}</p>}
      {calendar && (
        <p class="bar">
          {isException
            ? <button type="button" onClick={() => change(
              Object.fromEntries(Object.entries(exceptions).filter(([date]) => date !== props.date)))}>
              {say('ops.workAs', weekday(props.date))}</button>
            : day && day.opening.length > 0
              && <button type="button" onClick={() => change({ ...exceptions, [props.date]: [] })}>
                {say('ops.closeDay')}</button>}
        </p>)}
    </Dialog>
  );
}
