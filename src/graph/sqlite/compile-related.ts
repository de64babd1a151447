import { type RelationshipDefinition, relationships, seenByOf } from '../../../graph-schema/index.ts';
import { firstDaysOf } from '../first-days.ts';
import { foldText } from '../fold-text.ts';
import type { Condition, DaySpan, RelatedCondition, Step } from '../graph-query.ts';
import { operators } from './comparison-operators.ts';
import { compileCondition } from './compile-condition.ts';
import { tableOf } from './label-table.ts';
import { type CompileContext, readableSql, type Scope } from './property-sql.ts';
import { identifier, joinSql, raw, type Sql, sql } from './sql.ts';

/**
 * Compiles a condition on related nodes.
 *
 * @param gather whether to collect once all nodes that have such a relation, rather than to look from each node that
 *   comes up. Only worth it where a condition narrows the other end.
 */
export function compileRelated(
  context: CompileContext,
  scope: Scope,
  condition: RelatedCondition,
  gather: boolean,
): Sql {
  const { related: step, where } = condition;
  if (condition.count !== undefined) {
    const counted = countRelated(context, scope, step, where);
    return sql`${counted} ${raw(operators[condition.count.op])} ${condition.count.value}`;
  }
  const none = condition.quantifier === 'none';
  if (condition.quantifier === 'all' && where !== undefined) {
    const failing: Condition = { not: where };
    return sql`(${existsRelated(context, scope, step, undefined)} AND NOT ${existsRelated(context, scope, step, failing)})`;
  }
  if (gather && where !== undefined) {
    const near = raw(`${scope.alias}.id`);
    const gathered =
      step.transitive === true ? gatherAlong(context, step, where) : gatherNear(context, step, where);
    return none ? sql`NOT (${near} IN (${gathered}))` : sql`${near} IN (${gathered})`;
  }
  const exists = existsRelated(context, scope, step, where);
  return none ? sql`NOT ${exists}` : exists;
}

function existsRelated(context: CompileContext, scope: Scope, step: Step, where: Condition | undefined): Sql {
  return sql`EXISTS (${relatedFrom(context, scope, step, where, () => raw('1')).select})`;
}

/** How many different related nodes meet the condition, as an expression. */
export function countRelated(
  context: CompileContext,
  scope: Scope,
  step: Step,
  where: Condition | undefined,
): Sql {
  const counted = relatedFrom(context, scope, step, where, (far) => sql`count(DISTINCT ${far.id})`);
  return sql`(${counted.select})`;
}

interface Far {
  /** Expression for the id of the node at the other end. */
  readonly id: Sql;
  /** Alias of the relationship that leads there; null where several in a row do. */
  readonly link: string | null;
  readonly scope: Scope;
}

/**
 * A SELECT over the nodes related to the one of an outer scope. Two relationships may lead to the same node, so that it
 * can come up twice.
 *
 * @param columns what to select; called with the far end, whose table is joined where the rights, a condition or the
 *   type's many labels ask for it.
 * @param further what the node at the far end must meet besides.
 */
export function relatedFrom(
  context: CompileContext,
  scope: Scope,
  step: Step,
  where: Condition | undefined,
  columns: (far: Far) => Sql,
  further?: (far: Scope) => Sql,
): { readonly select: Sql } {
  const far: Scope = { label: step.label, alias: context.nextAlias() };
  const rights = readableFrom(context, scope, step, far);
  const condition = [
    ...(where === undefined ? [] : [compileCondition(context, far, where, 'few')]),
    ...(further === undefined ? [] : [further(far)]),
  ];
  const joined = condition.length > 0 || rights !== undefined || leadsToManyLabels(step);
  if (step.transitive === true) {
    const reached = context.nextAlias();
    const closure = reachedFrom(context, raw(`${scope.alias}.id`), step, reached);
    const id = raw(`${reached}.id`);
    // Rights were checked on the way.
    const join = joined
      ? sql` CROSS JOIN ${raw(tableOf(far.label))} ${raw(far.alias)} ON ${raw(far.alias)}.id = ${id}`
      : raw('');
    const filter = condition.length === 0 ? raw('') : sql` WHERE ${joinSql(condition, ' AND ')}`;
    const chosen = columns({ id, link: null, scope: far });
    return { select: sql`WITH RECURSIVE ${closure} SELECT ${chosen} FROM ${raw(reached)}${join}${filter}` };
  }
  const link = context.nextAlias();
  const ends = endsOf(step, link);
  const join = joined
    ? sql` CROSS JOIN ${raw(tableOf(far.label))} ${raw(far.alias)} ON ${raw(far.alias)}.id = ${ends.far}`
    : raw('');
  const filters = [
    sql`${ends.near} = ${raw(scope.alias)}.id`,
    ...(rights === undefined ? [] : [rights]),
    ...condition,
  ];
  const chosen = columns({ id: ends.far, link, scope: far });
  return {
    select: sql`SELECT ${chosen} FROM relationship ${raw(link)}${join} WHERE ${holds(context, step, link)} AND ${joinSql(filters, ' AND ')}`,
  };
}

/** The right to read a node that a step leads to from one that the viewer may read. */
export function readableFrom(
  context: CompileContext,
  near: Scope,
  step: Pick<Step, 'type' | 'direction'>,
  far: Scope,
): Sql | undefined {
  const by = seenByOf(far.label);
  // Whoever may read the task sees its project: asking would take a look for each of thousands of tasks.
  if (by?.type === step.type && step.direction === 'out' && by.from === near.label) return undefined;
  return readableSql(context, far);
}

/** A join that leaves out the nodes on the way that the viewer may not read; nothing where all may be read. */
function joinReadable(context: CompileContext, step: Step, id: Sql): Sql {
  const passed: Scope = { label: step.label, alias: context.nextAlias() };
  const rights = readableSql(context, passed);
  if (rights === undefined) return raw('');
  return sql` CROSS JOIN ${raw(tableOf(passed.label))} ${raw(passed.alias)} ON ${raw(passed.alias)}.id = ${id} AND ${rights}`;
}

/** A recursive table `name(id)` of the readable nodes that can be reached from a node along a step, by one hop or more. */
function reachedFrom(context: CompileContext, start: Sql, step: Step, name: string): Sql {
  const hop = (from: Sql, source: Sql): Sql => {
    const link = context.nextAlias();
    const ends = endsOf(step, link);
    const join = joinReadable(context, step, ends.far);
    return sql`SELECT ${ends.far} FROM ${source}relationship ${raw(link)}${join} WHERE ${ends.near} = ${from} AND ${holds(context, step, link)}`;
  };
  // CROSS JOIN holds the planner to starting from the nodes reached so far; from the relationships it takes minutes.
  const again = hop(raw(`${name}.id`), raw(`${name} CROSS JOIN `));
  return sql`${raw(name)}(id) AS (${hop(start, raw(''))} UNION ${again})`;
}

/** A SELECT of the ids that stand at the near end of a relationship to a node that meets the condition. */
function gatherNear(context: CompileContext, step: Step, where: Condition): Sql {
  const link = context.nextAlias();
  const ends = endsOf(step, link);
  const far: Scope = { label: step.label, alias: context.nextAlias() };
  return sql`SELECT ${ends.near} FROM ${matching(context, far, where, ends.far, raw(`relationship ${link}`))} AND ${holds(context, step, link)}`;
}

/** The same for one hop or more, walking back from the nodes that meet the condition over readable nodes. */
function gatherAlong(context: CompileContext, step: Step, where: Condition): Sql {
  const reached = context.nextAlias();
  const link = context.nextAlias();
  const ends = endsOf(step, link);
  const between = joinReadable(context, step, raw(`${reached}.id`));
  const again = sql`SELECT ${ends.near} FROM ${raw(reached)}${between} CROSS JOIN relationship ${raw(link)} WHERE ${ends.far} = ${raw(reached)}.id AND ${holds(context, step, link)}`;
  return sql`WITH RECURSIVE ${raw(reached)}(id) AS (${gatherNear(context, step, where)} UNION ${again}) SELECT id FROM ${raw(reached)}`;
}

/** A SELECT of all pairs `near, far` that a transitive step joins over readable nodes. */
export function closurePairs(context: CompileContext, step: Step): Sql {
  const pairs = context.nextAlias();
  const hop = (near: Sql, source: Sql): Sql => {
    const link = context.nextAlias();
    const ends = endsOf(step, link);
    const join = joinReadable(context, step, ends.far);
    const from = near.text === '' ? ends.near : near;
    const start = near.text === '' ? raw('') : sql` AND ${ends.near} = ${raw(pairs)}.far`;
    return sql`SELECT ${from}, ${ends.far} FROM ${source}relationship ${raw(link)}${join} WHERE ${holds(context, step, link)}${start}`;
  };
  return sql`WITH RECURSIVE ${raw(pairs)}(near, far) AS (${hop(raw(''), raw(''))} UNION ${hop(raw(`${pairs}.near`), raw(`${pairs} CROSS JOIN `))}) SELECT near, far FROM ${raw(pairs)}`;
}

/** `far-table CROSS JOIN link WHERE …`: the nodes that meet a condition, joined with what leads to them. */
function matching(context: CompileContext, far: Scope, where: Condition, farEnd: Sql, link: Sql): Sql {
  const rights = readableSql(context, far);
  const condition = compileCondition(context, far, where, 'many');
  const filters = joinSql([condition, ...(rights === undefined ? [] : [rights])], ' AND ');
  return sql`${raw(tableOf(far.label))} ${raw(far.alias)} CROSS JOIN ${link} WHERE ${filters} AND ${farEnd} = ${raw(far.alias)}.id`;
}

/** That a relationship is of the step's type and role and holds on the day. */
export function holds(context: CompileContext, step: Step, link: string): Sql {
  const parts = [raw(`${link}.type = '${step.type}'`)];
  if (context.viewer.hiddenTypes?.has(step.type)) parts.push(raw('0'));
  const definition: RelationshipDefinition = relationships[step.type];
  if (definition.temporal && step.ever !== true && step.began === undefined && step.ended === undefined) {
    const { first, last } = context.days;
    // What holds today is told in any case, and whoever is yet to come holds nothing yet.
    const isToday = first === context.today && last === context.today;
    const begin = isToday ? raw(`${link}.valid_from`) : beginSql(context, step, link);
    parts.push(
      sql`(${begin} IS NULL OR ${begin} <= ${last}) AND (${raw(link)}.valid_to IS NULL OR ${raw(link)}.valid_to > ${first})`,
    );
  }
  parts.push(
    ...within(beginSql(context, step, link), step.began),
    ...within(raw(`${link}.valid_to`), step.ended),
  );
  if (step.role !== undefined) parts.push(sql`${raw(link)}.role_key = ${foldText(step.role)}`);
  return joinSql(parts, ' AND ');
}

/** When a relationship began, as far as the viewer may know: not where that would be a first day. */
export function beginSql(context: CompileContext, { type }: Pick<Step, 'type'>, link: string): Sql {
  const begin = raw(`${link}.valid_from`);
  const readable = firstDaysOf(context.viewer, type);
  if (readable === undefined) return begin;
  const person = context.nextAlias();
  const ids = JSON.stringify([...readable]);
  const isFirst = sql`${raw(`${person}.id = ${link}.from_id AND ${person}.${identifier('startDate')}`)} >= ${begin}`;
  const isHidden = sql`${raw(`${person}.id`)} NOT IN (SELECT value FROM json_each(${ids}))`;
  const persons = raw(`${tableOf('Employee')} ${person}`);
  return sql`CASE WHEN EXISTS (SELECT 1 FROM ${persons} WHERE ${isFirst} AND ${isHidden}) THEN NULL ELSE ${begin} END`;
}

/** A day that is missing lies within no span. */
function within(day: Sql, span: DaySpan | undefined): Sql[] {
  return [
    ...(span?.from === undefined ? [] : [sql`${day} >= ${span.from}`]),
    ...(span?.to === undefined ? [] : [sql`${day} < ${span.to}`]),
  ];
}

/** The columns of a relationship at which a step begins and ends. */
export function endsOf(step: Step, link: string): { readonly near: Sql; readonly far: Sql } {
  const [near, far] = step.direction === 'out' ? ['from_id', 'to_id'] : ['to_id', 'from_id'];
  return { near: raw(`${link}.${near}`), far: raw(`${link}.${far}`) };
}

function leadsToManyLabels(step: Step): boolean {
  const definition: RelationshipDefinition = relationships[step.type];
  return definition[step.direction === 'out' ? 'to' : 'from'].length > 1;
}
