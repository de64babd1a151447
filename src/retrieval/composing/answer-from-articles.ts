import { analyzeText } from '../../graph/analyze-text.ts';
import type { Answer } from '../answer.ts';
import { type ArticleSearch, questionTerms, searchArticles } from '../articles/search-articles.ts';
import { isHan } from '../linking/tokenize.ts';
import type { QuestionItem } from '../planning/question-item.ts';
import { type AnswerContext, emptyAnswer, freshness } from './answer-context.ts';
import { uniqueCitations } from './cite.ts';
import { composeArticles } from './compose-articles.ts';

/** Below this share of the question's weight, or with one of its words alone, what was found is about something else. */
const leastCoverage = 0.2;
const leastChineseCoverage = 0.4;
const leastMatched = 2;
/** In a question of few words, one that is rare enough speaks for the passage. */
const shortQuestion = { from: 3, to: 6, coverage: 0.29 };

/** Answers from the wiki, or says that no page answers this. */
export async function answerFromArticles(
  context: AnswerContext,
  items: readonly QuestionItem[],
  earlier: readonly string[],
): Promise<Answer> {
  const { wording } = context;
  const asOf = await freshness(context);
  const lookedAt = asOf.map((one) => one.source);
  const terms = questionTerms(context.question, earlier);
  const search = await searchArticles(context.graph, context.viewer, terms, asksForFigure(items));
  const composed = composeArticles(search, wording, context.maxCharacters);
  if (composed.claims.length === 0 || tooLittle(search) || asksOfSomebody(items)) {
    const near = search.articles
      .slice(0, 3)
      .map((one) => wording.quote(String(one.article.properties.title ?? one.article.key)));
    const hint =
      near.length === 0 || search.coverage < leastCoverage / 2
        ? ''
        : ` ${wording.alsoSee(near.join(wording.comma))}`;
    return {
      ...emptyAnswer(context),
      text: `${wording.notUnderstood()} ${wording.lookedAt(lookedAt.join(wording.comma))}${hint}`,
      asOf,
      abstained: { reason: 'no_article', lookedAt },
    };
  }
  return {
    ...emptyAnswer(context),
    text: composed.text,
    claims: composed.claims,
    asOf,
    sources: uniqueCitations(composed.sources),
  };
}

function tooLittle(search: ArticleSearch): boolean {
  const { coverage, matched, terms } = search;
  // Pairs of Chinese characters overlap, so that one shared name already makes several of them.
  const chinese = [...terms.keys()].filter(isHan).length > terms.size / 2;
  const named = titleSpeaksOfIt(search);
  if (coverage < (chinese && !named ? leastChineseCoverage : leastCoverage)) return true;
  if (matched >= Math.min(leastMatched, terms.size) || named) return false;
  return (
    terms.size < shortQuestion.from || terms.size > shortQuestion.to || coverage < shortQuestion.coverage
  );
}

/** One word is enough where the best page is named after it. */
function titleSpeaksOfIt(search: ArticleSearch): boolean {
  const title = analyzeText(String(search.articles[0]?.article.properties.title ?? ''));
  return title.some((term) => search.terms.has(term));
}

/** A question about a person or a task whose words no table has: the wiki would only answer beside the point. */
function asksOfSomebody(items: readonly QuestionItem[]): boolean {
  return items.some(
    (item) =>
      item.kind === 'entity' &&
      (item.label === 'Employee' || (item.label === 'Task' && item.byTitle !== true)),
  );
}

/** "How many", "how long", "when": the answer is a number or a date. */
function asksForFigure(items: readonly QuestionItem[]): boolean {
  return items.some(
    (item) =>
      item.kind === 'cue' &&
      (item.cues.has('ask.count') || item.cues.has('ask.howLong') || item.cues.has('ask.when')),
  );
}
