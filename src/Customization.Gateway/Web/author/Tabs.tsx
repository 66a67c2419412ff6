import { useId, useState } from 'preact/hooks';
import { say } from '../kit/page';

/** Panels of which one shows; arrow keys go from tab to tab. */
export function Tabs(props: { tabs: [string, () => preact.JSX.Element][] }) {
  const id = useId();
  const [active, setActive] = useState(0);
  const go = (to: number) => {
    const next = (to + props.tabs.length) % props.tabs.length;
    setActive(next);
    document.getElementById(`${id}-tab-${next}`)?.focus();
  };
  return (
    <>
      <div role="tablist" class="chips" aria-label={say('author.views')}>
        {props.tabs.map(([name], i) => (
          <button type="button" role="tab" key={name} id={`${id}-tab-${i}`} aria-controls={`${id}-panel`}
            aria-selected={i === active} tabIndex={i === active ? 0 : -1} onClick={() => setActive(i)}
            onKeyDown={event => {
              if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
                go(i + (event.key === 'ArrowRight' ? 1 : -1));
              }
            }}>{name}</button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${active}`} class="desk" key={active}>
        {props.tabs[active]![1]()}
      </div>
    </>
  );
}
