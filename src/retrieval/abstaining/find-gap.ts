import { type NodeLabel, systemProperties } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, RelatedCondition } from '../../graph/graph-query.ts';
import { namePropertyOf } from '../../graph/label-properties.ts';
import { walkCondition } from '../../graph/walk-condition.ts';
import type { AnswerContext } from '../composing/answer-context.ts';
import type { QueryPlan } from '../planning/planner.ts';
import { abstainWordings } from './abstain-wording.ts';
import type { Gap, Subject } from './gap.ts';

/**
 * Tells "nobody" from "the data do not say": where a query found nothing, and no source gives that kind of fact at
 * all (no reporting lines, no completion dates), or the subject's own source does not, the answer is that the data do not
 * say.
 *
 * @returns null where the data could have said it.
 */
export async function findGap(plan: QueryPlan, context: AnswerContext): Promise<Gap | null> {
  const { query } = plan;
  if (!('find' in query)) return null;
  const { wording } = context;
  const subject = subjectOf(plan);
  // Who may read no task at all learns nothing of what is recorded of tasks.
  const isReadable = (label: NodeLabel): Promise<boolean> => anyHas(label, { all: [] }, context);
  const notRecorded = (what: string, source: string | null = null): Gap => ({
    kind: 'not_recorded',
    what,
    source,
    subject,
  });
  for (const { label, property } of propertiesUsed(plan, query)) {
    const what = wording.property[property.replace(/^extra\./, '')] ?? property.replace(/^extra\./, '');
    if (!(await isReadable(label))) continue;
    if (!(await anyHas(label, { property, op: 'exists' }, context))) return notRecorded(what);
    if (subject?.label !== label) continue;
    const [node] = await context.graph.readNodes([subject.id], context.viewer);
    if (node === undefined) continue;
    const from: Condition = { property: 'source', op: 'eq', value: node.source };
    if (!(await anyHas(label, { all: [from, { property, op: 'exists' }] }, context)))
      return notRecorded(what, node.source);
  }
  for (const { label, related } of relationsUsed(query.find, query.where)) {
    const { type, direction, label: far, role } = related;
    const what =
      type === 'REPORTS_TO'
        ? wording.property.reportingLine
        : abstainWordings[context.language].recorded[type];
    if (what === undefined || !(await isReadable(label)) || !(await isReadable(far))) continue;
    if (role !== undefined) {
      if (!(await anyHas(label, { related }, context))) return notRecorded(role);
      if (type === 'LEADS' && far === 'Company')
        return { kind: 'no_value', text: wording.noneOf(role), subject };
    } else if (!(await anyHas(label, { related: { type, direction, label: far } }, context)))
      return notRecorded(what);
  }
  return null;
}

/** The one node that a query is about; null where it is about several, or none. */
export function subjectOf({ query, named }: QueryPlan): Subject | null {
  if (!('find' in query)) return null;
  const ids = new Set<string>();
  walkCondition(query.find, query.where, (_, condition) => {
    if (!('property' in condition) || condition.property !== 'id') return;
    if ('values' in condition) for (const value of condition.values) ids.add(String(value));
    else if ('value' in condition) ids.add(String(condition.value));
  });
  const [only, another] = ids;
  const node = only === undefined || another !== undefined ? undefined : named.get(only);
  return node === undefined ? null : { id: node.id, label: node.label };
}

async function anyHas(label: NodeLabel, where: Condition, context: AnswerContext): Promise<boolean> {
  const result = await context.graph.query(
    { find: label, where, return: { kind: 'exists' } },
    context.viewer,
    context.today,
  );
  return result.kind === 'exists' && result.exists;
}

/** What is asked for, sorted by or compared; what every node has, and what names it, is always there. */
function propertiesUsed({ shape }: QueryPlan, query: FindQuery): { label: NodeLabel; property: string }[] {
  const found: { label: NodeLabel; property: string }[] = [];
  walkCondition(query.find, query.where, (label, condition) => {
    if ('property' in condition && condition.op !== 'words')
      found.push({ label, property: condition.property });
  });
  if (shape.kind === 'property' || shape.kind === 'first')
    found.push({ label: query.find, property: shape.property });
  if (shape.kind === 'duration') found.push({ label: query.find, property: shape.from });
  if (shape.kind === 'deadline') found.push({ label: query.find, property: 'dueDate' });
  return found.filter(
    ({ label, property }) => !(property in systemProperties) && property !== namePropertyOf(label),
  );
}

function relationsUsed(
  label: NodeLabel,
  where: Condition | undefined,
): { label: NodeLabel; related: RelatedCondition['related'] }[] {
  const found: { label: NodeLabel; related: RelatedCondition['related'] }[] = [];
  walkCondition(label, where, (at, condition) => {
    if ('related' in condition) found.push({ label: at, related: condition.related });
    if ('compared' in condition && condition.with.related !== undefined)
      found.push({ label: at, related: condition.with.related });
  });
  return found;
}
