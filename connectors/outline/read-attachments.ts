import type { AttachmentReading } from '../documents/attachment-reading.ts';
import { type LoadedDocument, type PageAttachments, readDocuments } from '../documents/read-documents.ts';
import type { OutlineApi } from './outline-api.ts';

/** A link to an attached file, as Outline writes it: its name, its bytes and its address. */
const link =
  /\[([^\]\n]*?)(?: (\d+))?\]\((?:https?:\/\/[^\s)/]+)?(\/api\/attachments\.redirect\?id=([0-9a-f-]{36}))\)/gi;

/** Documents that are attached to a document of Outline, as text. */
export async function readAttachments(
  api: Pick<OutlineApi, 'attachment'>,
  text: string,
  {
    documents,
    most,
    site,
    place,
  }: {
    readonly documents: AttachmentReading;
    readonly most: number;
    readonly site: string;
    readonly place: string;
  },
  signal: AbortSignal,
): Promise<PageAttachments> {
  const found = new Map<string, LoadedDocument>();
  for (const [, name = '', size, path = '', id = ''] of text.matchAll(link))
    found.set(id, {
      ...{ name: name.replaceAll(/\\(.)/g, '$1'), place, key: id },
      size: size === undefined ? undefined : Number(size),
      url: new URL(path, site).href,
      // What is attached under an identifier never changes.
      load: () => api.attachment(id, most, signal),
    });
  return await readDocuments(documents, found.values(), signal);
}
