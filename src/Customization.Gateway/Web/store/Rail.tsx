import { say } from '../kit/page';
import type { Step } from './steps';

/** The steps with how far each is. */
export function Rail(props: { steps: Step[]; current: string; onGo: (id: string) => void }) {
  return (
    <nav class="rail" aria-label={say('steps')}>
      <ol>
        {props.steps.map((step, i) => (
          <li key={step.id}>
            <button
              type="button"
              aria-current={step.id === props.current ? 'step' : undefined}
              data-state={stateOf(step)}
              onClick={() => props.onGo(step.id)}
            >
              <span class="mark" aria-hidden="true">{stateOf(step) === 'done' ? '✓' : i + 1}</span>
              <span class="step">{step.title}</span>
              <span class="state">{describe(step)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function stateOf(step: Step): 'done' | 'open' | 'wrong' {
  return step.issues > 0 ? 'wrong' : step.open > 0 ? 'open' : 'done';
}

function describe(step: Step): string {
  return step.issues > 0 ? say('toMend') : step.open > 0 ? say('openHere', step.open) : say('done');
}
