import ky, { HTTPError } from 'ky';
import type { z } from 'zod';
import { asSourceError, bodyKept, busy } from './describe-failure.ts';
import { type Bounds, fetchBounded, type Leaving, placeOf } from './fetch-bounded.ts';
import { createFetchElsewhere, type FetchElsewhere } from './fetch-elsewhere.ts';
import { addressOf, fileAddressOf, type RequestQuery } from './request-address.ts';
import { SourceError } from './source-error.ts';

export interface SourceClientOptions {
  /** What people call the service, for messages: 'Jira'. */
  readonly service: string;
  /** Address that paths are appended to. */
  readonly baseUrl: string;
  /** Headers of every request, the credential among them; asked for before each request, since tokens end. */
  readonly headers: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /**
   * Seconds to wait where a vendor says "too many requests" by another status than 429; undefined where it does not. Called for
   * every answer, of which it may read a clone alone.
   */
  readonly limitedFor?: (response: Response) => number | undefined | Promise<number | undefined>;
  readonly limits?: Partial<RequestLimits> | undefined;
  /** Hosts beside its own that files may be fetched from although they are within a private network: `minio.example.com:9000`. */
  readonly fileHosts?: readonly string[] | undefined;
  /** How files are fetched from hosts that the configuration does not name. */
  readonly fetchElsewhere?: FetchElsewhere;
}

/** What one run may take of a service. */
export interface RequestLimits extends Bounds {
  /** Requests of a run, repeated ones included. */
  readonly requests: number;
  /** How often one request is repeated. */
  readonly retries: number;
  /** Longest wait that a service may ask for, in milliseconds, before one request is repeated. */
  readonly longestWait: number;
  /** Wait before the first repetition, in milliseconds, where the service names none; doubled for each further one, with jitter. */
  readonly firstWait: number;
}

export const defaultLimits: RequestLimits = {
  timeout: 60_000,
  bytes: 64_000_000,
  // A run is bounded by its time (sync.maxFetchMinutes, three hours): a hundred a second all along. This ends what goes round.
  requests: 1_000_000,
  retries: 6,
  longestWait: 15 * 60_000,
  firstWait: 500,
};

export interface SourceRequest<T> {
  /** Path below the base address, or a whole address of the same origin, as links to the next page are. */
  readonly path: string;
  readonly query?: RequestQuery;
  /** Sent as JSON by POST; a GET without it. Requests only read, so that all may be repeated. */
  readonly json?: unknown;
  /** Sent as a form by POST. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the answer must be; unknown keys are left out by the schema. */
  readonly schema: z.ZodType<T>;
  readonly signal: AbortSignal;
}

export interface SourceAnswer<T> {
  readonly body: T;
  readonly headers: Headers;
  readonly status: number;
}

/** Reads from one service over HTTP for the length of one run; a budget is kept over all of its requests. */
export interface SourceClient {
  /**
   * Sends a request, repeating it where the service is busy (429, 503 and 529: after the time that it names), fails for
   * the moment, or breaks off. 304 is an answer of the body `undefined`.
   *
   * @throws SourceError with one sentence that names service, place and what would be right; the signal's reason.
   */
  request<T>(request: SourceRequest<T>): Promise<SourceAnswer<T>>;
  /**
   * Reads a file in the same way. Where the service keeps files at another origin, the credential does not go there, and it must be on the
   * internet unless `fileHosts` has it.
   *
   * @param file.path below the base address; a whole address of any origin where `isAnywhere`
   * @param file.most bytes of it
   * @throws SourceError `malformed` for an address of another origin without `isAnywhere`, or one that is less safe than the service's.
   */
  download(file: {
    readonly path: string;
    readonly isAnywhere?: boolean;
    readonly most: number;
    readonly signal: AbortSignal;
  }): Promise<Uint8Array>;
  /** Requests sent so far, repeated ones included. */
  readonly sent: number;
  /** The service's own time at its first answer and at its last one, an instant; null before it, or where it told none. */
  readonly beganAt: string | null;
  readonly latestAt: string | null;
}

const passing = [408, 425, 500, 502, 504, ...busy];

export function createSourceClient(options: SourceClientOptions): SourceClient {
  const limits = { ...defaultLimits, ...options.limits };
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`);
  const leaving: Leaving = {
    hosts: [base.host, ...(options.fileHosts ?? []).map((host) => host.toLowerCase())],
    fetchElsewhere: options.fetchElsewhere ?? createFetchElsewhere(),
  };
  let sent = 0;
  let beganAt: string | null = null;
  let latestAt: string | null = null;

  const send = async (request: Request, bounds: Bounds, mayLeave: boolean): Promise<Response> => {
    if (sent >= limits.requests)
      throw new SourceError(
        'exhausted',
        `${options.service} was asked ${sent} times in this run, which is all that it may be (maxRequests of the source); what was not read stays as it was.`,
      );
    sent++;
    const response = await fetchBounded(request, bounds, mayLeave ? leaving : undefined);
    // A file may come from another host, whose clock is another.
    const date = mayLeave ? Number.NaN : Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) latestAt = new Date(date).toISOString();
    beganAt ??= latestAt;
    const wait = await options.limitedFor?.(response);
    if (wait === undefined) return response;
    const headers = new Headers(response.headers);
    headers.set('retry-after', String(Math.max(0, wait)));
    return new Response(await response.text(), { status: 429, headers });
  };

  async function exchange<T>(
    url: URL,
    { signal, headers, bounds = limits, mayLeave = false, ...asked }: Exchange,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    try {
      const response = await ky(url, {
        ...asked,
        headers: { ...(url.origin === base.origin ? await options.headers() : {}), ...headers },
        signal,
        timeout: false,
        fetch: async (input, init) => await send(new Request(input, init), bounds, mayLeave),
        throwHttpErrors: (status) => status !== 304,
        retry: {
          limit: limits.retries,
          methods: ['get', 'post'],
          statusCodes: passing,
          afterStatusCodes: busy,
          shouldRetry: ({ error }) => mayRepeat(error, signal, limits.longestWait),
          delay: (attempt) => limits.firstWait * 2 ** (attempt - 1),
          jitter: (wait) => wait * (0.5 + Math.random()),
          backoffLimit: limits.longestWait,
        },
      });
      return await read(response);
    } catch (error) {
      signal.throwIfAborted();
      throw await asSourceError(error, options.service, url, limits);
    }
  }

  return {
    get sent() {
      return sent;
    },
    get beganAt() {
      return beganAt;
    },
    get latestAt() {
      return latestAt;
    },
    async request({ path, query = {}, json, form, headers = {}, schema, signal }) {
      signal.throwIfAborted();
      const url = addressOf(base, path, query);
      const asked: Exchange = {
        method: json === undefined && form === undefined ? 'get' : 'post',
        ...(json === undefined ? {} : { json }),
        ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
        headers: { accept: 'application/json', ...headers },
        signal,
      };
      return await exchange(url, asked, async (response) => {
        const body = response.status === 304 ? undefined : await parseJson(response, url);
        return { body: checkShape(body, schema, url), headers: response.headers, status: response.status };
      });
    },
    async download({ path, isAnywhere = false, most, signal }) {
      signal.throwIfAborted();
      const url = isAnywhere ? fileAddressOf(base, path) : addressOf(base, path);
      const bounds = { timeout: limits.timeout, bytes: most };
      const asked: Exchange = { method: 'get', headers: { accept: '*/*' }, signal, bounds, mayLeave: true };
      return await exchange(url, asked, async (response) => new Uint8Array(await response.arrayBuffer()));
    },
  };
}

/** What is asked of `ky`, and how far an answer may go. */
interface Exchange {
  readonly method: 'get' | 'post';
  readonly json?: unknown;
  readonly body?: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly bounds?: Bounds;
  readonly mayLeave?: boolean;
}

/** `undefined` leaves it to the status. */
function mayRepeat(error: Error, signal: AbortSignal, longestWait: number): false | undefined {
  if (signal.aborted || error instanceof SourceError) return false;
  if (!(error instanceof HTTPError)) return undefined;
  const asked = error.response.headers.get('retry-after');
  return asked !== null && waitAsked(asked) > longestWait ? false : undefined;
}

/** Milliseconds of a `Retry-After`, which tells seconds or a date (RFC 9110, 10.2.3). */
function waitAsked(value: string): number {
  const seconds = Number(value);
  return Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
}

async function parseJson(response: Response, url: URL): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SourceError(
      'malformed',
      `${placeOf(url)} answered with ${/^\s*</.test(text) ? 'a web page' : 'something else'} in place of JSON; check the address, and what stands between.`,
      { status: response.status, body: text.slice(0, bodyKept), cause },
    );
  }
}

function checkShape<T>(body: unknown, schema: z.ZodType<T>, url: URL): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new SourceError(
    'malformed',
    `${placeOf(url)} answered in another shape than it promises${where}: ${issue?.message ?? 'unknown'}.`,
    { cause: parsed.error },
  );
}
