import type { Answer, Candidate } from '../answer.ts';
import { asCandidate } from '../linking/find-titles.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import type { Plan, QueryPlan, UnknownPlan } from '../planning/planner.ts';
import { type AnswerContext, emptyAnswer, freshness } from './answer-context.ts';
import { uniqueCitations } from './cite.ts';
import { composePaths } from './compose-paths.ts';
import { type Composed, composeRows } from './compose-rows.ts';
import { leftOutParts } from './left-out-parts.ts';
import { missingData } from './missing-data.ts';
import { nodeName } from './node-name.ts';
import { indirectNote } from './reports-indirectly.ts';
import { withheldField } from './withheld-field.ts';

/** Runs a plan and tells its result, or asks back, or says what is not known. */
export async function answerFromPlan(plan: Plan, context: AnswerContext): Promise<Answer> {
  const asOf = await freshness(context);
  const lookedAt = asOf.map((one) => one.source);
  if (plan.kind === 'unknown') {
    const reason =
      plan.reason === 'name'
        ? 'unknown_entity'
        : plan.reason === 'unclear'
          ? 'not_understood'
          : 'not_possible';
    return {
      ...emptyAnswer(context),
      text: unknownText(plan, lookedAt, context),
      asOf,
      abstained: { reason, lookedAt },
    };
  }
  if (plan.kind === 'talk') {
    const refused = plan.about === 'change' || plan.about === 'orders';
    return {
      ...emptyAnswer(context),
      text: context.wording.talk[plan.about],
      ...(refused ? { abstained: { reason: 'not_possible', lookedAt: [] } } : {}),
    };
  }
  if (plan.kind === 'clarify') return await clarify(plan.surface, plan.candidates, context, asOf);
  const withheld = withheldField(plan, context.viewer);
  if (withheld !== null)
    return {
      ...emptyAnswer(context),
      text: context.wording.withheld(context.wording.property[withheld] ?? withheld.replace(/^extra\./, '')),
      query: plan.query,
      asOf,
      abstained: { reason: 'not_possible', lookedAt: [] },
    };
  const composed = await run(plan, context);
  const gap =
    composed.total === 0 || composed.missing !== undefined ? await missingData(plan, context) : null;
  const notes =
    gap === null
      ? [
          await missingNote(plan, context),
          await leftOutParts(plan, context),
          await indirectNote(plan, context),
        ]
      : [];
  const note = notes.filter((one) => one !== null).join(' ');
  const abstain = gap !== null || composed.missing !== undefined;
  const text =
    gap ??
    (note === '' ? composed.text : `${composed.text}${composed.text.includes('\n') ? '\n' : ' '}${note}`);
  return {
    ...emptyAnswer(context),
    text: abstain ? `${text}${seen(lookedAt, context)}` : text,
    claims: abstain ? [] : composed.claims,
    ...(composed.rows === undefined ? {} : { rows: composed.rows }),
    ...(composed.total === undefined ? {} : { total: composed.total }),
    query: plan.query,
    asOf,
    ...(abstain ? { abstained: { reason: 'no_data', lookedAt } } : {}),
    sources: uniqueCitations(composed.claims.flatMap((claim) => claim.citations)),
  };
}

function unknownText(plan: UnknownPlan, lookedAt: readonly string[], context: AnswerContext): string {
  const { wording } = context;
  if (plan.reason === 'asker') return wording.unknownAsker();
  if (plan.reason === 'article') return wording.unknownArticle();
  if (plan.reason === 'unclear') return wording.unclear();
  if (plan.reason === 'median') return wording.noMedian();
  if (plan.reason === 'age') return wording.noneAtAll(wording.property.age ?? '');
  return `${wording.unknownName(plan.surface)}${seen(lookedAt, context)}`;
}

function seen(sources: readonly string[], { wording, language }: AnswerContext): string {
  return sources.length === 0
    ? ''
    : `${language === 'zh' ? '' : ' '}${wording.lookedAt(sources.join(wording.comma))}`;
}

async function run(plan: QueryPlan, context: AnswerContext): Promise<Composed> {
  const result = await context.graph.query(plan.query, context.viewer, context.today);
  if (result.kind === 'paths' && 'paths' in plan.query) {
    const start = [...plan.named.values()].find(
      (one) => 'paths' in plan.query && one.label === plan.query.paths.from.label,
    );
    const told = composePaths(
      result.paths,
      result.total,
      start === undefined ? '' : nodeName(start),
      context.language,
      context.wording,
    );
    return { ...told, total: result.total };
  }
  const { shape } = plan;
  const whole =
    shape.kind === 'share' || shape.kind === 'every'
      ? await context.graph.query(shape.of, context.viewer, context.today)
      : null;
  return composeRows(plan, result, {
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
      where: { all: [...rest, { not: { property: 'completedAt', op: 'exists' } }] },
      return: { kind: 'count' },
    },
    context.viewer,
    context.today,
  );
  if (result.kind !== 'count' || result.total === 0) return null;
  return context.wording.missingDates(result.total, context.wording.property.completedAt ?? '');
}

async function clarify(
  surface: string,
  candidates: readonly NameCandidate[],
  context: AnswerContext,
  asOf: Answer['asOf'],
): Promise<Answer> {
  const { wording } = context;
  const nodes = await context.graph.readNodes(
    candidates.map((one) => one.id),
    context.viewer,
  );
  const teams = await teamsOf(candidates, context);
  const told = nodes.map((node): Candidate => {
    const candidate = asCandidate(node);
    const title = node.properties.title;
    const status = node.properties.status;
    const parts =
      node.label === 'Employee'
        ? [typeof title === 'string' ? title : '', teams.get(node.id) ?? '']
        : [typeof status === 'string' ? (wording.status[status] ?? status) : ''];
    const detail = parts.filter((part) => part !== '').join(wording.comma);
    const precise = node.label === 'Employee' ? String(node.properties.email ?? node.key) : node.key;
    return {
      id: node.id,
      label: node.label,
      name: nodeName({ label: node.label, name: candidate.name, key: node.key }),
      detail,
      question: context.question.replace(surface, precise),
    };
  });
  const lines = told.map(
    (one) =>
      `- ${one.name}${nodes.find((node) => node.id === one.id)?.label === 'Employee' ? ` (${nodes.find((node) => node.id === one.id)?.key})` : ''}${one.detail === '' ? '' : ` — ${one.detail}`}`,
  );
  return {
    ...emptyAnswer(context),
    text: `${wording.whichOne(wording.quote(surface))}\n${lines.join('\n')}`,
    asOf,
    candidates: told,
  };
}

async function teamsOf(
  candidates: readonly NameCandidate[],
  context: AnswerContext,
): Promise<Map<string, string>> {
  const people = candidates.filter((one) => one.label === 'Employee').map((one) => one.id);
  if (people.length === 0) return new Map();
  const result = await context.graph.query(
    {
      find: 'Employee',
      where: { property: 'id', op: 'in', values: people },
      return: {
        kind: 'list',
        fields: [
          { related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' }, property: 'name', as: 'teams' },
        ],
      },
    },
    context.viewer,
    context.today,
  );
  if (result.kind !== 'list') return new Map();
  return new Map(
    result.rows.map((row) => {
      const teams = row.values.teams;
      return [
        row.id,
        Array.isArray(teams)
          ? teams
              .map((team: unknown) =>
                typeof team === 'object' && team !== null && 'name' in team
                  ? String(team.name)
                  : String(team),
              )
              .join(context.wording.comma)
          : '',
      ];
    }),
  );
}
