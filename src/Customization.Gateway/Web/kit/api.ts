import { because, language } from './page';

/**
 * A refusal of the API: problem details with a code. Its message is for people: the API's own sentence where it is in
 * the page's language, else what the code stands for.
 */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly body: Record<string, unknown>,
  ) {
    super(String(body['reason'] ?? ((language === 'en' && detail) || because(code))));
  }
}

/** What a request carries beside its body. */
export interface CallOptions {
  body?: unknown;
  /** Bytes to send instead of a body. */
  file?: Blob;
  /** Version last seen, for what must not be done twice. */
  version?: number;
  idempotencyKey?: string;
  /** Lets the request end after the page is left. */
  keepalive?: boolean;
  /** Ends the request when nobody waits for it any more. */
  signal?: AbortSignal;
}

interface Guest {
  token: string;
  subject: string;
  until: number;
}

const guestKey = 'guest';
let guest: Promise<Guest> | undefined;
let acting: string | undefined;

/** Calls with this token from now on; without one as a guest again. */
export function actWith(token: string | undefined): void {
  acting = token;
}

/** The customer id of whoever looks at this page: a guest that the browser remembers. */
export async function subject(): Promise<string> {
  return (await welcome()).subject;
}

/** Calls the API; anything but success throws a {@link Refusal}. */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  let response = await send(method, path, options);
  if (response.status === 401 && !acting) {
    // The kept token is of another server or no longer valid: come in anew.
    localStorage.removeItem(guestKey);
    guest = undefined;
    response = await send(method, path, options);
  }
  const text = await response.text();
  const body = text ? JSON.parse(text) as Record<string, unknown> : {};
  if (!response.ok) {
    throw new Refusal(response.status, String(body['code'] ?? 'internal'), String(body['detail'] ?? ''), body);
  }
  return body as T;
}

/** Reads what is no JSON: its media type and its text. */
export async function read(path: string): Promise<[string, string]> {
  const response = await send('GET', path, {});
  const text = await response.text();
  if (!response.ok) {
    throw new Refusal(response.status, 'internal', text, {});
  }
  return [response.headers.get('Content-Type') ?? '', text];
}

/**
 * Listens to server-sent events until `stop` is aborted; connects again when cut off. The browser's own EventSource
 * cannot send a token.
 */
export async function listen(path: string, stop: AbortSignal, hear: (name: string, data: string) => void) {
  for (let pause = 500; !stop.aborted; pause = Math.min(2 * pause, 15_000)) {
    try {
      const response = await fetch(path, { headers: await headersOf({}), signal: stop });
      if (isFinal(response.status)) {
        return;
      }
      if (!response.ok || !response.body) {
        throw new Error(`${response.status} on ${path}`);
      }
      for await (const [name, data] of events(response.body)) {
        pause = 500;
        hear(name, data);
      }
    } catch {
      // Cut off, or the server has too much to do: the next connection sees the present first, so nothing is missed.
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}

/** Whether asking again would be answered the same way. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<[string, string]> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    rest += value;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const lines = rest.slice(0, end).split('\n');
      rest = rest.slice(end + 2);
      const data = lines.find(line => line.startsWith('data: '))?.slice(6);
      if (data !== undefined) {
        yield [lines.find(line => line.startsWith('event: '))?.slice(7) ?? '', data];
      }
    }
  }
}

async function send(method: string, path: string, options: CallOptions): Promise<Response> {
  return fetch(path, {
    method,
    headers: await headersOf(options),
    body: options.file ?? (options.body === undefined ? null : JSON.stringify(options.body)),
    keepalive: options.keepalive ?? false,
    signal: options.signal ?? null,
  });
}

async function headersOf(options: CallOptions): Promise<Record<string, string>> {
  return {
    Authorization: `Bearer ${acting ?? (await welcome()).token}`,
    'Accept-Language': language,
    ...(options.file ? { 'Content-Type': options.file.type }
      : options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(options.version === undefined ? {} : { 'If-Match': `"${options.version}"` }),
    ...(options.idempotencyKey === undefined ? {} : { 'Idempotency-Key': options.idempotencyKey }),
  };
}

function welcome(): Promise<Guest> {
  return guest ??= kept() ?? fresh();
}

function kept(): Promise<Guest> | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(guestKey) ?? 'null') as Guest | null;
    return found && found.until > Date.now() ? Promise.resolve(found) : undefined;
  } catch {
    return undefined;
  }
}

async function fresh(): Promise<Guest> {
  const response = await fetch('/v1/guests', { method: 'POST' });
  if (!response.ok) {
    guest = undefined;
    throw new Refusal(response.status, 'unauthenticated', '', {});
  }
  const made = await response.json() as { token: string; subject: string; expiresInSeconds: number };
  const welcomed = { ...made, until: Date.now() + 900 * made.expiresInSeconds };
  localStorage.setItem(guestKey, JSON.stringify(welcomed));
  return welcomed;
}
