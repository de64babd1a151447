import type { AttachmentReading } from '../documents/attachment-reading.ts';
import { documentKindOf } from '../documents/document-text.ts';
import { type LoadedDocument, type PageAttachments, readDocuments } from '../documents/read-documents.ts';
import type { NotionApi } from './notion-api.ts';
import { type Block, type NotionPage, pageSchema } from './notion-schemas.ts';
import { filesOfBlocks, filesOfProperties, type UploadedFile } from './uploaded-files.ts';

/** Documents that were uploaded to a page, or to a property of a row, as text. */
export async function readAttachments(
  api: Pick<NotionApi, 'page' | 'download'>,
  page: NotionPage,
  blocks: readonly Block[],
  { documents, most }: { readonly documents: AttachmentReading; readonly most: number },
  signal: AbortSignal,
): Promise<PageAttachments> {
  const isDocument = ({ name }: UploadedFile) => documentKindOf(name) !== undefined;
  const files = filesOfBlocks(blocks).filter(isDocument);
  if (filesOfProperties(page).some(isDocument)) {
    // The addresses of the listing may have ended by now.
    const fresh = pageSchema.safeParse(await api.page(page.id, signal)).data;
    if (fresh !== undefined) files.push(...filesOfProperties(fresh).filter(isDocument));
  }
  const found = files.map(({ name, address, block }): LoadedDocument => {
    const url = block === undefined ? page.url : `${page.url}#${block}`;
    // What follows the path is a signature of the hour.
    const key = address.replace(/[?#].*$/, '');
    return { name, url, place: page.url, key, load: () => api.download(address, most, signal) };
  });
  const read = await readDocuments(documents, found, signal);
  // The address is that of a block, which has no pages.
  const whole = read.attachments.map((one) => ({ ...one, parts: one.parts.map(({ text }) => ({ text })) }));
  return { ...read, attachments: whole };
}
