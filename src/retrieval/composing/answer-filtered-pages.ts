import { analyzeText } from '../../graph/analyze-text.ts';
import type { Condition, FindQuery } from '../../graph/graph-query.ts';
import type { StoredNode } from '../../graph/graph-store.ts';
import type { Answer } from '../answer.ts';
import { conceptScore } from '../articles/concepts.ts';
import { inFolder, type PageFilter } from '../articles/page-filter.ts';
import type { Extract } from '../articles/pick-extracts.ts';
import { type ArticleSearch, searchArticles } from '../articles/search-articles.ts';
import { reportProgress } from '../report-progress.ts';
import { type AnswerContext, emptyAnswer, freshness, withRoomFor } from './answer-context.ts';
import { answerFromPlan } from './answer-from-plan.ts';
import { closeExtracts, noArticle } from './answer-no-article.ts';
import { uniqueCitations } from './cite.ts';
import { composeArticles, titleOf } from './compose-articles.ts';
import { describeQuery } from './describe-query.ts';
import { pageFilterWordings } from './page-filter-wording.ts';
import { weighExtracts } from './weigh-extracts.ts';

/** Pages that one query gives; a store accepts no larger limit. */
const pagesAtOnce = 1000;

/**
 * Answers a question about the text of certain pages: whose, from when, of which kind. Only those are searched, and the
 * answer says which they are; where none of them says it, the closest of all pages is named with its author.
 */
export async function answerFilteredPages(filter: PageFilter, context: AnswerContext): Promise<Answer> {
  const { author, conditions, folder, order, subject } = filter;
  const candidates = author?.candidates ?? [];
  if (author !== null && candidates.length > 1)
    return await answerFromPlan({ kind: 'clarify', surface: author.raw, candidates }, context);
  const named = new Map(candidates.map((one) => [one.id, one]));
  const written = candidates.map(
    ({ id, label }): Condition => ({
      related: { type: 'AUTHORED', direction: 'in', label: 'Employee' },
      where: label === 'Team' ? isOfTeam(id) : { property: 'id', op: 'eq', value: id },
    }),
  );
  const told: Condition = { all: [...written, ...conditions] };
  const where = folder === null ? told : { all: [told, inFolder(folder)] };
  if (subject === '') {
    const orderBy = [{ by: 'writtenOn', descending: order !== 'oldest' }];
    const list = { kind: 'list', orderBy, limit: order === null ? context.listLimit : 1 } as const;
    const query: FindQuery = { find: 'Article', where, return: list };
    return await answerFromPlan({ kind: 'query', query, shape: { kind: 'list' }, named }, context);
  }
  const words = pageFilterWordings[context.language];
  const described = describeQuery(
    { find: 'Article', where: told, return: { kind: 'count' } },
    named,
    context.wording,
  );
  const called = folder === null ? described : words.inFolder(described, folder);
  const ids = await readIds(where, context);
  reportProgress(context, { stage: 'reading' });
  const asked = { ...context, question: subject };
  const meaning = (await context.readMeaning?.(subject, context.viewer)) ?? null;
  const search = await searchArticles(context.graph, context.viewer, {
    question: subject,
    meaning,
    within: ids,
  });
  const standings = weighExtracts(search, subject, [], true);
  const answers = search.extracts.filter((extract) => standings.get(extract) === 'answer');
  const first = order === null ? null : firstInTime(search, answers, order);
  const isFound = order === null ? answers.length > 0 : first !== null;
  if (!isFound) {
    const all = await searchArticles(context.graph, context.viewer, { question: subject, meaning });
    const close = ofBestPage(all, closeExtracts(all, weighExtracts(all, subject, []), subject, true));
    return await noArticle(all, close, [], asked, { called, total: ids.length });
  }
  const isUnlimited = written.length + conditions.length === 0 && folder === null;
  const head =
    first === null
      ? words.only(called, ids.length)
      : words.first(
          order ?? 'newest',
          isUnlimited ? context.wording.plural.Article : called,
          String(first.properties.writtenOn),
        );
  const extracts = answers.filter(({ passage }) => first === null || passage.articleId === first.id);
  const room = withRoomFor(head, context).maxCharacters;
  const composed = composeArticles(search, extracts, context.wording, room);
  return {
    ...emptyAnswer(context),
    text: `${head}\n\n${composed.text}`,
    claims: composed.claims,
    asOf: await freshness(context),
    sources: uniqueCitations(composed.sources),
  };
}

/** A member of the team or of a team within it. */
function isOfTeam(id: string): Condition {
  const where = { property: 'id', op: 'eq', value: id } as const;
  const within: Condition = {
    related: { type: 'PART_OF', direction: 'out', label: 'Team', transitive: true },
    where,
  };
  return {
    related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' },
    where: { any: [where, within] },
  };
}

/** The extracts of the page that ranks first among them. */
function ofBestPage({ articles }: ArticleSearch, extracts: readonly Extract[]): readonly Extract[] {
  const quoted = new Set(extracts.map(({ passage }) => passage.articleId));
  const best = articles.find(({ article }) => quoted.has(article.id))?.article.id;
  return extracts.filter(({ passage }) => passage.articleId === best);
}

/** All pages that meet a condition, as far as the viewer may read them. */
async function readIds(where: Condition, { graph, viewer, today }: AnswerContext): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const list = { kind: 'list', limit: pagesAtOnce, offset: ids.length } as const;
    const found = await graph.query({ find: 'Article', where, return: list }, viewer, today);
    if (found.kind !== 'list') return ids;
    ids.push(...found.rows.map(({ id }) => id));
    if (found.rows.length < pagesAtOnce) return ids;
  }
}

/**
 * The newest or oldest of the pages that are about what was asked: those whose titles have most of its words, else those
 * that say it. Pages without a day are left out.
 */
function firstInTime(
  { articles, concepts }: ArticleSearch,
  answers: readonly Extract[],
  order: 'newest' | 'oldest',
): StoredNode | null {
  const saying = new Set(answers.map(({ passage }) => passage.articleId));
  const rated = articles
    .filter(({ article }) => saying.has(article.id) && typeof article.properties.writtenOn === 'string')
    .map(({ article }) => {
      const title = new Set(analyzeText(titleOf(article)));
      const inTitle = concepts.filter((one) => conceptScore(one, (term) => (title.has(term) ? 1 : 0)) > 0);
      return { article, inTitle: inTitle.length, day: String(article.properties.writtenOn) };
    });
  const most = Math.max(0, ...rated.map(({ inTitle }) => inTitle));
  const about = rated.filter(({ inTitle }) => inTitle === most);
  about.sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0));
  return (order === 'newest' ? about[0] : about.at(-1))?.article ?? null;
}
