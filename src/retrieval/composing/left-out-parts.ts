import type { Condition } from '../../graph/graph-query.ts';
import type { QueryPlan } from '../planning/planner.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * "People in Engineering" are those whom the directory puts into that very team; where it has parts, that is said.
 *
 * @returns null where nothing was left out.
 */
export async function leftOutParts(plan: QueryPlan, context: AnswerContext): Promise<string | null> {
  if (!('find' in plan.query)) return null;
  const teams = [...new Set(teamsIn(plan.query.where))];
  const [only] = teams;
  if (only === undefined || teams.length > 1) return null;
  const parts = await context.graph.query(
    {
      find: 'Team',
      where: {
        related: { type: 'PART_OF', direction: 'out', label: 'Team' },
        where: { property: 'id', op: 'eq', value: only },
      },
      return: { kind: 'list', orderBy: [{ by: 'name' }] },
    },
    context.viewer,
    context.today,
  );
  if (parts.kind !== 'list' || parts.total === 0) return null;
  const names = parts.rows.map((row) => row.name).join(context.wording.comma);
  return context.wording.partsLeftOut(plan.named.get(only)?.name ?? only, names);
}

/** Teams that members or tasks were looked for in, by id. */
function teamsIn(condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(teamsIn);
  if ('any' in condition) return condition.any.flatMap(teamsIn);
  if ('not' in condition) return teamsIn(condition.not);
  if (!('related' in condition)) return [];
  const { related, where } = condition;
  const held = related.type === 'MEMBER_OF' || related.type === 'OWNED_BY';
  if (held && where !== undefined && 'property' in where && where.property === 'id' && 'value' in where)
    return [String(where.value)];
  return teamsIn(where);
}
