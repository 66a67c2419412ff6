import type { Session } from './resources';

/** What the author wants to be known now: beside one question, or for the whole page. */
export function Hints(props: { session: Session; at: string | null }) {
  const hints = (props.session.hints ?? []).filter(hint => (hint.at ?? null) === props.at);
  return (
    <>
      {hints.map(hint => <p key={hint.name} class={`hint ${hint.level}`}>{hint.message}</p>)}
    </>
  );
}
