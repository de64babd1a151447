import { z } from 'zod';
import { basicCredential } from '../atlassian/basic-credential.ts';
import { readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits, type SourceRequest } from '../http/source-client.ts';
import type { ConfluenceSettings } from './confluence-options.ts';
import {
  ancestorSchema,
  attachmentSchema,
  type ConfluenceAttachment,
  type ConfluenceUser,
  labelSchema,
  listSchema,
  type Permission,
  permissionSchema,
  type RoleAssignment,
  restrictionSchema,
  roleAssignmentSchema,
  type Space,
  spaceSchema,
  userSchema,
} from './confluence-schemas.ts';

/** Who may read a page by its own restriction; both empty where it has none. */
export interface Restriction {
  readonly users: readonly ConfluenceUser[];
  /** Identifiers; a group without one is told by its name. */
  readonly groups: readonly { readonly id?: string | null | undefined; readonly name: string }[];
}

/** What is read of Confluence Cloud: its REST API version 2, and version 1 for restrictions and groups, which only that has. */
export interface ConfluenceApi {
  /** Those of these keys that the account may see; all that it may see for none. */
  spaces(keys: readonly string[], signal: AbortSignal): AsyncIterable<Space>;
  /** Pages of a space, each still unchecked, with their text or without. */
  pages(space: string, content: 'text' | 'titles', signal: AbortSignal): AsyncIterable<unknown>;
  /** Pages by their identifiers with their text, each still unchecked; those that are gone are left out. */
  pagesOf(pages: readonly string[], signal: AbortSignal): AsyncIterable<unknown>;
  /** Identifiers of those of these pages that the account may see in whatever state: current, archived, or in the trash. */
  stillThere(pages: readonly string[], signal: AbortSignal): AsyncIterable<string>;
  /** The site's time at its first answer; null before it, or where it told none. */
  readonly beganAt: string | null;
  permissions(space: string, signal: AbortSignal): AsyncIterable<Permission>;
  roleAssignments(space: string, signal: AbortSignal): AsyncIterable<RoleAssignment>;
  /** Identifiers of what stands above a page, the highest first. */
  ancestors(page: string, signal: AbortSignal): Promise<readonly string[]>;
  restriction(content: string, signal: AbortSignal): Promise<Restriction>;
  labels(page: string, signal: AbortSignal): AsyncIterable<string>;
  attachments(page: string, signal: AbortSignal): AsyncIterable<ConfluenceAttachment>;
  /** @param most bytes of it */
  download(
    attachment: { readonly page: string; readonly id: string; readonly most: number },
    signal: AbortSignal,
  ): Promise<Uint8Array>;
  members(group: string, signal: AbortSignal): AsyncIterable<ConfluenceUser>;
  users(accounts: readonly string[], signal: AbortSignal): Promise<readonly ConfluenceUser[]>;
}

/** Of keys, 250 are allowed, of which those of personal spaces would make an address of ten thousand characters. */
const sizes = {
  spaces: 250,
  keys: 100,
  titles: 250,
  text: 50,
  members: 200,
  restrictions: 100,
  ancestors: 250,
};
const api = 'wiki/api/v2';
const old = 'wiki/rest/api';

export function createConfluenceApi(
  settings: ConfluenceSettings,
  limits?: Partial<RequestLimits>,
): ConfluenceApi {
  const client = createSourceClient({
    service: 'Confluence',
    baseUrl: settings.apiUrl ?? settings.url,
    headers: () => basicCredential(settings.email, settings.token),
    limits,
    fileHosts: settings.attachments?.hosts,
  });

  /** Links to the next page leave out what stands before the path at some addresses, so that the cursor alone is taken. */
  function list<Item>(
    path: string,
    item: z.ZodType<Item>,
    query: NonNullable<SourceRequest<unknown>['query']>,
    signal: AbortSignal,
  ): AsyncGenerator<Item, void> {
    return readPages<Item, string>(path, async (cursor) => {
      const { body } = await client.request({
        path: `${api}/${path}`,
        query: { ...query, cursor: cursor ?? undefined },
        schema: listSchema(item),
        signal,
      });
      return { items: body.results, next: cursorOf(body._links?.next) };
    });
  }

  return {
    async *spaces(keys, signal) {
      const limit = sizes.spaces;
      if (keys.length === 0) yield* list('spaces', spaceSchema, { limit, status: 'current' }, signal);
      const named = [...new Set(keys)];
      for (let at = 0; at < named.length; at += sizes.keys)
        yield* list('spaces', spaceSchema, { limit, keys: named.slice(at, at + sizes.keys) }, signal);
    },
    pages: (space, content, signal) =>
      list(
        `spaces/${space}/pages`,
        z.unknown(),
        {
          status: 'current',
          // Nothing moves in this order while the pages are read.
          sort: 'id',
          limit: sizes[content],
          'body-format': content === 'text' ? 'storage' : undefined,
        },
        signal,
      ),
    get beganAt() {
      return client.beganAt;
    },
    async *pagesOf(pages, signal) {
      for (let at = 0; at < pages.length; at += sizes.text) {
        const id = pages.slice(at, at + sizes.text);
        const query = { id, status: 'current', limit: sizes.text, 'body-format': 'storage' };
        yield* list('pages', z.unknown(), query, signal);
      }
    },
    async *stillThere(pages, signal) {
      for (let at = 0; at < pages.length; at += sizes.titles) {
        const id = pages.slice(at, at + sizes.titles);
        const query = { id, status: ['current', 'archived', 'trashed'], limit: sizes.titles };
        for await (const page of list('pages', ancestorSchema, query, signal)) yield page.id;
      }
    },
    permissions: (space, signal) =>
      list(`spaces/${space}/permissions`, permissionSchema, { limit: 250 }, signal),
    roleAssignments: (space, signal) =>
      list(`spaces/${space}/role-assignments`, roleAssignmentSchema, { limit: 250 }, signal),
    async ancestors(page, signal) {
      const path = `${api}/pages/${page}/ancestors`;
      const query = { limit: sizes.ancestors };
      const { body } = await client.request({ path, query, schema: listSchema(ancestorSchema), signal });
      return body.results.map(({ id }) => id);
    },
    async restriction(content, signal) {
      const users: ConfluenceUser[] = [];
      const groups: Restriction['groups'][number][] = [];
      for (let start = 0; ; start += sizes.restrictions) {
        const { body } = await client.request({
          path: `${old}/content/${content}/restriction/byOperation/read`,
          query: {
            expand: 'restrictions.user,restrictions.group',
            start,
            limit: sizes.restrictions,
          },
          schema: restrictionSchema,
          signal,
        });
        const { user, group } = body.restrictions;
        users.push(...user.results);
        groups.push(...group.results);
        if (Math.max(user.results.length, group.results.length) < sizes.restrictions)
          return { users, groups };
      }
    },
    async *labels(page, signal) {
      for await (const { name } of list(`pages/${page}/labels`, labelSchema, { limit: 250 }, signal))
        yield name;
    },
    attachments: (page, signal) =>
      list(`pages/${page}/attachments`, attachmentSchema, { status: 'current', limit: 250 }, signal),
    download: ({ page, id, most }, signal) =>
      // Sends on to where Atlassian keeps files ("Get URI to download attachment").
      client.download({
        path: `${old}/content/${page}/child/attachment/${encodeURIComponent(id)}/download`,
        most,
        signal,
      }),
    members: (group, signal) =>
      readPages<ConfluenceUser, number>(`the members of ${group}`, async (cursor) => {
        const start = cursor ?? 0;
        const { body } = await client.request({
          path: `${old}/group/${encodeURIComponent(group)}/membersByGroupId`,
          query: { start, limit: sizes.members },
          schema: listSchema(userSchema),
          signal,
        });
        const isLast = body.results.length < sizes.members;
        return { items: body.results, next: isLast ? null : start + body.results.length };
      }),
    async users(accountIds, signal) {
      const json = { accountIds };
      const schema = listSchema(userSchema);
      const { body } = await client.request({ path: `${api}/users-bulk`, json, schema, signal });
      return body.results;
    },
  };
}

function cursorOf(link: string | null | undefined): string | null {
  return link == null ? null : new URL(link, 'https://host.invalid').searchParams.get('cursor');
}
