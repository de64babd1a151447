import pMap, { pMapIterable } from 'p-map';
import { digestOf } from '../changes/digest-of.ts';
import { choosePages } from '../changes/page-choice.ts';
import type { Connector, Fetched, FetchOptions, ReadingRule } from '../connector.ts';
import { type AttachmentReading, createAttachmentReading } from '../documents/attachment-reading.ts';
import { createDocumentTexts } from '../documents/document-texts.ts';
import { noAttachments } from '../documents/read-documents.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { describeShape } from '../http/describe-shape.ts';
import { createFailureStreak } from '../http/failure-streak.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { isMissingRight, missingRight } from '../http/source-error.ts';
import { type AccountBook, createAccountBook } from '../people/account-book.ts';
import { buildArticle, frameOf } from './build-article.ts';
import { findWithheld, type RuleOfPage } from './find-withheld.ts';
import { createNotionApi, type NotionApi } from './notion-api.ts';
import { type NotionOptions, type NotionSettings, notionOptionsSchema } from './notion-options.ts';
import { type NotionPage, type NotionUser, pageSchema } from './notion-schemas.ts';
import { createPagePlaces, type Place } from './page-places.ts';
import { titleOf } from './page-properties.ts';
import { readAttachments } from './read-attachments.ts';
import { plainId } from './rich-text-phrasing.ts';

export type NotionConnectorOptions = NotionOptions & ServiceOptions;

/** Pages whose blocks are read at a time; Notion allows a few requests a second. */
const concurrency = 2;

/** Grows whenever the same page would become another record. */
const buildVersion = 1;

/**
 * Reads pages of Notion as articles: all of them, or those that changed since the last time. All are listed each time, so that what went
 * to the bin shows by its absence.
 */
export function createNotionConnector({ source, limits, ...options }: NotionConnectorOptions): Connector {
  const settings = notionOptionsSchema.parse(options);
  // Documents that did not change are not asked for again while the process lasts.
  const texts = createDocumentTexts();
  const seen: Seen = { ruleOf: async () => undefined };
  return {
    source,
    driver: 'notion',
    async *fetch(fetch) {
      const api = createNotionApi(settings, limits);
      const pages = new Map<string, NotionPage>();
      for await (const value of api.pages(fetch.signal)) {
        const parsed = pageSchema.safeParse(value);
        if (parsed.success) {
          const { archived, in_trash, id } = parsed.data;
          // One that is edited while the pages are listed may come twice.
          if (archived !== true && in_trash !== true && !pages.has(plainId(id)))
            pages.set(plainId(id), parsed.data);
        } else {
          const message = `The page has another shape${describeShape(parsed.error)}; left out.`;
          const id = idOfValue(value);
          yield {
            problem: { place: `page ${id ?? '?'}`, message },
            setAside: id === undefined ? null : { kind: 'article', key: plainId(id) },
            // Which section it is in is not known.
            ...(Object.keys(settings.sections).length === 0 && { readers: toReadingRule(settings.readers) }),
          };
        }
      }
      const documents =
        settings.attachments === undefined ? undefined : createAttachmentReading(settings.attachments, texts);
      try {
        yield* readPages({ api, pages, settings, source, documents, seen, fetch });
      } finally {
        await documents?.close();
      }
    },
    findWithheld: (gone, { signal }) =>
      findWithheld(createNotionApi(settings, limits), seen.ruleOf, gone, signal),
  };
}

/** What a fetch leaves for questions about what it did not list. */
interface Seen {
  ruleOf: RuleOfPage;
}

interface Reading {
  readonly seen: Seen;
  readonly api: NotionApi;
  readonly pages: ReadonlyMap<string, NotionPage>;
  readonly settings: NotionSettings;
  readonly source: string;
  /** Absent where attachments are not asked for. */
  readonly documents: AttachmentReading | undefined;
  readonly fetch: FetchOptions;
}

async function* readPages({
  api,
  pages,
  settings,
  source,
  documents,
  seen,
  fetch,
}: Reading): AsyncGenerator<Fetched, void> {
  const { signal } = fetch;
  const book = createAccountBook({ source, ...settings });
  const users = new Map<string, NotionUser>();
  const refusal = await readUsers(api, users, signal);
  if (refusal !== undefined) yield { problem: { place: source, message: refusal, lacksRight: true } };
  const places = createPagePlaces(api, pages);
  const ruleOf = createRules(settings);
  seen.ruleOf = async (page, asked) => ruleOf(page, await places.placeOf(page, asked));
  const placed = await pMap(
    pages,
    async ([key, page]) => {
      const place = await places.placeOf(page, signal);
      const readers = ruleOf(page, place);
      return { key, page, above: place.above, readers, author: authorOf(page, users, book) };
    },
    { concurrency },
  );
  const readable = placed.flatMap(({ readers, ...page }) =>
    readers === undefined ? [] : { ...page, readers },
  );
  for (const { page, readers } of placed) {
    if (readers !== undefined) continue;
    const message =
      'Not everything above the page is shared with the connection, so that its section is not known; left out: share what is above it too.';
    yield { problem: { place: titleOf(page) || page.url, message } };
  }
  const choice = choosePages(
    readable.map(({ key, page, ...context }) => ({
      ...{ key, updatedAt: page.last_edited_time },
      frame: frameOf({ pages, ...context }),
    })),
    digestOfSettings(settings),
    fetch,
  );
  const failures = createFailureStreak();
  const read = pMapIterable(
    readable.filter(({ key }) => choice.isChanged(key)),
    async (one) => {
      try {
        const blocks = await readBlocks(api, one.page.id, signal);
        const most = settings.attachments?.maxBytes ?? 0;
        const attached =
          documents === undefined || blocks === undefined
            ? noAttachments
            : await readAttachments(api, one.page, blocks, { documents, most }, signal);
        failures.end();
        return { ...one, ...attached, blocks, failure: undefined };
      } catch (error) {
        const { message } = failures.forgive(error);
        return { ...one, ...noAttachments, blocks: undefined, failure: message };
      }
    },
    { concurrency },
  );
  for await (const { key, page, blocks, problems, isPartial, failure, ...context } of read) {
    signal.throwIfAborted();
    for (const problem of problems) yield { problem };
    if (blocks === undefined || isPartial) choice.readAgain(key);
    if (failure !== undefined) yield unread(key, page, context.readers, failure);
    else if (blocks === undefined) yield withheld(page);
    else yield { record: buildArticle(page, { pages, blocks, ...context }) };
    signal.throwIfAborted();
    for (const problem of book.problems()) yield { problem };
  }
  for (const problem of book.problems()) yield { problem };
  if (choice.isSwept)
    for (const { key } of readable) if (!choice.isChanged(key)) yield { same: { kind: 'article', key } };
  yield* choice.end(api.beganAt);
}

/** Tells settings apart by which a page becomes another article. */
function digestOfSettings({ attachments, readers, sections, accounts, matchNames }: NotionSettings): string {
  const sorted = [sections, accounts].map((map) => Object.entries(map).sort());
  return digestOf([buildVersion, attachments, readers, sorted, matchNames]);
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

/**
 * A page that is listed and says 404: it went to the bin meanwhile, or is shared no more. Only the next listing tells, so that until
 * then its last state stays.
 */
function withheld(page: NotionPage): Fetched {
  const message =
    'The page is listed, and Notion does not show what is on it: it was deleted meanwhile, or is no longer shared with the connection; left as known before until the next run.';
  return {
    problem: { place: titleOf(page) || page.url, message },
    setAside: { kind: 'article', key: plainId(page.id) },
  };
}

function unread(key: string, page: NotionPage, readers: ReadingRule, failure: string): Fetched {
  return {
    problem: {
      place: titleOf(page) || page.url,
      message: `What is on the page cannot be read, and it is left as known before: ${failure}`,
    },
    setAside: { kind: 'article', key },
    readers,
  };
}

/** Undefined for a page of which Notion shows nothing, though it was listed. */
async function readBlocks(api: NotionApi, id: string, signal: AbortSignal) {
  try {
    return await api.blocks(id, signal);
  } catch (error) {
    if (!isMissingRight(error)) throw error;
    if (error.failure === 'missing') return undefined;
    throw missingRight(
      "The connection may not read what is on the pages; give it the capability 'Read content'.",
      error,
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

function idOfValue(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
