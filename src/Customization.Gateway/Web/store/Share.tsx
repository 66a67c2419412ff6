import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../kit/Dialog';
import { say } from '../kit/page';
import type { Configuring } from './configuring';

/** A link that opens the same configuration for anybody, and one that lets somebody join this very session. */
export function Share(props: { configuring: Configuring; onClose: () => void }) {
  const { session } = props.configuring;
  const page = `${location.origin}/configure/${encodeURIComponent(session.product)}`;
  const link = `${page}?code=${encodeURIComponent(session.code)}`;
  return (
    <Dialog title={say('share')} onClose={props.onClose}>
      <section>
        <h3>{say('shareCopy')}</h3>
        <p class="quiet">{say('shareCopyHelp')}</p>
        <div class="share">
          <Code text={link} />
          <div><Link text={link} /><p>{say('code')} <code>{session.code}</code></p></div>
        </div>
      </section>
      {!props.configuring.isInvited && (
        <section>
          <h3>{say('shareLive')}</h3>
          <p class="quiet">{say('shareLiveHelp')}</p>
          <Link text={`${page}?session=${encodeURIComponent(session.id)}`} />
        </section>)}
    </Dialog>
  );
}

function Link(props: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div class="link">
      <input type="text" readOnly value={props.text} aria-label={say('link')}
        onFocus={event => event.currentTarget.select()} />
      <button type="button" onClick={async () => {
        await navigator.clipboard?.writeText(props.text).then(() => setCopied(true), () => {});
      }}>{isCopied ? say('copied') : say('copy')}</button>
    </div>
  );
}

/** The link as a QR code; what draws it is fetched only here. */
function Code(props: { text: string }) {
  const [squares, setSquares] = useState<boolean[][]>([]);
  useEffect(() => {
    void import('uqr').then(({ encode }) => setSquares(encode(props.text, { border: 2 }).data));
  }, [props.text]);
  const size = squares.length || 1;
  const path = squares.flatMap((row, y) => row.map((isDark, x) => isDark ? `M${x} ${y}h1v1h-1z` : '')).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={say('qr')} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
