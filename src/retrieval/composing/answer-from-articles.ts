import { ModelError } from '../../models/model-error.ts';
import type { Answer, Claim } from '../answer.ts';
import { findSlips, withoutSlips } from '../articles/find-slips.ts';
import { joinCompounds } from '../articles/join-compounds.ts';
import { readPageFilter } from '../articles/page-filter.ts';
import { readPassedDay } from '../articles/read-passed-day.ts';
import { type ArticleSearch, searchArticles } from '../articles/search-articles.ts';
import { opensAsking } from '../planning/asking-words.ts';
import type { QuestionItem } from '../planning/question-item.ts';
import { reportProgress, reportText } from '../report-progress.ts';
import { type AnswerContext, emptyAnswer, freshness, withNote, withRoomFor } from './answer-context.ts';
import { answerFilteredPages } from './answer-filtered-pages.ts';
import { closeExtracts, isOrdinaryWord, noArticle } from './answer-no-article.ts';
import { citePassage, uniqueCitations } from './cite.ts';
import { articleSources, type ComposedArticles, composeArticles } from './compose-articles.ts';
import { findContradictions } from './find-contradictions.ts';
import { tellContradictions, withContradictions } from './tell-contradictions.ts';
import type { GivenPassage, VerifiedSentence } from './verify-sentences.ts';
import { weighExtracts } from './weigh-extracts.ts';
import type { AnswerWriter } from './write-answer.ts';

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
  const filter = readPageFilter(items);
  // A model reads the question for itself.
  if (filter !== null && writer === null) return await answerFilteredPages(filter, context);
  const asOf = await freshness(context);
  const slips = await findSlips(context.graph, context.question);
  const question = await joinCompounds(context.graph, withoutSlips(context.question, slips));
  const meaning = (await context.readMeaning?.(question, context.viewer)) ?? null;
  reportProgress(context, { stage: 'reading' });
  const search = await searchArticles(context.graph, context.viewer, {
    question,
    earlier,
    meaning,
  });
  const extractive = async (within: AnswerContext): Promise<Answer> => {
    if (slips.length === 0)
      return await extractiveAnswer(search, items, earlier, { ...within, question }, asOf);
    const note = context.wording.readAs(slips);
    const read = { ...withRoomFor(note, within), question };
    return withNote(await extractiveAnswer(search, items, earlier, read, asOf), note);
  };
  if (writer === null || !passagesOf(search).every(writer.mayRead)) return await extractive(context);
  const without = async (note: string): Promise<Answer> =>
    withNote(await extractive(withRoomFor(note, context)), note);
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
  const compose = (room: number): ComposedArticles =>
    composeArticles(search, search.extracts, context.wording, room);
  const composed = compose(context.maxCharacters);
  const answering = composed.shown.filter((extract) => standings.get(extract) === 'answer');
  const asks = items.some(opensAsking) || /[?？]/.test(context.question);
  if (answering.length === 0)
    return await noArticle(search, closeExtracts(search, standings, context.question, asks), items, context);
  const byId = new Map(search.articles.map(({ article }) => [article.id, article]));
  const isOfThen = readPassedDay(context.question, items);
  if (isOfThen !== null && !answering.some(({ passage }) => isOfThen(byId.get(passage.articleId))))
    return await noArticle(search, [], items, context);
  const quotes = answering.flatMap(({ passage, quote }) => {
    const article = byId.get(passage.articleId);
    return article === undefined ? [] : [{ article, passage, quote }];
  });
  const contradictions = findContradictions(context.question, quotes, passagesOf(search));
  const told = tellContradictions(contradictions, context.wording);
  const shown = told === null ? composed : compose(withRoomFor(told.text, context).maxCharacters);
  const answer = {
    ...emptyAnswer(context),
    text: shown.text,
    claims: shown.claims,
    asOf,
    sources: uniqueCitations(shown.sources),
  };
  return withContradictions(answer, told);
}

/** A model's sentences with their quotes, as many as an answer may be long. */
async function writeFromSearch(
  search: ArticleSearch,
  writer: AnswerWriter,
  context: AnswerContext,
  earlier: readonly string[],
): Promise<Pick<Answer, 'text' | 'claims' | 'sources'> | 'not_found' | 'unsupported'> {
  const { question, language, wording } = context;
  const passages = passagesOf(search);
  if (passages.length === 0) return 'not_found';
  const onSentences = (sentences: readonly VerifiedSentence[]): void =>
    reportText(context, textOf(tellSentences(sentences, passages, context).claims, wording));
  const written = await writer.write({
    question,
    language,
    earlier,
    passages,
    ...(context.onText === undefined ? {} : { onSentences }),
  });
  if (written.kind !== 'written') return written.kind;
  const { claims, told } = tellSentences(written.sentences, passages, context);
  if (claims.length === 0) return 'unsupported';
  const text = textOf(claims, wording);
  const answer = { text, claims, sources: uniqueCitations(articleSources(claims, search)) };
  return withContradictions(answer, told);
}

const textOf = (claims: readonly Claim[], { sentenceGap }: AnswerContext['wording']): string =>
  claims.map((claim) => claim.text).join(sentenceGap);

/** As many sentences as there is room for beside what contradicts them. */
function tellSentences(
  sentences: readonly VerifiedSentence[],
  passages: readonly GivenPassage[],
  { question, wording, maxCharacters }: AnswerContext,
): { readonly claims: readonly Claim[]; readonly told: ReturnType<typeof tellContradictions> } {
  // A model may have been given what contradicts it, and not have said so.
  const quoted = sentences.flatMap(({ quotes }) => quotes);
  const told = tellContradictions(findContradictions(question, quoted, passages), wording);
  const claims: Claim[] = [];
  let room = maxCharacters - (told === null ? 0 : told.text.length + 2);
  for (const { text, quotes } of sentences) {
    room -= text.length + 1;
    if (room < 0) break;
    claims.push({
      text,
      citations: quotes.map(({ article, passage, quote }) => citePassage(article, passage, quote)),
    });
  }
  return { claims, told };
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

/** A question about a person or a task whose words no table has: the wiki would only answer beside the point. */
function asksOfSomebody(items: readonly QuestionItem[], { statistics }: ArticleSearch): boolean {
  return items.some(
    (item) =>
      item.kind === 'entity' &&
      ((item.label === 'Employee' && !isOrdinaryWord(item, statistics)) ||
        (item.label === 'Task' && item.byTitle !== true)),
  );
}
