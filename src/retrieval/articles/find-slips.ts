import { analyzeText } from '../../graph/analyze-text.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import { isLight } from './asked-words.ts';
import { synonymsOf } from './synonyms.ts';
import { chineseFor } from './translations.ts';

/** A word that the wiki does not have, and the one that was probably meant. */
export interface Slip {
  readonly written: string;
  readonly meant: string;
}

/** In shorter words one letter makes another word too often. */
const leastLetters = 5;
/** What is longer is no word, and may be a slip of too many others. */
const mostLetters = 24;
/** Words of a question that are looked at; each costs a look at some two hundred terms. */
const mostWords = 4;
const alphabet = 'abcdefghijklmnopqrstuvwxyz';
/** In small letters: what begins with a capital may be a name that the wiki does not have. */
const plainWord = /(?<![\p{L}\p{N}@./_-])\p{Ll}+(?![\p{L}\p{N}@/_-]|\.\p{L})/gu;

/**
 * Finds slips of the pen in a question to the wiki: a letter too many, one too few, two in the wrong order. A letter that is
 * exchanged for another is left as it is, because that is how words differ; so is each word that the thesaurus knows.
 */
export async function findSlips(
  reader: Pick<GraphReader, 'termStatistics'>,
  question: string,
): Promise<readonly Slip[]> {
  const words = [...new Set(question.match(plainWord) ?? [])].filter(mayBeSlip).slice(0, mostWords);
  if (words.length === 0) return [];
  const meant = new Map(words.map((word) => [word, corrections(word)]));
  const terms = [...words, ...[...meant.values()].flat()].flatMap(analyzeText);
  const { documentFrequency } = await reader.termStatistics([...new Set(terms)]);
  const pages = (word: string): number =>
    Math.max(0, ...analyzeText(word).map((term) => documentFrequency.get(term) ?? 0));
  return words.flatMap((written): Slip[] => {
    if (pages(written) > 0) return [];
    const best = (meant.get(written) ?? [])
      .map((word) => ({ word, pages: pages(word) }))
      .sort((one, other) => other.pages - one.pages)[0];
    return best === undefined || best.pages === 0 ? [] : [{ written, meant: best.word }];
  });
}

/** The question as it was probably meant. */
export function withoutSlips(question: string, slips: readonly Slip[]): string {
  const meant = new Map(slips.map((slip) => [slip.written, slip.meant]));
  return slips.length === 0 ? question : question.replace(plainWord, (word) => meant.get(word) ?? word);
}

function mayBeSlip(word: string): boolean {
  if (word.length < leastLetters || word.length > mostLetters) return false;
  const [term] = analyzeText(word);
  // Words that say nothing have no term, or only ask.
  return (
    term !== undefined && !isLight(term) && synonymsOf(term).size === 0 && [...chineseFor(term)].length === 0
  );
}

/** What it may be a slip of; the first letter is hardly ever mistaken. */
function corrections(word: string): string[] {
  const found = new Set<string>();
  for (let at = 1; at <= word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    for (const letter of alphabet) found.add(`${head}${letter}${tail}`);
    if (at === word.length) continue;
    found.add(`${head}${tail.slice(1)}`);
    if (tail.length > 1) found.add(`${head}${tail.charAt(1)}${tail.charAt(0)}${tail.slice(2)}`);
  }
  found.delete(word);
  return [...found].filter((one) => one.length >= leastLetters);
}
