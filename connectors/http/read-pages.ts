import { SourceError } from './source-error.ts';

export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  /** Where the next page begins; null after the last. */
  readonly next: Cursor | null;
}

/**
 * Where the next page begins, where a service tells beside it whether there is one.
 *
 * @throws SourceError `malformed` where there is one and it is not told where: what it holds would be missing.
 */
export function nextWhere<Cursor>(
  more: boolean,
  next: Cursor | null | undefined,
  listing: string,
): Cursor | null {
  if (!more) return null;
  if (next != null) return next;
  throw new SourceError(
    'malformed',
    `Of ${listing}, there are more pages, and it is not said where the next one begins.`,
  );
}

/** Pages of one listing, before it is taken for endless. */
const mostPages = 100_000;

/**
 * Reads a listing page by page. A cursor that comes again would go round for ever, or would have skipped what lies between:
 * either way the listing is not whole.
 *
 * @throws SourceError `malformed` for a repeated cursor or an endless listing; what `read` throws.
 */
export async function* readPages<Item, Cursor extends string | number>(
  listing: string,
  read: (cursor: Cursor | null) => Promise<Page<Item, Cursor>>,
): AsyncGenerator<Item, void> {
  const seen = new Set<Cursor>();
  let cursor: Cursor | null = null;
  for (let page = 0; page < mostPages; page++) {
    const { items, next }: Page<Item, Cursor> = await read(cursor);
    yield* items;
    if (next === null) return;
    if (seen.has(next))
      throw new SourceError('malformed', `${listing} names the same next page twice, so that it has no end.`);
    seen.add(next);
    cursor = next;
  }
  throw new SourceError('malformed', `${listing} has more than ${mostPages} pages.`);
}
