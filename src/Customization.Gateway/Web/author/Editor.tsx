import { useRef } from 'preact/hooks';
import { say } from '../kit/page';
import type { Finding } from './api';

/** The text with numbered lines; lines with findings are marked, and a finding leads to its place. */
export function Editor(props: {
  text: string; fileName: string; findings: Finding[]; onText: (text: string) => void; onCheck: () => void;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLPreElement>(null);
  const own = props.findings.filter(finding => finding.file === props.fileName);
  const worst = new Map<number, Finding['severity']>();
  for (const finding of own) {
    if (worst.get(finding.line) !== 'error') {
      worst.set(finding.line, finding.severity);
    }
  }
  const lines = props.text.split('\n');
  const goTo = (finding: Finding) => {
    const start = lines.slice(0, finding.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + finding.column - 1;
    area.current!.focus();
    area.current!.setSelectionRange(start, Math.max(start, start + wordAt(props.text, start)));
    area.current!.scrollTop = (finding.line - 4) * parseFloat(getComputedStyle(area.current!).lineHeight);
  };
  return (
    <>
      <div class="editor">
        <pre ref={gutter} aria-hidden="true">
          {lines.map((_, i) => <span key={i} class={worst.get(i + 1) ?? ''}>{i + 1}{'\n'}</span>)}
        </pre>
        <textarea ref={area} aria-label={say('author.text', props.fileName)} aria-describedby="findings" spellcheck={false}
          wrap="off" autocapitalize="off" value={props.text} onInput={event => props.onText(event.currentTarget.value)}
          onScroll={event => { gutter.current!.scrollTop = event.currentTarget.scrollTop; }}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              props.onCheck();
            }
          }} />
      </div>
      <div id="findings" aria-live="polite">
        {props.findings.length > 0 && (
          <ul class="findings">{props.findings.map((finding, i) => (
            <li key={i}>
              <span class={`tag ${finding.severity === 'error' ? 'bad' : 'warn'}`}>{say(`author.${finding.severity}`)}</span>
              {finding.file === props.fileName && finding.line > 0
                ? <button type="button" class="plain place" onClick={() => goTo(finding)}>
                  {say('author.place', finding.line, finding.column)}</button>
                : <span class="place">{finding.file} {finding.line > 0 ? `${finding.line}:${finding.column}` : ''}</span>}
              <span><span lang="en">{finding.message}</span> <span class="quiet">{finding.code}</span></span>
            </li>
          ))}</ul>)}
      </div>
    </>
  );
}

function wordAt(text: string, start: number): number {
  return /^[\w.-]+/.exec(text.slice(start, start + 80))?.[0].length ?? 0;
}
