import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, RelatedCondition } from '../../graph/graph-query.ts';
import type { QueryPlan } from '../planning/planner.ts';
import type { AnswerContext } from './answer-context.ts';
import { walkCondition } from './walk-condition.ts';

/**
 * Tells "nobody" from "the data do not say": where a query found nothing, and no source gives that kind of fact at
 * all (no reporting lines, no completion dates), the answer is that the data do not say.
 *
 * @returns null where the data could have said it.
 */
export async function missingData(plan: QueryPlan, context: AnswerContext): Promise<string | null> {
  const { query } = plan;
  if (!('find' in query)) return null;
  const { wording } = context;
  for (const { label, property } of datesUsed(query)) {
    if (!(await anyHas(label, { property, op: 'exists' }, context)))
      return wording.noneAtAll(wording.property[property] ?? property);
  }
  for (const { label, related } of relationsUsed(query.find, query.where)) {
    if (
      related.type === 'REPORTS_TO' &&
      !(await anyHas(
        label,
        { related: { type: related.type, direction: related.direction, label: related.label } },
        context,
      ))
    ) {
      return wording.noneAtAll(wording.property.reportingLine ?? '');
    }
    if (related.type === 'LEADS' && related.role !== undefined) {
      const held = await anyHas(label, { related }, context);
      if (!held) return wording.noneAtAll(related.role);
      if (related.label === 'Company') return wording.noneOf(`${related.role}`);
    }
  }
  return null;
}

async function anyHas(label: NodeLabel, where: Condition, context: AnswerContext): Promise<boolean> {
  const result = await context.graph.query(
    { find: label, where, return: { kind: 'exists' } },
    context.viewer,
    context.today,
  );
  return result.kind === 'exists' && result.exists;
}

function datesUsed(query: FindQuery): { label: NodeLabel; property: string }[] {
  const found: { label: NodeLabel; property: string }[] = [];
  walkCondition(query.find, query.where, (label, condition) => {
    if (
      'property' in condition &&
      ['completedAt', 'dueDate', 'createdAt', 'startDate', 'endDate'].includes(condition.property)
    )
      found.push({ label, property: condition.property });
  });
  return found;
}

function relationsUsed(
  label: NodeLabel,
  where: Condition | undefined,
): { label: NodeLabel; related: RelatedCondition['related'] }[] {
  const found: { label: NodeLabel; related: RelatedCondition['related'] }[] = [];
  walkCondition(label, where, (at, condition) => {
    if ('related' in condition) found.push({ label: at, related: condition.related });
  });
  return found;
}
