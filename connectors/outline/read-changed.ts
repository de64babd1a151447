import { overlap } from '../changes/asked-since.ts';
import type { Fetched } from '../connector.ts';
import { isMissingRight } from '../http/source-error.ts';
import type { OutlineApi } from './outline-api.ts';
import { digestOfPlace, type OutlineCursor, parentKey } from './outline-cursor.ts';
import { documentSchema } from './outline-schemas.ts';

export interface ChangesSince {
  readonly former: Pick<OutlineCursor, 'at' | 'shared' | 'outside' | 'parents'>;
  /** Collections of which all documents are read. */
  readonly collections: readonly string[];
}

/** What there is. */
export interface Names {
  /** Identifiers of all documents of the collections that are read; none where they were not listed. */
  readonly all: Iterable<string>;
  readonly isKnown: (key: string) => boolean;
}

const placeSchema = documentSchema.pick({
  id: true,
  title: true,
  collectionId: true,
  parentDocumentId: true,
});

type Changed = { readonly value: unknown } | Extract<Fetched, { readonly same: unknown }>;

/**
 * Documents that were changed, with all below those that stand elsewhere or are called otherwise; those of whole collections, and those that are
 * shared by themselves or stand in no tree; each once and still unchecked. Of all others that are named, those that are known are the same, and the rest is read,
 * however long ago it changed.
 */
export async function* readChanged(
  api: OutlineApi,
  { former, collections }: ChangesSince,
  { all, isKnown }: Names,
  signal: AbortSignal,
): AsyncGenerator<Changed, void> {
  const from = Date.parse(former.at) - overlap;
  const seen = new Set<string>();
  const isNew = (value: unknown): boolean => {
    const { id } = partsOf(value);
    if (typeof id !== 'string') return true;
    return !seen.has(id) && seen.add(id).has(id);
  };
  for (const collection of collections)
    for await (const value of api.documents(signal, { collectionId: collection }))
      if (isNew(value)) yield { value };
  for await (const value of api.latestDocuments(signal)) {
    if (Date.parse(String(partsOf(value).updatedAt)) < from) break;
    if (isNew(value)) yield { value };
    const place = placeSchema.safeParse(value).data;
    const before = place === undefined ? undefined : former.parents[parentKey(place.id)];
    if (place !== undefined && before !== undefined && before !== digestOfPlace(place))
      yield* readBelow(place.id);
  }
  for (const id of [...former.shared, ...former.outside]) yield* readOne(id);
  for (const id of all) {
    if (seen.has(id)) continue;
    if (isKnown(id)) yield { same: { kind: 'article', key: id } };
    else yield* readOne(id);
  }

  async function* readOne(id: string): AsyncGenerator<Changed, void> {
    if (seen.has(id)) return;
    const value = await api.document(id, signal).catch((error: unknown) => {
      if (isMissingRight(error)) return undefined;
      throw error;
    });
    if (value !== undefined && isNew(value)) yield { value };
  }

  async function* readBelow(parent: string): AsyncGenerator<Changed, void> {
    for await (const value of api.documents(signal, { parentDocumentId: parent })) {
      const { id } = partsOf(value);
      if (!isNew(value)) continue;
      yield { value };
      if (typeof id === 'string' && former.parents[parentKey(id)] !== undefined) yield* readBelow(id);
    }
  }
}

/** @returns identifiers of all documents in the trees of some collections, a request for each; null where the key may not list them. */
export async function readNames(
  api: Pick<OutlineApi, 'documentsIn'>,
  collections: Iterable<string>,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | null> {
  const names = new Set<string>();
  try {
    for (const collection of collections)
      for (const id of await api.documentsIn(collection, signal)) names.add(id);
    return names;
  } catch (error) {
    if (!isMissingRight(error)) throw error;
    return null;
  }
}

function partsOf(value: unknown): { readonly id?: unknown; readonly updatedAt?: unknown } {
  return typeof value === 'object' && value !== null ? value : {};
}
