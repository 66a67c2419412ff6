import { useEffect, useState } from 'preact/hooks';
import { call, Refusal } from '../kit/api';
import { say } from '../kit/page';

interface Customer {
  consents?: Record<string, { granted: boolean }>;
}

/** Whether others may learn from what this customer orders: asked before the order, never taken for granted. */
export function Consent(props: { me: string }) {
  const path = `/v1/customers/${encodeURIComponent(props.me)}`;
  const [isGranted, setGranted] = useState(false);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    // Nobody is known before they gave a name or a consent.
    call<Customer>('GET', path).then(known => setGranted(known.consents?.['statistics']?.granted ?? false), () => {});
  }, [path]);
  const change = async (granted: boolean) => {
    setProblem('');
    setGranted(granted);
    try {
      await give(path, granted);
    } catch (refusal) {
      setGranted(!granted);
      setProblem(refusal instanceof Refusal && refusal.message ? refusal.message : say('offline'));
    }
  };
  return (
    <>
      <label class="consent">
        <input type="checkbox" checked={isGranted} onChange={event => change(event.currentTarget.checked)} />
        <span>{say('consent')}</span>
      </label>
      {problem && <p role="alert" class="hint warning">{problem}</p>}
    </>
  );
}

/** A guest is made known as one: consents are kept with a customer. */
async function give(path: string, granted: boolean): Promise<void> {
  const consent = () => call('PUT', `${path}/consents/statistics`, { body: { granted } });
  try {
    await consent();
  } catch (refusal) {
    if (!(refusal instanceof Refusal && refusal.code === 'customer-unknown')) {
      throw refusal;
    }
    await call('PUT', `${path}/identity`, { body: { name: say('guest') } });
    await consent();
  }
}
