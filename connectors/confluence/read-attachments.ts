import type { Attachment, Problem } from '../connector.ts';
import type { AttachmentReading } from '../documents/attachment-reading.ts';
import { SourceError, type SourceFailure } from '../http/source-error.ts';
import type { ConfluenceApi } from './confluence-api.ts';

export interface PageAttachments {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
}

/** Failures that are those of one document, and not of the service or of the credential. */
const ofOne: ReadonlySet<SourceFailure> = new Set(['missing', 'forbidden', 'gone', 'refused', 'malformed']);

/** The documents that are attached to a page, as text; one that cannot be had is left out and reported. */
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
  const attachments: Attachment[] = [];
  const problems: Problem[] = [];
  for await (const { id, title, mediaType, fileSize, downloadLink, version } of api.attachments(
    page,
    signal,
  )) {
    const place = `page ${page}`;
    const url = downloadLink == null ? undefined : addressOf(site, downloadLink);
    const found = {
      name: title,
      mediaType,
      size: fileSize,
      url,
      place,
      key: `${id} ${version?.number ?? ''}`,
    };
    try {
      const read = await documents.read(found, () => api.download({ page, id, most }, signal), signal);
      if (read.attachment !== undefined) attachments.push(read.attachment);
      if (read.problem !== undefined) problems.push(read.problem);
    } catch (error) {
      if (!(error instanceof SourceError) || !ofOne.has(error.failure)) throw error;
      const message = `The attached document '${title}' is left out: ${error.message}`;
      problems.push({ place, message });
    }
  }
  return { attachments, problems };
}

/** Without the query, which tells a version and a time, so that a passage's address stays while its text does. */
function addressOf(site: string, link: string): string {
  const path = link.replace(/[?#].*$/, '');
  return /^https?:/.test(path) ? path : `${site}/wiki${path.startsWith('/wiki/') ? path.slice(5) : path}`;
}
