import type { Condition, FindQuery } from '../../graph/graph-query.ts';
import type { QueryPlan } from '../planning/planner.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * "Does Zhang Wei report to Priya?" asks of the direct manager in one mouth and of the whole line in another: where the
 * direct line is denied and the longer one holds, the answer says both.
 *
 * @returns the sentence to add; null where there is nothing to say.
 */
export async function indirectNote(plan: QueryPlan, context: AnswerContext): Promise<string | null> {
  const { query } = plan;
  if (!('find' in query) || query.return.kind !== 'exists' || query.where === undefined) return null;
  const where = alongTheLine(query.where);
  if (where === null) return null;
  const asked: FindQuery[] = [query, { ...query, where }];
  const [direct, whole] = await Promise.all(
    asked.map((one) => context.graph.query(one, context.viewer, context.today)),
  );
  const holds = direct?.kind === 'exists' && !direct.exists && whole?.kind === 'exists' && whole.exists;
  return holds ? context.wording.onlyIndirectly() : null;
}

/** The same with the whole reporting line in place of the direct manager; null where it asks of no direct manager. */
function alongTheLine(where: Condition): Condition | null {
  if ('all' in where) {
    const changed = where.all.map((one) => alongTheLine(one));
    return changed.every((one) => one === null)
      ? null
      : { all: where.all.map((one, index) => changed[index] ?? one) };
  }
  if (!('related' in where) || where.related.type !== 'REPORTS_TO' || where.related.transitive === true)
    return null;
  return { ...where, related: { ...where.related, transitive: true } };
}
