import type { IncomingMessage as HttpRequest } from 'node:http';
import type { KnownPerson } from '../../../access/directory-access.ts';
import type { Audit } from '../../../operations/audit.ts';
import { createRateLimit } from '../../rate-limit.ts';
import { failed, json, type PageResponse, sentOn } from '../page-response.ts';
import type { PageVisitors } from '../page-visitors.ts';
import { hasJsonBody } from '../request-guards.ts';
import { clearCookie, pendingCookie, readCookie, sessionCookie, setCookie } from './page-cookies.ts';
import { readLanguage, renderSignIn, type SignInProblem } from './render-sign-in.ts';
import type { Sessions } from './sessions.ts';
import { pendingLifeMs, type SignInFlow } from './sign-in-flow.ts';
import { callbackPath, type SignInSettings } from './sign-in-settings.ts';

export interface PageSignInOptions {
  readonly settings: Pick<SignInSettings, 'redirectUrl' | 'sessionHours' | 'attemptsPerMinute'>;
  readonly flow: SignInFlow;
  readonly sessions: Sessions;
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

  async function signedIn(request: HttpRequest, person: KnownPerson): Promise<readonly string[]> {
    // Whatever session the browser had ends: nobody goes on in one that somebody else began.
    const former = readCookie(request, sessionCookie);
    if (former !== null) await sessions.end(former);
    audit.record({ who: person.employeeId, ...where, what: 'command', act: 'sign_in', allowed: true });
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
    return sentOn('/', { 'set-cookie': await signedIn(request, outcome.person) });
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
      if (path === '/sign-out') {
        if (!this.hasOwnOrigin(request, 0) || !hasJsonBody(request))
          return failed(403, 'Signing out is for this page alone.');
        return await signOut(request);
      }
      const rate = limit.take(request.socket.remoteAddress ?? '');
      // Noted once, or the trail would fill as fast as they come.
      if (rate === 'first') return refused(request, 'too_many');
      if (rate === 'over') return shown(request, 429, 'too_many');
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
