import type { GraphReader, TermStatistics, TermVector } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { inverseFrequency, termScore } from './score-terms.ts';

export interface RankedPage {
  readonly id: string;
  readonly score: number;
}

export interface RankedPages {
  readonly pages: readonly RankedPage[];
  readonly statistics: TermStatistics;
  /** The question's terms with those that its best pages add, each with a weight. */
  readonly expanded: ReadonlyMap<string, number>;
}

/** Pages that are ranked anew; the engine's own order only chooses them. */
const candidateLimit = 200;
const titleBoost = 1.6;
/** Relevance feedback (RM3): so many of the best pages give so many terms, which weigh so much beside the question's. */
const feedback = { pages: 8, terms: 24, share: 0.3 };

/** Ranks whole pages for a question's terms, then again with the terms that the best pages have in common. */
export async function rankPages(
  reader: GraphReader,
  viewer: Viewer,
  terms: ReadonlyMap<string, number>,
): Promise<RankedPages> {
  const known = await reader.termStatistics([...terms.keys()]);
  const weighted = new Map(
    [...terms].map(([term, weight]) => [term, weight * inverseFrequency(term, known)] as const),
  );
  const candidates = await reader.searchText(
    { label: 'Article', terms: weighted, limit: candidateLimit },
    viewer,
  );
  const vectors = await reader.readTermVectors(
    candidates.map((one) => one.id),
    viewer,
  );
  const first = scoreAll(vectors, terms, known);
  const added = feedbackTerms(first.slice(0, feedback.pages), vectors);
  const statistics = await reader.termStatistics([...new Set([...terms.keys(), ...added.keys()])]);
  const expanded = mix(terms, keepTelling(added, statistics));
  return { pages: scoreAll(vectors, expanded, statistics), statistics, expanded };
}

function scoreAll(
  vectors: ReadonlyMap<string, TermVector>,
  terms: ReadonlyMap<string, number>,
  statistics: TermStatistics,
): RankedPage[] {
  const inverse = new Map([...terms.keys()].map((term) => [term, inverseFrequency(term, statistics)]));
  const pages: RankedPage[] = [];
  for (const [id, vector] of vectors) {
    let score = 0;
    for (const [term, weight] of terms) {
      const rare = inverse.get(term) ?? 0;
      score += weight * termScore(vector.count(term), vector.length, statistics.averageLength, rare);
      if (vector.title.has(term)) score += weight * titleBoost * rare;
    }
    pages.push({ id, score });
  }
  return pages.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

/** The likeliest terms of the best pages, each page weighing as it scored. */
function feedbackTerms(
  best: readonly RankedPage[],
  vectors: ReadonlyMap<string, TermVector>,
): Map<string, number> {
  const total = best.reduce((sum, page) => sum + page.score, 0) || 1;
  const model = new Map<string, number>();
  for (const page of best) {
    const vector = vectors.get(page.id);
    if (vector === undefined || vector.length === 0) continue;
    for (const [term, count] of vector.entries()) {
      model.set(term, (model.get(term) ?? 0) + (page.score / total) * (count / vector.length));
    }
  }
  return new Map(
    [...model].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, 150),
  );
}

/** Of the likely terms those that tell pages apart. */
function keepTelling(model: ReadonlyMap<string, number>, statistics: TermStatistics): Map<string, number> {
  const scored = [...model].map(
    ([term, likely]) => [term, likely * inverseFrequency(term, statistics)] as const,
  );
  return new Map(scored.sort((one, other) => other[1] - one[1]).slice(0, feedback.terms));
}

function mix(terms: ReadonlyMap<string, number>, added: ReadonlyMap<string, number>): Map<string, number> {
  const asked = [...terms.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const total = [...added.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const mixed = new Map([...terms].map(([term, weight]) => [term, (1 - feedback.share) * (weight / asked)]));
  for (const [term, weight] of added)
    mixed.set(term, (mixed.get(term) ?? 0) + feedback.share * (weight / total));
  return mixed;
}
