/** A document as text. */
export interface DocumentText {
  readonly parts: readonly DocumentPart[];
  /** What was left out of it, in one sentence; absent where all of it was read. */
  readonly cut?: string;
}

/** A stretch of a document that an address leads to. */
export interface DocumentPart {
  /** Markdown. */
  readonly text: string;
  /** Fragment of the document's address, such as `page=3`. */
  readonly fragment?: string;
}

export type DocumentKind = 'pdf' | 'docx';

/** Characters of one document, after which the rest is left out. */
export const mostCharacters = 2_000_000;

/** @returns undefined for what is not read. */
export function documentKindOf(name: string, mediaType?: string | null): DocumentKind | undefined {
  if (/\.pdf$/i.test(name) || mediaType === 'application/pdf') return 'pdf';
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return /\.docx$/i.test(name) || mediaType === word ? 'docx' : undefined;
}
