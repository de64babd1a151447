import { analyzeText } from '../../graph/analyze-text.ts';
import type { TermStatistics } from '../../graph/graph-store.ts';
import { ModelError } from '../../models/model-error.ts';
import { abstain } from '../abstaining/abstain.ts';
import { closestPage } from '../abstaining/closest-page.ts';
import type { Answer, Claim } from '../answer.ts';
import { askedWords } from '../articles/asked-words.ts';
import { type ArticleSearch, questionTerms, searchArticles } from '../articles/search-articles.ts';
import { holdsWanted, wantedAnswer } from '../articles/wanted-answer.ts';
import { bearsOut, weighEvidence } from '../articles/weigh-evidence.ts';
import type { EntityItem, QuestionItem } from '../planning/question-item.ts';
import { type AnswerContext, emptyAnswer, freshness, withNote, withRoomFor } from './answer-context.ts';
import { citePassage, uniqueCitations } from './cite.ts';
import { articleSources, type ComposedArticles, composeArticles, titleOf } from './compose-articles.ts';
import type { GivenPassage } from './verify-sentences.ts';
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
  const asOf = await freshness(context);
  const terms = questionTerms(context.question, earlier);
  const similar = (await context.similar?.(context.question, context.viewer)) ?? [];
  const wantsFigure = asksForFigure(items, context.question);
  const search = await searchArticles(context.graph, context.viewer, terms, wantsFigure, similar);
  if (writer === null) return await extractiveAnswer(search, items, earlier, context, asOf);
  const without = async (note: string): Promise<Answer> =>
    withNote(await extractiveAnswer(search, items, earlier, withRoomFor(note, context), asOf), note);
  try {
    const written = await writeFromSearch(search, writer, context, earlier);
    if (written === 'not_found') return await noArticle(search, items, context);
    if (written !== 'unsupported') return { ...emptyAnswer(context), ...written, asOf, model: 'wrote' };
    return await without(context.wording.model.unsupported());
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return await without(context.wording.model.failed[error.reason]);
  }
}

/** The answer without a model: the pages' own sentences. */
async function extractiveAnswer(
  search: ArticleSearch,
  items: readonly QuestionItem[],
  earlier: readonly string[],
  context: AnswerContext,
  asOf: Answer['asOf'],
): Promise<Answer> {
  const composed = composeArticles(search, context.wording, context.maxCharacters);
  if (
    composed.claims.length === 0 ||
    !isBorneOut(composed, search, context.question, earlier) ||
    asksOfSomebody(items, search)
  )
    return await noArticle(search, items, context);
  return {
    ...emptyAnswer(context),
    text: composed.text,
    claims: composed.claims,
    asOf,
    sources: uniqueCitations(composed.sources),
  };
}

/** No page says it: the one thing that was asked about is named, else the page that comes nearest. */
async function noArticle(
  search: ArticleSearch,
  items: readonly QuestionItem[],
  context: AnswerContext,
): Promise<Answer> {
  const subject = onlySubject(items, search.statistics);
  const [closest] = subject === null ? [] : await context.graph.readNodes([subject], context.viewer);
  return await abstain(
    { kind: 'no_page', closest: closest ?? closestPage(search, context.question) },
    context,
  );
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
function passagesOf({ articles, extracts, nearest }: ArticleSearch): GivenPassage[] {
  const byId = new Map(articles.map((one) => [one.article.id, one.article]));
  const passages = [...nearest, ...extracts.map(({ passage }) => passage)];
  const distinct = [...new Map(passages.map((passage) => [passage.id, passage])).values()];
  return distinct.slice(0, passagesGiven).flatMap((passage) => {
    const article = byId.get(passage.articleId);
    return article === undefined ? [] : [{ article, passage }];
  });
}

/**
 * Whether one of the quoted passages is about what was asked, and its extract holds the kind of thing that was asked
 * for. A question that says nothing of its own ("and how long?") is about what its conversation is about.
 */
function isBorneOut(
  { shown }: ComposedArticles,
  { articles, statistics }: ArticleSearch,
  question: string,
  earlier: readonly string[],
): boolean {
  const own = askedWords(question);
  const asked = own.words.length + own.stretches.length > 0 ? own : askedWords(earlier.join('\n'));
  const wanted = wantedAnswer(question);
  const titles = new Map(articles.map(({ article }) => [article.id, titleOf(article)]));
  return shown.some(({ passage, text }) => {
    const whole = [titles.get(passage.articleId) ?? '', passage.heading, passage.text].join('\n');
    return holdsWanted(text, wanted) && bearsOut(weighEvidence(asked, whole, statistics));
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

/** "How many", "how long", "when": the answer is a number or a date. */
function asksForFigure(items: readonly QuestionItem[], question: string): boolean {
  const wanted = wantedAnswer(question);
  if (wanted === 'figure' || wanted === 'date') return true;
  return items.some(
    (item) =>
      item.kind === 'cue' &&
      (item.cues.has('ask.count') || item.cues.has('ask.howLong') || item.cues.has('ask.when')),
  );
}
