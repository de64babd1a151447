import { z } from 'zod';
import { readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits } from '../http/source-client.ts';
import type { OutlineSettings } from './outline-options.ts';
import {
  type Collection,
  collectionSchema,
  documentSchema,
  groupsSchema,
  type NavigationNode,
  type OutlineDocument,
  type OutlineUser,
  treeSchema,
  userSchema,
  usersSchema,
} from './outline-schemas.ts';

/** What has people and groups with access: a collection, or a document on its own. */
export type Shared = 'collections' | 'documents';

/** What is read of Outline's API; all of it is asked by POST. */
export interface OutlineApi {
  users(signal: AbortSignal): AsyncIterable<OutlineUser>;
  collections(signal: AbortSignal): AsyncIterable<Collection>;
  /** All documents that the key may see, its own drafts too, the oldest first; each still unchecked. */
  documents(signal: AbortSignal, within?: DocumentsWithin): AsyncIterable<unknown>;
  /** The same, those first that were changed last. */
  latestDocuments(signal: AbortSignal): AsyncIterable<unknown>;
  /** Identifiers of all published documents of a collection, by one request. */
  documentsIn(collection: string, signal: AbortSignal): Promise<readonly string[]>;
  /** @param id identifier, or the short one of addresses */
  document(id: string, signal: AbortSignal): Promise<OutlineDocument>;
  /** Identifiers of people who are let in by themselves. */
  members(of: Shared, id: string, signal: AbortSignal): AsyncIterable<string>;
  /** Identifiers of groups that are let in. */
  groups(of: Shared, id: string, signal: AbortSignal): AsyncIterable<string>;
  groupMembers(group: string, signal: AbortSignal): AsyncIterable<string>;
  /**
   * An attached file; Outline sends on to where it keeps it.
   *
   * @param most bytes of it
   */
  attachment(id: string, most: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Outline's time at its first answer; null before it, or where it told none. */
  readonly beganAt: string | null;
}

/** Documents of a collection, or right below another one. */
export interface DocumentsWithin {
  readonly collectionId?: string;
  readonly parentDocumentId?: string;
}

/** The most that a page may have. */
const perPage = 100;

export function createOutlineApi(settings: OutlineSettings, limits?: Partial<RequestLimits>): OutlineApi {
  const client = createSourceClient({
    service: 'Outline',
    baseUrl: new URL('api', settings.url.endsWith('/') ? settings.url : `${settings.url}/`).href,
    headers: () => ({ authorization: `Bearer ${settings.token}` }),
    limits,
    fileHosts: settings.attachments?.hosts,
  });

  /** @param pick the items of a page's data */
  function list<Data, Item>(
    method: string,
    schema: z.ZodType<Data>,
    pick: (data: Data) => readonly Item[],
    parameters: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): AsyncGenerator<Item, void> {
    return readPages<Item, number>(method, async (cursor) => {
      const offset = cursor ?? 0;
      const { body } = await client.request({
        path: method,
        json: { ...parameters, offset, limit: perPage },
        schema: z.object({ data: schema }),
        signal,
      });
      const items = pick(body.data);
      return { items, next: items.length < perPage ? null : offset + items.length };
    });
  }

  const itself = <Item>(items: readonly Item[]): readonly Item[] => items;
  const userIds = ({ users }: z.output<typeof usersSchema>) => users.map(({ id }) => id);

  return {
    get beganAt() {
      return client.beganAt;
    },
    users: (signal) => list('users.list', z.array(userSchema), itself, { filter: 'all' }, signal),
    collections: (signal) => list('collections.list', z.array(collectionSchema), itself, {}, signal),
    documents: (signal, within = {}) => {
      // The oldest first, so that what is written meanwhile comes at the end.
      const order = { sort: 'createdAt', direction: 'ASC' };
      return list('documents.list', z.array(z.unknown()), itself, { ...within, ...order }, signal);
    },
    latestDocuments(signal) {
      // What is changed meanwhile comes to the front, so that nothing is passed over.
      const order = { sort: 'updatedAt', direction: 'DESC' };
      return list('documents.list', z.array(z.unknown()), itself, order, signal);
    },
    async documentsIn(id, signal) {
      const schema = z.object({ data: treeSchema });
      const { body } = await client.request({ path: 'collections.documents', json: { id }, schema, signal });
      return body.data.flatMap(idsOf);
    },
    async document(id, signal) {
      const schema = z.object({ data: documentSchema });
      return (await client.request({ path: 'documents.info', json: { id }, schema, signal })).body.data;
    },
    members: (of, id, signal) => list(`${of}.memberships`, usersSchema, userIds, { id }, signal),
    groups: (of, id, signal) =>
      list(
        `${of}.group_memberships`,
        groupsSchema,
        ({ groups }) => groups.map((group) => group.id),
        { id },
        signal,
      ),
    attachment: (id, most, signal) =>
      client.download({ path: `attachments.redirect?id=${encodeURIComponent(id)}`, most, signal }),
    groupMembers: (id, signal) => list('groups.memberships', usersSchema, userIds, { id }, signal),
  };
}

function idsOf({ id, children }: NavigationNode): string[] {
  return [id, ...(children ?? []).flatMap(idsOf)];
}
