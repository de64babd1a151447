import { isDeepStrictEqual } from 'node:util';
import type { Condition } from '../graph/graph-query.ts';
import type { Answer, AnswerPart } from './answer.ts';
import { withinPages } from './articles/within-pages.ts';
import { type AnswerContext, emptyAnswer } from './composing/answer-context.ts';
import { answerFromPlan } from './composing/answer-from-plan.ts';
import { uniqueCitations } from './composing/cite.ts';
import { withExplanation } from './explaining/with-explanation.ts';
import { has } from './planning/frame-words.ts';
import type { ExplainPlan, Plan, TaggedQuestion } from './planning/planner.ts';
import type { QuestionItem } from './planning/question-item.ts';
import { resolveReferences } from './planning/resolve-references.ts';
import { says } from './planning/says.ts';
import { valueCondition } from './planning/value-condition.ts';

/** One part of a question, understood after those before it. */
export interface UnderstoodPart {
  readonly text: string;
  readonly tagged: TaggedQuestion;
  readonly plan: Exclude<Plan, ExplainPlan> | null;
}

/**
 * Answers each part of a question and joins what comes of it. A part that has no answer is named: half an answer must not
 * pass for a whole one.
 *
 * @param rest answers a part that is not about structure; it is given the question to look up.
 * @returns null where the parts are not understood by themselves, so that the question is better taken as a whole.
 */
export async function answerParts(
  parts: readonly UnderstoodPart[],
  context: AnswerContext,
  rest: AnswerRest,
): Promise<Answer | null> {
  const several = parts.find(({ plan }) => plan?.kind === 'clarify');
  // Which one is meant must be known before any part can be answered.
  if (several?.plan != null) return await answerFromPlan(several.plan, context);
  if (!parts.some(({ plan }) => plan?.kind === 'query')) return null;
  const answered: AnswerPart[] = [];
  for (const [index, part] of parts.entries()) {
    const within = { ...context, maxCharacters: Math.floor(context.maxCharacters / parts.length) };
    const answer =
      part.plan === null
        ? await answerFromText(parts, index, within, rest)
        : await answerFromPlan(part.plan, { ...within, question: part.text });
    const { tagged, plan } = part;
    answered.push({
      question: part.text,
      answer: await withExplanation(answer, { items: tagged.items, plan }, within),
    });
  }
  if (answered.every(({ answer }) => answer.abstained !== undefined)) return null;
  return join(answered, context);
}

/** Answers what the rules pass on. */
export type AnswerRest = (
  part: TaggedQuestion,
  earlier: readonly string[],
  context: AnswerContext,
) => Promise<Answer>;

/** Looks a part up in the wiki; where it speaks of one page, in that page alone. */
async function answerFromText(
  parts: readonly UnderstoodPart[],
  index: number,
  context: AnswerContext,
  rest: AnswerRest,
): Promise<Answer> {
  const { tagged } = parts[index] ?? {};
  if (tagged === undefined) return emptyAnswer(context);
  const question = withTopic(parts, index);
  const page = pageOf(parts, index);
  const pages = page === null ? await pagesOfKind(tagged, context) : [page];
  if (pages.length === 0) return await rest(tagged, [], { ...context, question });
  const { readMeaning: _, ...byWords } = context;
  return await rest(tagged, [], { ...byWords, graph: withinPages(context.graph, pages), question });
}

/** "What does the runbook say?": the pages that are called so, where it is not said which of them. */
async function pagesOfKind(
  tagged: TaggedQuestion,
  { graph, viewer, today }: AnswerContext,
): Promise<string[]> {
  const kinds = tagged.items.flatMap((item) =>
    item.kind === 'cue' && has(item, 'noun.article') && says(item, 'kindOfPage') ? (item.values ?? []) : [],
  );
  const where: Condition = { any: kinds.map(valueCondition) };
  if (kinds.length === 0) return [];
  const found = await graph.query(
    { find: 'Article', where, return: { kind: 'list', limit: 1_000 } },
    viewer,
    today,
  );
  return found.kind === 'list' ? found.rows.map(({ id }) => id) : [];
}

/** "Who wrote the SSO runbook, and what does it say?": the page that a pronoun or a bare "the runbook" means. */
function pageOf(parts: readonly UnderstoodPart[], index: number): string | null {
  const own = parts[index]?.tagged;
  if (own === undefined) return null;
  const { items } = resolveReferences(own);
  const isBare =
    !own.items.some(isSubject) && own.items.some((item) => has(item, 'noun.article', 'pron.article'));
  const earlier = isBare ? parts.slice(0, index) : [];
  const spoken = earlier.flatMap(({ tagged }) => tagged.items);
  const pages = [...items, ...spoken].flatMap((item) =>
    item.kind === 'entity' && item.label === 'Article' ? item.candidates.map((one) => one.id) : [],
  );
  // "Tasks about SSO": words that only the plan has taken for a page's title.
  for (const { plan } of earlier)
    if (plan?.kind === 'query')
      for (const { id, label } of plan.named.values()) if (label === 'Article') pages.push(id);
  const [page, another] = new Set(pages);
  return another === undefined ? (page ?? null) : null;
}

function join(asked: readonly AnswerPart[], context: AnswerContext): Answer {
  const { wording } = context;
  const parts = asked.filter(
    (part, at) =>
      !asked.some((other, place) => tellsMore(other, part) || (place < at && tellsSame(other, part))),
  );
  const texts = parts.map(({ question, answer }) =>
    answer.abstained === undefined
      ? answer.text
      : `${wording.partNotAnswered(wording.quote(question))} ${answer.text}`,
  );
  const withRows = parts.flatMap(({ answer }) => (answer.rows === undefined ? [] : [answer]));
  const [only, another] = withRows;
  // Rows and the query that they came of belong together.
  const shown = another === undefined && only !== undefined ? only : null;
  const query = (shown ?? parts.find(({ answer }) => answer.query !== undefined)?.answer)?.query;
  const notes = parts.flatMap(({ answer }) => answer.notes ?? []);
  const model = parts.find(({ answer }) => answer.model !== undefined)?.answer.model;
  return {
    ...emptyAnswer(context),
    text: texts.join('\n\n'),
    claims: parts.flatMap(({ answer }) => answer.claims),
    // Two tables under one answer could not be told apart.
    ...(shown?.rows === undefined ? {} : { rows: shown.rows }),
    ...(query === undefined ? {} : { query }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(model === undefined ? {} : { model }),
    asOf: parts[0]?.answer.asOf ?? [],
    sources: uniqueCitations(parts.flatMap(({ answer }) => answer.sources)),
    parts: asked,
  };
}

/** "Which tasks are due this year, and whose are they?": the same rows again, with nothing that the other does not tell of them. */
function tellsMore(other: AnswerPart, part: AnswerPart): boolean {
  const [more, less] = [other.answer.rows, part.answer.rows];
  return (
    more !== undefined &&
    less !== undefined &&
    hasSameRows(other, part) &&
    more.columns.length > less.columns.length &&
    less.columns.every((one) => more.columns.includes(one))
  );
}

/** "Has anybody left? Give me their names." */
const tellsSame = (other: AnswerPart, part: AnswerPart): boolean =>
  hasSameRows(other, part) && isDeepStrictEqual(other.answer.rows?.columns, part.answer.rows?.columns);

function hasSameRows(one: AnswerPart, other: AnswerPart): boolean {
  const idsOf = ({ answer }: AnswerPart): unknown => answer.rows?.rows.map(({ ref }) => ref?.id ?? null);
  return (
    one !== other &&
    one.answer.rows !== undefined &&
    one.answer.total === other.answer.total &&
    isDeepStrictEqual(idsOf(one), idsOf(other))
  );
}

/** "… about the SSO migration …, and what does the runbook say?": the subject goes on where the next part names none. */
function withTopic(parts: readonly UnderstoodPart[], index: number): string {
  const own = parts[index];
  if (own === undefined) return '';
  if (index === 0 || own.tagged.items.some(isSubject)) return own.text;
  const topics = parts
    .slice(0, index)
    .flatMap(({ tagged }) => tagged.items.filter(isSubject))
    .map((item) => item.raw);
  return topics.length === 0 ? own.text : `${own.text} ${[...new Set(topics)].join(' ')}`;
}

/** A name, or words written like one: what a page could be about. */
const isSubject = (item: QuestionItem): boolean =>
  (item.kind === 'words' && (item.nameLike || (item.titles?.taskTotal ?? 0) > 0)) ||
  (item.kind === 'entity' && item.label !== 'Employee');
