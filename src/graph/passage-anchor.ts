/**
 * Whether a passage's anchor is the whole address of an attached document, and no fragment of its article's: those are words of
 * headings, which have no colon.
 */
export function isWholeAddress(anchor: string | null | undefined): anchor is string {
  return anchor != null && /^https?:\/\//.test(anchor);
}
