import { pMapIterable } from 'p-map';
import { AppError } from '../../src/operations/app-error.ts';
import { digestOf } from '../changes/digest-of.ts';
import { choosePages } from '../changes/page-choice.ts';
import type { Connector, Fetched, FetchOptions } from '../connector.ts';
import { type AttachmentReading, createAttachmentReading } from '../documents/attachment-reading.ts';
import { createDocumentTexts } from '../documents/document-texts.ts';
import { noAttachments } from '../documents/read-documents.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { describeShape } from '../http/describe-shape.ts';
import { createFailureStreak } from '../http/failure-streak.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { buildArticle, frameOf } from './build-article.ts';
import { createMediaWikiApi, type MediaWikiApi } from './mediawiki-api.ts';
import {
  type MediaWikiOptions,
  type MediaWikiSettings,
  mediaWikiOptionsSchema,
} from './mediawiki-options.ts';
import { pageSchema, type WikiPage } from './mediawiki-schemas.ts';
import { readAttachments } from './read-attachments.ts';

export type MediaWikiConnectorOptions = MediaWikiOptions & ServiceOptions;

/** Pages that are rendered at a time; wikis ask that few requests run side by side ("API:Etiquette"). */
const concurrency = 2;

/** Grows whenever the same page would become another record. */
const buildVersion = 1;

/**
 * Reads pages of a MediaWiki as articles, as the wiki renders them, so that templates are filled in: all of them, or those that the wiki
 * touched since the last time. All are listed each time, so that what was deleted shows by its absence.
 *
 * @throws AppError `invalid_config` for a user name without a password, or the other way round, or both and a token.
 */
export function createMediaWikiConnector({
  source,
  limits,
  ...options
}: MediaWikiConnectorOptions): Connector {
  const settings = mediaWikiOptionsSchema.parse(options);
  const { username, password, token } = settings;
  if (
    (username === undefined) !== (password === undefined) ||
    (username !== undefined && token !== undefined)
  )
    throw new AppError(
      'invalid_config',
      `The source '${source}' needs username and password, or token alone, or none of them.`,
    );
  // Documents that did not change are not asked for again while the process lasts.
  const texts = createDocumentTexts();
  return {
    source,
    driver: 'mediawiki',
    async *fetch(fetch) {
      const documents =
        settings.attachments === undefined ? undefined : createAttachmentReading(settings.attachments, texts);
      try {
        yield* readWiki({ api: createMediaWikiApi(settings, limits), settings, documents }, fetch);
      } finally {
        await documents?.close();
      }
    },
  };
}

interface Reading {
  readonly api: MediaWikiApi;
  readonly settings: MediaWikiSettings;
  /** Absent where attachments are not asked for. */
  readonly documents: AttachmentReading | undefined;
}

async function* readWiki(
  { api, settings, documents }: Reading,
  fetch: FetchOptions,
): AsyncGenerator<Fetched, void> {
  const { signal } = fetch;
  await api.signIn(signal);
  const namespaces = await api.namespaces(signal);
  const readers = toReadingRule(settings.readers);
  const pages: WikiPage[] = [];
  for (const namespace of settings.namespaces) {
    for await (const value of api.pages(namespace, signal)) {
      const parsed = pageSchema.safeParse(value);
      if (parsed.success) pages.push(parsed.data);
      else {
        const message = `The page has another shape${describeShape(parsed.error)}; left out.`;
        const key = keyOfValue(value);
        yield {
          problem: { place: `page ${key ?? '?'}`, message },
          setAside: key === undefined ? null : { kind: 'article', key },
          readers,
        };
      }
    }
  }
  const keys = new Map<string, string>();
  for (const { title, pageid, redirects } of pages)
    for (const name of [title, ...redirects.map((redirect) => redirect.title)])
      keys.set(name, String(pageid));

  const choice = choosePages(
    pages.map((page) => ({
      ...{ key: String(page.pageid), updatedAt: page.touched, frame: frameOf(page, keys) },
    })),
    digestOfSettings(settings),
    fetch,
  );
  const isChanged = ({ pageid }: WikiPage) => choice.isChanged(String(pageid));
  const failures = createFailureStreak();
  const texts = pMapIterable(
    pages.filter(isChanged),
    async (page) => {
      try {
        const text = await api.text(page.pageid, signal);
        const most = settings.attachments?.maxBytes ?? 0;
        const attached =
          documents === undefined || typeof text !== 'object'
            ? noAttachments
            : await readAttachments(api, text.files, { documents, most, place: page.title }, signal);
        failures.end();
        return { page, text, ...attached };
      } catch (error) {
        return { page, failure: failures.forgive(error).message };
      }
    },
    { concurrency },
  );
  for await (const read of texts) {
    signal.throwIfAborted();
    const { page } = read;
    if ('failure' in read || read.text === 'closed') {
      choice.readAgain(String(page.pageid));
      // Who may read what is closed to the account is not known, so that nobody does.
      if ('failure' in read) yield { ...unread(page, read.failure), readers };
      else {
        const { problem, setAside } = unread(
          page,
          "the account may not read it; give it the right 'read' there.",
        );
        yield { problem: { ...problem, lacksRight: true }, setAside };
      }
      continue;
    }
    const { text, attachments, problems, isPartial } = read;
    for (const problem of problems) yield { problem };
    if (isPartial) choice.readAgain(String(page.pageid));
    // Undefined: it was deleted since the pages were listed.
    if (text !== undefined)
      yield {
        record: buildArticle(page, { ...text, attachments }, { keys, namespaces, readers, settings }),
      };
    signal.throwIfAborted();
  }
  if (choice.isSwept)
    for (const page of pages)
      if (!isChanged(page)) yield { same: { kind: 'article', key: String(page.pageid) } };
  yield* choice.end(api.beganAt);
}

function unread({ title, pageid }: WikiPage, reason: string) {
  const message = `The page is left as known before: ${reason}`;
  return { problem: { place: title, message }, setAside: { kind: 'article', key: String(pageid) } } as const;
}

/** Tells settings apart by which a page becomes another article. */
function digestOfSettings({ apiUrl, namespaces, attachments, accounts, readers }: MediaWikiSettings): string {
  return digestOf([buildVersion, apiUrl, namespaces, attachments, Object.entries(accounts).sort(), readers]);
}

function keyOfValue(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'pageid' in value ? value.pageid : undefined;
  return typeof id === 'number' ? String(id) : undefined;
}
