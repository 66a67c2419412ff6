import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { actWith, Refusal } from '../kit/api';
import { say } from '../kit/page';

/** What only people of the house may do. */
export type Role = 'author' | 'operator';

/**
 * Shows its children once there is a token of a role: one that the development server gives away, or one that is pasted.
 * It is kept until the tab is closed.
 */
export function Gate(props: { role: Role; title: string; children: ComponentChildren }) {
  const [state, setState] = useState<'asking' | 'closed' | 'open'>('asking');
  const [pasted, setPasted] = useState('');
  const enter = (token: string) => {
    sessionStorage.setItem(props.role, token);
    actWith(token);
    setState('open');
  };
  useEffect(() => {
    const kept = sessionStorage.getItem(props.role);
    if (kept) {
      enter(kept);
      return;
    }
    developmentToken(props.role).then(token => token ? enter(token) : setState('closed'), () => setState('closed'));
  }, [props.role]);
  if (state === 'asking') {
    return <p role="status">{say('staff.moment')}</p>;
  }
  if (state === 'open') {
    return (
      <>
        <div class="headline">
          <h1>{props.title}</h1>
          <button type="button" onClick={() => {
            sessionStorage.removeItem(props.role);
            actWith(undefined);
            setState('closed');
          }}>{say('staff.signOut')}</button>
        </div>
        {props.children}
      </>
    );
  }
  return (
    <form class="message gate" onSubmit={event => {
      event.preventDefault();
      enter(pasted.trim());
    }}>
      <h1>{props.title}</h1>
      <p>{say('staff.needsToken', props.role)}</p>
      <label>
        {say('staff.token')}
        <textarea required rows={4} value={pasted} onInput={event => setPasted(event.currentTarget.value)} />
      </label>
      <button class="primary">{say('staff.signIn')}</button>
    </form>
  );
}

/** What went wrong, in one sentence. */
export function reason(problem: unknown): string {
  return problem instanceof Refusal
    ? problem.status === 401 || problem.status === 403
      ? say('staff.wrongToken')
      : problem.message || problem.code
    : say('staff.offline');
}

async function developmentToken(role: Role): Promise<string | null> {
  const response = await fetch('/v1/dev/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ subject: `${role}-desk`, roles: [role] }),
  });
  return response.ok ? ((await response.json()) as { token: string }).token : null;
}
