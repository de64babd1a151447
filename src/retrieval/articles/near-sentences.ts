import type { StoredPassage } from '../../graph/graph-store.ts';
import type { SimilarityScale } from '../../models/similarity-scale.ts';
import type { Meaning } from './meaning.ts';
import type { ScoredPassage } from './score-sentences.ts';

/** How near sentences are to a question in meaning. */
export interface Nearness {
  /** Cosine of a sentence; null where it was not compared. */
  similarity(passage: StoredPassage, sentence: number): number | null;
  /** The same as a share, with that of its passage in it: 0 for what is unrelated, about 1 for the same. */
  share(passage: StoredPassage, sentence: number): number;
}

/** Passages of which each sentence is compared. */
const passagesCompared = 12;
/** Sentences that are compared; what they cost is what a question waits for. */
const sentencesCompared = 120;
/** What a passage's own nearness adds to that of its sentences. */
const passageShare = 0.5;
/** Fewer letters say nothing by themselves. */
const leastLetters = 3;

/**
 * Compares the sentences of the passages that are nearest, and of those that words find, with the question.
 *
 * @returns null where meanings tell no more than an order, or could not be had.
 */
export async function compareSentences(
  meaning: Meaning,
  scored: readonly (ScoredPassage & { readonly factor: number })[],
  titleOf: (articleId: string) => string,
): Promise<Nearness | null> {
  const { scale, passages } = meaning;
  if (scale === null) return null;
  const cosines = new Map(passages.map(({ id, score }) => [id, score]));
  const chosen = choosePassages(scored, cosines);
  const units = chosen
    .flatMap(({ passage, sentences }) =>
      sentences.map((sentence, index) => ({ passage, index, text: textOf(passage, sentence, titleOf) })),
    )
    .filter(({ passage, text }) => text.length >= passage.heading.length + leastLetters)
    .slice(0, sentencesCompared);
  const found = await meaning.compare(units.map(({ text }) => text));
  if (found === null) return null;
  const bySentence = new Map(units.map(({ passage, index }, at) => [keyOf(passage, index), found[at] ?? 0]));
  return {
    similarity: (passage, sentence) => bySentence.get(keyOf(passage, sentence)) ?? null,
    share(passage, sentence) {
      const own = bySentence.get(keyOf(passage, sentence));
      if (own === undefined) return 0;
      const whole = cosines.get(passage.id) ?? scale.unrelated;
      return (related(own, scale) + passageShare * related(whole, scale)) / (1 + passageShare);
    },
  };
}

/** In turns, the nearest by meaning and the best by words. */
function choosePassages(
  scored: readonly (ScoredPassage & { readonly factor: number })[],
  cosines: ReadonlyMap<string, number>,
): ScoredPassage[] {
  const near = scored
    .filter(({ passage }) => cosines.has(passage.id))
    .sort((one, other) => (cosines.get(other.passage.id) ?? 0) - (cosines.get(one.passage.id) ?? 0));
  const worded = scored
    .map((one) => ({ one, best: one.factor * Math.max(0, ...one.scores.flat()) }))
    .filter(({ best }) => best > 0)
    .sort((one, other) => other.best - one.best)
    .map(({ one }) => one);
  const chosen = new Set<ScoredPassage>();
  for (let at = 0; chosen.size < passagesCompared && at < Math.max(near.length, worded.length); at++)
    for (const one of [near[at], worded[at]])
      if (one !== undefined && chosen.size < passagesCompared) chosen.add(one);
  return [...chosen];
}

/** A sentence with where it stands: "at most five" says nothing without. */
function textOf(passage: StoredPassage, sentence: string, titleOf: (articleId: string) => string): string {
  const heading = passage.heading === '' ? titleOf(passage.articleId) : passage.heading;
  return `${heading}: ${sentence.trim()}`;
}

function related(cosine: number, { unrelated }: SimilarityScale): number {
  return Math.max(0, (cosine - unrelated) / (1 - unrelated));
}

function keyOf(passage: StoredPassage, sentence: number): string {
  return `${passage.id} ${sentence}`;
}
