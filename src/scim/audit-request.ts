import type { AuditEntry } from '../operations/audit.ts';
import type { ScimAnswer } from './answer-request.ts';

/** What is noted of a request: which resource, by which source's token, and what came of it. */
export interface NotedRequest {
  readonly method: string;
  /** Path below the base address: `/Users/2819c223`. */
  readonly path: string;
  /** Name of the source whose token was shown; null for a token of none. */
  readonly source: string | null;
  /** Address of the other end of the connection, which may be a proxy. */
  readonly from: string | null;
}

/** Characters of an id that are noted: those that we give are shorter. */
const longestId = 100;

/**
 * The audit line of a request, or null for one that has none: descriptions of the service, and what providers look up one by
 * one before they push. Attributes never stand in it, ids do.
 */
export function auditRequest(
  { method, path, source, from }: NotedRequest,
  answer: ScimAnswer,
): AuditEntry | null {
  const common = { platform: 'scim', place: from } as const;
  if (source === null)
    return {
      ...common,
      who: 'unknown',
      what: 'refusal',
      act: `scim ${method}`,
      allowed: false,
      why: 'token',
    };
  const [, endpoint = '', id = created(answer)] = path.split('/');
  if (endpoint !== 'Users' && endpoint !== 'Groups' && endpoint !== '.search') return null;
  const isRead = method === 'GET' || id === '.search' || endpoint === '.search';
  if (isRead && resourcesOf(answer) < 2) return null;
  return {
    ...common,
    who: source,
    what: answer.status >= 500 ? 'failure' : 'administration',
    act: `scim ${method} ${endpoint}`,
    allowed: answer.status < 400 || answer.status >= 500,
    ...(answer.status < 400 ? {} : { why: String(answer.status) }),
    ...(id === '' ? {} : { about: [id.slice(0, longestId)] }),
    ...(isRead ? { read: { labels: [], nodes: [], total: resourcesOf(answer) } } : {}),
  };
}

function resourcesOf({ body }: ScimAnswer): number {
  if (body === undefined || !('Resources' in body) || !Array.isArray(body.Resources)) return 0;
  return body.Resources.length;
}

const created = ({ status, body }: ScimAnswer): string =>
  status === 201 && body !== undefined && 'id' in body ? String(body.id) : '';
