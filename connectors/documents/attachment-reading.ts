import type { Attachment, Problem } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import type { AttachmentLimits } from './attachment-options.ts';
import { createDocumentReader } from './document-reader.ts';
import { documentKindOf } from './document-text.ts';
import { createDocumentTexts, type DocumentTexts } from './document-texts.ts';

/** A document that is attached to a page. */
export interface FoundDocument {
  readonly name: string;
  readonly mediaType?: string | null | undefined;
  /** Bytes. */
  readonly size?: number | null | undefined;
  readonly url?: string | undefined;
  /** For messages. */
  readonly place: string;
  /** Tells it and its version; the same text is not read twice while it is kept. */
  readonly key: string;
}

export interface ReadAttachment {
  /** Absent where it is no document that is read, or has no text. */
  readonly attachment?: Attachment;
  readonly problem?: Problem;
}

/** Reads documents that are attached to pages, within what the configuration lets. */
export interface AttachmentReading {
  /** @param load its bytes; what it throws is thrown */
  read(
    document: FoundDocument,
    load: () => Promise<Uint8Array>,
    signal: AbortSignal,
  ): Promise<ReadAttachment>;
  close(): Promise<void>;
}

/** @param texts kept of documents that did not change, where they are to outlive the reading */
export function createAttachmentReading(
  limits: AttachmentLimits,
  texts: DocumentTexts = createDocumentTexts(),
): AttachmentReading {
  const reader = createDocumentReader(limits);

  return {
    async read({ name, mediaType, size, url, place, key }, load, signal) {
      const kind = documentKindOf(name, mediaType);
      if (kind === undefined) return {};
      const problem = (what: string): ReadAttachment => ({
        problem: { place, message: `The attached document '${name}' ${what}.` },
      });
      if (size != null && size > limits.maxBytes)
        return problem(
          `has ${size} bytes, more than the ${limits.maxBytes} of attachments.maxBytes; it is left out`,
        );
      const answer = await texts.textOf(key, async () => await reader.read(kind, await load(), signal));
      if ('failure' in answer)
        return problem(`cannot be read (${answer.failure.replace(/\.$/, '')}); it is left out`);
      const attachment: Attachment = { name, parts: answer.parts, ...withoutAbsent({ url }) };
      return {
        ...(answer.parts.length > 0 && { attachment }),
        ...(answer.cut !== undefined && {
          problem: { place, message: `Of the attached document '${name}', not all is read: ${answer.cut}` },
        }),
      };
    },
    close: () => reader.close(),
  };
}
