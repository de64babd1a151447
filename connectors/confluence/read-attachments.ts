import type { AttachmentReading } from '../documents/attachment-reading.ts';
import { type LoadedDocument, type PageAttachments, readDocuments } from '../documents/read-documents.ts';
import type { ConfluenceApi } from './confluence-api.ts';

/** The documents that are attached to a page, as text. */
export async function readAttachments(
  api: Pick<ConfluenceApi, 'attachments' | 'download'>,
  page: string,
  {
    documents,
    site,
    most,
  }: { readonly documents: AttachmentReading; readonly site: string; readonly most: number },
  signal: AbortSignal,
): Promise<PageAttachments> {
  async function* found(): AsyncGenerator<LoadedDocument, void> {
    for await (const attachment of api.attachments(page, signal)) {
      const { id, title, mediaType, fileSize, downloadLink, version } = attachment;
      yield {
        ...{ name: title, mediaType, size: fileSize, place: `page ${page}` },
        url: downloadLink == null ? undefined : addressOf(site, downloadLink),
        key: `${id} ${version?.number ?? ''}`,
        load: () => api.download({ page, id, most }, signal),
      };
    }
  }
  return await readDocuments(documents, found(), signal);
}

/** Without the query, which tells a version and a time, so that a passage's address stays while its text does. */
function addressOf(site: string, link: string): string {
  const path = link.replace(/[?#].*$/, '');
  return /^https?:/.test(path) ? path : `${site}/wiki${path.startsWith('/wiki/') ? path.slice(5) : path}`;
}
