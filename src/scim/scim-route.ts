import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage as HttpRequest, ServerResponse } from 'node:http';
import type { Audit } from '../operations/audit.ts';
import { answerRequest, type ScimAnswer } from './answer-request.ts';
import { auditRequest } from './audit-request.ts';
import type { ResourceStore } from './resource-store.ts';
import { ScimError } from './scim-error.ts';

export const scimPath = '/scim/v2';

/** A source that an identity provider pushes to. */
export interface ScimSource {
  readonly name: string;
  /** What the provider shows; it also tells which source is meant. */
  readonly token: string;
  /** Where providers reach it: `https://orgwise.example.com/scim/v2`. */
  readonly address: string;
  readonly store: ResourceStore;
}

export interface ScimRouteOptions {
  readonly sources: readonly ScimSource[];
  /** The body of a request as text; null where it is longer than `limit` bytes. */
  readonly readBody: (request: HttpRequest, limit: number) => Promise<string | null>;
  readonly log: { error(details: object, message: string): void };
  readonly audit: Pick<Audit, 'record'>;
  /** How many requests with a wrong token are answered and noted one by one, of each address. */
  readonly refusals: { take(from: string): 'allowed' | 'first' | 'over' };
}

/** Longest request, in bytes: a group of tens of thousands of people. */
const longestBody = 4_000_000;

type Rate = ReturnType<ScimRouteOptions['refusals']['take']>;

const textType = 'application/scim+json; charset=utf-8';

/** Takes what identity providers push. It is kept, and comes to the graph at the next sync alone. */
export function createScimRoute(options: ScimRouteOptions) {
  const { sources, readBody, log } = options;
  const digests = sources.map(({ token }) => digestOf(token));

  /** Compares with all of them, in a time that tells nothing of any. */
  function sourceOf(request: HttpRequest): number {
    const [, shown = ''] = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const digest = digestOf(shown);
    return digests
      .map((known, at) => (timingSafeEqual(known, digest) ? at : -1))
      .reduce((one, other) => Math.max(one, other), -1);
  }

  async function answer(request: HttpRequest, at: number, rate: Rate): Promise<ScimAnswer> {
    const source = sources[at];
    if (source === undefined && rate !== 'allowed')
      throw new ScimError(429, 'Too many requests with a wrong bearer token; wait a minute.');
    if (source === undefined)
      throw new ScimError(401, 'The bearer token is none of those that are configured.');
    return await answerRequest(
      {
        method: request.method ?? 'GET',
        path: pathOf(request),
        query: urlOf(request).searchParams,
        ifMatch: request.headers['if-match'],
        ifNoneMatch: request.headers['if-none-match'],
        readBody: () => readJson(request, readBody),
      },
      source.store,
      source.address,
    );
  }

  function note(request: HttpRequest, source: string | null, answer: ScimAnswer, rate: Rate): void {
    const from = request.socket.remoteAddress ?? null;
    const path = pathOf(request);
    const entry = auditRequest({ method: request.method ?? 'GET', path, source, from }, answer);
    if (entry === null) return;
    // Noted one by one, or the trail would fill as fast as somebody guesses.
    if (rate !== 'over') options.audit.record(rate === 'first' ? { ...entry, why: 'too_many' } : entry);
  }

  return {
    method: 'ANY' as const,
    path: scimPath,
    below: true as const,
    async handle(request: HttpRequest, response: ServerResponse): Promise<void> {
      let given: ScimAnswer;
      const at = sourceOf(request);
      // A right token is never kept waiting by wrong ones, as all may come by one proxy.
      const rate = at < 0 ? options.refusals.take(request.socket.remoteAddress ?? '') : 'allowed';
      try {
        given = await answer(request, at, rate);
      } catch (error) {
        const known =
          error instanceof ScimError ? error : new ScimError(500, 'It could not be done; the log tells why.');
        if (known !== error)
          log.error({ err: error, path: request.url?.split('?')[0] }, 'A SCIM request failed');
        given = { status: known.status, body: known.toBody(), headers: headersOf(known) };
      }
      note(request, sources[at]?.name ?? null, given, rate);
      const { status, body, headers } = given;
      response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': textType }), ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    },
  };
}

const urlOf = (request: HttpRequest): URL => new URL(request.url ?? '/', 'http://localhost');
const pathOf = (request: HttpRequest): string => urlOf(request).pathname.slice(scimPath.length);

function headersOf({ status }: ScimError): Record<string, string> {
  if (status === 401) return { 'www-authenticate': 'Bearer realm="scim"' };
  if (status === 429) return { 'retry-after': '60' };
  return status === 503 ? { 'retry-after': '5' } : {};
}

async function readJson(request: HttpRequest, readBody: ScimRouteOptions['readBody']): Promise<unknown> {
  const text = await readBody(request, longestBody);
  if (text === null) throw new ScimError(413, `A request has at most ${longestBody} bytes.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new ScimError(400, 'The body is no JSON.', 'invalidSyntax');
  }
}

function digestOf(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
