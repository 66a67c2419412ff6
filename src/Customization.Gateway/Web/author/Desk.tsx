import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { count } from '../kit/format';
import { say } from '../kit/page';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Check, InFlight, Report, Versions } from './api';
import { Changes } from './Changes';
import { Editor } from './Editor';
import { InFlightList } from './InFlightList';
import { ReportView } from './ReportView';
import { Tabs } from './Tabs';
import { TryIt } from './TryIt';
import { VersionList } from './VersionList';

interface Definition {
  fileName: string;
  text: string;
  imports?: Record<string, string>;
}

const blank: Definition = {
  fileName: 'new.yaml',
  text: 'product: new\ntitle: New product\npricing:\n  lists: {eur: {currency: EUR, base: 10.00}}\n'
    + 'model:\n  characteristics:\n    colour: {values: [red, blue]}\n',
};

/** Everything about one product: its definition, what it is worth, its versions. */
export function Desk() {
  const [products, setProducts] = useState<{ code: string; title: string }[]>([]);
  const [versions, setVersions] = useState<Versions | null>(null);
  const [definition, setDefinition] = useState<Definition>(blank);
  const [check, setCheck] = useState<Check | null>(null);
  const [problem, setProblem] = useState('');
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);

  const attempt = async (what: () => Promise<void>) => {
    setProblem('');
    setBusy(true);
    try {
      await what();
    } catch (refused) {
      setProblem(reason(refused));
    }
    setBusy(false);
  };
  const open = (code: string) => attempt(async () => {
    setCheck(null);
    setTold('');
    history.replaceState(null, '', code ? `?product=${encodeURIComponent(code)}` : location.pathname);
    if (!code) {
      setVersions(null);
      setDefinition(blank);
      return;
    }
    const found = await call<Versions>('GET', `/v1/products/${code}/versions`);
    setVersions(found);
    const version = found.current ?? found.versions.at(-1)?.version;
    setDefinition(version ? await call('GET', `/v1/products/${code}/versions/${version}/definition`) : blank);
  });
  const list = async () => setProducts(await call('GET', '/v1/products'));
  useEffect(() => void attempt(async () => {
    await list();
    const asked = new URLSearchParams(location.search).get('product');
    if (asked) {
      await open(asked);
    }
  }), []);
  const examine = () => attempt(async () => {
    setTold('');
    setCheck(await call<Check>('POST', '/v1/checks', { body: definition }));
  });
  const publish = () => attempt(async () => {
    const done = await call<{ code: string; version: number }>('POST', '/v1/products', { body: definition });
    setTold(say('author.published', done.version, done.code));
    await list();
    setVersions(await call('GET', `/v1/products/${done.code}/versions`));
  });
  const edit = (changed: Definition) => {
    setDefinition(changed);
    setTold('');
  };

  return (
    <div class="desk">
      <Problem text={problem} />
      <p role="status" class="told">{told}</p>
      <section class="panel" aria-labelledby="definition">
        <div class="bar">
          <h2 id="definition">{say('author.definition')}</h2>
          <label>{say('author.product')}
            <select value={versions?.code ?? ''} onChange={event => open(event.currentTarget.value)}>
              <option value="">{say('author.newProduct')}</option>
              {products.map(each => <option key={each.code} value={each.code}>{each.title}</option>)}
            </select></label>
          <label class="button">{say('author.openFile')}
            <input type="file" class="unseen" accept=".yaml,.yml" onChange={async event => {
              const file = event.currentTarget.files?.[0];
              if (file) {
                edit({ fileName: file.name, text: await file.text() });
                setCheck(null);
              }
            }} /></label>
          <button type="button" class="primary" disabled={busy} onClick={examine}>{say('author.check')}</button>
        </div>
        <Editor text={definition.text} findings={check?.diagnostics ?? []} fileName={definition.fileName}
          onText={text => edit({ ...definition, text })} onCheck={examine} />
      </section>
      {check?.id && <Checked check={check} busy={busy} onPublish={publish} />}
      {versions && (
        <VersionList versions={versions} onChange={() => attempt(async () => {
          await list();
          setVersions(await call('GET', `/v1/products/${versions.code}/versions`));
        })} />)}
    </div>
  );
}

function Checked(props: { check: Check; busy: boolean; onPublish: () => void }) {
  const { check } = props;
  const path = `/v1/checks/${check.id}`;
  return (
    <section class="panel" aria-labelledby="checked" key={check.id}>
      <div class="bar">
        <h2 id="checked">{check.configurations === undefined
          ? say('author.bySearch', check.definition!.title)
          : say('author.configurations', check.definition!.title, count(check.configurations))}</h2>
        <span class="quiet">{check.current === undefined
          ? say('author.isNew') : say('author.comparedWith', check.current)}</span>
      </div>
      <Tabs tabs={[
        [say('author.try'), () => <TryIt path={path} check={check} />],
        [say('author.changes'), () => check.comparison
          ? <Changes comparison={check.comparison} /> : <p>{say('author.nothingToCompare')}</p>],
        [say('author.report'), () => <Loaded<Report> path={`${path}/complexity`} show={report => <ReportView report={report} />} />],
        [say('author.publish'), () => (
          <>
            <Loaded<InFlight> path={`${path}/sessions`} show={reached => <InFlightList reached={reached} />} />
            <p><button type="button" class="primary" disabled={props.busy} onClick={props.onPublish}>
              {say('author.publish')}</button></p>
          </>)],
      ]} />
    </section>
  );
}

/** What the API says at a path, once it is there. */
export function Loaded<T>(props: { path: string; show: (found: T) => preact.JSX.Element }) {
  const [found, setFound] = useState<T | null>(null);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    setFound(null);
    call<T>('GET', props.path).then(setFound, refused => setProblem(reason(refused)));
  }, [props.path]);
  return problem ? <Problem text={problem} /> : found ? props.show(found) : <p role="status">{say('staff.moment')}</p>;
}
