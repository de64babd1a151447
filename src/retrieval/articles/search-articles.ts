import type {
  GraphReader,
  StoredNode,
  StoredPassage,
  TermStatistics,
  TextCandidate,
} from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { SimilarityScale } from '../../models/similarity-scale.ts';
import { calledPages, callsSection } from './called-pages.ts';
import { type Concept, conceptWeight, readConcepts } from './concepts.ts';
import type { Meaning } from './meaning.ts';
import { compareSentences } from './near-sentences.ts';
import { type Extract, pickExtracts } from './pick-extracts.ts';
import { questionParts } from './question-parts.ts';
import { questionTerms } from './question-terms.ts';
import { rankPages } from './rank-pages.ts';
import { type ScoringOptions, scoreSentences } from './score-sentences.ts';

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
  readonly concepts: readonly Concept[];
  /** What the extracts' similarities tell; null where they have none that tells something. */
  readonly scale: SimilarityScale | null;
  /** How many pages have each term; none were looked up for a question without terms. */
  readonly statistics: TermStatistics;
}

export interface ArticleQuestion {
  readonly question: string;
  /** Earlier turns of the conversation, oldest first. */
  readonly earlier?: readonly string[];
  /** What it means, where that is looked at. */
  readonly meaning?: Meaning | null;
  /** Ids of the pages that are looked at; all of them where absent. */
  readonly within?: readonly string[];
}

const pagesNamed = 10;
/** Pages that are quoted from. */
const pagesRead = 6;
/** How much less a page at each further rank is believed. */
const pageDecay = 0.12;
/** What a passage weighs whose page or section the question calls by its title. */
const calledFactor = 2.5;
const nearestKept = 5;
/** Characters of one extract: two or three sentences. */
const extractLength = 230;

/** Pages first, then the passages inside the best ones, then the sentences that tell most. */
export async function searchArticles(
  reader: GraphReader,
  viewer: Viewer,
  { question, earlier = [], meaning = null, within }: ArticleQuestion,
): Promise<ArticleSearch> {
  const allowed = within === undefined ? null : new Set(within);
  const similar = (meaning?.passages ?? []).filter(
    ({ articleId }) => allowed === null || (articleId !== undefined && allowed.has(articleId)),
  );
  const terms = questionTerms(question, earlier);
  if (terms.size === 0) return nothingFound;
  const { concepts, statistics } = await readConcepts(reader, terms, [question]);
  const pages = await rankPages(reader, viewer, concepts, statistics, similar, within);
  const best = pages.slice(0, pagesRead);
  // However far behind words leave a page, what it says about the question's meaning is looked at.
  const meant = similar.slice(0, nearestKept).flatMap(({ articleId }) => articleId ?? []);
  const articles = await reader.readNodes(
    [...new Set([...pages.slice(0, pagesNamed).map((page) => page.id), ...meant])],
    viewer,
  );
  const passages = await reader.readPassages(
    [...new Set([...best.map((page) => page.id), ...meant])],
    viewer,
  );
  const scores = new Map(pages.map((page) => [page.id, page.score]));
  const titles = new Map(articles.map((article) => [article.id, String(article.properties.title ?? '')]));
  const places = new Map(best.map((page, place) => [page.id, place]));
  const called = calledPages(concepts, titles);
  const options: ScoringOptions = {
    concepts,
    parts: questionParts(question),
    weight: (concept) => conceptWeight(concept, statistics),
    titleOf: (id) => titles.get(id) ?? '',
    length: extractLength,
  };
  const score = (given: ScoringOptions) =>
    scoreSentences(passages, given).map((one) => ({
      ...one,
      factor:
        (called.has(one.passage.articleId) || callsSection(question, one.passage.heading)
          ? calledFactor
          : 1) /
        (1 + pageDecay * (places.get(one.passage.articleId) ?? pagesRead)),
    }));
  const byWords = score(options);
  const nearness = meaning === null ? null : await compareSentences(meaning, byWords, options.titleOf);
  const scored = nearness === null ? byWords : score({ ...options, nearness: nearness.share });
  return {
    articles: articles.map((article) => ({ article, score: scores.get(article.id) ?? 0 })),
    extracts: pickExtracts(scored, extractLength, nearness?.similarity),
    nearest: nearestOf(passages, similar),
    concepts,
    scale: nearness === null ? null : (meaning?.scale ?? null),
    statistics,
  };
}

const nothingFound: ArticleSearch = {
  articles: [],
  extracts: [],
  nearest: [],
  concepts: [],
  scale: null,
  statistics: { documents: 0, averageLength: 0, documentFrequency: new Map() },
};

function nearestOf(passages: readonly StoredPassage[], similar: readonly TextCandidate[]): StoredPassage[] {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  return similar.flatMap(({ id }) => byId.get(id) ?? []).slice(0, nearestKept);
}
