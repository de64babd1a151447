import type { Attachment, Problem } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { createFailureStreak } from '../http/failure-streak.ts';
import { SourceError, type SourceFailure } from '../http/source-error.ts';
import type { AttachmentLimits } from './attachment-options.ts';
import { createDocumentReader, type DocumentAnswer } from './document-reader.ts';
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
  /** Whether it could not be had for the moment alone. */
  readonly isPassing?: boolean;
}

/** Failures that are those of one document, however many come one after the other. */
const ofOne: ReadonlySet<SourceFailure> = new Set(['missing', 'forbidden', 'gone', 'refused', 'malformed']);

/** Reads documents that are attached to pages, within what the configuration lets. */
export interface AttachmentReading {
  /** @param load its bytes; what it throws is thrown, save a failure of this document alone, for which it is left out */
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
  const failures = createFailureStreak();

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
      const readNow = async () => {
        const bytes = await load();
        failures.end();
        return await reader.read(kind, bytes, signal);
      };
      let answer: DocumentAnswer;
      try {
        answer = await texts.textOf(key, readNow);
      } catch (error) {
        const { message, failure } =
          error instanceof SourceError && ofOne.has(error.failure) ? error : failures.forgive(error);
        return {
          problem: {
            place,
            message: `The attached document '${name}' is left out: ${message}`,
            ...(failure === 'forbidden' && { lacksRight: true }),
          },
          isPassing: failure === 'unavailable',
        };
      }
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
