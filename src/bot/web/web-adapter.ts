import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage as HttpRequest, type ServerResponse } from 'node:http';
import type { BotAdapter, OnMessage, ReplyWatch } from '../bot-adapter.ts';
import { readBody } from '../http/read-body.ts';
import type { IncomingMessage } from '../message.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { listenLocally } from './listen-locally.ts';
import { parseMessage, type WebPerson } from './parse-message.ts';
import { renderHtml } from './render-html.ts';
import { hasJsonBody, hasLocalHost, hasOwnOrigin, securityHeaders } from './request-guards.ts';

export interface WebAdapterOptions {
  /** The page lets its visitor speak as anybody, so it is for this machine alone. */
  readonly host: '127.0.0.1';
  /** Where the page should be; the next free port where it is busy, any where 0. */
  readonly port: number;
  /** Whom one can talk as; asked anew for each request, as syncs change it. */
  readonly people: () => Promise<readonly WebPerson[]>;
  /** The company's name, for the page's heading. */
  readonly company: string;
  /** Questions the page offers at the start. */
  readonly examples: readonly string[];
  readonly log: { error(fields: object, message: string): void };
  /** Told of each port that was in use. */
  readonly onBusy?: (port: number) => void;
}

/** Whoever sends a question slowly is no page (ms). */
const requestTimeoutMs = 15_000;

/** Bytes of a request body; a question is a few hundred. */
const bodyLimit = 64 * 1024;

const html = 'text/html; charset=utf-8';
const css = 'text/css; charset=utf-8';
/** One object a line: `progress` while an answer is made, then the answer. */
const lines = 'application/x-ndjson';
const javascript = 'text/javascript; charset=utf-8';

const files: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/': { name: 'page.html', type: html },
  '/page.css': { name: 'page.css', type: css },
  '/conversation.css': { name: 'conversation.css', type: css },
  '/answer.css': { name: 'answer.css', type: css },
  '/page.js': { name: 'page.js', type: javascript },
  '/person-picker.js': { name: 'person-picker.js', type: javascript },
};

interface Response {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A web page on this machine to talk to the bot as anybody in the company: direct messages, mentions and commands, as
 * on a chat platform. `url()` is the page's address once it has started.
 */
export function createWebAdapter(options: WebAdapterOptions): BotAdapter & { readonly url: () => string } {
  const { host, people, log } = options;
  let port = options.port;
  let onMessage: OnMessage | null = null;
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    void respond(request, response);
  });

  async function respond(request: HttpRequest, response: ServerResponse): Promise<void> {
    let result: Response;
    try {
      const routed = await route(request, response);
      if (routed === null) return;
      result = routed;
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      log.error({ err: error, path: request.url }, 'A request of the web page failed');
      result = failed(500, 'Something went wrong on the server; its log says what.');
    }
    response.writeHead(result.status, {
      ...securityHeaders,
      'content-type': result.type,
      ...result.headers,
    });
    response.end(request.method === 'HEAD' ? undefined : result.body);
  }

  async function route(request: HttpRequest, response: ServerResponse): Promise<Response | null> {
    if (!hasLocalHost(request, port)) {
      return failed(403, `This page answers on ${url()} alone; open that address.`);
    }
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const file = files[path];
    const allowed = path === '/messages' ? ['POST'] : ['GET', 'HEAD'];
    if (file === undefined && path !== '/people' && path !== '/messages') {
      return failed(404, 'There is nothing at this address.');
    }
    if (!allowed.includes(request.method ?? '')) {
      return failed(405, `Use ${allowed.join(' or ')} here.`, { allow: allowed.join(', ') });
    }
    if (file !== undefined) {
      return { status: 200, type: file.type, body: await readFile(new URL(file.name, import.meta.url)) };
    }
    if (path === '/people') {
      const { company, examples } = options;
      return json(200, { company, examples, people: await people() });
    }
    return await receive(request, response);
  }

  /** Null where the answer has gone out by itself, after lines that told what was being done. */
  async function receive(request: HttpRequest, response: ServerResponse): Promise<Response | null> {
    if (!hasOwnOrigin(request, port)) return failed(403, 'Messages are taken from this page alone.');
    if (!hasJsonBody(request)) return failed(403, 'Messages are taken as application/json alone.');
    const body = await readBody(request, bodyLimit);
    if (body === null) {
      const limit = `${bodyLimit / 1024} KB`;
      return failed(413, `The message is longer than ${limit}; send a shorter one.`, { connection: 'close' });
    }
    const parsed = parseMessage(body, await people());
    if ('mistake' in parsed) return failed(400, parsed.mistake);
    if (request.headers.accept !== lines) return json(200, shown(await answer(parsed.message)));
    response.writeHead(200, { ...securityHeaders, 'content-type': lines });
    const write = (value: object): void => void response.write(`${JSON.stringify(value)}\n`);
    write(shown(await answer(parsed.message, { onProgress: (progress) => write({ progress }) })));
    response.end();
    return null;
  }

  async function answer(message: IncomingMessage, watch?: ReplyWatch): Promise<Reply> {
    try {
      if (onMessage === null) throw new Error('a message came before the start');
      return await onMessage(message, watch);
    } catch (error) {
      const id = randomUUID().slice(0, 8);
      log.error({ err: error, failure: id, kind: message.kind }, 'A message of the web page failed');
      return { kind: 'failure', id, text: botWordings.en.failures.broken };
    }
  }

  const url = (): string => `http://localhost:${port}`;

  return {
    name: 'web',
    url,
    async start(handler) {
      onMessage = handler;
      port = await listenLocally(server, host, options.port, options.onBusy ?? (() => {}));
    },
    async stop() {
      if (!server.listening) return;
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

/** A reply as the page puts it in. */
function shown(reply: Reply): { readonly html: string; readonly isPrivate: boolean } {
  return { html: renderHtml(reply), isPrivate: reply.visibleTo === 'asker' };
}

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value), headers };
}

function failed(status: number, error: string, headers?: Readonly<Record<string, string>>): Response {
  return json(status, { error }, headers);
}
