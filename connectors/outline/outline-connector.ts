import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { type AccountBook, createAccountBook } from '../people/account-book.ts';
import { buildArticle, type Reading } from './build-article.ts';
import { createDocumentLookup } from './document-lookup.ts';
import { createOutlineApi, type OutlineApi } from './outline-api.ts';
import { type OutlineOptions, type OutlineSettings, outlineOptionsSchema } from './outline-options.ts';
import { createOutlineReaders } from './outline-readers.ts';
import { type Collection, documentSchema, type OutlineUser } from './outline-schemas.ts';

export type OutlineConnectorOptions = OutlineOptions & ServiceOptions;

/** Reads published documents of Outline as articles, all of them at each run, for whom Outline lets see them. */
export function createOutlineConnector({ source, limits, ...options }: OutlineConnectorOptions): Connector {
  const settings = outlineOptionsSchema.parse(options);
  return {
    source,
    driver: 'outline',
    fetch: ({ signal }) =>
      readDocuments(
        createOutlineApi(settings, limits),
        settings,
        createAccountBook({ source, ...settings }),
        signal,
      ),
  };
}

async function* readDocuments(
  api: OutlineApi,
  settings: OutlineSettings,
  book: AccountBook,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  const users = new Map<string, OutlineUser>();
  for await (const user of api.users(signal)) users.set(user.id, user);
  const access = createOutlineReaders(api, users, book);
  const configured = settings.readers === undefined ? undefined : toReadingRule(settings.readers);
  const collections = new Map<
    string,
    { readonly collection: Collection; readonly readers: readonly string[] }
  >();
  for (const collection of await chosenCollections(api, settings, signal)) {
    const readers = configured === undefined ? await access.ofCollection(collection, signal) : [];
    collections.set(collection.id, { collection, readers });
  }
  const reading: Reading = { settings, users, book, lookup: createDocumentLookup(api), signal };

  for await (const value of api.documents(signal)) {
    signal.throwIfAborted();
    const parsed = documentSchema.safeParse(value);
    if (!parsed.success) {
      const message = `The document has another shape${describeShape(parsed.error)}; left out.`;
      yield { problem: { place: placeOfValue(value), message } };
      continue;
    }
    const document = parsed.data;
    reading.lookup.note(document);
    const found = collections.get(document.collectionId ?? '');
    // A draft is its writer's own.
    if (found === undefined || document.publishedAt == null || document.archivedAt != null) continue;
    const rule = configured ?? [await access.ofDocument(document.id, found.readers, signal)];
    if (rule.some((clause) => clause.length === 0)) {
      const message = 'Nobody is known who may see the document; left out.';
      yield { problem: { place: document.title, message } };
    } else yield { record: await buildArticle(document, found.collection, rule, reading) };
    signal.throwIfAborted();
    for (const problem of book.problems()) yield { problem };
  }
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
    throw new AppError(
      'source_unreadable',
      `The key sees no collection ${missing.join(', ')} in Outline; ${right}, or take it out of collections.`,
    );
  if (collections.length === 0)
    throw new AppError('source_unreadable', `The key sees no collections in Outline; ${right}.`);
  return collections;
}

function placeOfValue(value: unknown): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '?';
  return `document ${id}`;
}
