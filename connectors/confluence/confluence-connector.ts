import { pMapIterable } from 'p-map';
import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched, ReadingRule } from '../connector.ts';
import { type AttachmentReading, createAttachmentReading } from '../documents/attachment-reading.ts';
import { createDocumentTexts } from '../documents/document-texts.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
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
import { createPageIndex, type PageIndex } from './page-index.ts';
import { createPageRestrictions, type PageRestrictions } from './page-restrictions.ts';
import { readAttachments } from './read-attachments.ts';
import { readSpaceReaders } from './space-readers.ts';

export type ConfluenceConnectorOptions = ConfluenceOptions & ServiceOptions;

/** Pages whose restrictions are asked for at a time. */
const concurrency = 4;

interface Reading {
  readonly api: ConfluenceApi;
  readonly settings: ConfluenceSettings;
  readonly book: AccountBook;
  readonly people: ConfluencePeople;
  readonly restrictions: PageRestrictions;
  readonly index: PageIndex;
  /** Pages by which others were left out; each is reported once. */
  readonly closed: Set<string>;
  /** Absent where attachments are not asked for. */
  readonly documents: AttachmentReading | undefined;
  readonly signal: AbortSignal;
}

/** Reads pages of Confluence Cloud as articles, all of them at each run, so that what was deleted shows by its absence. */
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
    async *fetch({ signal }) {
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
        closed: new Set(),
      };
      try {
        for (const space of spaces) yield* readSpace(space, reading);
      } finally {
        await documents?.close();
      }
    },
  };
}

async function* readSpace(space: Space, reading: Reading): AsyncGenerator<Fetched, void> {
  const { api, settings, people, book, signal } = reading;
  const rule: ReadingRule =
    settings.readers === undefined
      ? [await readSpaceReaders(api, people, space, signal)]
      : toReadingRule(settings.readers);
  const pages = pMapIterable(
    api.pages(space.id, 'text', signal),
    (value) => readPage(value, { space, rule }, reading),
    { concurrency },
  );
  for await (const fetched of pages) {
    signal.throwIfAborted();
    yield* fetched;
    signal.throwIfAborted();
    for (const problem of book.problems()) yield { problem };
  }
}

async function readPage(
  value: unknown,
  { space, rule }: { readonly space: Space; readonly rule: ReadingRule },
  { api, settings, index, restrictions, people, book, closed, documents, signal }: Reading,
): Promise<readonly Fetched[]> {
  const parsed = pageSchema.safeParse(value);
  if (!parsed.success) {
    const message = `The page has another shape${describeShape(parsed.error)}; left out.`;
    return [{ problem: { place: placeOfValue(space, value), message } }];
  }
  const page = parsed.data;
  const ancestors = await index.ancestorsOf({ id: page.id, parentId: page.parentId ?? undefined });
  const restricted = await restrictions.clausesOf([...ancestors, page.id], signal);
  if ('closedBy' in restricted) {
    if (closed.has(restricted.closedBy)) return [];
    closed.add(restricted.closedBy);
    return [{ problem: describeClosed(restricted.closedBy, space, index) }];
  }
  const labels: string[] = [];
  if (settings.labels) for await (const label of api.labels(page.id, signal)) labels.push(label);
  const site = settings.url.replace(/\/+$/, '');
  const { attachments, problems } =
    settings.attachments === undefined || documents === undefined
      ? { attachments: [], problems: [] }
      : await readAttachments(api, page.id, { documents, site, most: settings.attachments.maxBytes }, signal);
  const record = await buildArticle(page, {
    site,
    readers: [...rule, ...restricted.clauses],
    lookUp: (accounts) => people.lookUp(accounts, signal),
    ...{ space, index, ancestors, labels, attachments, book },
  });
  return [...problems.map((problem) => ({ problem })), { record }];
}

function describeClosed(id: string, { key }: Space, index: PageIndex) {
  const page = index.get(id);
  const name = page === undefined ? `what has the number ${id}` : `'${page.title}'`;
  return {
    place: `${key}: ${name}`,
    message: `The restriction of ${name} may not be read by this account, or lets in nobody who is known; it and all below it are left out.`,
  };
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
    throw new AppError(
      'source_unreadable',
      `The account sees no space ${missing.join(', ')} in Confluence; ${right}, or take it out of spaces.`,
    );
  if (spaces.length === 0)
    throw new AppError('source_unreadable', `The account sees no spaces in Confluence; ${right}.`);
  return spaces;
}

function placeOfValue({ key }: Space, value: unknown): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '?';
  return `${key}: page ${id}`;
}
