import { say } from '../kit/page';
import type { Opened } from './App';
import type { Configuring } from './configuring';

/** What one can do with the configuration as a whole. */
export function Toolbar(props: {
  configuring: Configuring;
  onOpen: (what: Opened) => void;
  isGuided: boolean;
  onGuide: (isGuided: boolean) => void;
}) {
  const { configuring, onOpen } = props;
  const { undoSteps, redoSteps } = configuring.session;
  return (
    <div class="toolbar" role="group" aria-label={say('tools')}>
      {!configuring.isInvited && (
        <>
          <button type="button" aria-disabled={undoSteps === 0} onClick={() => undoSteps > 0 && configuring.undo()}>
            <span aria-hidden="true">↶</span> {say('undo')}
          </button>
          <button type="button" aria-disabled={redoSteps === 0} onClick={() => redoSteps > 0 && configuring.redo()}>
            <span aria-hidden="true">↷</span> {say('redo')}
          </button>
          <button type="button" onClick={() => onOpen('complete')}>{say('complete')}</button>
        </>)}
      <button type="button" aria-pressed={props.isGuided} onClick={() => props.onGuide(!props.isGuided)}>
        {say('guideMe')}
      </button>
      <button type="button" onClick={() => onOpen('compare')}>{say('compare')}</button>
      <button type="button" onClick={() => onOpen('share')}>{say('share')}</button>
    </div>
  );
}
