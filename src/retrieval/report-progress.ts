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
