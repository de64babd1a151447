import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';

/** Something that Slack tells the app, and what became of it. */
export interface Delivery {
  /** `event_id`, or `trigger_id` of what has none. */
  readonly id: string;
  readonly attempts: number;
  /** From the first attempt to the acknowledgement, in ms; null where there was none. */
  readonly acknowledgedAfterMs: number | null;
  /** What the attempt that was acknowledged took, in ms, without Slack's waits before it. */
  readonly attemptMs: number | null;
  /** What the acknowledgement carried. */
  readonly body: string;
}

export type Payload = Readonly<Record<string, unknown>>;
type Kind = 'events_api' | 'slash_commands' | 'interactive';

export interface DeliveryOptions {
  readonly signingSecret: string;
  /** Slack waits for 3 s. */
  readonly ackTimeoutMs: number;
  /** Before each retry of an event; Slack's are 0, 1 min and 5 min. Commands and clicks are told once. */
  readonly retryDelaysMs: readonly number[];
}

export interface Attempt {
  readonly isAcknowledged: boolean;
  readonly reason: string;
  readonly body: string;
}

export type SentRequest = Attempt & { readonly status: number };

/** The headers by which a request shows that it is Slack's ("Verifying requests from Slack"). */
export function sign(body: string, secret: string, secondsAgo = 0): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
}

/** Tells the app of things, over its sockets or by signed requests. */
export function createDelivery({ signingSecret, ackTimeoutMs, retryDelaysMs }: DeliveryOptions) {
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, (body: string) => void>();
  let target: (() => string) | null = null;
  let turn = 0;

  function addSocket(socket: WebSocket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data)) as {
        envelope_id: string;
        payload?: unknown;
      };
      waiting.get(id)?.(payload === undefined ? '' : JSON.stringify(payload));
    });
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: { app_id: 'A1' } }),
    );
  }

  /** Sockets that look alive and through which nothing comes any more (slackapi/node-slack-sdk#1652). */
  const deaf = new WeakSet<WebSocket>();

  async function overSocket(kind: Kind, payload: Payload, retry: number, reason: string): Promise<Attempt> {
    // "Using multiple connections": each payload goes to one of them, whichever that is.
    const open = [...sockets];
    const socket = open[turn++ % open.length];
    if (socket === undefined) return { isAcknowledged: false, reason: 'connection_failed', body: '' };
    const id = randomUUID();
    const answered = Promise.withResolvers<string>();
    waiting.set(id, answered.resolve);
    const retried = retry === 0 ? {} : { retry_attempt: retry, retry_reason: reason };
    const send = (data: string): void => (deaf.has(socket) ? undefined : socket.send(data));
    send(
      JSON.stringify({
        type: kind,
        envelope_id: id,
        accepts_response_payload: kind !== 'events_api',
        payload,
        ...retried,
      }),
    );
    const body = await Promise.race([answered.promise, sleep(ackTimeoutMs, null, { ref: false })]);
    waiting.delete(id);
    return { isAcknowledged: body !== null, reason: 'timeout', body: body ?? '' };
  }

  async function overHttp(kind: Kind, payload: Payload, retry: number, reason: string): Promise<Attempt> {
    const isJson = kind === 'events_api';
    const form =
      kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
    const body = isJson ? JSON.stringify(payload) : new URLSearchParams(form).toString();
    return await sendSigned(body, {
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(retry === 0 ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': reason }),
    });
  }

  /** @param secondsAgo age of the signature: old ones are to be refused. */
  async function sendSigned(
    body: string,
    headers: Readonly<Record<string, string>>,
    secret = signingSecret,
    secondsAgo = 0,
  ): Promise<SentRequest> {
    return await sendRaw(body, { ...headers, ...sign(body, secret, secondsAgo) });
  }

  async function sendRaw(body: string, headers: Readonly<Record<string, string>>): Promise<SentRequest> {
    try {
      const response = await fetch(target?.() ?? '', {
        method: 'POST',
        body,
        headers,
        signal: AbortSignal.timeout(ackTimeoutMs),
      });
      const { status } = response;
      return { isAcknowledged: status === 200, reason: 'http_error', body: await response.text(), status };
    } catch (error) {
      const reason =
        error instanceof Error && error.name === 'TimeoutError' ? 'http_timeout' : 'connection_failed';
      return { isAcknowledged: false, reason, body: '', status: 0 };
    }
  }

  return {
    addSocket,
    sendSigned,
    sendRaw,
    sockets,
    deafen(): void {
      for (const socket of sockets) deaf.add(socket);
    },
    /** Where signed requests go, chosen for each as a balancer does; null delivers over sockets. */
    sendTo(url: string | (() => string) | null): void {
      target = typeof url === 'string' ? () => url : url;
    },
    async deliver(kind: Kind, id: string, payload: Payload): Promise<Delivery> {
      const begun = performance.now();
      const delays = kind === 'events_api' ? [0, ...retryDelaysMs] : [0];
      let reason = '';
      for (const [retry, delay] of delays.entries()) {
        await sleep(delay);
        const send = target === null ? overSocket : overHttp;
        const sentAt = performance.now();
        const attempt = await send(kind, payload, retry, reason);
        if (attempt.isAcknowledged) {
          const now = performance.now();
          const times = { acknowledgedAfterMs: now - begun, attemptMs: now - sentAt };
          return { id, attempts: retry + 1, ...times, body: attempt.body };
        }
        reason = attempt.reason;
      }
      return { id, attempts: delays.length, acknowledgedAfterMs: null, attemptMs: null, body: '' };
    },
  };
}
