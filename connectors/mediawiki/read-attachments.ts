import type { AttachmentReading } from '../documents/attachment-reading.ts';
import { documentKindOf } from '../documents/document-text.ts';
import { type LoadedDocument, type PageAttachments, readDocuments } from '../documents/read-documents.ts';
import type { MediaWikiApi } from './mediawiki-api.ts';
import type { WikiFile } from './mediawiki-schemas.ts';

/** The most titles of a request without further rights ("API:Query"). */
const mostTitles = 50;

/** Documents among the files that a page shows or links to, as text. */
export async function readAttachments(
  api: Pick<MediaWikiApi, 'files' | 'download'>,
  names: readonly string[],
  {
    documents,
    most,
    place,
  }: { readonly documents: AttachmentReading; readonly most: number; readonly place: string },
  signal: AbortSignal,
): Promise<PageAttachments> {
  const wanted = names.filter((name) => documentKindOf(name) !== undefined);
  const files: WikiFile[] = [];
  for (let at = 0; at < wanted.length; at += mostTitles)
    files.push(...(await api.files(wanted.slice(at, at + mostTitles), signal)));
  const found = files.map(
    ({ name, url, mime, size, sha1 }): LoadedDocument => ({
      ...{ name, url, size, place, mediaType: mime },
      key: sha1 ?? url,
      load: () => api.download(url, most, signal),
    }),
  );
  return await readDocuments(documents, found, signal);
}
