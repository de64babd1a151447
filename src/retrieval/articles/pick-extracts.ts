import { analyzeText } from '../../graph/analyze-text.ts';
import type { StoredPassage } from '../../graph/graph-store.ts';
import { type Concept, conceptScore } from './concepts.ts';
import type { RankedPassage } from './rank-passages.ts';
import { splitSentences } from './split-sentences.ts';

/** A stretch of a passage, in its own words, that may hold the answer. */
export interface Extract {
  readonly passage: StoredPassage;
  readonly text: string;
  readonly score: number;
}

export interface ExtractOptions {
  readonly concepts: readonly Concept[];
  /** How telling a term is. */
  readonly weight: (term: string) => number;
  /** Whether a figure, a date or a length of time is asked for. */
  readonly wantsFigure: boolean;
  /** Characters that an extract should not exceed; one unbreakable row or line may. */
  readonly length: number;
}

/** What neighbours of a sentence lend it: an answer often follows the sentence that names the subject. */
const neighbourShare = 0.35;
/** A word of the section's heading is said of each of its sentences, less surely. */
const headingShare = 0.4;
/** Stretches of one passage: the sentence that names the subject, and the one with the figure, may stand apart. */
const windowsOfPassage = 2;
const passageShare = 1;
const figureShare = 1.5;
const figure =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty|sixty|ninety|hundred)\b|[一二两三四五六七八九十百]+(?=[个天周月年小分秒])/i;

/**
 * Chooses the stretches of each ranked passage that tell most about a question; sentences, rows and lines of code are
 * never broken.
 */
export function pickExtracts(ranked: readonly RankedPassage[], options: ExtractOptions): Extract[] {
  const best = ranked[0]?.score ?? 1;
  const found = ranked.flatMap((one) => extractsOf(one, one.score / (best || 1), options));
  return found.sort((one, other) => other.score - one.score);
}

function extractsOf(ranked: RankedPassage, share: number, options: ExtractOptions): Extract[] {
  const sentences = splitSentences(ranked.passage.text, options.length);
  const total = options.concepts.reduce((sum, one) => sum + one.weight * options.weight(one.term), 0) || 1;
  const heading = new Set(analyzeText(ranked.passage.heading));
  const own = sentences.map((sentence) => {
    const words = new Set(analyzeText(sentence));
    let score = 0;
    for (const concept of options.concepts) {
      score += conceptScore(concept, (term) => {
        if (words.has(term)) return options.weight(term);
        return heading.has(term) ? headingShare * options.weight(term) : 0;
      });
    }
    return score / total;
  });
  const scored = sentences.map((sentence, index) => {
    const near = Math.max(own[index - 1] ?? 0, own[index + 1] ?? 0, 0.7 * (own[index - 2] ?? 0));
    const bonus = options.wantsFigure && figure.test(sentence) ? figureShare : 0;
    return ((own[index] ?? 0) + neighbourShare * near) * (1 + bonus);
  });
  const windows: Extract[] = [];
  const taken = new Set<number>();
  for (let count = 0; count < windowsOfPassage; count++) {
    const open = scored.map((score, index) => (taken.has(index) ? 0 : score));
    const score = Math.max(...open);
    if (score === 0) break;
    const index = open.indexOf(score);
    const [from, to] = widen(sentences, index, options.length, scored, taken);
    for (let at = from; at < to; at++) taken.add(at);
    const text = sentences.slice(from, to).join('').trim();
    if (text === '') continue;
    windows.push({
      passage: ranked.passage,
      text: `${from > 0 ? '… ' : ''}${text}${to < sentences.length ? ' …' : ''}`,
      score: score + passageShare * share,
    });
  }
  return windows;
}

/** Adds the neighbours of a sentence that no window has taken while there is room, the more telling side first. */
function widen(
  sentences: readonly string[],
  index: number,
  length: number,
  scores: readonly number[],
  taken: ReadonlySet<number>,
): [number, number] {
  let from = index;
  let to = index + 1;
  let used = sentences[index]?.length ?? 0;
  for (;;) {
    const after =
      to < sentences.length && !taken.has(to) ? (sentences[to]?.length ?? 0) : Number.POSITIVE_INFINITY;
    const before =
      from > 0 && !taken.has(from - 1) ? (sentences[from - 1]?.length ?? 0) : Number.POSITIVE_INFINITY;
    const fitsAfter = used + after <= length;
    const fitsBefore = used + before <= length;
    if (!fitsAfter && !fitsBefore) return [from, to];
    if (fitsAfter && (!fitsBefore || (scores[to] ?? 0) >= (scores[from - 1] ?? 0))) {
      used += after;
      to++;
    } else {
      used += before;
      from--;
    }
  }
}
