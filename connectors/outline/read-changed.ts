import { overlap } from '../changes/asked-since.ts';
import type { Fetched } from '../connector.ts';
import { isMissingRight } from '../http/source-error.ts';
import type { OutlineApi } from './outline-api.ts';
import { digestOfPlace, type OutlineCursor, parentKey } from './outline-cursor.ts';
import { documentSchema } from './outline-schemas.ts';

export interface ChangesSince {
  readonly former: Pick<OutlineCursor, 'at' | 'shared' | 'parents'>;
  /** Collections of which all documents are read. */
  readonly collections: readonly string[];
}

const placeSchema = documentSchema.pick({
  id: true,
  title: true,
  collectionId: true,
  parentDocumentId: true,
});

type Changed =
  | { readonly value: unknown }
  | Extract<Fetched, { readonly gone: unknown } | { readonly problem: unknown }>;

/**
 * Documents that were changed, with all below those that stand elsewhere or are called otherwise; those of whole collections, and those that are
 * shared by themselves; each once and still unchecked. Outline tells what is in its bin and its archive.
 */
export async function* readChanged(
  api: OutlineApi,
  { former, collections }: ChangesSince,
  signal: AbortSignal,
): AsyncGenerator<Changed, void> {
  const from = Date.parse(former.at) - overlap;
  const seen = new Set<string>();
  const isNew = (value: unknown): boolean => {
    const { id } = partsOf(value);
    if (typeof id !== 'string') return true;
    return !seen.has(id) && seen.add(id).has(id);
  };
  yield* readRemoved(api, signal);
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
  for (const id of former.shared) {
    if (seen.has(id)) continue;
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

async function* readRemoved(api: OutlineApi, signal: AbortSignal): AsyncGenerator<Changed, void> {
  try {
    for await (const key of api.removed(signal)) yield { gone: { kind: 'article', key } };
  } catch (error) {
    if (!isMissingRight(error)) throw error;
    const message =
      'The key may not list the bin and the archive, so that what is gone shows only when everything is read; give it documents.deleted and documents.archived.';
    yield { problem: { place: 'Outline', message } };
  }
}

function partsOf(value: unknown): { readonly id?: unknown; readonly updatedAt?: unknown } {
  return typeof value === 'object' && value !== null ? value : {};
}
