import { analyzeText, stopWords } from '../../graph/analyze-text.ts';
import { findQuote } from '../../graph/find-quote.ts';
import { foldText } from '../../graph/fold-text.ts';
import type { StoredNode, StoredPassage } from '../../graph/graph-store.ts';
import { isHan } from '../linking/tokenize.ts';
import { figuresOf, figuresStated } from './figures.ts';
import { isPlainProse } from './plain-prose.ts';
import { type ResultProof, withoutNames } from './result-proof.ts';

/** A sentence as a model wrote it; passages and results are numbered from 1. */
export interface WrittenSentence {
  readonly text: string;
  readonly citations: readonly (
    | { readonly passage: number; readonly quote: string }
    | { readonly result: number }
  )[];
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
  /** Numbers of the results that it is about. */
  readonly results: readonly number[];
}

/** With fewer words that are neither asked nor cited, a sentence is at most worded differently. */
const fewStrangeTerms = 3;
const strangeShare = 0.5;

/**
 * Keeps the sentences that their quotes bear out, in the model's order, each once. A sentence stays where
 * 1. at least one quote stands in the passage that it is said to be from, or it is about a result; false quotes are
 *    dropped;
 * 2. its figures stand in the quotes, in the heading above them, or in the rows or the total of the results;
 * 3. its links are the addresses of cited pages; other addresses stand in what is cited to the letter, its names there or
 *    in the question;
 * 4. most of its words are the question's or those of what is cited, where both are written in one script; where they are
 *    not, no other passage that was given says just that;
 * 5. it is plain prose, and says something of what it cites: an echo of the question is no answer.
 *
 * @param results what each result can bear out, in their order.
 */
export function verifySentences(
  sentences: readonly WrittenSentence[],
  given: readonly GivenPassage[],
  question: string,
  results: readonly ResultProof[] = [],
): VerifiedSentence[] {
  const verified: VerifiedSentence[] = [];
  for (const { text, citations } of sentences) {
    const said = text.replace(/\s+/g, ' ').trim();
    const quotes = citations.flatMap((citation) => {
      const one = 'passage' in citation ? given[citation.passage - 1] : undefined;
      const quote =
        one === undefined || !('quote' in citation) ? null : findQuote(one.passage.text, citation.quote);
      return one === undefined || quote === null ? [] : [{ ...one, quote }];
    });
    const numbers = citations.flatMap((citation) =>
      'result' in citation && results[citation.result - 1] !== undefined ? [citation.result] : [],
    );
    const proofs = numbers.flatMap((number) => results[number - 1] ?? []);
    const isNew = verified.every((one) => one.text !== said);
    const isCited = quotes.length + proofs.length > 0;
    const others = given.filter(({ passage }) => quotes.every((one) => one.passage.id !== passage.id));
    if (
      said !== '' &&
      isCited &&
      isNew &&
      isPlainProse(said) &&
      isBorneOut(said, quotes, proofs, question) &&
      !isAnothers(said, quotes, others)
    )
      verified.push({ text: said, quotes, results: [...new Set(numbers)] });
  }
  return verified;
}

function isBorneOut(
  sentence: string,
  quotes: VerifiedSentence['quotes'],
  proofs: readonly ResultProof[],
  question: string,
): boolean {
  const headings = quotes.map(
    ({ article, passage }) => `${article.properties.title ?? ''}\n${passage.heading}`,
  );
  const proven = figuresOf([...quotes.map(({ quote }) => quote), ...headings].join('\n'));
  for (const { figures } of proofs) for (const figure of figures) proven.add(figure);
  const stated = figuresStated(withoutNames(sentence, proofs));
  if ([...stated].some((figure) => !proven.has(figure))) return false;
  const shown = proofs.flatMap(({ names, cells }) => [...names, ...cells]);
  const cited = [...quotes.map(({ passage }) => passage.text), ...headings, ...shown].join('\n');
  const said = [cited, ...proofs.map(({ words }) => words)].join('\n');
  return (
    linksAreSources(sentence, quotes) &&
    addressesOf(sentence).every((address) => isLink(address) || cited.toLowerCase().includes(address)) &&
    namesAreKnown(sentence, `${cited}\n${question}`) &&
    wordsAreKnown(sentence, said, question) &&
    !isEcho(sentence, [...quotes.map(({ quote }) => quote), ...shown].join('\n'), question)
  );
}

/** A link may lead to the cited page and nowhere else; an image would be fetched by whoever reads the answer. */
function linksAreSources(sentence: string, quotes: VerifiedSentence['quotes']): boolean {
  if (/!?\[[^\]]*\]\s*\(|<\s*(?:a|img|iframe)\b/i.test(sentence)) return false;
  const sources = quotes.flatMap(({ article }) => article.sourceUrl?.toLowerCase() ?? []);
  return addressesOf(sentence).every(
    (address) =>
      !isLink(address) || sources.some((source) => address === source || address.startsWith(`${source}#`)),
  );
}

function isLink(address: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.)/.test(address);
}

/** Web and mail addresses, hosts with what follows them, and file names. */
function addressesOf(sentence: string): string[] {
  const found = sentence
    .toLowerCase()
    .match(
      /(?:[a-z]+:\/\/|www\.)[^\s<>()"'，。；]+|[\w.+-]*@?[\w-]{2,}(?:\.[\w-]{2,})+(?:[:/?#][^\s<>()"'，。；]*)?/g,
    );
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
  // Figures have been compared already; a sentence that shares nothing else is about something else, however short.
  const telling = terms.filter((term) => !/^\d+$/.test(term));
  if (telling.length > 0 && telling.every((term) => strange.includes(term))) return false;
  return strange.length < fewStrangeTerms || strange.length <= terms.length * strangeShare;
}

/** Nothing but words of the question, none of which what it cites has. */
function isEcho(sentence: string, cited: string, question: string): boolean {
  const asked = new Set(analyzeText(question));
  const proven = new Set(analyzeText(cited));
  const terms = analyzeText(sentence).filter((term) => !isHan(term) || term.length > 1);
  return terms.every((term) => asked.has(term)) && !terms.some((term) => proven.has(term));
}

/**
 * Whether a sentence in another script than what it cites is said by a passage that it does not cite: words cannot be
 * compared across scripts, so that one page's words would else pass under another's name.
 */
function isAnothers(
  sentence: string,
  quotes: VerifiedSentence['quotes'],
  others: readonly GivenPassage[],
): boolean {
  const cited = quotes.map(({ passage }) => passage.text).join('\n');
  if (cited === '' || isChinese(sentence) === isChinese(cited)) return false;
  const terms = analyzeText(sentence).filter((term) => !isHan(term) || term.length > 1);
  const borne = new Set(analyzeText(cited));
  if (terms.every((term) => borne.has(term))) return false;
  return others.some(({ article, passage }) => {
    const theirs = new Set(
      analyzeText(`${article.properties.title ?? ''}\n${passage.heading}\n${passage.text}`),
    );
    return terms.every((term) => theirs.has(term));
  });
}

function isChinese(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > (text.match(/\p{Script=Latin}+/gu)?.length ?? 0);
}
