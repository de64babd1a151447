import type { z } from 'zod';
import { AppError } from '../../src/operations/app-error.ts';
import { basicCredential } from '../atlassian/basic-credential.ts';
import { readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits } from '../http/source-client.ts';
import { SourceError } from '../http/source-error.ts';
import type { JiraSettings } from './jira-options.ts';
import {
  bulkSchema,
  type Holder,
  issueFields,
  type JiraProject,
  type JiraUser,
  keySchema,
  levelMemberSchema,
  pageSchema,
  projectSchema,
  type Role,
  roleSchema,
  schemeSchema,
  searchSchema,
  userSchema,
} from './jira-schemas.ts';

/** What is read of Jira Cloud's platform REST API, version 3. */
export interface JiraApi {
  /** Those of these keys that the account may see; all that it may see for none. */
  projects(keys: readonly string[], signal: AbortSignal): AsyncIterable<JiraProject>;
  /** Jira's time at its first answer; null before it, or where it told none. */
  readonly beganAt: string | null;
  /**
   * Issues of a project by key, all or those updated since an instant, each still unchecked, so that one alone can be set aside.
   */
  issues(project: string, signal: AbortSignal, since?: string): AsyncIterable<unknown>;
  /** Keys of all issues of a project. */
  keys(project: string, signal: AbortSignal): AsyncIterable<string>;
  /** Issues by their keys, each still unchecked; those that are gone are left out. */
  issuesOf(keys: readonly string[], signal: AbortSignal): AsyncIterable<unknown>;
  /** Who may browse a project by its permission scheme. */
  browsers(project: string, signal: AbortSignal): Promise<readonly Holder[]>;
  /** Who may see issues of a security level. */
  levelMembers(level: string, signal: AbortSignal): AsyncIterable<Holder>;
  role(project: string, role: string, signal: AbortSignal): Promise<Role>;
  /** Members of a group by its identifier, or by its name where a holder has no identifier. */
  members(
    group: { readonly id?: string; readonly name?: string },
    signal: AbortSignal,
  ): AsyncIterable<JiraUser>;
  user(account: string, signal: AbortSignal): Promise<JiraUser>;
}

const perPage = 100;
/** Keys of projects of one request ("Get projects paginated"). */
const mostProjectKeys = 50;
/** The most that Jira gives where keys alone are asked for ("Search for issues using JQL enhanced search"). */
const keysPerPage = 5_000;

export function createJiraApi(settings: JiraSettings, limits?: Partial<RequestLimits>): JiraApi {
  const client = createSourceClient({
    service: 'Jira',
    baseUrl: settings.apiUrl ?? settings.url,
    headers: () => basicCredential(settings.email, settings.token),
    limits,
  });
  const fields = [
    ...issueFields,
    ...(settings.team === undefined ? [] : [settings.team]),
    ...Object.values(settings.extra),
  ];

  /** Pages that count from `startAt`: the next begins after the last item, since pages may be shorter than asked for. */
  function list<Item>(
    path: string,
    item: z.ZodType<Item>,
    query: Readonly<Record<string, string | readonly string[]>>,
    signal: AbortSignal,
  ): AsyncGenerator<Item, void> {
    return readPages<Item, number>(path, async (cursor) => {
      const startAt = cursor ?? 0;
      const { body } = await client.request({
        path,
        query: { ...query, startAt, maxResults: perPage },
        schema: pageSchema(item),
        signal,
      });
      const isLast = body.isLast ?? body.values.length < perPage;
      return {
        items: body.values,
        next: isLast || body.values.length === 0 ? null : startAt + body.values.length,
      };
    });
  }

  const get = async <T>(
    path: string,
    schema: z.ZodType<T>,
    query: Record<string, string>,
    signal: AbortSignal,
  ) => (await client.request({ path, query, schema, signal })).body;

  function search(
    project: string,
    changed: string,
    asked: { readonly fields: readonly string[]; readonly maxResults: number },
    signal: AbortSignal,
  ): AsyncGenerator<unknown, void> {
    const chosen = settings.filter === undefined ? '' : ` AND (${settings.filter})`;
    // In the order of keys, nothing moves while the pages are read.
    const jql = `project = "${project}"${chosen}${changed} ORDER BY key ASC`;
    return readPages<unknown, string>(`the issues of ${project}`, async (cursor) => {
      const answer = client.request({
        path: 'rest/api/3/search/jql',
        json: { jql, ...asked, ...(cursor === null ? {} : { nextPageToken: cursor }) },
        schema: searchSchema,
        signal,
      });
      const { body } = await answer.catch((error: unknown) => {
        throw settings.filter === undefined ? error : refusedFilter(error, settings.filter);
      });
      // isLast is not to be relied on; a page without a token is the last.
      return { items: body.issues, next: body.nextPageToken ?? null };
    });
  }

  return {
    async *projects(keys, signal) {
      const path = 'rest/api/3/project/search';
      if (keys.length === 0) yield* list(path, projectSchema, { expand: 'lead' }, signal);
      for (let at = 0; at < keys.length; at += mostProjectKeys) {
        const some = keys.slice(at, at + mostProjectKeys);
        yield* list(path, projectSchema, { expand: 'lead', keys: some }, signal);
      }
    },
    get beganAt() {
      return client.beganAt;
    },
    issues(project, signal, since) {
      // An age has no time zone, where an instant is of the account's; it has whole minutes.
      const now = client.latestAt === null ? Date.now() : Date.parse(client.latestAt);
      const age = () => Math.max(0, Math.ceil((now - Date.parse(since ?? '')) / 60_000)) + 1;
      const changed = since === undefined ? '' : ` AND updated >= -${age()}m`;
      return search(project, changed, { fields, maxResults: perPage }, signal);
    },
    async *keys(project, signal) {
      const asked = { fields: ['key'], maxResults: keysPerPage };
      for await (const value of search(project, '', asked, signal)) yield keySchema.parse(value).key;
    },
    async *issuesOf(keys, signal) {
      for (let at = 0; at < keys.length; at += perPage) {
        const json = { issueIdsOrKeys: keys.slice(at, at + perPage), fields };
        const path = 'rest/api/3/issue/bulkfetch';
        yield* (await client.request({ path, json, schema: bulkSchema, signal })).body.issues;
      }
    },
    async browsers(project, signal) {
      const path = `rest/api/3/project/${encodeURIComponent(project)}/permissionscheme`;
      const { permissions } = await get(path, schemeSchema, { expand: 'permissions' }, signal);
      return permissions.flatMap(({ permission, holder }) =>
        permission === 'BROWSE_PROJECTS' && holder != null ? [holder] : [],
      );
    },
    async *levelMembers(level, signal) {
      const path = 'rest/api/3/issuesecurityschemes/level/member';
      for await (const { holder } of list(path, levelMemberSchema, { levelId: [level] }, signal))
        yield holder;
    },
    role: (project, role, signal) =>
      get(
        `rest/api/3/project/${encodeURIComponent(project)}/role/${encodeURIComponent(role)}`,
        roleSchema,
        {},
        signal,
      ),
    members: ({ id, name }, signal) =>
      list(
        'rest/api/3/group/member',
        userSchema,
        id === undefined ? { groupname: name ?? '' } : { groupId: id },
        signal,
      ),
    user: (accountId, signal) => get('rest/api/3/user', userSchema, { accountId }, signal),
  };
}

/** Jira says in words what is wrong with a query. */
function refusedFilter(error: unknown, filter: string): unknown {
  if (!(error instanceof SourceError) || error.status !== 400) return error;
  const said = /"errorMessages":\["((?:[^"\\]|\\.)*)"/.exec(error.body)?.[1];
  const reason = said === undefined ? '.' : `: ${said.replaceAll('\\', '')}`;
  return new AppError('source_unreadable', `Jira refuses the filter '${filter}'${reason}`, { cause: error });
}
