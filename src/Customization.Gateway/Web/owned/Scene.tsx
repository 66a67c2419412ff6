import { shortDay } from '../kit/format';
import { say } from '../kit/page';
import type { Change } from './OwnedPage';
import { amount, type Learned, type Owned, type Preset, type Setting } from './resources';

/** A preset: one click sets all its values; below it what it learned, why, and the way back. */
export function Scene(props: { owned: Owned; preset: Preset; change: Change }) {
  const { owned, preset, change } = props;
  const path = `/presets/${encodeURIComponent(preset.name)}`;
  const settings = owned.settings.filter(setting => setting.code in preset.values);
  const isOn = settings.every(setting => setting.value === preset.values[setting.code]);
  return (
    <li class="scene">
      <div class="row">
        <button type="button" aria-pressed={isOn} onClick={() => change('POST', `${path}/apply`)}>{preset.title}</button>
        <button
          type="button"
          class="plain"
          aria-label={say('owned.keepAs', preset.title)}
          onClick={() => change('PUT', path, { title: preset.title })}
        >{say('owned.keep')}</button>
      </div>
      <p class="quiet">
        {settings.map(setting => `${setting.title} ${amount(preset.values[setting.code]!, setting)}`).join(' · ')}
      </p>
      {settings.filter(setting => preset.learned[setting.code]).map(setting => (
        <div key={setting.code} class="learned">
          <p>{why(preset.learned[setting.code]!, setting)}</p>
          <button
            type="button"
            aria-label={say('owned.backOf', setting.title)}
            onClick={() => change('POST', '/reset', { to: 'owner', preset: preset.name, setting: setting.code })}
          >{say('owned.back')}</button>
        </div>
      ))}
    </li>
  );
}

function why(learned: Learned, setting: Setting): string {
  const learnedFrom = say(
    'owned.why', setting.title, amount(learned.value, setting), amount(learned.own, setting), learned.uses,
    learned.least === learned.most
      ? amount(learned.least, setting)
      : `${learned.least}–${amount(learned.most, setting)}`,
    shortDay(learned.first.slice(0, 10)), shortDay(learned.last.slice(0, 10)));
  return learned.limit === 'drift' ? `${learnedFrom} ${say('owned.drift')}` : learnedFrom;
}
