import { askedSince } from '../changes/asked-since.ts';
import { digestOf } from '../changes/digest-of.ts';
import { eachOnce } from '../changes/each-once.ts';
import type { Connector, Fetched, FetchOptions, Problem, ReadingRule } from '../connector.ts';
import { createAttachmentReading } from '../documents/attachment-reading.ts';
import { createDocumentTexts } from '../documents/document-texts.ts';
import { noAttachments } from '../documents/read-documents.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { missingRight } from '../http/source-error.ts';
import { createAccountBook } from '../people/account-book.ts';
import { buildArticle, type Reading } from './build-article.ts';
import { createDocumentLookup } from './document-lookup.ts';
import { findWithheld, type RuleOfDocument } from './find-withheld.ts';
import { createOutlineApi, type OutlineApi } from './outline-api.ts';
import { digestOfPlace, digestOfSettings, outlineCursor, parentKey } from './outline-cursor.ts';
import { type OutlineOptions, type OutlineSettings, outlineOptionsSchema } from './outline-options.ts';
import { createOutlineReaders } from './outline-readers.ts';
import {
  type Collection,
  documentSchema,
  type OutlineDocument,
  type OutlineUser,
} from './outline-schemas.ts';
import { readAttachments } from './read-attachments.ts';
import { type ChangesSince, readChanged, readNames } from './read-changed.ts';

export type OutlineConnectorOptions = OutlineOptions & ServiceOptions;

/**
 * Reads published documents of Outline as articles, for whom Outline lets see them: all of them, or those that changed since the last
 * time. What is gone, or moved out of sight, the names of all documents of each collection tell.
 */
export function createOutlineConnector({ source, limits, ...options }: OutlineConnectorOptions): Connector {
  const settings = outlineOptionsSchema.parse(options);
  // Documents that did not change are not asked for again while the process lasts.
  const texts = createDocumentTexts();
  const seen: Seen = { ruleOf: async () => undefined };
  return {
    source,
    driver: 'outline',
    async *fetch(fetch) {
      const documents =
        settings.attachments === undefined ? undefined : createAttachmentReading(settings.attachments, texts);
      try {
        const api = createOutlineApi(settings, limits);
        yield* readDocuments({ api, settings, source, documents, seen }, fetch);
      } finally {
        await documents?.close();
      }
    },
    findWithheld: (gone, { signal }) =>
      findWithheld(createOutlineApi(settings, limits), seen.ruleOf, gone, signal),
  };
}

/** What a fetch leaves for questions about what it did not list. */
interface Seen {
  ruleOf: RuleOfDocument;
}

interface OutlineParts extends Pick<Reading, 'settings' | 'documents'> {
  readonly api: OutlineApi;
  readonly source: string;
  readonly seen: Seen;
}

interface OpenCollection {
  readonly collection: Collection;
  readonly readers: readonly string[];
}

async function* readDocuments(
  { api, settings, source, documents, seen }: OutlineParts,
  { since, isKnown, signal }: FetchOptions,
): AsyncGenerator<Fetched, void> {
  const book = createAccountBook({ source, ...settings });
  const users = new Map<string, OutlineUser>();
  for await (const user of api.users(signal)) users.set(user.id, user);
  const access = createOutlineReaders(api, users, book);
  const configured = settings.readers === undefined ? undefined : toReadingRule(settings.readers);
  const collections = new Map<string, OpenCollection>();
  const rights: Record<string, string> = {};
  for (const collection of await chosenCollections(api, settings, signal)) {
    const readers = configured === undefined ? await access.ofCollection(collection, signal) : [];
    collections.set(collection.id, { collection, readers });
    rights[collection.id] = digestOf([collection.name, readers]);
  }
  const ruleOf = async (id: string, { readers }: OpenCollection, by: AbortSignal): Promise<ReadingRule> =>
    configured ?? [await access.ofDocument(id, readers, by)];
  seen.ruleOf = async (document, by) => {
    const found = openCollectionOf(document, collections);
    const rule = found === undefined ? undefined : await ruleOf(document.id, found, by);
    return rule?.some((clause) => clause.length === 0) === true ? undefined : rule;
  };
  const reading: Reading = { settings, users, book, documents, lookup: createDocumentLookup(api), signal };
  const asked = askedSince(since);
  const changes =
    asked === undefined
      ? changesSince(since, digestOfSettings(settings), rights)
      : { former: { at: asked, shared: [], outside: [], parents: {} }, collections: [] };
  const shared: string[] = [];
  const parents: Record<string, string> = { ...changes?.former.parents };
  const isWhole = changes === null;
  // What was asked for by hand says nothing of what is gone.
  const trees = asked !== undefined ? undefined : await readNames(api, collections.keys(), signal);
  if (trees === null) yield { problem: unlisted };
  const outside: string[] = [];
  const names = { all: trees ?? [], isKnown: (key: string) => isKnown?.({ kind: 'article', key }) === true };

  for await (const one of isWhole
    ? eachOnce(api.documents(signal), idOfValue)
    : readChanged(api, changes, names, signal)) {
    signal.throwIfAborted();
    if (!('value' in one)) {
      yield one;
      continue;
    }
    const parsed = documentSchema.safeParse(one.value);
    if (!parsed.success) {
      const key = idOfValue(one.value);
      const message = `The document has another shape${describeShape(parsed.error)}; left out.`;
      yield {
        problem: { place: `document ${key ?? '?'}`, message },
        setAside: key === undefined ? null : { kind: 'article', key },
        ...(configured !== undefined && { readers: configured }),
      };
      continue;
    }
    const document = parsed.data;
    reading.lookup.note(document);
    const gone: Fetched = { gone: { kind: 'article', key: document.id } };
    const found = openCollectionOf(document, collections);
    if (found === undefined) {
      if (!isWhole) yield gone;
      continue;
    }
    const rule = await ruleOf(document.id, found, signal);
    if (rule.some((clause) => clause.length === 0)) {
      const message = 'Nobody is known who may see the document; left out.';
      yield { problem: { place: document.title, message } };
      if (!isWhole) yield gone;
    } else yield* readDocument(api, document, { readers: rule, collection: found.collection }, reading);
    if (trees?.has(document.id) === false) outside.push(document.id);
    const above = (await reading.lookup.above(document, signal)).at(-1);
    if (above !== undefined) parents[parentKey(above.id)] = digestOfPlace(above);
    if (configured === undefined && rule[0]?.length !== found.readers.length) shared.push(document.id);
    signal.throwIfAborted();
    for (const problem of book.problems()) yield { problem };
  }
  // What was asked for by hand says nothing of what changed before.
  if (asked !== undefined) yield { cursor: asked, isWhole };
  else if (api.beganAt !== null) {
    const now = {
      at: api.beganAt,
      settings: digestOfSettings(settings),
      collections: rights,
      shared,
      outside,
      parents,
    };
    yield { cursor: outlineCursor.build(now), isWhole, isSwept: !isWhole && trees != null };
  }
}

/** Undefined for what is no article; a draft is its writer's own. */
function openCollectionOf(
  { collectionId, publishedAt, archivedAt, deletedAt }: OutlineDocument,
  collections: ReadonlyMap<string, OpenCollection>,
): OpenCollection | undefined {
  const isOpen = publishedAt != null && archivedAt == null && deletedAt == null;
  return isOpen ? collections.get(collectionId ?? '') : undefined;
}

const unlisted: Problem = {
  place: 'Outline',
  message:
    'The key may not list the documents of collections, so that what is gone, or moved out of sight, shows only when everything is read; give it collections.documents.',
  lacksRight: true,
};

async function* readDocument(
  api: OutlineApi,
  document: OutlineDocument,
  { readers, collection }: { readonly readers: ReadingRule; readonly collection: Collection },
  reading: Reading,
): AsyncGenerator<Fetched, void> {
  const { settings, documents, signal } = reading;
  const { attachments, problems } =
    documents === undefined || settings.attachments === undefined
      ? noAttachments
      : await readAttachments(
          api,
          document.text ?? '',
          { documents, most: settings.attachments.maxBytes, site: settings.url, place: document.title },
          signal,
        );
  for (const problem of problems) yield { problem };
  yield { record: await buildArticle(document, collection, { readers, attachments }, reading) };
}

/** What to read after a former fetch; null where everything must be: documents would become other articles, or a collection is no longer read. */
function changesSince(
  since: string | undefined,
  settings: string,
  rights: Readonly<Record<string, string>>,
): ChangesSince | null {
  const former = outlineCursor.parse(since);
  if (former === null || former.settings !== settings) return null;
  if (Object.keys(former.collections).some((id) => rights[id] === undefined)) return null;
  // Other readers are those of all documents of the collection, those too that did not change.
  const collections = Object.keys(rights).filter((id) => rights[id] !== former.collections[id]);
  return { former, collections };
}

/**
 * @throws AppError `source_unreadable` where a named collection, or any at all, cannot be seen: a key that lost its right would look like
 *   one whose collections are empty.
 */
async function chosenCollections(
  api: OutlineApi,
  { collections: names }: OutlineSettings,
  signal: AbortSignal,
): Promise<readonly Collection[]> {
  const collections: Collection[] = [];
  for await (const collection of api.collections(signal))
    if (names.length === 0 || names.includes(collection.name)) collections.push(collection);
  const missing = names.filter((name) => !collections.some((collection) => collection.name === name));
  const right = 'let the account of the key in';
  if (missing.length > 0)
    throw missingRight(
      `The key sees no collection ${missing.join(', ')} in Outline; ${right}, or take it out of collections.`,
    );
  if (collections.length === 0) throw missingRight(`The key sees no collections in Outline; ${right}.`);
  return collections;
}

function idOfValue(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
