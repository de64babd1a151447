import type { ArticleRecord } from '../connector.ts';
import type { AttachmentReading } from '../documents/attachment-reading.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { dayOf, instantOf } from '../http/instant-of.ts';
import type { AccountBook } from '../people/account-book.ts';
import { detectLanguage } from '../rich-text/detect-language.ts';
import type { DocumentLookup } from './document-lookup.ts';
import type { OutlineSettings } from './outline-options.ts';
import { accountOf } from './outline-readers.ts';
import type { Collection, OutlineDocument, OutlineUser } from './outline-schemas.ts';
import { linkedDocuments, tidyText } from './tidy-text.ts';

export interface Reading {
  readonly settings: OutlineSettings;
  readonly users: ReadonlyMap<string, OutlineUser>;
  readonly book: AccountBook;
  readonly lookup: DocumentLookup;
  /** Absent where attachments are not asked for. */
  readonly documents: AttachmentReading | undefined;
  readonly signal: AbortSignal;
}

/** An article of a document. */
export async function buildArticle(
  document: OutlineDocument,
  collection: Collection,
  { readers, attachments }: Pick<ArticleRecord, 'readers' | 'attachments'>,
  { settings, users, book, lookup, signal }: Reading,
): Promise<ArticleRecord> {
  const { id, title, createdBy, updatedAt } = document;
  const text = document.text ?? '';
  const above = await lookup.above(document, signal);
  const links = await Promise.all(linkedDocuments(text).map((urlId) => lookup.find(urlId, signal)));
  const others = [...new Set(links.flatMap((link) => link?.id ?? []))].filter((link) => link !== id);
  const url = new URL(document.url, settings.url).href;
  const body = tidyText(text, settings.url);
  return {
    kind: 'article',
    key: id,
    title: title.trim() === '' ? document.urlId : title,
    path: [collection.name, ...above.map((one) => one.title), title]
      .map((step) => step.replaceAll('/', '-').trim())
      .join('/'),
    body,
    readers,
    url,
    place: url,
    extra: { collection: collection.name },
    ...withoutAbsent({
      attachments: attachments?.length === 0 ? undefined : attachments,
      updatedAt: instantOf(updatedAt),
      writtenOn: dayOf(updatedAt),
      language: detectLanguage(body),
      author: createdBy == null ? undefined : book.person(accountOf(users.get(createdBy.id) ?? createdBy)),
      parent: above.at(-1)?.id,
      links: others.length === 0 ? undefined : others,
    }),
  };
}
