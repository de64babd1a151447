import type { AnswerProgress } from './answer.ts';

/** Tells whoever waits what is being done; a listener's failure is its own. */
export function reportProgress(
  { onProgress }: { readonly onProgress?: (progress: AnswerProgress) => void },
  progress: AnswerProgress,
): void {
  try {
    onProgress?.(progress);
  } catch {
    // An answer does not hang on who watches it being made.
  }
}

/** Tells whoever waits the beginning of the answer, where anything is to be told of it. */
export function reportText({ onText }: { readonly onText?: (text: string) => void }, text: string): void {
  try {
    if (text !== '') onText?.(text);
  } catch {
    // Nor on who reads it meanwhile.
  }
}
