import { pMapIterable } from 'p-map';
import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched, ReadingRule } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { isMissingRight } from '../http/source-error.ts';
import { type AccountBook, createAccountBook } from '../people/account-book.ts';
import { buildArticle } from './build-article.ts';
import { createNotionApi, type NotionApi } from './notion-api.ts';
import { type NotionOptions, type NotionSettings, notionOptionsSchema } from './notion-options.ts';
import { type NotionPage, type NotionUser, pageSchema } from './notion-schemas.ts';
import { createPagePlaces, type Place } from './page-places.ts';
import { titleOf } from './page-properties.ts';
import { plainId } from './rich-text-phrasing.ts';

export type NotionConnectorOptions = NotionOptions & ServiceOptions;

/** Pages whose blocks are read at a time; Notion allows a few requests a second. */
const concurrency = 2;

/** Reads pages of Notion as articles, all of them at each run, so that what went to the bin shows by its absence. */
export function createNotionConnector({ source, limits, ...options }: NotionConnectorOptions): Connector {
  const settings = notionOptionsSchema.parse(options);
  return {
    source,
    driver: 'notion',
    async *fetch({ signal }) {
      const api = createNotionApi(settings, limits);
      const pages = new Map<string, NotionPage>();
      for await (const value of api.pages(signal)) {
        const parsed = pageSchema.safeParse(value);
        if (parsed.success) {
          const { archived, in_trash, id } = parsed.data;
          // One that is edited while the pages are listed may come twice.
          if (archived !== true && in_trash !== true && !pages.has(plainId(id)))
            pages.set(plainId(id), parsed.data);
        } else {
          const message = `The page has another shape${describeShape(parsed.error)}; left out.`;
          yield { problem: { place: placeOfValue(value), message } };
        }
      }
      yield* readPages(api, pages, settings, source, signal);
    },
  };
}

async function* readPages(
  api: NotionApi,
  pages: ReadonlyMap<string, NotionPage>,
  settings: NotionSettings,
  source: string,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  const book = createAccountBook({ source, ...settings });
  const users = new Map<string, NotionUser>();
  const refusal = await readUsers(api, users, signal);
  if (refusal !== undefined) yield { problem: { place: source, message: refusal } };
  const places = createPagePlaces(api, pages);
  const ruleOf = createRules(settings);
  const read = pMapIterable(
    pages.values(),
    async (page) => {
      const place = await places.placeOf(page, signal);
      const readers = ruleOf(page, place);
      const blocks = readers === undefined ? undefined : await readBlocks(api, page.id, signal);
      return { page, place, readers, blocks };
    },
    { concurrency },
  );
  for await (const { page, place, readers, blocks } of read) {
    signal.throwIfAborted();
    if (readers === undefined) {
      const message =
        'Not everything above the page is shared with the connection, so that its section is not known; left out: share what is above it too.';
      yield { problem: { place: titleOf(page) || page.url, message } };
    } else if (blocks !== undefined) {
      const author = authorOf(page, users, book);
      yield { record: buildArticle(page, { pages, above: place.above, blocks, readers, author }) };
    }
    signal.throwIfAborted();
    for (const problem of book.problems()) yield { problem };
  }
}

/** @returns in one sentence why nobody's address is known, where that is so */
async function readUsers(
  api: NotionApi,
  users: Map<string, NotionUser>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    for await (const user of api.users(signal)) users.set(user.id, user);
    return undefined;
  } catch (error) {
    if (!isMissingRight(error)) throw error;
    return "The connection may not read who its users are, so that authors are not known; give it the capability 'Read user information including email addresses'.";
  }
}

/** Undefined for a page that is gone since the pages were listed. */
async function readBlocks(api: NotionApi, id: string, signal: AbortSignal) {
  try {
    return await api.blocks(id, signal);
  } catch (error) {
    if (!isMissingRight(error)) throw error;
    if (error.failure === 'missing') return undefined;
    throw new AppError(
      'source_unreadable',
      "The connection may not read what is on the pages; give it the capability 'Read content'.",
      { cause: error },
    );
  }
}

/** Undefined where something above the page cannot be seen that may be a section. */
function createRules(settings: NotionSettings) {
  const everybody = toReadingRule(settings.readers);
  const sections = new Map(
    Object.entries(settings.sections).map(([id, rule]) => [plainId(id), toReadingRule(rule)]),
  );
  return ({ id }: NotionPage, { above, isWhole }: Place): ReadingRule | undefined => {
    if (!isWhole && sections.size > 0) return undefined;
    return [...everybody, ...[...above, plainId(id)].flatMap((one) => sections.get(one) ?? [])];
  };
}

function authorOf(
  { created_by }: NotionPage,
  users: ReadonlyMap<string, NotionUser>,
  book: AccountBook,
): string | undefined {
  const user = users.get(created_by?.id ?? '');
  if (user === undefined) return undefined;
  return book.person({ id: user.id, name: user.name ?? undefined, email: user.person?.email });
}

function placeOfValue(value: unknown): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '?';
  return `page ${id}`;
}
