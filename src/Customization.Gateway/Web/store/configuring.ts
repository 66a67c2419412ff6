import type { ParameterValue } from '../fields/parameters';
import { call, listen, Refusal, subject } from '../kit/api';
import { money } from '../kit/format';
import { say } from '../kit/page';
import type { Catalog } from './catalog';
import type { Explanation, Goal, Guidance, Preview, Session } from './resources';
import { openIn } from './steps';

/** Reasons asked for at a time: a click must find the server, and a connection of the browser, free. */
const explanationsMax = 2;

/** Where the page stands; what it shows follows from this alone. */
export class Configuring {
  /** What is told to those who do not see the page change. */
  announcement = '';
  /** What went wrong last, until the next success. */
  problem = '';
  /** The value that was clicked and is not answered yet, as `characteristic=value`. */
  pending = '';
  /** Whether this page is somebody else's who was invited, so that choices are suggestions. */
  readonly isInvited: boolean;

  private readonly listeners = new Set<() => void>();
  /** Counts what was done, so that reasons which a click broke off are asked for again. */
  round = 0;

  private readonly explanations = new Map<string, Promise<Explanation>>();
  private readonly waiting: (() => void)[] = [];
  private explaining = new AbortController();
  private running = 0;
  private queue: Promise<unknown> = Promise.resolve();
  private watching?: AbortSignal;
  private following?: AbortController;

  private constructor(readonly catalog: Catalog, public session: Session, readonly me: string) {
    this.isInvited = session.owner !== me;
  }

  /** Opens what the address asks for: somebody's session, a configuration code, what was open before, or anew. */
  static async open(catalog: Catalog, query: URLSearchParams): Promise<Configuring> {
    const product = catalog.product.code;
    const me = await subject();
    const invited = query.get('session');
    if (invited) {
      const name = query.get('as') ?? say('guest');
      await call('PUT', `/v1/sessions/${encodeURIComponent(invited)}/participants/${me}`, { body: { displayName: name } });
      return new Configuring(catalog, await read(invited), me);
    }
    const code = query.get('code');
    const kept = code ? null : remembered(product);
    const session = kept
      ? await reopen(kept.id, kept.code, product)
      : await opened(code ? { code } : { product });
    const configuring = new Configuring(catalog, session, me);
    configuring.remember();
    return configuring;
  }

  /** Calls back after each change; returns how to stop that. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Looks again whenever somebody else changed the session. */
  watch(stop: AbortSignal): void {
    this.watching = stop;
    this.follow();
  }

  private follow(): void {
    if (!this.watching) {
      return;
    }
    this.following?.abort();
    this.following = new AbortController();
    const either = AbortSignal.any([this.watching, this.following.signal]);
    void listen(`/v1/sessions/${this.session.id}/events`, either, (_, data) => {
      const { version } = JSON.parse(data) as { version: number };
      // Most changes are this page's own; the event may come before the answer, so look once that is here.
      void this.queue.then(() => {
        if (version > this.session.version) {
          void this.run(async () => read(this.session.id), () => say('changedByOther'));
        }
      });
    });
  }

  choose(characteristic: string, value: string): Promise<void> {
    const title = `${this.catalog.titleOf(characteristic)}: ${this.catalog.valueTitle(characteristic, value)}`;
    if (this.isInvited) {
      const choices = [{ characteristic, value }];
      return this.run(() => this.post('proposals', { choices }), () => say('suggested', title));
    }
    const isChosen = this.session.characteristics[characteristic]?.chosen === value;
    this.pending = `${characteristic}=${value}`;
    this.changed();
    return this.run(
      () => isChosen ? this.unselect(characteristic) : this.put(`selection/${encodeURIComponent(characteristic)}`, { value }),
      () => isChosen ? say('takenBack', title) : title);
  }

  repair(characteristic: string, value: string): Promise<void> {
    return this.isInvited
      ? this.choose(characteristic, value)
      : this.run(() => this.post('repair', { characteristic, value }), session => this.changesOf(session));
  }

  complete(goal: Goal): Promise<void> {
    return this.run(() => this.post('complete', { goal }), session => this.changesOf(session));
  }

  preview(goal: Goal): Promise<Preview> {
    return call('POST', this.path('complete'), { body: { goal, preview: true } });
  }

  guidance(): Promise<Guidance> {
    return call('GET', this.path('guidance'));
  }

  undo(): Promise<void> {
    return this.run(() => this.post('undo', undefined, true), () => say('undone'));
  }

  redo(): Promise<void> {
    return this.run(() => this.post('redo', undefined, true), () => say('redone'));
  }

  migrate(): Promise<void> {
    return this.run(() => this.post('migrate', undefined, true), session => this.changesOf(session));
  }

  answer(parameter: string, value: ParameterValue | null): Promise<void> {
    const path = `parameters/${encodeURIComponent(parameter)}`;
    return this.run(() => value ? this.put(path, value) : call('DELETE', this.path(path)));
  }

  /** Sends a picture; resolves to why it is refused, or to nothing. */
  async send(parameter: string, file: Blob): Promise<string> {
    await this.run(() => call('PUT', this.path(`parameters/${encodeURIComponent(parameter)}/image`), { file }));
    return this.problem;
  }

  changeTerms(terms: { priceList: string; lane: string }): Promise<void> {
    return this.run(() => this.put('terms', terms));
  }

  accept(proposal: number, withRepair: boolean): Promise<void> {
    return this.run(
      () => this.post(`proposals/${proposal}/accept`, { withRepair }, true), session => this.changesOf(session));
  }

  reject(proposal: number): Promise<void> {
    return this.run(() => this.post(`proposals/${proposal}/reject`), () => say('declined'));
  }

  leave(): void {
    void call('DELETE', `/v1/sessions/${this.session.id}/participants/${this.me}`, { keepalive: true }).catch(() => {});
  }

  /** Why a value cannot be had now; asked once for each state. */
  explain(characteristic: string, value: string): Promise<Explanation> {
    const key = `${this.session.code} ${characteristic}=${value}`;
    let found = this.explanations.get(key);
    if (!found) {
      found = this.askWhy(new URLSearchParams({ characteristic, value }), this.explaining.signal);
      found.catch(() => this.explanations.delete(key));
      this.explanations.set(key, found);
    }
    return found;
  }

  /** Waits for a turn; a click ends the waiting. */
  private async askWhy(query: URLSearchParams, signal: AbortSignal): Promise<Explanation> {
    if (this.running < explanationsMax) {
      this.running++;
    } else {
      await new Promise<void>(turn => this.waiting.push(turn));
    }
    try {
      signal.throwIfAborted();
      return await call<Explanation>('GET', this.path(`explanation?${query}`), { signal });
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next();
      } else {
        this.running--;
      }
    }
  }

  /** Runs after what was asked before, shows what came of it and says it aloud. */
  private run(act: () => Promise<Session>, tell?: (session: Session) => string): Promise<void> {
    this.explaining.abort();
    this.explaining = new AbortController();
    const done = this.queue.then(async () => {
      try {
        this.take(await this.answerTo(act));
        this.problem = '';
        this.announcement = `${tell?.(this.session) ?? ''} ${this.standing()}`.trim();
      } catch (refusal) {
        this.problem = refusal instanceof Refusal && refusal.message ? refusal.message : say('offline');
        if (refusal instanceof Refusal && (refusal.status === 412 || refusal.status === 409)) {
          this.take(await read(this.session.id).catch(() => this.session));
        }
      }
      this.pending = '';
      this.round++;
      this.changed();
    });
    this.queue = done;
    return done;
  }

  /** What came of it; where the server lost what it had answered before, as in a crash, the code brings that back first. */
  private async answerTo(act: () => Promise<Session>): Promise<Session> {
    try {
      const session = await act();
      if (!this.isBehind(session)) {
        return session;
      }
    } catch (refusal) {
      const isLost = refusal instanceof Refusal && !this.isInvited && (refusal.code === 'session-unknown'
        || (refusal.status === 412 && this.isBehind(await read(this.session.id))));
      if (!isLost) {
        throw refusal;
      }
    }
    this.take(await opened({ code: this.session.code }));
    this.follow();
    return act();
  }

  /** Whether an answer is of a state before the one that this page was told last; equal versions are equal states. */
  private isBehind(session: Session): boolean {
    const { version, code } = this.session;
    return !this.isInvited && (session.version < version || (session.version === version && session.code !== code));
  }

  private take(session: Session): void {
    if (session.code !== this.session.code) {
      this.explanations.clear();
    }
    this.session = session;
    this.remember();
  }

  private changesOf(session: Session): string {
    return (session.changed ?? []).map(change => this.catalog.changeText(change)).join(', ');
  }

  private standing(): string {
    const open = openIn(this.catalog, this.session);
    return `${money(this.session.price.total)}. ${say(open === 1 ? 'oneOpen' : 'manyOpen', open)}`;
  }

  private async unselect(characteristic: string): Promise<Session> {
    return call('DELETE', this.path(`selection/${encodeURIComponent(characteristic)}`));
  }

  private put(path: string, body: unknown): Promise<Session> {
    return call('PUT', this.path(path), { body });
  }

  private post(path: string, body?: unknown, once = false): Promise<Session> {
    return call('POST', this.path(path), once ? { body, version: this.session.version } : { body });
  }

  private path(path: string): string {
    return `/v1/sessions/${this.session.id}/${path}${path.includes('?') ? '&' : '?'}picture=true`;
  }

  private remember(): void {
    if (!this.isInvited) {
      const { id, code } = this.session;
      sessionStorage.setItem(`configuring ${this.catalog.product.code}`, JSON.stringify({ id, code }));
    }
  }

  private changed(): void {
    this.listeners.forEach(listener => listener());
  }
}

function read(session: string): Promise<Session> {
  return call('GET', `/v1/sessions/${encodeURIComponent(session)}?picture=true`);
}

function opened(body: { code: string } | { product: string }): Promise<Session> {
  return call('POST', '/v1/sessions?picture=true', { body });
}

/** The session as it is; where the server lost it, the code brings it back, and where that is out of date, anew. */
async function reopen(id: string, code: string, product: string): Promise<Session> {
  try {
    return await read(id);
  } catch {
    return opened({ code }).catch(() => opened({ product }));
  }
}

function remembered(product: string): { id: string; code: string } | null {
  try {
    return JSON.parse(sessionStorage.getItem(`configuring ${product}`) ?? 'null') as { id: string; code: string } | null;
  } catch {
    return null;
  }
}
