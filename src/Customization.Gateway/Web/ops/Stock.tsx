import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Component } from './api';
import { shortDay } from './Cells';

/** One component at a time: what is there, what comes, who claims it; and goods that came in. */
export function Stock() {
  const [codes, setCodes] = useState<string[]>([]);
  const [component, setComponent] = useState<Component | null>(null);
  const [quantity, setQuantity] = useState('10');
  const [told, setTold] = useState('');
  const [problem, setProblem] = useState('');
  const look = async (code: string) => {
    try {
      setComponent(await call<Component>('GET', `/v1/components/${code}`));
    } catch (refused) {
      setProblem(reason(refused));
    }
  };
  useEffect(() => {
    call<{ ids: string[] }>('GET', '/v1/components?limit=1000').then(page => {
      setCodes(page.ids);
      if (page.ids[0]) {
        void look(page.ids[0]);
      }
    }, refused => setProblem(reason(refused)));
  }, []);
  const receive = async (event: Event) => {
    event.preventDefault();
    setProblem('');
    try {
      const receipt = `desk-${crypto.randomUUID()}`;
      const after = await call<Component>(
        'PUT', `/v1/components/${component!.code}/receipts/${receipt}`, { body: { quantity: Number(quantity) } });
      setComponent(after);
      setTold(`${quantity} of ${after.terms.name} came in; ${after.onHand} are on hand.`);
    } catch (refused) {
      setProblem(reason(refused));
    }
  };
  return (
    <section class="panel" aria-labelledby="stock">
      <div class="bar"><h2 id="stock">Stock</h2>
        <label>Component
          <select value={component?.code ?? ''} onChange={event => look(event.currentTarget.value)}>
            {codes.map(code => <option key={code}>{code}</option>)}
          </select></label>
      </div>
      <Problem text={problem} />
      {component && (
        <>
          <dl class="tiles">
            <div class="tile"><dt>On hand</dt><dd>{component.onHand}</dd></div>
            <div class="tile"><dt>Claimed by orders</dt>
              <dd>{component.claims.reduce((sum, claim) => sum + claim.quantity, 0)}
                <small> in {component.claims.length} claims</small></dd></div>
            <div class="tile"><dt>Will come</dt>
              <dd>{component.receipts.reduce((sum, receipt) => sum + receipt.quantity, 0)}
                <small> {component.receipts[0] ? `from ${shortDay(component.receipts[0].date)}` : ''}</small></dd></div>
            <div class="tile"><dt>Can be promised</dt>
              <dd>{component.available[0]?.quantity ?? 0}<small> today</small></dd></div>
            <div class="tile"><dt>Lead time</dt><dd>{component.terms.leadTimeDays}<small> days</small></dd></div>
          </dl>
          <form class="bar" onSubmit={receive}>
            <label>Quantity<input type="number" min="1" max="1000000" required value={quantity}
              onInput={event => setQuantity(event.currentTarget.value)} /></label>
            <button class="primary">Receive {component.terms.name}</button>
          </form>
        </>)}
      <p role="status">{told}</p>
    </section>
  );
}
