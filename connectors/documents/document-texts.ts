import type { DocumentAnswer } from './document-reader.ts';

/** Texts of documents that were read, by what tells a document and its version. */
export interface DocumentTexts {
  /** The text that is kept, else what is read now; what fails for the moment is not kept. */
  textOf(key: string, read: () => Promise<DocumentAnswer>): Promise<DocumentAnswer>;
}

/** Keeps the texts that were last asked for, up to so many characters. */
export function createDocumentTexts(most = 50_000_000): DocumentTexts {
  const texts = new Map<string, { readonly answer: Promise<DocumentAnswer>; length: number }>();
  let total = 0;

  function drop(key: string): void {
    total -= texts.get(key)?.length ?? 0;
    texts.delete(key);
  }

  function measure(key: string, answer: DocumentAnswer): void {
    const kept = texts.get(key);
    if (kept === undefined) return;
    kept.length = 'failure' in answer ? 0 : answer.parts.reduce((sum, { text }) => sum + text.length, 0);
    total += kept.length;
    for (const oldest of texts.keys()) {
      if (total <= most) break;
      drop(oldest);
    }
  }

  return {
    textOf(key, read) {
      const known = texts.get(key);
      if (known !== undefined) {
        texts.delete(key);
        texts.set(key, known);
        return known.answer;
      }
      const answer = read();
      texts.set(key, { answer, length: 0 });
      answer.then(
        (text) => measure(key, text),
        () => drop(key),
      );
      return answer;
    },
  };
}
