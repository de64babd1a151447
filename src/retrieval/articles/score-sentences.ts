import { analyzeText } from '../../graph/analyze-text.ts';
import type { StoredPassage } from '../../graph/graph-store.ts';
import { holdsBound, holdsKind } from './answer-kinds.ts';
import type { Concept } from './concepts.ts';
import type { QuestionPart } from './question-parts.ts';
import { separateNames } from './separate-names.ts';
import { isLinkDefinition, splitSentences } from './split-sentences.ts';

/** A passage cut into pieces that are shown whole, each with what it tells about every part of a question. */
export interface ScoredPassage {
  readonly passage: StoredPassage;
  readonly sentences: readonly string[];
  /** By part of the question, then by sentence. */
  readonly scores: readonly (readonly number[])[];
}

export interface ScoringOptions {
  readonly concepts: readonly Concept[];
  readonly parts: readonly QuestionPart[];
  /** How telling a word of the question is. */
  readonly weight: (concept: Concept) => number;
  readonly titleOf: (articleId: string) => string;
  /** Characters that a sentence should not exceed; one unbreakable row or line may. */
  readonly length: number;
  /** How near a sentence is in meaning, 0 to 1, where that is known; absent where words alone tell. */
  readonly nearness?: (passage: StoredPassage, sentence: number) => number;
}

/**
 * What a word says of a sentence that does not have it, by where it stands instead: in the head of the table of which it is a
 * row, in the sentence beside it, in the one after that, in the section's heading, in the page's title.
 */
const shares = { head: 0.8, beside: 0.5, near: 0.25, heading: 0.45, title: 0.3, passage: 0.15 } as const;
/** A word of another part of the question, or of where to look for it, says less about this one. */
const otherPartShare = 0.5;
/** A value of the kind that is asked for; a word of the bound beside it; a number of the very thing. */
const kindBonus = 0.8;
const boundBonus = 0.8;
const countedBonus = 1.2;
const thingBonus = 0.8;
/** What is left of a sentence without a value of the kind. */
const withoutKind = 0.25;
/** Contents, lists of links and the like lead to answers and are none. */
const linksShare = 0.3;
/** What nearness in meaning counts beside all of a question's words. */
const nearnessWeight = 1;
/** How much it counts that a word is rare in these very pages. */
const localPower = 0.5;
const maxShare = (one: number, other: number): number => (one > other ? one : other);

/** Cuts passages into sentences, rows and lines, and weighs each for every part of a question. */
export function scoreSentences(
  passages: readonly StoredPassage[],
  { concepts, parts, weight, titleOf, length, nearness = () => 0 }: ScoringOptions,
): ScoredPassage[] {
  const matches = (text: string): number[] => {
    const words = new Set(analyzeText(separateNames(text)));
    return concepts.map(({ variants }) =>
      variants.reduce((best, { term, share }) => (words.has(term) ? maxShare(best, share) : best), 0),
    );
  };
  const titles = new Map(
    [...new Set(passages.map((one) => one.articleId))].map((id) => [id, matches(titleOf(id))]),
  );
  const headings = new Map(
    [...new Set(passages.map((one) => one.heading))].map((heading) => [heading, matches(heading)]),
  );
  const cut = passages.map((passage) => {
    const sentences = splitSentences(passage.text, length);
    return { passage, sentences, own: sentences.map(matches), heads: tableHeads(sentences) };
  });
  const telling = tellingWeights(
    cut.flatMap(({ own }) => own),
    concepts.map((concept) => concept.weight * weight(concept)),
  );
  const partWeights = parts.map((part) => {
    const own = new Set(analyzeText(part.subject));
    return telling.map((one, at) => {
      const term = concepts[at]?.term ?? '';
      return own.has(term) || part.subject.includes(term) ? one : one * otherPartShare;
    });
  });
  return cut.map(({ passage, sentences, own, heads }) => {
    const heading = headings.get(passage.heading) ?? [];
    const title = titles.get(passage.articleId) ?? [];
    const leads = leadsElsewhere(sentences);
    const whole = concepts.map((_, at) => own.reduce((best, one) => maxShare(best, one[at] ?? 0), 0));
    const met = sentences.map((_, index) =>
      concepts.map((__, at) =>
        Math.max(
          own[index]?.[at] ?? 0,
          shares.head * (own[heads[index] ?? -1]?.[at] ?? 0),
          shares.beside * Math.max(own[index - 1]?.[at] ?? 0, own[index + 1]?.[at] ?? 0),
          shares.near * Math.max(own[index - 2]?.[at] ?? 0, own[index + 2]?.[at] ?? 0),
          shares.heading * (heading[at] ?? 0),
          shares.title * (title[at] ?? 0),
          shares.passage * (whole[at] ?? 0),
        ),
      ),
    );
    const scores = parts.map((part, place) => {
      const weights = partWeights[place] ?? [];
      const total = weights.reduce((sum, one) => sum + one, 0) || 1;
      return sentences.map((sentence, index) => {
        const words = weights.reduce((sum, one, at) => sum + one * (met[index]?.[at] ?? 0), 0) / total;
        const base = words + nearnessWeight * nearness(passage, index);
        const isRow = heads[index] !== null;
        if (isLinkDefinition(sentence)) return 0;
        return base * valueFactor(sentence, part, isRow) * (leads[index] === true ? linksShare : 1);
      });
    });
    return { passage, sentences, scores };
  });
}

/** A word that every other sentence of these pages has says little about which of them answers. */
function tellingWeights(own: readonly (readonly number[])[], weights: readonly number[]): number[] {
  return weights.map((weight, at) => {
    const having = own.reduce((count, one) => count + ((one[at] ?? 0) > 0 ? 1 : 0), 0);
    const local = Math.log(1 + own.length / (1 + having)) / Math.log(1 + own.length);
    return weight * local ** localPower;
  });
}

/** What a value of the kind that is asked for adds, and the lack of one takes. */
function valueFactor(
  sentence: string,
  { kinds, bounds, counted, thing }: QuestionPart,
  isRow: boolean,
): number {
  if (kinds.length === 0) return bounds.length > 0 && holdsBound(sentence, bounds) ? 1 + boundBonus : 1;
  // The unit of a bare figure in a table stands in its head, or above it.
  if (!holdsKind(sentence, kinds)) return isRow && bareFigure.test(sentence) ? 1 : withoutKind;
  return (
    1 +
    kindBonus +
    (bounds.length > 0 && holdsBound(sentence, bounds) ? boundBonus : 0) +
    (counted?.test(sentence) === true ? countedBonus : 0) +
    (thing?.test(sentence) === true ? thingBonus : 0)
  );
}

const tableRow = /^\s*\|/;
const tableRule = /^\s*\|?[\s:|-]+\|?\s*$/;
/** Behind the first cell, which says what the row is about, or is only its number. */
const bareFigure = /^\s*\|[^|]*\|(?:[^|]*\|)*?\s*[\d.,]+\s*%?\s*(?:\||$)/;

/** The place of the head of the table that a sentence is a row of, by sentence; null for all others. */
function tableHeads(sentences: readonly string[]): (number | null)[] {
  let head: number | null = null;
  return sentences.map((sentence, at) => {
    if (!tableRow.test(sentence)) {
      head = null;
      return null;
    }
    if (tableRule.test(sentences[at + 1] ?? '')) head = at;
    return head === at || tableRule.test(sentence) ? null : head;
  });
}

/** Begins with a link, and says behind it what is found there. */
const linkItem = /^\s*(?:[-*+]|\d+[.)])\s+!?\[[^\]]*\]\([^)]*\)/;
const listItem = /^\s*(?:[-*+]|\d+[.)])\s/;

/** By sentence, whether it only leads to where something is told: a piece of links, or an item of a list of which each begins with one. */
function leadsElsewhere(sentences: readonly string[]): readonly boolean[] {
  const leads = sentences.map(isOnlyLinks);
  let from = 0;
  while (from < sentences.length) {
    let to = from;
    while (to < sentences.length && listItem.test(sentences[to] ?? '')) to++;
    if (to - from > 1 && sentences.slice(from, to).every((item) => linkItem.test(item)))
      leads.fill(true, from, to);
    from = to + 1;
  }
  return leads;
}

/** Whether hardly anything is left of a piece when its links are taken away. */
function isOnlyLinks(sentence: string): boolean {
  if (!sentence.includes('](') && !sentence.includes('://')) return false;
  const rest = sentence
    .replace(/!?\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/<?https?:\/\/\S+/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return rest.length < 12;
}
