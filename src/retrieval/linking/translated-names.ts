import { analyzeText, stopWords } from '../../graph/analyze-text.ts';
import { isHan, tokenTexts } from './tokenize.ts';

/** Words of one language by the terms, as `analyzeText` gives them, of another. */
export type WordsByTerm = ReadonlyMap<string, readonly string[]>;

/** So many ways to say a name in the other language are kept; the likeliest come first. */
const mostForms = 24;

/** Reads lines of words in both languages: each English word of a line stands for each Chinese one. */
export function wordsByTerm(lines: readonly string[]): WordsByTerm {
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const words = line.split(' ');
    const others = words.filter((word) => isHan(word) && [...word].length > 1);
    for (const term of analyzeText(words.filter((word) => !isHan(word)).join(' ')))
      found.set(term, [...new Set([...(found.get(term) ?? []), ...others])]);
  }
  return found;
}

/**
 * What a name of several words is called in the other language: each of its words by each of its counterparts, with and without
 * a word that joins them. "Head of Design" is turned round. None where one of the words has no counterpart.
 *
 * @param joints what may stand where the name has "and"
 */
export function translatedForms(name: string, words: WordsByTerm, joints: readonly string[]): string[] {
  const texts = tokenTexts(name);
  const of = texts.indexOf('of');
  const ordered = of < 0 ? texts : [...texts.slice(of + 1), ...texts.slice(0, of)];
  const said = ordered.filter((text) => !stopWords.has(text) && /[\p{L}\p{N}]/u.test(text));
  if (said.length === 0 || said.length > 4 || said.some(isHan)) return [];
  const isJoined = said.length < ordered.length || /[&,/+]/.test(name);
  let forms: string[] = [''];
  for (const [at, text] of said.entries()) {
    const [term] = analyzeText(text);
    const others = term === undefined ? [] : (words.get(term) ?? []);
    const between = at === 0 ? [''] : isJoined && of < 0 ? ['', ...joints] : [''];
    forms = forms
      .flatMap((form) => others.flatMap((other) => between.map((joint) => `${form}${joint}${other}`)))
      .slice(0, mostForms);
  }
  return forms;
}
