import type { IncomingMessage as HttpRequest } from 'node:http';
import { z } from 'zod';
import type { KnownPerson } from '../../../access/directory-access.ts';
import type { Audit } from '../../../operations/audit.ts';
import { readBody } from '../../http/read-body.ts';
import { createRateLimit } from '../../rate-limit.ts';
import { botWordings } from '../../wording/bot-wordings.ts';
import { failed, json, type PageResponse, sentOn } from '../page-response.ts';
import type { PageVisitors } from '../page-visitors.ts';
import { hasJsonBody } from '../request-guards.ts';
import type { LinkTokens } from './link-tokens.ts';
import { clearCookie, pendingCookie, readCookie, sessionCookie, setCookie } from './page-cookies.ts';
import { readLanguage, renderSignIn, type SignInProblem } from './render-sign-in.ts';
import type { Sessions } from './sessions.ts';
import { pendingLifeMs, type SignInFlow } from './sign-in-flow.ts';
import { callbackPath, type SignInSettings } from './sign-in-settings.ts';

export interface PageSignInOptions {
  readonly settings: Pick<SignInSettings, 'redirectUrl' | 'sessionHours' | 'attemptsPerMinute'>;
  readonly flow: SignInFlow;
  readonly sessions: Sessions;
  /** Undefined where nobody signs in by a link. */
  readonly links: Pick<LinkTokens, 'take'> | undefined;
  readonly audit: Pick<Audit, 'record'>;
  readonly log: { warn(details: object, message: string): void };
}

interface Refusal {
  readonly account?: string;
  readonly error?: unknown;
  readonly cookies?: readonly string[];
}

const methods: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/sign-in': 'GET',
  '/sign-in/begin': 'GET',
  [callbackPath]: 'GET',
  '/sign-in/link': 'POST',
  '/sign-out': 'POST',
};

/** A page of those who have signed in, each of whom speaks for themselves alone. */
export function createPageSignIn(options: PageSignInOptions): PageVisitors {
  const { settings, flow, sessions, audit, log } = options;
  const own = new URL(settings.redirectUrl);
  const limit = createRateLimit(settings.attemptsPerMinute);

  function refused(
    request: HttpRequest,
    problem: SignInProblem,
    { account, error, cookies = [] }: Refusal = {},
  ): PageResponse {
    log.warn({ problem, ...reasonOf(error) }, 'Somebody could not sign in');
    audit.record({
      who: account?.slice(0, 100) ?? 'unknown',
      ...where,
      what: 'refusal',
      act: 'sign_in',
      allowed: false,
      why: problem,
    });
    return shown(request, statuses[problem] ?? 403, problem, cookies);
  }

  async function signedIn(
    request: HttpRequest,
    person: KnownPerson,
    act: 'sign_in' | 'sign_in_by_link',
  ): Promise<readonly string[]> {
    // Whatever session the browser had ends: nobody goes on in one that somebody else began.
    const former = readCookie(request, sessionCookie);
    if (former !== null) await sessions.end(former);
    audit.record({ who: person.employeeId, ...where, what: 'command', act, allowed: true });
    return [
      setCookie(sessionCookie, await sessions.begin(person), settings.sessionHours * 3600),
      clearCookie(pendingCookie),
    ];
  }

  async function begin(request: HttpRequest): Promise<PageResponse> {
    try {
      const { url, pending } = await flow.begin();
      return sentOn(url.href, { 'set-cookie': [setCookie(pendingCookie, pending, pendingLifeMs / 1000)] });
    } catch (error) {
      return refused(request, 'unreachable', { error });
    }
  }

  async function comeBack(request: HttpRequest): Promise<PageResponse> {
    const address = new URL(request.url ?? '', own.origin);
    // Only the query is the visitor's.
    const outcome = await flow.finish(
      new URL(address.search, settings.redirectUrl),
      readCookie(request, pendingCookie),
    );
    if ('problem' in outcome)
      return refused(request, outcome.problem, { ...outcome, cookies: [clearCookie(pendingCookie)] });
    return sentOn('/', { 'set-cookie': await signedIn(request, outcome.person, 'sign_in') });
  }

  async function useLink(request: HttpRequest): Promise<PageResponse> {
    const body = await readBody(request, bodyLimit);
    const token = linkSchema.safeParse(parse(body ?? '')).data?.token;
    const person = token === undefined ? null : ((await options.links?.take(token)) ?? null);
    if (person !== null)
      return json(200, {}, { 'set-cookie': await signedIn(request, person, 'sign_in_by_link') });
    refused(request, 'link_over');
    const { problems } = botWordings[readLanguage(request.headers['accept-language'])].page;
    return failed(403, problems.link_over);
  }

  async function signOut(request: HttpRequest): Promise<PageResponse> {
    const cookie = readCookie(request, sessionCookie);
    const who = cookie === null ? null : await sessions.end(cookie);
    if (who !== null) audit.record({ who, ...where, what: 'command', act: 'sign_out', allowed: true });
    return json(200, {}, { 'set-cookie': [clearCookie(sessionCookie)] });
  }

  return {
    url: () => own.origin,
    headers: own.protocol === 'https:' ? { 'strict-transport-security': 'max-age=31536000' } : {},
    hasOwnHost: (request) => (request.headers.host ?? '').toLowerCase() === own.host,
    // A browser says where each such request comes from; what says nothing is no page of ours.
    hasOwnOrigin: (request) => (request.headers.origin ?? '').toLowerCase() === own.origin,
    async visitorOf(request) {
      const cookie = readCookie(request, sessionCookie);
      const person = cookie === null ? null : await sessions.read(cookie);
      if (person === null) return null;
      const { name, email, employeeId: accountId } = person;
      return { people: [{ name, email, accountId, title: null }], isSignedIn: true };
    },
    async answer(request, path) {
      const method = Object.hasOwn(methods, path) ? methods[path] : undefined;
      if (method === undefined) return null;
      if (request.method !== method) return failed(405, `Use ${method} here.`, { allow: method });
      if (path === '/sign-in') return shown(request, 200);
      if (method === 'POST' && (!this.hasOwnOrigin(request, 0) || !hasJsonBody(request)))
        return failed(403, 'Signing in and out is for this page alone.');
      if (path === '/sign-out') return await signOut(request);
      const rate = limit.take(request.socket.remoteAddress ?? '');
      // Noted once, or the trail would fill as fast as they come.
      if (rate !== 'allowed') {
        const page = rate === 'first' ? refused(request, 'too_many') : shown(request, 429, 'too_many');
        return method === 'GET' ? page : failed(429, tooMany(request));
      }
      if (path === '/sign-in/link') return await useLink(request);
      return path === callbackPath ? await comeBack(request) : await begin(request);
    },
  };
}

/** Not the error itself: the library's has what the provider said, and some providers repeat what they were told. */
function reasonOf(error: unknown): object {
  if (!(error instanceof Error)) return {};
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? { code: String(cause.code).slice(0, 100) } : {};
  return { reason: error.message, ...code, ...(cause instanceof Error ? { cause: cause.name } : {}) };
}

const tooMany = (request: HttpRequest): string =>
  botWordings[readLanguage(request.headers['accept-language'])].page.problems.too_many;

/** Bytes; a token has about a hundred. */
const bodyLimit = 4 * 1024;
const linkSchema = z.object({ token: z.string().max(500) });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const where = { platform: 'web', place: null } as const;

const statuses: Readonly<Partial<Record<SignInProblem, number>>> = { unreachable: 502, too_many: 429 };

function shown(
  request: HttpRequest,
  status: number,
  problem?: SignInProblem,
  cookies: readonly string[] = [],
): PageResponse {
  return {
    status,
    type: 'text/html; charset=utf-8',
    body: renderSignIn(readLanguage(request.headers['accept-language']), problem),
    ...(cookies.length === 0 ? {} : { headers: { 'set-cookie': cookies } }),
  };
}
