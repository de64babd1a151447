import type { Attachment, Problem } from '../connector.ts';
import type { AttachmentReading, FoundDocument } from './attachment-reading.ts';

/** What is attached to a page of a service, as far as it is read. */
export interface PageAttachments {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
  /** Whether some could not be had for the moment, so that the page is to be read again. */
  readonly isPartial: boolean;
}

export const noAttachments: PageAttachments = { attachments: [], problems: [], isPartial: false };

export interface LoadedDocument extends FoundDocument {
  /** Its bytes. */
  load(): Promise<Uint8Array>;
}

/** Documents that are attached to a page, as text; one that cannot be had is left out and reported. */
export async function readDocuments(
  documents: AttachmentReading,
  found: AsyncIterable<LoadedDocument> | Iterable<LoadedDocument>,
  signal: AbortSignal,
): Promise<PageAttachments> {
  const attachments: Attachment[] = [];
  const problems: Problem[] = [];
  let isPartial = false;
  for await (const document of found) {
    const read = await documents.read(document, () => document.load(), signal);
    if (read.attachment !== undefined) attachments.push(read.attachment);
    if (read.problem !== undefined) problems.push(read.problem);
    isPartial ||= read.isPassing === true;
  }
  return { attachments, problems, isPartial };
}
