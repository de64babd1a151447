import { pMapIterable } from 'p-map';
import { digestOf } from '../changes/digest-of.ts';
import { choosePages, type PageChoice } from '../changes/page-choice.ts';
import type { Connector, Fetched, FetchOptions, ReadingRule } from '../connector.ts';
import { type AttachmentReading, createAttachmentReading } from '../documents/attachment-reading.ts';
import { createDocumentTexts } from '../documents/document-texts.ts';
import { noAttachments } from '../documents/read-documents.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { createFailureStreak, type FailureStreak } from '../http/failure-streak.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { missingRight } from '../http/source-error.ts';
import { type AccountBook, createAccountBook } from '../people/account-book.ts';
import { buildArticle } from './build-article.ts';
import { type ConfluenceApi, createConfluenceApi } from './confluence-api.ts';
import {
  type ConfluenceOptions,
  type ConfluenceSettings,
  confluenceOptionsSchema,
} from './confluence-options.ts';
import { type ConfluencePeople, createConfluencePeople } from './confluence-people.ts';
import { pageSchema, type Space } from './confluence-schemas.ts';
import { findWithheld } from './find-withheld.ts';
import { createPageIndex, describeMalformed, type MalformedPage, type PageIndex } from './page-index.ts';
import { createPageRestrictions, type PageRestrictions } from './page-restrictions.ts';
import { type PlacedSpace, placePage, placeSpace } from './place-pages.ts';
import { readAttachments } from './read-attachments.ts';
import { readSpaceReaders } from './space-readers.ts';

export type ConfluenceConnectorOptions = ConfluenceOptions & ServiceOptions;

/** Pages that are read at a time. */
const concurrency = 4;

/** Grows whenever the same page would become another record. */
const buildVersion = 1;

interface Reading {
  readonly api: ConfluenceApi;
  readonly settings: ConfluenceSettings;
  readonly book: AccountBook;
  readonly people: ConfluencePeople;
  readonly restrictions: PageRestrictions;
  readonly index: PageIndex;
  /** Absent where attachments are not asked for. */
  readonly documents: AttachmentReading | undefined;
  readonly signal: AbortSignal;
}

/**
 * Reads pages of Confluence Cloud as articles: all of them, or those that changed since the last time. All are listed each time, and their
 * restrictions asked for, so that what was deleted shows by its absence, and nobody keeps what a restriction took.
 */
export function createConfluenceConnector({
  source,
  limits,
  ...options
}: ConfluenceConnectorOptions): Connector {
  const settings = confluenceOptionsSchema.parse(options);
  // Attachments that did not change are not asked for again while the process lasts.
  const texts = createDocumentTexts();
  return {
    source,
    driver: 'confluence',
    async *fetch(fetch) {
      const { signal } = fetch;
      const api = createConfluenceApi(settings, limits);
      const book = createAccountBook({ source, ...settings });
      const people = createConfluencePeople(api, book);
      const spaces = await chosenSpaces(api, settings, signal);
      const documents =
        settings.attachments === undefined ? undefined : createAttachmentReading(settings.attachments, texts);
      const reading: Reading = {
        ...{ api, settings, book, people, documents, signal },
        restrictions: createPageRestrictions(api, people),
        index: await createPageIndex(api, spaces, signal),
      };
      try {
        yield* readSpaces(spaces, reading, fetch);
      } finally {
        await documents?.close();
      }
    },
    findWithheld: (gone, { signal }) => findWithheld(createConfluenceApi(settings, limits), gone, signal),
  };
}

async function* readSpaces(
  spaces: readonly Space[],
  reading: Reading,
  fetch: FetchOptions,
): AsyncGenerator<Fetched, void> {
  const { api, settings, people, book, index, signal } = reading;
  const placed: PlacedSpace[] = [];
  for (const space of spaces) {
    const rule: ReadingRule =
      settings.readers === undefined
        ? [await readSpaceReaders(api, people, space, signal)]
        : toReadingRule(settings.readers);
    placed.push(await placeSpace(space, rule, reading));
    for (const malformed of index.setAside)
      if (malformed.space === space.id) yield await withReaders(malformed, rule, reading);
  }
  const listed = placed.flatMap((one) => one.listed);
  const choice = choosePages(listed, digestOfSettings(settings), fetch);
  const course = { choice, failures: createFailureStreak() };
  for (const space of placed) {
    for (const problem of space.problems) yield { problem };
    const chosen = space.listed.map(({ key }) => key).filter(choice.isChanged);
    const values = choice.isWhole ? api.pages(space.space.id, 'text', signal) : api.pagesOf(chosen, signal);
    const pages = pMapIterable(values, (value) => readPage(value, space, reading, course), { concurrency });
    for await (const fetched of pages) {
      signal.throwIfAborted();
      yield* fetched;
      signal.throwIfAborted();
      for (const problem of book.problems()) yield { problem };
    }
  }
  for (const problem of book.problems()) yield { problem };
  if (choice.isSwept)
    for (const { key } of listed) if (!choice.isChanged(key)) yield { same: { kind: 'article', key } };
  yield* choice.end(api.beganAt);
}

/** With who may see the page now, where it is known where it stands and its restrictions may be read. */
async function withReaders(
  { told, at }: MalformedPage,
  rule: ReadingRule,
  reading: Reading,
): Promise<Fetched> {
  const place = at === undefined ? undefined : await placePage(at, rule, reading);
  return place === undefined || 'closedBy' in place ? told : { ...told, readers: place.readers };
}

async function readPage(
  value: unknown,
  { space, rule, places }: PlacedSpace,
  reading: Reading,
  { choice, failures }: { readonly choice: PageChoice; readonly failures: FailureStreak },
): Promise<readonly Fetched[]> {
  const { api, settings, index, people, book, documents, signal } = reading;
  const parsed = pageSchema.safeParse(value);
  if (!parsed.success) {
    const malformed = describeMalformed(value, space, parsed.error);
    const isTold = index.setAside.some(({ told }) => told.problem.place === malformed.problem.place);
    const now = malformed.setAside === null ? undefined : places.get(malformed.setAside.key)?.readers;
    return isTold ? [] : [{ ...malformed, ...(now !== undefined && { readers: now }) }];
  }
  const page = parsed.data;
  const isListed = index.get(page.id) !== undefined;
  // A page that came since all were listed.
  const fresh = { id: page.id, parentId: page.parentId ?? undefined };
  const place = places.get(page.id) ?? (isListed ? undefined : await placePage(fresh, rule, reading));
  if (place === undefined || 'closedBy' in place) return [];
  const { ancestors, readers } = place;
  const site = settings.url.replace(/\/+$/, '');
  try {
    const labels: string[] = [];
    if (settings.labels) for await (const label of api.labels(page.id, signal)) labels.push(label);
    const { attachments, problems, isPartial } =
      settings.attachments === undefined || documents === undefined
        ? noAttachments
        : await readAttachments(
            api,
            page.id,
            { documents, site, most: settings.attachments.maxBytes },
            signal,
          );
    const record = await buildArticle(page, {
      site,
      lookUp: (accounts) => people.lookUp(accounts, signal),
      ...{ space, index, ancestors, readers, labels, attachments, book },
    });
    failures.end();
    if (isPartial) choice.readAgain(page.id);
    return [...problems.map((problem) => ({ problem })), { record }];
  } catch (error) {
    const { message } = failures.forgive(error);
    choice.readAgain(page.id);
    const place = `${space.key}: page ${page.id}`;
    const problem = { place, message: `The page is left as known before: ${message}` };
    return [{ problem, setAside: { kind: 'article', key: page.id }, readers }];
  }
}

/** Tells settings apart by which a page becomes another article. */
function digestOfSettings({
  url,
  labels,
  attachments,
  accounts,
  matchNames,
  readers,
}: ConfluenceSettings): string {
  const sorted = Object.entries(accounts).sort();
  return digestOf([buildVersion, url, labels, attachments, sorted, matchNames, readers]);
}

/**
 * @throws AppError `source_unreadable` where a named space, or any at all, cannot be seen: an account that lost its right would
 *   look like one whose spaces are empty.
 */
async function chosenSpaces(
  api: ConfluenceApi,
  { spaces: keys, personalSpaces }: ConfluenceSettings,
  signal: AbortSignal,
): Promise<readonly Space[]> {
  const spaces: Space[] = [];
  for await (const space of api.spaces(keys, signal))
    if (keys.length > 0 || personalSpaces || space.type !== 'personal') spaces.push(space);
  const right = "let it view them ('View' in the permissions of the space)";
  const missing = keys.filter((key) => !spaces.some((space) => space.key === key));
  if (missing.length > 0)
    throw missingRight(
      `The account sees no space ${missing.join(', ')} in Confluence; ${right}, or take it out of spaces.`,
    );
  if (spaces.length === 0) throw missingRight(`The account sees no spaces in Confluence; ${right}.`);
  return spaces;
}
