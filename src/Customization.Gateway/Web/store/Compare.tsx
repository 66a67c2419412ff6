import { useState } from 'preact/hooks';
import { Dialog } from '../kit/Dialog';
import { day, money } from '../kit/format';
import { say } from '../kit/page';
import type { Catalog } from './catalog';
import type { Configuring } from './configuring';
import type { Session } from './resources';
import { Drawing } from './Stage';

const sideMax = 3;

/** Up to three configurations side by side, this one among them; what differs stands out. */
export function Compare(props: { configuring: Configuring; onClose: () => void }) {
  const { configuring } = props;
  const { catalog, session } = configuring;
  const [kept, setKept] = useState<Session[]>(() => read(catalog));
  const change = (sessions: Session[]) => {
    sessionStorage.setItem(keyOf(catalog), JSON.stringify(sessions));
    setKept(sessions);
  };
  const others = kept.filter(each => each.code !== session.code);
  const sides = [session, ...others].slice(0, sideMax);
  const isKept = kept.some(each => each.code === session.code);
  const rows = catalog.product.characteristics.filter(({ name }) =>
    sides.some(side => side.characteristics[name]?.completion !== sides[0]!.characteristics[name]?.completion));
  return (
    <Dialog title={say('compare')} wide onClose={props.onClose}>
      <p class="quiet">{say('compareHelp')}</p>
      <p><button type="button" class="primary" aria-disabled={isKept || others.length >= sideMax - 1}
        onClick={() => !isKept && others.length < sideMax - 1 && change([...kept, session])}>
        {isKept ? say('kept') : say('keepThis')}
      </button></p>
      <div class="scroll" tabIndex={0} role="group" aria-label={say('compare')}>
        <table class="compare">
          <thead><tr><td />
            {sides.map((side, i) => (
              <th key={side.code} scope="col">
                {side.picture && <span class="picture"><Drawing picture={side.picture} /></span>}
                {i === 0 ? say('thisOne') : say('keptOne', i)}
                {i > 0 && (
                  <span class="actions">
                    <a class="button" href={`?code=${encodeURIComponent(side.code)}`}>{say('open')}</a>
                    <button type="button" onClick={() => change(kept.filter(each => each.code !== side.code))}>
                      {say('remove')}
                    </button>
                  </span>)}
              </th>
            ))}
          </tr></thead>
          <tbody>
            <Row title={say('total')} cells={sides.map(side => money(side.price.total))} />
            <Row title={say('deliveryDate')}
              cells={sides.map(side => side.promise ? day(side.promise.deliveryDate) : '–')} />
            {rows.map(({ name }) => (
              <Row key={name} title={catalog.titleOf(name)}
                cells={sides.map(side => catalog.valueTitle(name, side.characteristics[name]!.completion))} />
            ))}
          </tbody>
        </table>
      </div>
      {sides.length > 1 && rows.length === 0 && <p>{say('noDifference')}</p>}
    </Dialog>
  );
}

function Row(props: { title: string; cells: string[] }) {
  return (
    <tr>
      <th scope="row">{props.title}</th>
      {props.cells.map((cell, i) => <td key={i} class={cell === props.cells[0] ? '' : 'differs'}>{cell}</td>)}
    </tr>
  );
}

function keyOf(catalog: Catalog): string {
  return `compare ${catalog.product.code} ${catalog.product.version}`;
}

function read(catalog: Catalog): Session[] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(catalog)) ?? '[]') as Session[];
  } catch {
    return [];
  }
}
