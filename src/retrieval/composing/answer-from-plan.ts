import { abstain } from '../abstaining/abstain.ts';
import { abstainWordings } from '../abstaining/abstain-wording.ts';
import { findGap, subjectOf } from '../abstaining/find-gap.ts';
import type { Gap } from '../abstaining/gap.ts';
import { nearNames } from '../abstaining/near-names.ts';
import { withheldField } from '../abstaining/withheld-field.ts';
import type { Answer } from '../answer.ts';
import type { ExplainPlan, Plan, QueryPlan, TalkPlan, UnknownPlan } from '../planning/planner.ts';
import { reportProgress } from '../report-progress.ts';
import { type AnswerContext, emptyAnswer, freshness } from './answer-context.ts';
import { uniqueCitations } from './cite.ts';
import { clarify } from './clarify.ts';
import { composeAboutMe } from './compose-about-me.ts';
import { composeChanges } from './compose-changes.ts';
import { composeHistory } from './compose-history.ts';
import { composePaths } from './compose-paths.ts';
import { type Composed, composeRows } from './compose-rows.ts';
import { leftOutParts } from './left-out-parts.ts';
import { nodeName } from './node-name.ts';
import { onLastDay } from './on-last-day.ts';
import { openPage } from './open-page.ts';
import { queryPaths } from './query-paths.ts';
import { indirectNote } from './reports-indirectly.ts';
import { suggestFollowUps } from './suggest-follow-ups.ts';

/** Runs a plan and tells its result, or asks back, or says what is not known. */
export async function answerFromPlan(
  plan: Exclude<Plan, ExplainPlan>,
  context: AnswerContext,
): Promise<Answer> {
  switch (plan.kind) {
    case 'unknown':
      return await abstain(await gapOfUnknown(plan, context), context);
    case 'talk':
      return plan.about === 'me' ? await composeAboutMe(context) : talk(plan.about, context);
    case 'clarify':
      return await clarify(plan, context);
    case 'query':
      return withLeftOut(await answerFromQuery(fromOffset(plan, context.offset), context), plan, context);
  }
}

/** What was not in the query is said, as it may have been meant to narrow down. */
function withLeftOut(answer: Answer, { leftOut }: QueryPlan, { wording }: AnswerContext): Answer {
  return leftOut === undefined
    ? answer
    : { ...answer, text: `${answer.text}\n\n${wording.leftOut(leftOut)}` };
}

/** The page of a list that begins after so many rows; what is no list has one page. */
function fromOffset(plan: QueryPlan, offset: number | undefined): QueryPlan {
  const { query } = plan;
  if (offset === undefined || !('find' in query) || query.return.kind !== 'list') return plan;
  return { ...plan, query: { ...query, return: { ...query.return, offset } } };
}

async function gapOfUnknown({ reason, surface, label }: UnknownPlan, context: AnswerContext): Promise<Gap> {
  switch (reason) {
    case 'name': {
      const near = nearNames(surface, await context.directory.current(context.viewer));
      return { kind: 'no_such', surface, label, near: label === 'Task' ? [] : near };
    }
    case 'asker':
      return { kind: 'no_asker' };
    case 'article':
      return { kind: 'no_article' };
    case 'unrecorded':
      return {
        kind: 'not_recorded',
        what: abstainWordings[context.language].unrecorded[surface] ?? surface,
        source: null,
        subject: null,
      };
    case 'age':
      return {
        kind: 'not_recorded',
        what: context.wording.property.age ?? '',
        source: null,
        subject: null,
      };
    case 'unclear':
      return { kind: 'unclear' };
    case 'median':
      return { kind: 'no_median' };
  }
}

function talk(about: Exclude<TalkPlan['about'], 'me'>, context: AnswerContext): Answer {
  const refused = about === 'change' || about === 'orders';
  return {
    ...emptyAnswer(context),
    text: context.wording.talk[about],
    ...(refused ? { abstained: { reason: 'not_possible', lookedAt: [] } } : {}),
  };
}

async function answerFromQuery(plan: QueryPlan, context: AnswerContext): Promise<Answer> {
  const { query } = plan;
  const property = await withheldField(plan, context);
  if (property !== null) return await abstain({ kind: 'withheld', property }, context, { query });
  const composed = await run(plan, context);
  const { rows, total, missing } = composed;
  if (total === 0 && !isOfPast(plan)) {
    const past = await onLastDay(plan, context);
    const answer = past === null ? null : await answerFromQuery(past.plan, context);
    if (past !== null && answer?.abstained === undefined && answer !== null && answer.total !== 0)
      return { ...answer, text: `${past.opening}\n${answer.text}` };
  }
  const opening = await openPage(plan, context);
  const claims = opening === null ? composed.claims : [opening, ...composed.claims];
  const text = opening === null ? composed.text : `${composed.text}\n\n${opening.text}`;
  const found = {
    query,
    ...(rows === undefined ? {} : { rows }),
    ...(total === undefined ? {} : { total }),
  };
  const isEmpty = (total === 0 && !isOfPast(plan)) || composed.isDenied === true || missing !== undefined;
  const gap = isEmpty ? await findGap(plan, context) : null;
  if (gap !== null) return await abstain(gap, context, found);
  if (missing !== undefined || composed.unknown === true)
    return await abstain({ kind: 'no_value', text, subject: subjectOf(plan) }, context, found);
  const notes = [
    await missingNote(plan, context),
    await leftOutParts(plan, context),
    await indirectNote(plan, context),
  ];
  const note = notes.filter((one) => one !== null).join(' ');
  return {
    ...emptyAnswer(context),
    ...found,
    text: note === '' ? text : `${text}${text.includes('\n') ? '\n' : ' '}${note}`,
    claims,
    followUps: suggestFollowUps(plan, total, context.wording),
    asOf: await freshness(context),
    sources: uniqueCitations(claims.flatMap((claim) => claim.citations)),
  };
}

/** Of the past, the answer itself tells what is not known. */
const isOfPast = ({ shape }: QueryPlan): boolean => shape.kind === 'history' || shape.kind === 'changes';

async function run(plan: QueryPlan, context: AnswerContext): Promise<Composed> {
  const kind = 'find' in plan.query ? { label: plan.query.find } : {};
  reportProgress(context, { stage: 'querying', ...kind });
  if ('paths' in plan.query) {
    const { label } = plan.query.paths.from;
    const { result, links } = await queryPaths(plan.query, context);
    if (result.kind !== 'paths') return { text: '', claims: [] };
    const start = [...plan.named.values()].find((one) => one.label === label);
    const from = start === undefined ? '' : nodeName(start);
    const told = await composePaths(result, from, links, context);
    return { ...told, total: result.total };
  }
  const result = await context.graph.query(plan.query, context.viewer, context.today);
  if ('total' in result) reportProgress(context, { stage: 'querying', ...kind, total: result.total });
  if (result.kind === 'list' && 'find' in plan.query) {
    const { query, shape } = plan;
    if (shape.kind === 'history')
      return await composeHistory({ ...plan, query, shape }, result.rows, context);
    if (shape.kind === 'changes') return await composeChanges(shape, result.rows, context);
  }
  const { shape } = plan;
  const whole =
    'of' in shape && shape.of !== null
      ? await context.graph.query(shape.of, context.viewer, context.today)
      : null;
  const { query } = plan;
  const before = 'find' in query && query.return.kind === 'list' ? (query.return.offset ?? 0) : 0;
  return composeRows(plan, result, {
    before,
    ...(whole?.kind === 'count' ? { whole: whole.total } : {}),
    wording: context.wording,
    today: context.today,
    lines: context.listLimit,
  });
}

/** Done tasks without a completion date are left out of "completed this quarter", and that is said. */
async function missingNote(plan: QueryPlan, context: AnswerContext): Promise<string | null> {
  const { query } = plan;
  if (
    !('find' in query) ||
    query.find !== 'Task' ||
    query.where === undefined ||
    (plan.shape.kind !== 'count' && plan.shape.kind !== 'list')
  )
    return null;
  const parts =
    'all' in query.where
      ? query.where.all.flatMap((part) => ('all' in part ? part.all : [part]))
      : [query.where];
  const dated = parts.filter((part) => 'property' in part && part.property === 'completedAt');
  if (dated.length === 0) return null;
  const rest = parts.filter((part) => !dated.includes(part));
  const result = await context.graph.query(
    {
      find: 'Task',
      where: {
        all: [
          ...rest,
          { property: 'status', op: 'eq', value: 'done' },
          { not: { property: 'completedAt', op: 'exists' } },
        ],
      },
      return: { kind: 'count' },
    },
    context.viewer,
    context.today,
  );
  if (result.kind !== 'count' || result.total === 0) return null;
  return context.wording.missingDates(result.total, context.wording.property.completedAt ?? '');
}
