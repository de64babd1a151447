/**
 * Whether words with a capital have it as a name: after a word on the same line, and not beside another word with a capital, as in
 * "Security Analyst". A line all in capitals, as headings are written, tells nothing; a list does, save in a heading ("Web, Platform").
 */
export function isWithinSentence(text: string, start: number, end: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const closelyBefore = before.slice(-8);
  const after = text.slice(end, end + 8);
  if (/^\s+\p{Lu}/u.test(after)) return false;
  const isListed =
    listedAfter.test(closelyBefore) || (bracketBefore.test(closelyBefore) && bracketAfter.test(after));
  if (isListed && !/^\s*#/.test(before)) return true;
  if (!isListed && !wordBefore.test(closelyBefore)) return false;
  if (smallWord.test(before)) return true;
  const lineEnd = text.indexOf('\n', end);
  return smallWord.test(text.slice(end, lineEnd === -1 ? undefined : lineEnd));
}

const wordBefore = /(?:\p{Lo}["“*[]*\s*|[\p{Ll}\d]["“*[]*\s+)["“*[]*$/u;
const listedAfter = /[,、，]["“*[]*\s+["“*[]*$/;
/** "(Platform)", "(Platform, Web)"; a whole sentence may stand in brackets as well. */
const bracketBefore = /[(（]["“*[]*$/;
const bracketAfter = /^["”*\]]*[,、，)）]/;
/** A word in small letters, or one of a script that has no others. */
const smallWord = /(?<![\p{L}\p{N}])[\p{Ll}\p{Lo}]/u;
