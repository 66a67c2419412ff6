import { useState } from 'preact/hooks';
import { call } from '../kit/api';
import { Dialog } from '../kit/Dialog';
import { count, moment } from '../kit/format';
import { say } from '../kit/page';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Comparison, InFlight, Policies, Report, Versions } from './api';
import { Changes } from './Changes';
import { Loaded } from './Desk';
import { InFlightList } from './InFlightList';
import { PoliciesView } from './PoliciesView';
import { ReportView } from './ReportView';

type Shown = { what: 'report' | 'changes' | 'back'; version: number } | null;

/** The versions of a product: compared, reported, made current again. */
export function VersionList(props: { versions: Versions; onChange: () => void }) {
  const [shown, setShown] = useState<Shown>(null);
  const [problem, setProblem] = useState('');
  const { versions } = props;
  const path = `/v1/products/${versions.code}`;
  const goBack = async (version: number) => {
    try {
      await call('PUT', `${path}/current`, { body: { version } });
      setShown(null);
      props.onChange();
    } catch (refused) {
      setProblem(reason(refused));
    }
  };
  return (
    <section class="panel" aria-labelledby="versions">
      <div class="bar"><h2 id="versions">{say('author.versionsOf', versions.code)}</h2></div>
      <Problem text={problem} />
      <div class="scroll" tabIndex={0} role="region" aria-label={say('author.tableOfVersions')}>
        <table>
          <thead><tr><th scope="col">{say('author.version')}</th><th scope="col">{say('author.publishedAt')}</th>
            <th scope="col">{say('author.by')}</th><th scope="col" class="number">{say('author.count')}</th>
            <th scope="col">{say('author.show')}</th></tr></thead>
          <tbody>{[...versions.versions].reverse().map(each => (
            <tr key={each.version}>
              <td>{each.version} {each.version === versions.current && <span class="tag good">{say('author.current')}</span>}</td>
              <td>{moment(each.publishedAt)}</td><td>{each.publishedBy}</td>
              <td class="number">{each.configurations === undefined ? say('author.unknown') : count(each.configurations)}</td>
              <td class="chips">
                <Ask version={each.version} text={say('author.report')} onAsk={() => setShown({ what: 'report', version: each.version })} />
                {versions.current !== undefined && each.version !== versions.current && (
                  <>
                    <Ask version={each.version} text={say('author.compare')} onAsk={() => setShown({ what: 'changes', version: each.version })} />
                    <Ask version={each.version} text={say('author.makeCurrent')} onAsk={() => setShown({ what: 'back', version: each.version })} />
                  </>)}
              </td>
            </tr>
          ))}</tbody>
        </table>
      </div>
      {shown && (
        <Dialog wide title={titleOf(shown, versions)} onClose={() => setShown(null)}>
          {shown.what === 'report' && <Loaded<Report> path={`${path}/complexity?version=${shown.version}`}
            show={report => <ReportView report={report} />} />}
          {shown.what === 'report' && shown.version === versions.current && <Loaded<Policies> path={`${path}/policies`}
            show={report => <PoliciesView report={report} />} />}
          {shown.what === 'changes' && <Loaded<Comparison>
            path={`${path}/versions/${versions.current}/changes?since=${shown.version}`}
            show={comparison => <Changes comparison={comparison} />} />}
          {shown.what === 'back' && (
            <>
              <Loaded<InFlight> path={`${path}/versions/${shown.version}/sessions`}
                show={reached => <InFlightList reached={reached} />} />
              <p><button type="button" class="primary" onClick={() => goBack(shown.version)}>
                {say('author.make', shown.version)}</button></p>
            </>)}
        </Dialog>)}
    </section>
  );
}

function Ask(props: { version: number; text: string; onAsk: () => void }) {
  return (
    <button type="button" onClick={props.onAsk}>{props.text}<span class="unseen"> {say('author.ofVersion', props.version)}</span></button>
  );
}

function titleOf(shown: NonNullable<Shown>, versions: Versions): string {
  switch (shown.what) {
    case 'report': return say('author.reportOn', shown.version);
    case 'changes': return say('author.fromTo', shown.version, versions.current!);
    case 'back': return say('author.backTo', shown.version);
  }
}
