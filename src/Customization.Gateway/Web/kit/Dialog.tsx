import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { say } from './page';

/** A modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back. */
export function Dialog(props: { title: string; wide?: boolean; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  // At once, before the next key: the focus goes back to where it is now.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed rather than only removed, so that the focus goes back to where it was.
    return () => shown?.close();
  }, []);
  // Whoever closes it takes it away first, so that the focus is back only when it is gone. The browser tells late that
  // it closed by itself: by then another one may stand in its place.
  return (
    <dialog ref={dialog} aria-labelledby={title} class={props.wide ? 'wide' : ''}
      onCancel={event => {
        event.preventDefault();
        props.onClose();
      }}
      onClose={event => { if (event.currentTarget.isConnected) props.onClose(); }}>
      <div class="bar">
        <h2 id={title}>{props.title}</h2>
        <button type="button" class="plain" onClick={props.onClose}>{say('close')}</button>
      </div>
      {props.children}
    </dialog>
  );
}
