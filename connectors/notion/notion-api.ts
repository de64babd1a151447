import { z } from 'zod';
import { nextWhere, readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits, type SourceRequest } from '../http/source-client.ts';
import { isMissingRight, SourceError } from '../http/source-error.ts';
import type { NotionSettings } from './notion-options.ts';
import {
  type Block,
  blockSchema,
  listSchema,
  type NotionUser,
  type Parent,
  placedSchema,
  userSchema,
} from './notion-schemas.ts';

/** What is read of Notion's API. */
export interface NotionApi {
  /** All pages that the connection may see, rows of databases among them, the last edited first; each still unchecked. */
  pages(signal: AbortSignal): AsyncIterable<unknown>;
  /** A page's blocks with all that is below them, but for pages and databases, which stand for themselves. */
  blocks(of: string, signal: AbortSignal): Promise<readonly Block[]>;
  users(signal: AbortSignal): AsyncIterable<NotionUser>;
  /** Where a block or a database stands. */
  parentOf(what: 'blocks' | 'databases', id: string, signal: AbortSignal): Promise<Parent>;
  /** A page by itself; undefined for one that is gone. */
  page(id: string, signal: AbortSignal): Promise<unknown>;
  /**
   * An uploaded file, at the address that Notion gave within the hour.
   *
   * @param most bytes of it
   */
  download(address: string, most: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Notion's time at its first answer; null before it, or where it told none. */
  readonly beganAt: string | null;
}

/** The most of a page ("Pagination"). */
const perPage = 100;
/** Blocks within blocks that are followed; an editor allows far fewer. */
const deepest = 20;

export function createNotionApi(settings: NotionSettings, limits?: Partial<RequestLimits>): NotionApi {
  const client = createSourceClient({
    service: 'Notion',
    baseUrl: settings.baseUrl,
    headers: () => ({ authorization: `Bearer ${settings.token}`, 'notion-version': '2025-09-03' }),
    limits,
    fileHosts: settings.attachments?.hosts,
  });

  function list<Item>(
    listing: string,
    item: z.ZodType<Item>,
    ask: (cursor: string | null) => Pick<SourceRequest<unknown>, 'path' | 'query' | 'json'>,
    signal: AbortSignal,
  ): AsyncGenerator<Item, void> {
    return readPages<Item, string>(listing, async (cursor) => {
      const { body } = await client.request({ ...ask(cursor), schema: listSchema(item), signal });
      if (body.request_status?.type === 'incomplete')
        throw new SourceError('malformed', `Notion gives ${listing} only in part, so that it is not whole.`);
      return { items: body.results, next: nextWhere(body.has_more === true, body.next_cursor, listing) };
    });
  }

  const get = (path: string) => (cursor: string | null) => ({
    path,
    query: { page_size: perPage, start_cursor: cursor ?? undefined },
  });

  async function blocks(of: string, signal: AbortSignal, depth = 0): Promise<readonly Block[]> {
    const found: Block[] = [];
    const path = `v1/blocks/${encodeURIComponent(of)}/children`;
    for await (const block of list(`the blocks of ${of}`, blockSchema, get(path), signal)) {
      const isOwn = block.type !== 'child_page' && block.type !== 'child_database';
      const goesOn = block.has_children === true && isOwn && depth < deepest;
      const children = goesOn ? await blocks(block.id, signal, depth + 1) : [];
      found.push({ id: block.id, type: block.type, content: partsOf(block[block.type]), children });
    }
    return found;
  }

  return {
    get beganAt() {
      return client.beganAt;
    },
    pages: (signal) =>
      list(
        'the pages',
        z.unknown(),
        (cursor) => ({
          path: 'v1/search',
          json: {
            filter: { property: 'object', value: 'page' },
            // Whatever is edited meanwhile comes to the front, so that nothing is passed over.
            sort: { timestamp: 'last_edited_time', direction: 'descending' },
            page_size: perPage,
            ...(cursor === null ? {} : { start_cursor: cursor }),
          },
        }),
        signal,
      ),
    blocks: (of, signal) => blocks(of, signal),
    users: (signal) => list('the users', userSchema, get('v1/users'), signal),
    async page(id, signal) {
      const path = `v1/pages/${encodeURIComponent(id)}`;
      try {
        return (await client.request({ path, schema: z.unknown(), signal })).body;
      } catch (error) {
        if (isMissingRight(error) && error.failure === 'missing') return undefined;
        throw error;
      }
    },
    download: (path, most, signal) => client.download({ path, isAnywhere: true, most, signal }),
    async parentOf(what, id, signal) {
      const path = `v1/${what}/${encodeURIComponent(id)}`;
      return (await client.request({ path, schema: placedSchema, signal })).body.parent;
    },
  };
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
