import { useEffect, useState } from 'preact/hooks';
import { call, Refusal } from '../kit/api';
import { say } from '../kit/page';
import { amount, type Owned, type Setting } from './resources';
import { Scene } from './Scene';
import { Times } from './Times';

/** Sends a change; what comes back is what the page shows. Answers why it was refused, or nothing. */
export type Change = (method: string, tail: string, body?: unknown) => Promise<string>;

/** What the owner adjusts at home: settings, scenes, what was learned and why. */
export function OwnedPage(props: { serial: string }) {
  const path = `/v1/owned/${encodeURIComponent(props.serial)}`;
  const [owned, setOwned] = useState<Owned | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    call<Owned>('GET', path).then(setOwned, refusal =>
      setProblem(say(refusal instanceof Refusal ? 'owned.unknown' : 'offline')));
  }, [path]);
  const change: Change = async (method, tail, body) => {
    try {
      setOwned(await call<Owned>(method, path + tail, body === undefined ? {} : { body }));
      setProblem('');
      return '';
    } catch (refusal) {
      const why = refusal instanceof Refusal ? refusal.message : say('offline');
      setProblem(why);
      return why;
    }
  };
  return (
    <>
      <h1>{owned?.title ?? say('owned.title')}</h1>
      {problem && <p role="alert" class="message">{problem}</p>}
      {owned && <Shown owned={owned} change={change} />}
    </>
  );
}

function Shown(props: { owned: Owned; change: Change }) {
  const { owned, change } = props;
  return (
    <>
      <p class="quiet">{say('owned.serial')} <code>{owned.serial}</code>,{' '}
        <a href={`/orders/${encodeURIComponent(owned.order)}`}>{say('orderTitle')}</a></p>
      <section class="message" aria-labelledby="scenes">
        <h2 id="scenes">{say('owned.scenes')}</h2>
        <ul class="scenes">
          {owned.presets.map(preset => <Scene key={preset.name} owned={owned} preset={preset} change={change} />)}
        </ul>
      </section>
      <section class="message" aria-labelledby="settings">
        <h2 id="settings">{say('owned.settings')}</h2>
        {owned.settings.map(setting => <Slider key={setting.code} setting={setting} change={change} />)}
      </section>
      {owned.presets.length > 0 && <Times owned={owned} change={change} />}
      {owned.learning.rules.length > 0 && (
        <label class="switch">
          <input
            type="checkbox"
            checked={owned.learning.on}
            onChange={event => change('PUT', '/learning', { on: event.currentTarget.checked })}
          />
          {say('owned.learning')}
        </label>)}
      <p class="actions">
        <button type="button" onClick={() => change('POST', '/reset', { to: 'factory' })}>
          {say('owned.factory')}
        </button>
      </p>
    </>
  );
}

function Slider(props: { setting: Setting; change: Change }) {
  const { setting, change } = props;
  const [drawn, setDrawn] = useState<number | null>(null);
  const value = drawn ?? setting.value;
  const id = `setting-${setting.code}`;
  return (
    <div class="slider">
      <label for={id}>{setting.title}</label>
      <output for={id}>{amount(value, setting)}</output>
      <input
        id={id}
        type="range"
        min={setting.min}
        max={setting.max}
        step={setting.step}
        value={value}
        aria-valuetext={amount(value, setting)}
        onInput={event => setDrawn(event.currentTarget.valueAsNumber)}
        onChange={async event => {
          await change('PUT', `/settings/${setting.code}`, { value: event.currentTarget.valueAsNumber });
          setDrawn(null);
        }}
      />
    </div>
  );
}
