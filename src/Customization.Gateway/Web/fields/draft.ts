import { useEffect, useRef, useState } from 'preact/hooks';

/** Time after the last key before what was typed is sent. */
const pauseMs = 400;

/**
 * What is typed into a field, from what is kept of it. What comes from elsewhere, such as an undo, replaces what is
 * typed; what was sent from here and comes back does not, because more may have been typed since.
 */
export function useDraft(kept: string, isFit: (text: string) => boolean, send: (text: string) => void) {
  const [text, setText] = useState(kept);
  const before = useRef(kept);
  const sent = useRef<string[]>([]);
  useEffect(() => {
    if (kept === before.current) {
      return;
    }
    before.current = kept;
    const own = sent.current.indexOf(kept);
    sent.current.splice(0, own < 0 ? sent.current.length : own + 1);
    if (own < 0) {
      setText(kept);
    }
  }, [kept]);
  useEffect(() => {
    if (text === (sent.current.at(-1) ?? kept) || !isFit(text)) {
      return;
    }
    const timer = setTimeout(() => {
      sent.current.push(text);
      send(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText] as const;
}
