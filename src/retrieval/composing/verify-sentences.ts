import { analyzeText, stopWords } from '../../graph/analyze-text.ts';
import { foldText } from '../../graph/fold-text.ts';
import type { StoredNode, StoredPassage } from '../../graph/graph-store.ts';
import { isHan } from '../linking/tokenize.ts';
import { figuresOf, figuresStated } from './figures.ts';
import { findQuote } from './find-quote.ts';
import { isPlainProse } from './plain-prose.ts';

/** A sentence as a model wrote it; passages are numbered from 1. */
export interface WrittenSentence {
  readonly text: string;
  readonly citations: readonly { readonly passage: number; readonly quote: string }[];
}

/** A passage that was given to the model, with its page. */
export interface GivenPassage {
  readonly article: StoredNode;
  readonly passage: StoredPassage;
}

export interface VerifiedSentence {
  readonly text: string;
  /** In the passage's own writing. */
  readonly quotes: readonly (GivenPassage & { readonly quote: string })[];
}

/** With fewer words that are neither asked nor cited, a sentence is at most worded differently. */
const fewStrangeTerms = 3;
const strangeShare = 0.5;

/**
 * Keeps the sentences that their quotes bear out, in the model's order, each once. A sentence stays where
 * 1. at least one quote stands in the passage that it is said to be from; false quotes are dropped;
 * 2. its figures stand in the quotes or in the heading above them;
 * 3. its addresses stand in the cited passages to the letter, its names there or in the question;
 * 4. most of its words are the question's or the cited passages', where both are written in one script;
 * 5. it is plain prose, and says something of its quotes: an echo of the question is no answer.
 */
export function verifySentences(
  sentences: readonly WrittenSentence[],
  given: readonly GivenPassage[],
  question: string,
): VerifiedSentence[] {
  const verified: VerifiedSentence[] = [];
  for (const { text, citations } of sentences) {
    const said = text.replace(/\s+/g, ' ').trim();
    const quotes = citations.flatMap(({ passage: number, quote: copied }) => {
      const one = given[number - 1];
      const quote = one === undefined ? null : findQuote(one.passage.text, copied);
      return one === undefined || quote === null ? [] : [{ ...one, quote }];
    });
    const isNew = verified.every((one) => one.text !== said);
    if (said !== '' && quotes.length > 0 && isNew && isPlainProse(said) && isBorneOut(said, quotes, question))
      verified.push({ text: said, quotes });
  }
  return verified;
}

function isBorneOut(sentence: string, quotes: VerifiedSentence['quotes'], question: string): boolean {
  const headings = quotes.map(
    ({ article, passage }) => `${article.properties.title ?? ''}\n${passage.heading}`,
  );
  const proven = figuresOf([...quotes.map(({ quote }) => quote), ...headings].join('\n'));
  if ([...figuresStated(sentence)].some((figure) => !proven.has(figure))) return false;
  const cited = [...quotes.map(({ passage }) => passage.text), ...headings].join('\n');
  return (
    addressesOf(sentence).every((address) => cited.toLowerCase().includes(address)) &&
    namesAreKnown(sentence, `${cited}\n${question}`) &&
    wordsAreKnown(sentence, cited, question) &&
    !isEcho(sentence, quotes.map(({ quote }) => quote).join('\n'), question)
  );
}

/** Web and mail addresses, hosts and file names. */
function addressesOf(sentence: string): string[] {
  const found = sentence
    .toLowerCase()
    .match(/(?:[a-z]+:\/\/|www\.)[^\s<>()"'，。；]+|[\w.+-]*@?[\w-]{2,}(?:\.[\w-]{2,})+/g);
  return (found ?? []).map((one) => one.replace(/[.,;:!?]+$/, '')).filter((one) => /[a-z]/.test(one));
}

/** Words with a capital inside a sentence, and the first where more than one begins it ("Bob Smith approves it"). */
function namesAreKnown(sentence: string, known: string): boolean {
  const terms = new Set(analyzeText(known));
  const words = [...sentence.matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'-]*/gu)];
  const isName = (at: number): boolean => /^\p{Lu}./u.test(words[at]?.[0] ?? '');
  return words.every(({ 0: word, index }, at) => {
    const isFirst = at === 0 || /[.!?:]\s+$/.test(sentence.slice(0, index));
    if (!isName(at) || (isFirst && (!isName(at + 1) || stopWords.has(foldText(word))))) return true;
    return analyzeText(word).every((term) => terms.has(term));
  });
}

function wordsAreKnown(sentence: string, cited: string, question: string): boolean {
  if (isChinese(sentence) !== isChinese(cited)) return true;
  const known = new Set([...analyzeText(cited), ...analyzeText(question)]);
  // Of Chinese pairs alone: single characters are in every text.
  const terms = [...new Set(analyzeText(sentence))].filter((term) => !isHan(term) || term.length > 1);
  const strange = terms.filter((term) => !known.has(term));
  return strange.length < fewStrangeTerms || strange.length <= terms.length * strangeShare;
}

/** Nothing but words of the question, none of which its quotes have. */
function isEcho(sentence: string, quoted: string, question: string): boolean {
  const asked = new Set(analyzeText(question));
  const proven = new Set(analyzeText(quoted));
  const terms = analyzeText(sentence).filter((term) => !isHan(term) || term.length > 1);
  return terms.every((term) => asked.has(term)) && !terms.some((term) => proven.has(term));
}

function isChinese(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > (text.match(/\p{Script=Latin}+/gu)?.length ?? 0);
}
