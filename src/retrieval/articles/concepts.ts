import { analyzeText } from '../../graph/analyze-text.ts';
import type { GraphReader, TermStatistics } from '../../graph/graph-store.ts';
import { isHan } from '../linking/tokenize.ts';
import { anyPattern, ofLanguages } from './reading-patterns.ts';
import { inverseFrequency } from './score-terms.ts';
import { synonymsOf } from './synonyms.ts';
import { chineseFor, translateChinese } from './translations.ts';

/** A word of the question with all that may stand for it. */
export interface Concept {
  readonly term: string;
  /** How often it was asked; terms of earlier turns weigh less. */
  readonly weight: number;
  /** The word itself first, then its synonyms, each with its share. */
  readonly variants: readonly { readonly term: string; readonly share: number }[];
}

/** What a synonym says beside the word itself. */
const synonymShare = 0.5;
/** What a word of the other language says. Of a wiki in both, the answer may stand in either. */
const translationShare = 0.5;

/** What the one word says where a rule about its kind is asked for. */
const besideKindShare = 0.5;

const ruleAsked = new RegExp(anyPattern(ofLanguages((one) => one.rules?.asked)), 'i');

/** The words for the kind that a word names one of. */
const kindsOf: ReadonlyMap<string, readonly string[]> = new Map(
  ofLanguages((one) => one.rules?.kinds)
    .flat()
    .flatMap(({ ones, kind }) => analyzeText(ones).map((term) => [term, analyzeText(kind)] as const)),
);

/** The words of a question with what may stand for them in this wiki, and how common all of those are in it. */
export interface Concepts {
  readonly concepts: readonly Concept[];
  readonly statistics: TermStatistics;
}

/** @param terms of the question, each with its weight. */
export async function readConcepts(
  reader: Pick<GraphReader, 'termStatistics'>,
  terms: ReadonlyMap<string, number>,
  texts: readonly string[],
): Promise<Concepts> {
  const translated = texts.flatMap(translateChinese);
  const asksRule = texts.some((text) => ruleAsked.test(text));
  const words = [...terms].map(([term, weight]) => {
    const kinds = asksRule ? (kindsOf.get(term) ?? []) : [];
    return { term, weight, synonyms: [...synonymsOf(term)], kinds };
  });
  const chinese = new Map(
    words
      .filter(({ term }) => !isHan(term))
      .map(({ term }) => [term, [...chineseFor(term)].flatMap(pairsOf)]),
  );
  const all = [
    // Words that only ask too: whoever reads the statistics may want to know how ordinary one is.
    ...texts.flatMap(analyzeText),
    ...words.flatMap(({ term, synonyms, kinds }) => [
      term,
      ...synonyms,
      ...kinds,
      ...(chinese.get(term) ?? []),
    ]),
    ...translated.flatMap((one) => [...pairsOf(one.word), ...one.terms]),
  ];
  const statistics = await reader.termStatistics([...new Set(all)]);
  const pages = (term: string): number => statistics.documentFrequency.get(term) ?? 0;
  const concepts = words.map(({ term, weight, synonyms, kinds }): Concept => {
    const others = synonyms
      .filter((other) => !terms.has(other))
      .map((other) => ({ term: other, share: synonymShare }));
    const isKnown = [term, ...synonyms].some((one) => pages(one) > 0);
    const foreign = isKnown
      ? []
      : (chinese.get(term) ?? []).map((other) => ({ term: other, share: translationShare }));
    const ofKind = kinds.filter((kind) => pages(kind) > 0).map((kind) => ({ term: kind, share: 1 }));
    const own = { term, share: ofKind.length > 0 ? besideKindShare : 1 };
    return { term, weight, variants: [own, ...ofKind, ...others, ...foreign] };
  });
  const foreign = translated.map(({ word, terms: others }): Concept => {
    return {
      term: word,
      weight: 1,
      variants: [...others].map((other) => ({ term: other, share: translationShare })),
    };
  });
  // Pairs of characters that the wiki does not have can only be met by what was translated.
  const met =
    foreign.length === 0 ? concepts : concepts.filter(({ term }) => !isHan(term) || pages(term) > 0);
  return { concepts: [...met, ...foreign], statistics };
}

/** A Chinese word as the index has it. */
function pairsOf(word: string): string[] {
  const terms = analyzeText(word);
  const pairs = terms.filter((term) => term.length > 1);
  return pairs.length > 0 ? pairs : terms;
}

/** How telling a concept is: its word where the wiki has it, else the rarest of those that stand for it there. */
export function conceptWeight({ term, variants }: Concept, statistics: TermStatistics): number {
  const known = variants.filter((one) => (statistics.documentFrequency.get(one.term) ?? 0) > 0);
  if (known.length === 0 || known.some((one) => one.term === term)) return inverseFrequency(term, statistics);
  return Math.max(...known.map((one) => inverseFrequency(one.term, statistics)));
}

/**
 * Pages that the terms of a search may stand on, taken together: what an engine does for a term grows with them. In a
 * wiki of some hundred pages, all terms are looked for; in one of ten thousand, synonyms that are everywhere are not.
 */
const searchedPages = 12_000;
/** Terms that are looked for however common they are. */
const fewestTerms = 3;

/** The terms to search for, the most telling first, with the weight that the engine's own order needs. */
export function searchTerms(concepts: readonly Concept[], statistics: TermStatistics): Map<string, number> {
  const pages = (term: string): number => statistics.documentFrequency.get(term) ?? 0;
  const weighted = new Map<string, number>();
  for (const { weight, variants } of concepts) {
    for (const { term, share } of variants) {
      // A word that no shared page has may stand on a restricted one; of its synonyms, that is not worth a look.
      if (pages(term) === 0 && share < 1) continue;
      const worth = weight * share * inverseFrequency(term, statistics);
      weighted.set(term, Math.max(weighted.get(term) ?? 0, worth));
    }
  }
  const kept = new Map<string, number>();
  let room = searchedPages;
  for (const [term, worth] of [...weighted].sort((one, other) => other[1] - one[1])) {
    if (kept.size >= fewestTerms && pages(term) > room) continue;
    room -= pages(term);
    kept.set(term, worth);
  }
  return kept;
}

/**
 * What a text says of a concept: its best variant, because a group of synonyms is still one thing.
 *
 * @param score what one term is worth in the text, 0 where it is absent.
 */
export function conceptScore(concept: Concept, score: (term: string) => number): number {
  let best = 0;
  for (const { term, share } of concept.variants) best = Math.max(best, share * score(term));
  return concept.weight * best;
}
