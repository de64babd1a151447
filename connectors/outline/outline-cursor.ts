import { z } from 'zod';
import { createCursorFormat } from '../changes/cursor-format.ts';
import { digestOf } from '../changes/digest-of.ts';
import type { OutlineSettings } from './outline-options.ts';
import type { OutlineDocument } from './outline-schemas.ts';

/** Grows whenever the same document would become another record. */
const buildVersion = 1;

const cursorSchema = z.object({
  /** Outline's time when the fetch began. */
  at: z.iso.datetime(),
  settings: z.string(),
  /** Digest of the name of a collection and of who may see it, by its identifier. */
  collections: z.record(z.string(), z.string()),
  /** Documents that are shared with more people than their collection: when that ends, nothing else of them changes. */
  shared: z.array(z.string()),
  /** Documents that are published and in no tree of a collection, as those below a draft are. */
  outside: z.array(z.string()),
  /** Where a document stands that has others below it, which say so too: its digest by that of its identifier. */
  parents: z.record(z.string(), z.string()),
});

/** Up to where a fetch came, and what it rested on. */
export type OutlineCursor = z.output<typeof cursorSchema>;

export const outlineCursor = createCursorFormat(cursorSchema);

export const parentKey = (id: string): string => digestOf(id).slice(0, 8);

/** Tells apart where a document stands, as those below it say it. */
export function digestOfPlace(
  document: Pick<OutlineDocument, 'title' | 'collectionId' | 'parentDocumentId'>,
): string {
  const { title, collectionId, parentDocumentId } = document;
  return digestOf([title, collectionId ?? null, parentDocumentId ?? null]).slice(0, 8);
}

/** Tells settings apart by which a document becomes another article. */
export function digestOfSettings({
  url,
  attachments,
  accounts,
  matchNames,
  readers,
}: OutlineSettings): string {
  return digestOf([buildVersion, url, attachments, Object.entries(accounts).sort(), matchNames, readers]);
}
