import { say } from '../kit/page';
import type { Configuring } from './configuring';
import type { Picture } from './resources';

/** The product as it is configured now. */
export function Stage(props: { configuring: Configuring }) {
  const { catalog, session } = props.configuring;
  const chosen = Object.entries(session.characteristics).filter(([, answer]) => answer.chosen !== undefined)
    .map(([name, answer]) => `${catalog.titleOf(name)}: ${catalog.valueTitle(name, answer.chosen!)}`);
  const words = chosen.length > 0 ? chosen.slice(0, 20).join(', ') : say('nothingChosen');
  return (
    <div class="stage" role="img" aria-label={`${catalog.product.title}. ${words}`}>
      {session.picture && <Drawing picture={session.picture} />}
    </div>
  );
}

/** Layers of SVG. The server checked them: shapes and text only, what customers wrote is escaped. */
export function Drawing(props: { picture: Picture }) {
  return (
    <svg viewBox={props.picture.viewBox} aria-hidden="true">
      {props.picture.layers.map(layer => (
        <g key={layer.name} data-layer={layer.name} dangerouslySetInnerHTML={{ __html: layer.svg }} />
      ))}
    </svg>
  );
}
