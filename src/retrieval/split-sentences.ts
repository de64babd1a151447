/** Where a sentence ends: behind its mark, and behind what closes it. A full stop ends one only behind a word, a figure or a bracket: "Dr. J. Doe". */
const sentenceEnd =
  /(?<=[?!？！。…]["”’')）】]{0,2})\s*(?=\S)(?![?!？！。…"”’')）】])|(?<=[\p{L}\d)"”’]{2}\.)\s+(?=\S)|\s*\n\s*/gu;

/** The number of an item in a list: "1. Who leads Web? 2. …" */
const itemNumber = /(?<=(?:^|[?!？！。.;；\n])\s{0,9})(?:\(?\d{1,2}[.)、）]|[-*•](?=\s))\s*(?=\D)/gu;

/** Where a clause ends: at a stop, a comma, a dash, a colon that is not one of a time. */
const clauseEnd = /(?:[,，、;；…。!！?？]|[:：](?!\d)|\.(?=\s|$)|\s[-–—]+(?=\s))+\s*/gu;

/** The sentences of a text as they were written, without the numbers of a list. */
export function splitSentences(text: string): readonly string[] {
  return text
    .replace(itemNumber, '')
    .split(sentenceEnd)
    .map((one) => one.trim())
    .filter((one) => /[\p{L}\p{N}]/u.test(one));
}

/**
 * The clauses of a text, each with what ends it.
 *
 * @param opening what begins a clause without a mark before it: "because".
 */
export function splitClauses(text: string, opening?: RegExp): readonly string[] {
  const ends = [...text.matchAll(clauseEnd)].map((one) => one.index + one[0].length);
  const begins = opening === undefined ? [] : [...text.matchAll(opening)].map((one) => one.index);
  const cuts = [...new Set([0, ...ends, ...begins])].sort((one, other) => one - other);
  return cuts.map((from, at) => text.slice(from, cuts[at + 1])).filter((one) => one.trim() !== '');
}
