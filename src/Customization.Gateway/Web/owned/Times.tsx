import { useRef, useState } from 'preact/hooks';
import { Dialog } from '../kit/Dialog';
import { weekday } from '../kit/format';
import { say } from '../kit/page';
import type { Change } from './OwnedPage';
import { dayNames, type Day, type Owned, type Schedule } from './resources';

/** When scenes come by themselves: each time can be changed and removed, and others added. */
export function Times(props: { owned: Owned; change: Change }) {
  const { owned, change } = props;
  const [edited, setEdited] = useState<{ name: string; schedule: Schedule | null } | null>(null);
  const [told, setTold] = useState('');
  const add = useRef<HTMLButtonElement>(null);
  const entries = Object.entries(owned.schedules).sort(([, a], [, b]) => a.time.localeCompare(b.time));
  return (
    <section class="message" aria-labelledby="times">
      <h2 id="times">{say('owned.times')}</h2>
      {entries.length === 0 && <p class="quiet">{say('owned.noTimes')}</p>}
      <ul class="times">{entries.map(([name, each]) => {
        const text = textOf(owned, each);
        return (
          <li key={name}>
            <span>{text}</span>
            <button type="button" aria-label={say('owned.changeOf', text)}
              onClick={() => setEdited({ name, schedule: each })}>{say('owned.change')}</button>
            <button type="button" aria-label={say('owned.removeOf', text)} onClick={async () => {
              if (!await change('DELETE', `/schedules/${encodeURIComponent(name)}`)) {
                setTold(say('owned.removedOf', text));
                add.current?.focus();
              }
            }}>{say('remove')}</button>
          </li>
        );
      })}</ul>
      <p><button type="button" ref={add} onClick={() => setEdited({ name: unusedIn(owned), schedule: null })}>
        {say('owned.addTime')}
      </button></p>
      <p role="status" class="unseen">{told}</p>
      {edited && <Editing owned={owned} schedule={edited.schedule} onClose={() => setEdited(null)}
        save={async schedule => {
          const problem = await change('PUT', `/schedules/${encodeURIComponent(edited.name)}`, schedule);
          if (!problem) {
            setTold(say('owned.savedOf', textOf(owned, schedule)));
            setEdited(null);
          }
          return problem;
        }} />}
    </section>
  );
}

/** One time: which scene, when, on which days. */
function Editing(props: {
  owned: Owned; schedule: Schedule | null; save: (schedule: Schedule) => Promise<string>; onClose: () => void;
}) {
  const { owned, schedule } = props;
  const [preset, setPreset] = useState(schedule?.preset ?? owned.presets[0]?.name ?? '');
  const [time, setTime] = useState(schedule?.time ?? '19:00');
  const [days, setDays] = useState<Day[]>(schedule?.days ?? dayNames);
  const [problem, setProblem] = useState('');
  return (
    <Dialog title={say(schedule ? 'owned.changeTime' : 'owned.addTime')} onClose={props.onClose}>
      <form class="time" onSubmit={async event => {
        event.preventDefault();
        setProblem(await props.save({ preset, time, days }));
      }}>
        <label>{say('owned.scene')}
          <select value={preset} onChange={event => setPreset(event.currentTarget.value)}>
            {owned.presets.map(each => <option key={each.name} value={each.name}>{each.title}</option>)}
          </select>
        </label>
        <label>{say('owned.timeOfDay')}
          <input type="time" required value={time} onInput={event => setTime(event.currentTarget.value)} />
        </label>
        <fieldset>
          <legend>{say('owned.days')}</legend>
          {dayNames.map(day => (
            <label key={day} class="switch">
              <input type="checkbox" checked={days.includes(day)} onChange={event => {
                const isOn = event.currentTarget.checked;
                setDays(dayNames.filter(each => each === day ? isOn : days.includes(each)));
              }} />
              {dayText(day)}
            </label>
          ))}
        </fieldset>
        {problem && <p role="alert" class="hint warning">{problem}</p>}
        <p><button class="primary">{say('owned.save')}</button></p>
      </form>
    </Dialog>
  );
}

/** A name that no time of this thing has. */
function unusedIn(owned: Owned): string {
  let number = 1;
  while (`time-${number}` in owned.schedules) {
    number++;
  }
  return `time-${number}`;
}

function textOf(owned: Owned, schedule: Schedule): string {
  const title = owned.presets.find(preset => preset.name === schedule.preset)?.title ?? schedule.preset;
  const days = schedule.days.length === dayNames.length ? say('owned.everyDay') : schedule.days.map(dayText).join(', ');
  return `${schedule.time} ${title} (${days})`;
}

/** A day of the week in the page's language: the first of January 2024 was a Monday. */
function dayText(day: Day): string {
  return weekday(`2024-01-0${dayNames.indexOf(day) + 1}`);
}
