import type { GraphReader, TermStatistics, TermVector, TextCandidate } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { type Concept, conceptScore, searchTerms } from './concepts.ts';
import { inverseFrequency, pageSaturation, termScore } from './score-terms.ts';

export interface RankedPage {
  readonly id: string;
  readonly score: number;
}

/** Candidates that are ranked anew; the engine's own order only chooses them. */
const candidateLimit = 200;
const titleBoost = 0.5;
/** What a page's passages count by their words, best first. */
const passageShares = [1, 0.3, 0.1] as const;
/** Reciprocal rank fusion's constant: small, because the first few ranks of either list say most. */
const fusionConstant = 20;
/** The same where words and meaning are fused, with what each weighs: who asks in other words is found by the second. */
const meaningFusion = { constant: 8, words: 0.7, meaning: 1 } as const;

/**
 * Ranks whole pages, and pages by their best passages, and fuses the two orders: a page about the subject and a page
 * with one telling passage are both found. Where passages were found by their meaning, the order of their pages is fused
 * with that of the words.
 *
 * @param articles the pages that are looked at; all of them where absent.
 */
export async function rankPages(
  reader: GraphReader,
  viewer: Viewer,
  concepts: readonly Concept[],
  statistics: TermStatistics,
  similar: readonly TextCandidate[],
  articles?: readonly string[],
): Promise<RankedPage[]> {
  const terms = searchTerms(concepts, statistics);
  const search = { terms, limit: candidateLimit, ...(articles === undefined ? {} : { articles }) };
  const candidates = await reader.searchText({ label: 'Article', ...search }, viewer);
  const passages = await reader.searchText({ label: 'Passage', ...search }, viewer);
  const byPassages = pagesOf(passages, passageShares);
  const ids = [...new Set([...candidates.map((one) => one.id), ...byPassages.map((one) => one.id)])];
  const vectors = await reader.readTermVectors(ids, viewer);
  const whole = [...vectors].map(([id, vector]): RankedPage => {
    return { id, score: scorePage(vector, concepts, statistics) };
  });
  const byWords = fuse(fusionConstant, [
    { weight: 1, pages: inOrder(whole) },
    { weight: 1, pages: byPassages },
  ]);
  if (similar.length === 0) return byWords;
  const { constant, words, meaning } = meaningFusion;
  return fuse(constant, [
    { weight: words, pages: byWords },
    { weight: meaning, pages: pagesOf(similar, [1]) },
  ]);
}

function scorePage(vector: TermVector, concepts: readonly Concept[], statistics: TermStatistics): number {
  let score = 0;
  for (const concept of concepts) {
    score += conceptScore(concept, (term) => {
      const rare = inverseFrequency(term, statistics);
      const named = vector.title.has(term) ? titleBoost * rare : 0;
      return (
        named + termScore(vector.count(term), vector.length, statistics.averageLength, rare, pageSaturation)
      );
    });
  }
  return score;
}

/** A page by its best passages, the later ones counting less. */
function pagesOf(passages: readonly TextCandidate[], shares: readonly number[]): RankedPage[] {
  const best = new Map<string, number[]>();
  for (const { articleId, score } of passages) {
    if (articleId === undefined) continue;
    const scores = best.get(articleId) ?? [];
    if (scores.length < shares.length) scores.push(score);
    best.set(articleId, scores);
  }
  return inOrder(
    [...best].map(([id, scores]) => ({
      id,
      score: scores.reduce((sum, score, index) => sum + score * (shares[index] ?? 0), 0),
    })),
  );
}

function fuse(
  constant: number,
  orders: readonly { readonly weight: number; readonly pages: readonly RankedPage[] }[],
): RankedPage[] {
  const scores = new Map<string, number>();
  for (const { weight, pages } of orders) {
    for (const [rank, page] of pages.entries())
      scores.set(page.id, (scores.get(page.id) ?? 0) + weight / (constant + rank));
  }
  return inOrder([...scores].map(([id, score]) => ({ id, score })));
}

function inOrder(pages: readonly RankedPage[]): RankedPage[] {
  return [...pages].sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}
