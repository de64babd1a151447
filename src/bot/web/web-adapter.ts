import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage as HttpRequest, type ServerResponse } from 'node:http';
import type { BotAdapter, OnMessage, ReplyWatch } from '../bot-adapter.ts';
import { readBody } from '../http/read-body.ts';
import type { IncomingMessage } from '../message.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { anybodyHere } from './anybody-here.ts';
import { listenOn } from './listen-on.ts';
import { readPageFile } from './page-files.ts';
import { failed, json, type PageResponse, sentOn } from './page-response.ts';
import type { PageVisitor, PageVisitors } from './page-visitors.ts';
import { parseMessage, type WebPerson } from './parse-message.ts';
import { renderHtml } from './render-html.ts';
import { hasJsonBody, securityHeaders } from './request-guards.ts';

interface CommonOptions {
  /** Where the page should be; the next free port where it is busy and nobody signs in, any where 0. */
  readonly port: number;
  /** The company's name, for the page's heading. */
  readonly company: string;
  /** Questions the page offers at the start. */
  readonly examples: readonly string[];
  readonly log: { error(fields: object, message: string): void };
  /** Told of each port that was in use. */
  readonly onBusy?: (port: number) => void;
}

/** For the sample company. */
export interface OpenPageOptions extends CommonOptions {
  /** The page lets its visitor speak as anybody, so it is for this machine alone. */
  readonly host: '127.0.0.1';
  /** Whom one can talk as; asked anew for each request, as syncs change it. */
  readonly people: () => Promise<readonly WebPerson[]>;
}

export interface SignedPageOptions extends CommonOptions {
  readonly host: string;
  /** Who has signed in. */
  readonly visitors: PageVisitors;
  /** The same as for messages, which are counted by whoever answers them. */
  readonly rateLimit: RateLimit;
}

export type WebAdapterOptions = OpenPageOptions | SignedPageOptions;

/** Whoever sends a question slowly is no page (ms). */
const requestTimeoutMs = 15_000;

/** Bytes of a request body; a question is a few hundred. */
const bodyLimit = 64 * 1024;

/** One object a line: `progress` while an answer is made, then the answer. */
const lines = 'application/x-ndjson';

/**
 * A web page to talk to the bot, as on a chat platform: on this machine as anybody in the company, elsewhere as oneself, after
 * signing in. `url()` is the page's address once it has started.
 */
export function createWebAdapter(options: WebAdapterOptions): BotAdapter & { readonly url: () => string } {
  const { host, log } = options;
  const isOpen = 'people' in options;
  const visitors = isOpen ? anybodyHere(options.people) : options.visitors;
  const headers = { ...securityHeaders, ...visitors.headers };
  let port = options.port;
  let onMessage: OnMessage | null = null;
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    void respond(request, response);
  });

  async function respond(request: HttpRequest, response: ServerResponse): Promise<void> {
    let result: PageResponse;
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
      ...headers,
      'content-type': result.type,
      ...mutable(result.headers),
    });
    response.end(request.method === 'HEAD' ? undefined : result.body);
  }

  async function route(request: HttpRequest, response: ServerResponse): Promise<PageResponse | null> {
    if (!visitors.hasOwnHost(request, port)) {
      return failed(403, `This page answers on ${url()} alone; open that address.`);
    }
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const answered = await visitors.answer?.(request, path);
    if (answered !== undefined && answered !== null) return answered;
    const file = await readPageFile(path);
    const allowed = path === '/messages' ? ['POST'] : ['GET', 'HEAD'];
    if (file === null && path !== '/people' && path !== '/messages') {
      return failed(404, 'There is nothing at this address.');
    }
    if (!allowed.includes(request.method ?? '')) {
      return failed(405, `Use ${allowed.join(' or ')} here.`, { allow: allowed.join(', ') });
    }
    // Files tell nothing of the company, so that whoever must sign in may have those.
    if (file !== null && path !== '/') return file;
    const visitor = await visitors.visitorOf(request);
    if (visitor === null)
      return path === '/' ? sentOn('/sign-in') : failed(401, 'Your sign-in has ended; load the page again.');
    if (file !== null) return file;
    if (path === '/people') {
      const { company, examples } = options;
      const { people, isSignedIn } = visitor;
      if (isOver(visitor)) return failed(429, botWordings.en.refusals.too_many, { 'retry-after': '60' });
      return json(200, {
        company,
        examples,
        people: people.map(({ email, name, title }) => ({ email, name, title })),
        ...(isSignedIn ? { isSignedIn } : {}),
      });
    }
    return await receive(request, response, visitor);
  }

  function isOver({ people: [own] }: PageVisitor): boolean {
    if (isOpen || own === undefined) return false;
    return options.rateLimit.take(`web ${own.accountId ?? own.email}`) !== 'allowed';
  }

  /** Null where the answer has gone out by itself, after lines that told what was being done. */
  async function receive(
    request: HttpRequest,
    response: ServerResponse,
    visitor: PageVisitor,
  ): Promise<PageResponse | null> {
    if (!visitors.hasOwnOrigin(request, port)) return failed(403, 'Messages are taken from this page alone.');
    if (!hasJsonBody(request)) return failed(403, 'Messages are taken as application/json alone.');
    const body = await readBody(request, bodyLimit);
    if (body === null) {
      const limit = `${bodyLimit / 1024} KB`;
      return failed(413, `The message is longer than ${limit}; send a shorter one.`, { connection: 'close' });
    }
    const parsed = parseMessage(body, visitor);
    if ('mistake' in parsed) return failed(400, parsed.mistake);
    if (request.headers.accept !== lines) return json(200, shown(await answer(parsed.message)));
    response.writeHead(200, { ...headers, 'content-type': lines });
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

  const url = (): string => visitors.url(port);

  return {
    name: 'web',
    url,
    async start(handler) {
      onMessage = handler;
      // A proxy leads to one port alone.
      const mayMove = isOpen;
      port = await listenOn(server, host, options.port, { mayMove, onBusy: options.onBusy ?? (() => {}) });
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

/** Node's types ask for lists that could be changed. */
function mutable(headers: PageResponse['headers'] = {}): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
