import { analyzeText, stopWords } from '../../graph/analyze-text.ts';
import { isEverydayWord } from '../../graph/everyday-words.ts';
import { isHan, tokenize } from '../linking/tokenize.ts';
import type { CueTable } from './tag-question.ts';

/** A word of a question that is nearly a cue word. */
export interface CorrectedWord {
  /** Place in the question, in characters. */
  readonly start: number;
  readonly end: number;
  readonly written: string;
  readonly meant: string;
  /** Whether it is only another ending of the word, so that a page that has either has both. */
  readonly isEnding: boolean;
}

const shortest = 3;
/** What is longer is no word that anybody knows. */
const longest = 24;

/**
 * Cue words with one mistake in them: two letters changed about, one left out, one too much, one wrong; the first of these
 * that gives a word counts. Where it gives several, the one that makes a known phrase with the word behind it ("hwo many"),
 * else any where they mean the same. Only small letters are looked at, as a capital begins a name.
 *
 * @param places character offsets of words that no table knows.
 */
export function correctCueWords(
  text: string,
  places: ReadonlySet<number>,
  { phrases, words, letters }: CueTable,
): CorrectedWord[] {
  const tokens = tokenize(text);
  return tokens.flatMap(({ text: word, raw, start, end }, at) => {
    const isShout = text === text.toUpperCase();
    if (!places.has(start) || (!isShout && raw !== raw.toLowerCase())) return [];
    if (
      word.length < shortest ||
      word.length > longest ||
      !/^\p{L}+$/u.test(word) ||
      isHan(word) ||
      words.has(word) ||
      stopWords.has(word)
    )
      return [];
    const next = tokens[at + 1]?.text ?? '';
    const [stem] = analyzeText(word);
    // A word by itself is none with a mistake, but may have another ending.
    const candidates = nearest(word, words, letters).filter(
      (one) => analyzeText(one)[0] === stem || !isEverydayWord(word),
    );
    const inPhrase = candidates.filter(
      (one) =>
        phrases.get([one, next]).length > 0 ||
        phrases.get([one, next, tokens[at + 2]?.text ?? '']).length > 0,
    );
    const telling = candidates.filter((one) => phrases.get([one]).some((cue) => cue !== 'light'));
    const likely = [inPhrase, telling, candidates].find((some) => some.length > 0) ?? [];
    const areAlike = (some: readonly string[]): boolean => {
      const cues = phrases.get([some[0] ?? '']);
      return some.every((one) => phrases.get([one]).some((cue) => cues.includes(cue)));
    };
    // "Blockd" is "blocked" rather than "block": the ends of a word are rarely mistaken.
    const withEnds = likely.filter((one) => one[0] === word[0] && one.at(-1) === word.at(-1));
    const meant = likely.length > 1 && !areAlike(likely) && withEnds.length > 0 ? withEnds : likely;
    const [first] = meant;
    if (first === undefined) return [];
    const isEnding = meant.some((one) => analyzeText(one)[0] === stem);
    return areAlike(meant) || meant.length === 1
      ? [{ start, end, written: raw, meant: first, isEnding }]
      : [];
  });
}

/** Known words that are one mistake away, by the kind of mistake that is likeliest. */
function nearest(word: string, words: ReadonlySet<string>, letters: readonly string[]): string[] {
  const cuts = Array.from(
    { length: word.length + 1 },
    (_, at) => [word.slice(0, at), word.slice(at)] as const,
  );
  const swapped = cuts.map(([head, tail]) => head + (tail[1] ?? '') + (tail[0] ?? '') + tail.slice(2));
  const added = cuts.flatMap(([head, tail]) => letters.map((letter) => head + letter + tail));
  const dropped = cuts.map(([head, tail]) => head + tail.slice(1));
  const changed = cuts.flatMap(([head, tail]) =>
    head === '' || tail === '' ? [] : letters.map((letter) => head + letter + tail.slice(1)),
  );
  // Of three letters, one wrong or one too much leaves too little to go by.
  const tries = word.length > shortest ? [swapped, [...added, ...dropped], changed] : [swapped, added];
  for (const forms of tries) {
    const found = [...new Set(forms)].filter((form) => form !== word && words.has(form));
    if (found.length > 0) return found;
  }
  return [];
}
