import { useEffect, useState } from 'preact/hooks';
import { call, Refusal } from '../kit/api';
import { Dialog } from '../kit/Dialog';
import { day, moment, money } from '../kit/format';
import { say } from '../kit/page';
import type { Order } from '../kit/order';
import type { Configuring } from './configuring';
import { Consent } from './Consent';

/** A dated price for which stock and machine time are held, and the order. */
export function Offer(props: { configuring: Configuring; onClose: () => void }) {
  const { session } = props.configuring;
  const [offer, setOffer] = useState<Order | null>(null);
  const [problem, setProblem] = useState('');
  const [isSent, setSent] = useState(false);
  const fail = (refusal: unknown) => {
    setSent(false);
    setProblem(refusal instanceof Refusal && refusal.message ? refusal.message : say('offline'));
  };
  useEffect(() => {
    call<Order>('POST', `/v1/sessions/${session.id}/quote`, { version: session.version }).then(setOffer, fail);
  }, []);
  const order = async () => {
    if (!offer || isSent) {
      return;
    }
    setSent(true);
    try {
      // The same key for the same offer: pressing twice, or again after a cut, orders once.
      await call('POST', '/v1/orders', { body: { quote: offer.id }, idempotencyKey: offer.id });
      location.href = `/orders/${encodeURIComponent(offer.id)}`;
    } catch (refusal) {
      fail(refusal);
    }
  };
  return (
    <Dialog title={say('offer')} onClose={props.onClose}>
      {!offer && !problem && <p role="status">{say('offerPending')}</p>}
      {offer && (
        <>
          <dl class="facts">
            <dt>{say('total')}</dt><dd>{money(offer.price.total)}</dd>
            {offer.promise && <><dt>{say('deliveryDate')}</dt><dd>{day(offer.promise.deliveryDate)}</dd></>}
            {offer.quoteExpires && <><dt>{say('heldUntil')}</dt><dd>{moment(offer.quoteExpires)}</dd></>}
          </dl>
          <p class="quiet">{say('offerHelp')}</p>
          <Consent me={props.configuring.me} />
          <p><button type="button" class="primary" aria-disabled={isSent} onClick={order}>
            {isSent ? say('ordering') : say('order', money(offer.price.total))}
          </button></p>
        </>)}
      {problem && <p role="alert" class="hint warning">{problem}</p>}
    </Dialog>
  );
}
