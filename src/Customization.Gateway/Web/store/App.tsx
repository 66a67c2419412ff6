import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { say } from '../kit/page';
import { Compare } from './Compare';
import { Complete } from './Complete';
import type { Configuring } from './configuring';
import { Guided } from './Guided';
import { Hints } from './Hints';
import { Offer } from './Offer';
import { Personal } from './Personal';
import { Question } from './Question';
import { Rail } from './Rail';
import { Share } from './Share';
import { Stage } from './Stage';
import { stepsOf } from './steps';
import { Summary } from './Summary';
import { Together } from './Together';
import { Toolbar } from './Toolbar';

export type Opened = 'complete' | 'compare' | 'share' | 'offer' | null;

/** The whole page of one session. */
export function App(props: { configuring: Configuring }) {
  const { configuring } = props;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [stepId, setStep] = useState('');
  const [moves, countMove] = useReducer((n: number) => n + 1, 0);
  const [opened, setOpened] = useState<Opened>(null);
  const [isGuided, setGuided] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => configuring.subscribe(() => redraw(undefined as never)), [configuring]);
  useEffect(() => {
    const stop = new AbortController();
    configuring.watch(stop.signal);
    if (configuring.isInvited) {
      addEventListener('pagehide', () => configuring.leave(), { signal: stop.signal });
    }
    addEventListener('keydown', event => undoByKey(event, configuring), { signal: stop.signal });
    return () => stop.abort();
  }, [configuring]);

  const { catalog, session } = configuring;
  const steps = useMemo(() => stepsOf(catalog, session), [catalog, session]);
  const at = Math.max(0, steps.findIndex(step => step.id === stepId));
  const step = steps[at];
  const go = (id: string) => {
    setGuided(false);
    setStep(id);
    countMove(undefined as never);
  };
  // As soon as the step is there, before the next key: focus that moves later takes keys away from what was tabbed to.
  useLayoutEffect(() => {
    if (moves === 0) {
      return;
    }
    heading.current?.focus({ preventScroll: true });
    const questions = heading.current?.closest('.questions');
    if (questions && questions.getBoundingClientRect().top < covered()) {
      questions.scrollIntoView({ block: 'start' });
    }
  }, [moves]);
  const firstOpen = () => {
    const next = steps.find(each => each.open > 0 || each.issues > 0);
    if (next) {
      go(next.id);
    }
  };
  return (
    <div class="configure">
      <div class="heading">
        <h1>{catalog.product.title}</h1>
        <Toolbar configuring={configuring} onOpen={setOpened} isGuided={isGuided} onGuide={setGuided} />
      </div>
      <Together configuring={configuring} />
      <Rail steps={steps} current={isGuided ? '' : step?.id ?? ''} onGo={go} />
      <section class="questions" aria-labelledby="step-title">
        {isGuided
          ? <Guided configuring={configuring} onDone={() => setGuided(false)} />
          : step && (
            <>
              <div class="step-heading">
                <h2 id="step-title" ref={heading} tabIndex={-1}>{step.title}</h2>
                <span class="quiet">{say('stepOf', at + 1, steps.length)}</span>
              </div>
              <Hints session={session} at={null} />
              {step.isPersonal
                ? <Personal configuring={configuring} />
                : step.questions.map(name =>
                    <Question key={name} configuring={configuring} name={name} within={step.title} />)}
              <div class="onward">
                {at > 0 && <button type="button" onClick={() => go(steps[at - 1]!.id)}>{say('back')}</button>}
                {at < steps.length - 1
                  ? <button type="button" class="primary" onClick={() => go(steps[at + 1]!.id)}>
                      {say('next', steps[at + 1]!.title)}
                    </button>
                  : <button type="button" class="primary" onClick={() => session.isComplete ? setOpened('offer') : firstOpen()}>
                      {session.isComplete ? say('toOffer') : say('firstOpen')}
                    </button>}
              </div>
            </>)}
      </section>
      <aside class="result" aria-label={say('yours')}>
        <Stage configuring={configuring} />
        <Summary configuring={configuring} onOffer={() => setOpened('offer')} onFirstOpen={firstOpen} />
      </aside>
      <p role="status" class="unseen">{configuring.announcement}</p>
      {configuring.problem && <p role="alert" class="alert">{configuring.problem}</p>}
      {opened === 'complete' && <Complete configuring={configuring} onClose={() => setOpened(null)} />}
      {opened === 'compare' && <Compare configuring={configuring} onClose={() => setOpened(null)} />}
      {opened === 'share' && <Share configuring={configuring} onClose={() => setOpened(null)} />}
      {opened === 'offer' && <Offer configuring={configuring} onClose={() => setOpened(null)} />}
    </div>
  );
}

/** Height at the top of the window that the picture covers on a phone. */
function covered(): number {
  const stage = document.querySelector('.stage');
  return stage && getComputedStyle(stage).position === 'sticky' ? stage.clientHeight : 0;
}

/** Control and Z takes a step back, with Shift (or Y) forth again; not while somebody writes. */
function undoByKey(event: KeyboardEvent, configuring: Configuring): void {
  const writes = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  const key = event.key.toLowerCase();
  if (writes || !(event.ctrlKey || event.metaKey) || !(key === 'z' || key === 'y') || configuring.isInvited) {
    return;
  }
  event.preventDefault();
  const isForth = key === 'y' || event.shiftKey;
  if (isForth ? configuring.session.redoSteps > 0 : configuring.session.undoSteps > 0) {
    void (isForth ? configuring.redo() : configuring.undo());
  }
}
