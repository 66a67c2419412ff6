import { useEffect, useRef, useState } from 'preact/hooks';
import { count } from '../kit/format';
import { say } from '../kit/page';
import type { Configuring } from './configuring';
import { Question } from './Question';
import type { Guidance } from './resources';

/** One question at a time, each time the one whose answer rules out most. */
export function Guided(props: { configuring: Configuring; onDone: () => void }) {
  const { configuring } = props;
  const { session } = configuring;
  const [guidance, setGuidance] = useState<Guidance | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    let isWanted = true;
    void configuring.guidance().then(found => {
      if (isWanted) {
        setGuidance(found);
        heading.current?.focus({ preventScroll: true });
      }
    }, () => {});
    return () => { isWanted = false; };
  }, [configuring, session.code]);

  const next = guidance?.questions.find(question =>
    session.undecided.includes(question.characteristic)
    && session.characteristics[question.characteristic]?.visible !== 'no')?.characteristic ?? session.undecided[0];
  return (
    <>
      <div class="step-heading">
        <h2 id="step-title" ref={heading} tabIndex={-1}>{next ? say('guidedTitle') : say('guidedEnd')}</h2>
        <span class="quiet">{guidance?.ways && say('waysLeft', count(guidance.ways))}</span>
      </div>
      {next
        ? <>
            <p class="quiet">{say('guidedHelp')}</p>
            {guidance && <Question key={next} configuring={configuring} name={next} />}
          </>
        : <p>{say('guidedEndHelp')}</p>}
      <div class="onward"><button type="button" onClick={props.onDone}>{say('toSteps')}</button></div>
    </>
  );
}
