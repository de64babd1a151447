import type { Attachment, Problem } from '../connector.ts';
import { SourceError, type SourceFailure } from '../http/source-error.ts';
import type { AttachmentReading, FoundDocument } from './attachment-reading.ts';

/** What is attached to a page of a service, as far as it is read. */
export interface PageAttachments {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
}

export interface LoadedDocument extends FoundDocument {
  /** Its bytes. */
  load(): Promise<Uint8Array>;
}

/** Failures that are those of one document, and not of the service or of the credential. */
const ofOne: ReadonlySet<SourceFailure> = new Set(['missing', 'forbidden', 'gone', 'refused', 'malformed']);

/** Documents that are attached to a page, as text; one that cannot be had is left out and reported. */
export async function readDocuments(
  documents: AttachmentReading,
  found: AsyncIterable<LoadedDocument> | Iterable<LoadedDocument>,
  signal: AbortSignal,
): Promise<PageAttachments> {
  const attachments: Attachment[] = [];
  const problems: Problem[] = [];
  for await (const document of found) {
    try {
      const { attachment, problem } = await documents.read(document, () => document.load(), signal);
      if (attachment !== undefined) attachments.push(attachment);
      if (problem !== undefined) problems.push(problem);
    } catch (error) {
      if (!(error instanceof SourceError) || !ofOne.has(error.failure)) throw error;
      const message = `The attached document '${document.name}' is left out: ${error.message}`;
      problems.push({ place: document.place, message });
    }
  }
  return { attachments, problems };
}
