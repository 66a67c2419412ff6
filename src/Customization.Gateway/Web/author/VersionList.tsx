import { useState } from 'preact/hooks';
import { call } from '../kit/api';
import { Dialog } from '../kit/Dialog';
import { count, moment } from '../kit/format';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Comparison, InFlight, Report, Versions } from './api';
import { Changes } from './Changes';
import { Loaded } from './Desk';
import { InFlightList } from './InFlightList';
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
      <div class="bar"><h2 id="versions">Versions of {versions.code}</h2></div>
      <Problem text={problem} />
      <div class="scroll" tabIndex={0} role="region" aria-label="Table of versions">
        <table>
          <thead><tr><th scope="col">Version</th><th scope="col">Published</th><th scope="col">By</th>
            <th scope="col" class="number">Configurations</th><th scope="col">Show</th></tr></thead>
          <tbody>{[...versions.versions].reverse().map(each => (
            <tr key={each.version}>
              <td>{each.version} {each.version === versions.current && <span class="tag good">current</span>}</td>
              <td>{moment(each.publishedAt)}</td><td>{each.publishedBy}</td>
              <td class="number">{each.configurations === undefined ? 'unknown' : count(each.configurations)}</td>
              <td class="chips">
                <Ask version={each.version} text="Report" onAsk={() => setShown({ what: 'report', version: each.version })} />
                {versions.current !== undefined && each.version !== versions.current && (
                  <>
                    <Ask version={each.version} text="Compare" onAsk={() => setShown({ what: 'changes', version: each.version })} />
                    <Ask version={each.version} text="Make current" onAsk={() => setShown({ what: 'back', version: each.version })} />
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
          {shown.what === 'changes' && <Loaded<Comparison>
            path={`${path}/versions/${versions.current}/changes?since=${shown.version}`}
            show={comparison => <Changes comparison={comparison} />} />}
          {shown.what === 'back' && (
            <>
              <Loaded<InFlight> path={`${path}/versions/${shown.version}/sessions`}
                show={reached => <InFlightList reached={reached} />} />
              <p><button type="button" class="primary" onClick={() => goBack(shown.version)}>
                Make version {shown.version} current</button></p>
            </>)}
        </Dialog>)}
    </section>
  );
}

function Ask(props: { version: number; text: string; onAsk: () => void }) {
  return (
    <button type="button" onClick={props.onAsk}>{props.text}<span class="unseen"> version {props.version}</span></button>
  );
}

function titleOf(shown: NonNullable<Shown>, versions: Versions): string {
  switch (shown.what) {
    case 'report': return `Report on version ${shown.version}`;
    case 'changes': return `From version ${shown.version} to version ${versions.current}`;
    case 'back': return `Back to version ${shown.version}`;
  }
}
