import { useEffect, useState } from 'preact/hooks';
import { call } from '../kit/api';
import { shortDay } from '../kit/format';
import { say } from '../kit/page';
import { Problem } from '../staff/Problem';
import { reason } from '../staff/Gate';
import type { Component } from './api';

/** One component at a time: what is there, what comes, who claims it; and goods that came in. */
export function Stock(props: { onRead: () => void }) {
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
    const first = async () => {
      try {
        const page = await call<{ ids: string[] }>('GET', '/v1/components?limit=1000');
        setCodes(page.ids);
        if (page.ids[0]) {
          await look(page.ids[0]);
        }
      } catch (refused) {
        setProblem(reason(refused));
      }
    };
    void first().then(props.onRead);
  }, []);
  const receive = async (event: Event) => {
    event.preventDefault();
    setProblem('');
    try {
      const receipt = `desk-${crypto.randomUUID()}`;
      const after = await call<Component>(
        'PUT', `/v1/components/${component!.code}/receipts/${receipt}`, { body: { quantity: Number(quantity) } });
      setComponent(after);
      setTold(say('ops.received', quantity, after.terms.name, after.onHand));
    } catch (refused) {
      setProblem(reason(refused));
    }
  };
  return (
    <section class="panel" aria-labelledby="stock">
      <div class="bar"><h2 id="stock">{say('ops.stock')}</h2>
        <label>{say('ops.component')}
          <select value={component?.code ?? ''} onChange={event => look(event.currentTarget.value)}>
            {codes.map(code => <option key={code}>{code}</option>)}
          </select></label>
      </div>
      <Problem text={problem} />
      {component && (
        <>
          <dl class="tiles">
            <div class="tile"><dt>{say('ops.onHand')}</dt><dd>{component.onHand}</dd></div>
            <div class="tile"><dt>{say('ops.claimed')}</dt>
              <dd>{component.claims.reduce((sum, claim) => sum + claim.quantity, 0)}
                <small> {say('ops.inClaims', component.claims.length)}</small></dd></div>
            <div class="tile"><dt>{say('ops.willCome')}</dt>
              <dd>{component.receipts.reduce((sum, receipt) => sum + receipt.quantity, 0)}
                <small> {component.receipts[0] ? say('ops.fromDay', shortDay(component.receipts[0].date)) : ''}</small></dd></div>
            <div class="tile"><dt>{say('ops.canBePromised')}</dt>
              <dd>{component.available[0]?.quantity ?? 0}<small> {say('ops.today')}</small></dd></div>
            <div class="tile"><dt>{say('ops.leadTime')}</dt>
              <dd>{say(component.terms.leadTimeDays === 1 ? 'oneDay' : 'manyDays', component.terms.leadTimeDays)}</dd></div>
          </dl>
          <form class="bar" onSubmit={receive}>
            <label>{say('ops.quantity')}<input type="number" min="1" max="1000000" required value={quantity}
              onInput={event => setQuantity(event.currentTarget.value)} /></label>
            <button class="primary">{say('ops.receive', component.terms.name)}</button>
          </form>
        </>)}
      <p role="status">{told}</p>
    </section>
  );
}
