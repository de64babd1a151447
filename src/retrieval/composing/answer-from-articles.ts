import { analyzeText } from '../../graph/analyze-text.ts';
import type { TermStatistics } from '../../graph/graph-store.ts';
import { ModelError } from '../../models/model-error.ts';
import { abstain } from '../abstaining/abstain.ts';
import { closestPage } from '../abstaining/closest-page.ts';
import type { Answer, Claim } from '../answer.ts';
import { askedWords } from '../articles/asked-words.ts';
import type { Extract } from '../articles/pick-extracts.ts';
import { type ArticleSearch, searchArticles } from '../articles/search-articles.ts';
import { holdsWanted, wantedAnswer } from '../articles/wanted-answer.ts';
import {
  betterStanding,
  type Standing,
  standingByMeaning,
  standingOf,
  weighEvidence,
} from '../articles/weigh-evidence.ts';
import type { EntityItem, QuestionItem } from '../planning/question-item.ts';
import { reportProgress } from '../report-progress.ts';
import { type AnswerContext, emptyAnswer, freshness, withNote, withRoomFor } from './answer-context.ts';
import { citePassage, uniqueCitations } from './cite.ts';
import { articleSources, composeArticles, titleOf } from './compose-articles.ts';
import type { GivenPassage } from './verify-sentences.ts';
import type { AnswerWriter } from './write-answer.ts';

/** Extracts that are shown where none answers for certain. */
const closeShown = 3;
/** Passages that a model reads: the one that answers in other words is rarely the first. */
const passagesGiven = 12;

/**
 * Answers from the wiki, or says that no page answers this.
 *
 * @param writer words the answer, where a model is to; whether what was found is about the question is then its to judge.
 */
export async function answerFromArticles(
  context: AnswerContext,
  items: readonly QuestionItem[],
  earlier: readonly string[],
  writer: AnswerWriter | null,
): Promise<Answer> {
  const asOf = await freshness(context);
  const meaning = (await context.readMeaning?.(context.question, context.viewer)) ?? null;
  reportProgress(context, { stage: 'reading' });
  const search = await searchArticles(context.graph, context.viewer, {
    question: context.question,
    earlier,
    meaning,
  });
  if (writer === null) return await extractiveAnswer(search, items, earlier, context, asOf);
  const without = async (note: string): Promise<Answer> =>
    withNote(await extractiveAnswer(search, items, earlier, withRoomFor(note, context), asOf), note);
  reportProgress(context, { stage: 'writing' });
  try {
    const written = await writeFromSearch(search, writer, context, earlier);
    if (written === 'not_found') return await noArticle(search, [], items, context);
    if (written !== 'unsupported') return { ...emptyAnswer(context), ...written, asOf, model: 'wrote' };
    return await without(context.wording.model.unsupported());
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return await without(context.wording.model.failed[error.reason]);
  }
}

/** The answer without a model: the pages' own sentences, or the closest ones where none answers for certain. */
async function extractiveAnswer(
  search: ArticleSearch,
  items: readonly QuestionItem[],
  earlier: readonly string[],
  context: AnswerContext,
  asOf: Answer['asOf'],
): Promise<Answer> {
  if (asksOfSomebody(items, search)) return await noArticle(search, [], items, context);
  const standings = weighExtracts(search, context.question, earlier);
  const composed = composeArticles(search, search.extracts, context.wording, context.maxCharacters);
  if (!composed.shown.some((extract) => standings.get(extract) === 'answer')) {
    const pages = new Set(
      search.extracts
        .filter((extract) => (standings.get(extract) ?? 'none') !== 'none')
        .map(({ passage }) => passage.articleId),
    );
    const close = search.extracts.filter(({ passage }) => pages.has(passage.articleId));
    return await noArticle(search, close.slice(0, closeShown), items, context);
  }
  return {
    ...emptyAnswer(context),
    text: composed.text,
    claims: composed.claims,
    asOf,
    sources: uniqueCitations(composed.sources),
  };
}

/**
 * No page says it: the one thing that was asked about is named, else the page that comes nearest, with what it says where
 * that is close.
 */
async function noArticle(
  search: ArticleSearch,
  close: readonly Extract[],
  items: readonly QuestionItem[],
  context: AnswerContext,
): Promise<Answer> {
  const subject = onlySubject(items, search.statistics);
  const [named] = subject === null ? [] : await context.graph.readNodes([subject], context.viewer);
  if (named !== undefined) return await abstain({ kind: 'no_page', closest: named }, context);
  const first = close[0]?.passage.articleId;
  const page = search.articles.find(({ article }) => article.id === first)?.article;
  const closest = page ?? closestPage(search, context.question);
  const abstained = await abstain({ kind: 'no_page', closest }, context);
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

/** A model's sentences with their quotes, as many as an answer may be long. */
async function writeFromSearch(
  search: ArticleSearch,
  writer: AnswerWriter,
  { question, language, maxCharacters }: AnswerContext,
  earlier: readonly string[],
): Promise<Pick<Answer, 'text' | 'claims' | 'sources'> | 'not_found' | 'unsupported'> {
  const passages = passagesOf(search);
  if (passages.length === 0) return 'not_found';
  const written = await writer.write({ question, language, earlier, passages });
  if (written.kind !== 'written') return written.kind;
  const claims: Claim[] = [];
  let room = maxCharacters;
  for (const { text, quotes } of written.sentences) {
    room -= text.length + 1;
    if (room < 0) break;
    claims.push({
      text,
      citations: quotes.map(({ article, passage, quote }) => citePassage(article, passage, quote)),
    });
  }
  if (claims.length === 0) return 'unsupported';
  return {
    text: claims.map((claim) => claim.text).join(language === 'zh' ? '' : ' '),
    claims,
    sources: uniqueCitations(articleSources(claims, search)),
  };
}

/** The nearest passages, and those of the best extracts, whole and each once. */
export function passagesOf({ articles, extracts, nearest }: ArticleSearch): GivenPassage[] {
  const byId = new Map(articles.map((one) => [one.article.id, one.article]));
  const passages = [...nearest, ...extracts.map(({ passage }) => passage)];
  const distinct = [...new Map(passages.map((passage) => [passage.id, passage])).values()];
  return distinct.slice(0, passagesGiven).flatMap((passage) => {
    const article = byId.get(passage.articleId);
    return article === undefined ? [] : [{ article, passage }];
  });
}

/**
 * What each extract is as evidence: its passage must be about what was asked, and it must hold the kind of thing that
 * was asked for. A question that says nothing of its own ("and how long?") is about what its conversation is about.
 */
function weighExtracts(
  { articles, extracts, concepts, scale, statistics }: ArticleSearch,
  question: string,
  earlier: readonly string[],
): Map<Extract, Standing> {
  const own = askedWords(question);
  const saysSomething = own.words.length + own.stretches.length > 0;
  const asked = saysSomething ? own : askedWords(earlier.join('\n'));
  const wanted = wantedAnswer(question);
  const titles = new Map(articles.map(({ article }) => [article.id, titleOf(article)]));
  return new Map(
    extracts.map((extract) => {
      const { passage, text, similarity } = extract;
      if (!holdsWanted(text, wanted)) return [extract, 'none'];
      const head = [titles.get(passage.articleId) ?? '', passage.heading];
      const weigh = (words: string) =>
        weighEvidence(asked, concepts, [...head, words].join('\n'), statistics);
      const evidence = weigh(passage.text);
      const whole = standingOf(evidence);
      // Words that stand far apart in a passage may be about different things.
      const byWords = whole === 'answer' && standingOf(weigh(text)) === 'none' ? 'close' : whole;
      if (scale === null || similarity === null || !saysSomething) return [extract, byWords];
      return [extract, betterStanding(byWords, standingByMeaning(evidence, similarity, scale))];
    }),
  );
}

/** A question about a person or a task whose words no table has: the wiki would only answer beside the point. */
function asksOfSomebody(items: readonly QuestionItem[], { statistics }: ArticleSearch): boolean {
  return items.some(
    (item) =>
      item.kind === 'entity' &&
      ((item.label === 'Employee' && !isOrdinaryWord(item, statistics)) ||
        (item.label === 'Task' && item.byTitle !== true)),
  );
}

/** Pages that an ordinary word stands on, as a share of all; it is also the account name of somebody. */
const ordinaryShare = 0.05;

/** "Take over", "paged out": a word in small letters that the wiki uses everywhere, and nobody's own name. */
function isOrdinaryWord(
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
