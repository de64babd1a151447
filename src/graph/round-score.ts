/**
 * A score of a text without the digits that the order of adding leaves. They hang on texts that the viewer may not read, and
 * would decide which of two equals comes first.
 */
export function roundScore(score: number): number {
  return Math.round(score * 1e9) / 1e9;
}
