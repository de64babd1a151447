import { analyzeText } from '../../graph/analyze-text.ts';
import type {
  GraphReader,
  StoredNode,
  StoredPassage,
  TermStatistics,
  TextCandidate,
} from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { isHan } from '../linking/tokenize.ts';
import { conceptsOf } from './concepts.ts';
import { type Extract, pickExtracts } from './pick-extracts.ts';
import { rankPages } from './rank-pages.ts';
import { rankPassages } from './rank-passages.ts';
import { inverseFrequency } from './score-terms.ts';

export interface FoundArticle {
  readonly article: StoredNode;
  readonly score: number;
}

export interface ArticleSearch {
  /** Best first. */
  readonly articles: readonly FoundArticle[];
  /** What the best pages say about the question, best first. */
  readonly extracts: readonly Extract[];
  /** The passages that are nearest in meaning, best first; none where meanings are not looked at. */
  readonly nearest: readonly StoredPassage[];
  /** Share of the question's weight that the best passage covers, 0 to 1. */
  readonly coverage: number;
  readonly terms: ReadonlyMap<string, number>;
  /** How many pages have each term; none were looked up for a question without terms. */
  readonly statistics: TermStatistics;
}

const pagesRead = 6;
const passagesKept = 40;
const nearestKept = 5;
/** Characters of one extract: two or three sentences. */
const extractLength = 300;

/** Chinese characters that only join words or ask; a pair with one of them tells nothing. */
const joining =
  /[的是了吗呢吧在有什么怎样多少几哪些谁和与或被把从到给为以能可要会请问我你他她它们这那个一不就也都还]/;

/**
 * The question's terms, each as often as it was asked; earlier turns' terms weigh less. Of Chinese only pairs that
 * say something: single characters are for the index.
 */
export function questionTerms(question: string, earlier: readonly string[] = []): Map<string, number> {
  const terms = new Map<string, number>();
  const telling = (text: string): string[] => {
    const all = analyzeText(text);
    const pairs = all.filter((term) => !isHan(term) || (term.length > 1 && !joining.test(term)));
    return pairs.length > 0 ? pairs : all;
  };
  for (const term of telling(question)) terms.set(term, Math.min(2, (terms.get(term) ?? 0) + 1));
  for (const text of earlier) for (const term of telling(text)) if (!terms.has(term)) terms.set(term, 0.4);
  return terms;
}

/**
 * Pages first, then the passages inside the best ones.
 *
 * @param similar passages that mean about the same, best first; see `SimilarPassages`.
 */
export async function searchArticles(
  reader: GraphReader,
  viewer: Viewer,
  terms: ReadonlyMap<string, number>,
  wantsFigure: boolean,
  similar: readonly TextCandidate[] = [],
): Promise<ArticleSearch> {
  const concepts = conceptsOf(terms);
  if (terms.size === 0) return { ...nothingFound, terms };
  const { pages, statistics } = await rankPages(reader, viewer, concepts, similar);
  const best = pages.slice(0, pagesRead);
  // However far behind words leave a page, what it says about the question's meaning is looked at.
  const meant = similar.slice(0, nearestKept).flatMap(({ articleId }) => articleId ?? []);
  const articles = await reader.readNodes(
    [...new Set([...pages.slice(0, 10).map((page) => page.id), ...meant])],
    viewer,
  );
  const passages = await reader.readPassages([...best.map((page) => page.id), ...meant], viewer);
  const top = best[0]?.score ?? 1;
  const pageShare = new Map(best.map((page) => [page.id, page.score / top]));
  const ranked = rankPassages(passages, concepts, statistics)
    .map((one) => ({ ...one, score: one.score * (pageShare.get(one.passage.articleId) ?? 0) ** 2 }))
    .sort((one, other) => other.score - one.score)
    .slice(0, passagesKept);
  const scores = new Map(pages.map((page) => [page.id, page.score]));
  return {
    articles: articles.map((article) => ({ article, score: scores.get(article.id) ?? 0 })),
    extracts: pickExtracts(ranked, {
      concepts,
      weight: (term) => inverseFrequency(term, statistics),
      wantsFigure,
      length: extractLength,
    }),
    nearest: nearestOf(passages, similar),
    coverage: Math.max(0, ...ranked.slice(0, 5).map((one) => one.coverage)),
    terms,
    statistics,
  };
}

const nothingFound: ArticleSearch = {
  articles: [],
  extracts: [],
  nearest: [],
  coverage: 0,
  terms: new Map(),
  statistics: { documents: 0, averageLength: 0, documentFrequency: new Map() },
};

function nearestOf(passages: readonly StoredPassage[], similar: readonly TextCandidate[]): StoredPassage[] {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  return similar.flatMap(({ id }) => byId.get(id) ?? []).slice(0, nearestKept);
}
