/** Marks of Markdown that a copy may lack: emphasis, code, headings, quotes, bars of tables, escapes. */
const marks = /[*_`#>|~\\]/;
/** Where a link's words begin, and where its address stands. */
const linkParts = /!?\[(?=[^\]\n]*\]\()|\]\([^\s()]*\)/g;
const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

/** Below this many characters, a quote would be found in any text; a Chinese one says more with each. */
const leastLength = 6;
const leastChineseLength = 4;

/**
 * Finds what a model quoted in the text that it was given. White space, marks of Markdown, width, case, accents, and the
 * kinds of quotes and dashes may differ; words and figures may not.
 *
 * @returns the stretch in the text's own writing, with words and numbers never cut in two ("200 days" out of "1,200 days"
 *   gives "1,200 days"); null where the text does not have it, or the quote is too short to prove anything.
 */
export function findQuote(text: string, quote: string): string | null {
  const wanted = readable(quote).characters.join('');
  const least = [...wanted].every(isHan) ? leastChineseLength : leastLength;
  if (wanted.length < least) return null;
  const { characters, places } = readable(text);
  const at = characters.join('').indexOf(wanted);
  if (at < 0) return null;
  const from = places[at] ?? 0;
  const to = (places[at + wanted.length - 1] ?? 0) + 1;
  return text.slice(wordStart(text, from), wordEnd(text, to)).trim();
}

/** The characters that count, folded, each with its place in the text. */
function readable(text: string): { characters: string[]; places: number[] } {
  const characters: string[] = [];
  const places: number[] = [];
  const links = [...text.matchAll(linkParts)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  let link = 0;
  for (let at = 0; at < text.length; at++) {
    while (links[link] !== undefined && at >= (links[link]?.[1] ?? 0)) link++;
    const character = text.charAt(at);
    if (at >= (links[link]?.[0] ?? Number.POSITIVE_INFINITY) || /\s/.test(character) || marks.test(character))
      continue;
    for (const folded of fold(character)) {
      characters.push(folded);
      places.push(at);
    }
  }
  return { characters, places };
}

/** UTF-16 units one by one, so that every place is one of the text. */
function fold(character: string): string[] {
  const folded = character
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201a\u02bc]/g, "'")
    .replace(/[\u201c-\u201e«»「」]/g, '"')
    .replace(/\s/g, '');
  return folded.split('');
}

function wordStart(text: string, from: number): number {
  let at = from;
  while (at > 0 && joins(text, at)) at--;
  return at;
}

function wordEnd(text: string, to: number): number {
  let at = to;
  while (at < text.length && joins(text, at)) at++;
  return at;
}

/** Whether the characters before and after a place belong to one word or number. */
function joins(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at);
  if (isHan(before) || isHan(after)) return false;
  if (wordCharacter.test(before) && wordCharacter.test(after)) return true;
  // "1,200", "6.2", "2026-08-12": from either side of the mark.
  const isMark = (one: string): boolean => /[.,:/-]/.test(one);
  if (isMark(after)) return /\d/.test(before) && /\d/.test(text.charAt(at + 1));
  return isMark(before) && /\d/.test(after) && /\d/.test(text.charAt(at - 2));
}

function isHan(text: string): boolean {
  return /^\p{Script=Han}+$/u.test(text);
}
