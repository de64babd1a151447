import { z } from 'zod';
import { readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits, type SourceRequest } from '../http/source-client.ts';
import { isMissingRight, SourceError } from '../http/source-error.ts';
import type { ReadToken } from './entra-credential.ts';
import type { EntraSettings } from './entra-options.ts';
import {
  changeSchema,
  type EntraChange,
  type EntraGroup,
  type EntraUser,
  errorSchema,
  groupSchema,
  pageOf,
  userProperties,
  userSchema,
} from './entra-schemas.ts';

/** What changed since a delta link was given. */
export interface EntraChanges {
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly deltaLink: string;
}

/** What is read of Microsoft Graph, version 1.0. */
export interface EntraApi {
  /** All users, each still unchecked. */
  users(signal: AbortSignal): AsyncIterable<unknown>;
  /** Null where there is no such user any more. */
  user(id: string, signal: AbortSignal): Promise<unknown>;
  /** Where changes from now on will be told. */
  latest(signal: AbortSignal): Promise<string>;
  /** Null where Graph does not know the link any more, so that everything must be read. */
  changes(deltaLink: string, signal: AbortSignal): Promise<EntraChanges | null>;
  groups(filter: string, signal: AbortSignal): AsyncIterable<EntraGroup>;
  /** Users in the group and in groups within it, however deep. */
  members(group: string, signal: AbortSignal): AsyncIterable<EntraUser>;
}

/** What of members is needed to tell whether they are people. */
const memberProperties = [
  ...['id', 'accountEnabled', 'department', 'employeeId', 'employeeType', 'jobTitle', 'mail', 'userType'],
].join(',');

/** Queries that need Graph's index ("Advanced query capabilities on Microsoft Entra ID objects"). */
const advanced = { headers: { consistencylevel: 'eventual' }, query: { $count: true } };

export function createEntraApi(
  settings: EntraSettings,
  readToken: ReadToken,
  limits?: Partial<RequestLimits>,
): EntraApi {
  const client = createSourceClient({
    service: 'Microsoft Graph',
    baseUrl: settings.graphUrl,
    headers: async () => ({ authorization: `Bearer ${await readToken(AbortSignal.timeout(60_000))}` }),
    limits,
  });
  const select = [
    ...userProperties,
    ...(settings.leaveDates ? ['employeeLeaveDateTime'] : []),
    ...Object.values(settings.extra).map((path) => path.split('.')[0] ?? path),
  ];
  const query = { $select: [...new Set(select)].join(','), $expand: 'manager($select=id)' };

  async function ask<T>(right: string, request: SourceRequest<T>): Promise<T> {
    try {
      return (await client.request(request)).body;
    } catch (error) {
      throw namePermission(error, right);
    }
  }

  const list = <Item>(
    { name, right, item, ...first }: Listing<Item>,
    signal: AbortSignal,
  ): AsyncGenerator<Item, void> =>
    readPages<Item, string>(name, async (next) => {
      // A link to the next page has all of the query in it, but none of the headers.
      const request = next === null ? first : { path: next, headers: first.headers ?? {} };
      const page = await ask(right, { ...request, schema: pageOf(item), signal });
      return { items: page.value, next: page['@odata.nextLink'] ?? null };
    });

  const usersRight = settings.leaveDates ? 'User.Read.All and User-LifeCycleInfo.Read.All' : 'User.Read.All';

  return {
    users: (signal) =>
      list(
        {
          ...{ name: 'The list of users', right: usersRight, item: z.unknown() },
          ...{ path: 'v1.0/users', query: { ...query, $top: settings.pageSize } },
        },
        signal,
      ),
    async user(id, signal) {
      const path = `v1.0/users/${encodeURIComponent(id)}`;
      try {
        return await ask(usersRight, { path, query, schema: z.unknown(), signal });
      } catch (error) {
        if (isMissingRight(error) && error.failure === 'missing') return null;
        throw error;
      }
    },
    async latest(signal) {
      const page = await ask(usersRight, {
        path: 'v1.0/users/delta',
        query: { $select: [...select, 'manager'].join(','), $deltatoken: 'latest' },
        schema: pageOf(z.unknown()),
        signal,
      });
      return deltaLinkOf(page['@odata.deltaLink']);
    },
    async changes(deltaLink, signal) {
      const states = new Map<string, boolean>();
      let end: string | undefined;
      const pages = readPages<EntraChange, string>('The list of changes', async (next) => {
        const page = await ask(usersRight, { path: next ?? deltaLink, schema: pageOf(changeSchema), signal });
        end = page['@odata.deltaLink'];
        return { items: page.value, next: page['@odata.nextLink'] ?? null };
      });
      try {
        // The same user may come twice, and the last word counts.
        for await (const change of pages) states.set(change.id, change['@removed'] === undefined);
      } catch (error) {
        if (isOutdated(error)) return null;
        throw error;
      }
      const ids = (isThere: boolean) =>
        new Set([...states].flatMap(([id, there]) => (there === isThere ? [id] : [])));
      return { changed: ids(true), removed: ids(false), deltaLink: deltaLinkOf(end) };
    },
    groups: (filter, signal) =>
      list(
        {
          ...{ name: 'The list of groups', right: 'GroupMember.Read.All', item: groupSchema },
          path: 'v1.0/groups',
          query: { ...advanced.query, $filter: filter, $select: 'id,displayName,description' },
          headers: advanced.headers,
        },
        signal,
      ),
    members: (group, signal) =>
      list(
        {
          name: 'The list of members',
          right: 'GroupMember.Read.All and User.Read.All',
          item: userSchema,
          path: `v1.0/groups/${encodeURIComponent(group)}/transitiveMembers/microsoft.graph.user`,
          query: { ...advanced.query, $select: memberProperties, $top: 999 },
          headers: advanced.headers,
        },
        signal,
      ),
  };
}

interface Listing<Item> {
  /** For messages. */
  readonly name: string;
  /** The permission that it needs. */
  readonly right: string;
  readonly item: z.ZodType<Item>;
  readonly path: string;
  readonly query: Readonly<Record<string, string | number | boolean>>;
  readonly headers?: Readonly<Record<string, string>>;
}

function deltaLinkOf(link: string | undefined): string {
  if (link !== undefined) return link;
  throw new SourceError(
    'malformed',
    'Microsoft Graph ends a list of changes without a link to the next ones.',
  );
}

/** A link lives for some days ("Use delta query to track changes in Microsoft Graph data": 410, or 40x with this code). */
function isOutdated(error: unknown): boolean {
  if (!(error instanceof SourceError)) return false;
  return error.failure === 'gone' || /syncState(NotFound|Invalid)|resyncRequired/i.test(codeOf(error));
}

/** Names the permission where it is missing, and Graph's own reason where the query is wrong. */
function namePermission(error: unknown, right: string): unknown {
  if (!(error instanceof SourceError)) return error;
  const { status, body, failure } = error;
  if (failure === 'forbidden')
    return new SourceError(
      failure,
      `Microsoft Graph knows the app, but it lacks a right: add the application permission ${right} and grant admin consent (${status} ${codeOf(error) || 'Forbidden'}).`,
      { status, body, cause: error },
    );
  const reason = failure === 'refused' ? reasonOf(error).replace(/\.$/, '') : '';
  return reason === ''
    ? error
    : new SourceError(failure, `Microsoft Graph refuses the request (${status}): ${reason}.`, {
        status,
        body,
        cause: error,
      });
}

function codeOf(error: SourceError): string {
  return parseError(error)?.code ?? '';
}

function reasonOf(error: SourceError): string {
  return parseError(error)?.message.split('\n')[0] ?? '';
}

function parseError({ body }: SourceError) {
  try {
    return errorSchema.parse(JSON.parse(body)).error;
  } catch {
    return undefined;
  }
}
