import { analyzeText } from '../../graph/analyze-text.ts';
import type { TermStatistics } from '../../graph/graph-store.ts';
import { abstain } from '../abstaining/abstain.ts';
import { closestPage } from '../abstaining/closest-page.ts';
import type { AskedPages } from '../abstaining/gap.ts';
import type { Answer } from '../answer.ts';
import type { Extract } from '../articles/pick-extracts.ts';
import type { ArticleSearch } from '../articles/search-articles.ts';
import type { Standing } from '../articles/weigh-evidence.ts';
import type { EntityItem, QuestionItem } from '../planning/question-item.ts';
import type { AnswerContext } from './answer-context.ts';
import { uniqueCitations } from './cite.ts';
import { composeArticles } from './compose-articles.ts';

/** Extracts that are shown where none answers for certain. */
const closeShown = 3;

/**
 * What comes near the question, of the pages that say something of it, else of the one that will be named: readers see sooner than we whether
 * it is what they meant.
 *
 * @param asksSomething whether the question asks at all: who only scolds is shown no page.
 */
export function closeExtracts(
  search: ArticleSearch,
  standings: ReadonlyMap<Extract, Standing>,
  question: string,
  asksSomething: boolean,
): readonly Extract[] {
  const { extracts } = search;
  const pages = new Set(
    extracts
      .filter((extract) => (standings.get(extract) ?? 'none') !== 'none')
      .map(({ passage }) => passage.articleId),
  );
  const nearest = pages.size === 0 && asksSomething ? closestPage(search, question) : null;
  if (nearest !== null) pages.add(nearest.id);
  return extracts.filter(({ passage }) => pages.has(passage.articleId)).slice(0, closeShown);
}

/**
 * No page says it: the one thing that was asked about is named, else the page that comes nearest, with what it says that is
 * closest.
 */
export async function noArticle(
  search: ArticleSearch,
  close: readonly Extract[],
  items: readonly QuestionItem[],
  context: AnswerContext,
  pages?: AskedPages,
): Promise<Answer> {
  const subject = onlySubject(items, search.statistics);
  const [named] = subject === null ? [] : await context.graph.readNodes([subject], context.viewer);
  if (named !== undefined) return await abstain({ kind: 'no_page', closest: named }, context);
  const first = close[0]?.passage.articleId;
  const page = search.articles.find(({ article }) => article.id === first)?.article;
  const closest = page ?? closestPage(search, context.question);
  const abstained = await abstain(
    { kind: 'no_page', closest, ...(pages === undefined ? {} : { pages }) },
    context,
  );
  const room = context.maxCharacters - abstained.text.length - 2;
  const composed = composeArticles(search, close, context.wording, room);
  if (composed.claims.length === 0) return abstained;
  return {
    ...abstained,
    text: `${abstained.text}\n\n${composed.text}`,
    claims: composed.claims,
    sources: uniqueCitations(composed.sources),
  };
}

/** The one person, task or team that a question names. */
function onlySubject(items: readonly QuestionItem[], statistics: TermStatistics): string | null {
  const [one, another] = items.filter(
    (item): item is EntityItem =>
      item.kind === 'entity' &&
      ['Employee', 'Task', 'Team', 'Project'].includes(item.label) &&
      !isOrdinaryWord(item, statistics),
  );
  if (one === undefined || another !== undefined || one.candidates.length !== 1) return null;
  return one.candidates[0]?.id ?? null;
}

/** Pages that an ordinary word stands on, as a share of all; it is also the account name of somebody. */
const ordinaryShare = 0.05;

/** "Take over", "paged out": a word in small letters that the wiki uses everywhere, and nobody's own name. */
export function isOrdinaryWord(
  { raw, candidates }: EntityItem,
  { documents, documentFrequency }: TermStatistics,
): boolean {
  const terms = analyzeText(raw);
  const [term] = terms;
  if (term === undefined || terms.length > 1 || !/^[a-z]+$/.test(raw)) return false;
  const named = candidates.some(({ name }) =>
    name
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .includes(raw),
  );
  return !named && (documentFrequency.get(term) ?? 0) > documents * ordinaryShare;
}
