import { type NodeLabel, openTaskStatuses } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, RelatedCondition } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { nodeName } from './node-name.ts';
import type { Wording } from './wording.ts';

/**
 * Says in words what a query looks for, so that every answer shows how its question was understood: "done tasks
 * assigned to Ana Silva".
 *
 * @param total how many there are, where it is said before the phrase: one of them is a task, not tasks.
 */
export function describeQuery(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
  total?: number,
): string {
  return nounPhrase(query.find, query.where, { named, wording }, total === 1);
}

interface Context {
  readonly named: ReadonlyMap<string, NameCandidate>;
  readonly wording: Wording;
}

function nounPhrase(
  label: NodeLabel,
  where: Condition | undefined,
  context: Context,
  single = false,
): string {
  const parts = flatten(where);
  const ids = parts.length === 1 && parts[0] !== undefined ? namesOf(parts[0], context) : null;
  if (ids !== null) return ids;
  const before: string[] = [];
  const after: string[] = [];
  let head = context.wording[single ? 'singular' : 'plural'][label];
  for (const part of joinDays(parts)) {
    if ('text' in part) {
      after.push(part.text(context.wording));
      continue;
    }
    const names = namesOf(part, context);
    if (names !== null) {
      head = names;
      continue;
    }
    if ('property' in part && part.property === 'status' && part.op !== 'exists')
      before.push(statusWords(part, context));
    else if (!('property' in part && part.op === 'exists')) after.push(conditionPhrase(part, context));
  }
  return context.wording.phrase(
    head,
    before.filter((word) => word !== ''),
    after.filter((word) => word !== ''),
  );
}

function flatten(where: Condition | undefined): Condition[] {
  if (where === undefined) return [];
  return 'all' in where ? where.all.flatMap(flatten) : [where];
}

/** A lower and an upper bound of one date are told as one stretch. */
function joinDays(parts: readonly Condition[]): (Condition | { text(wording: Wording): string })[] {
  const result: (Condition | { text(wording: Wording): string })[] = [];
  const taken = new Set<Condition>();
  for (const part of parts) {
    if (taken.has(part)) continue;
    if (
      !('property' in part) ||
      !('value' in part) ||
      typeof part.value !== 'string' ||
      !/^\d{4}-\d\d-\d\d$/.test(part.value) ||
      (part.op !== 'gte' && part.op !== 'lt')
    ) {
      result.push(part);
      continue;
    }
    const { property, value, op } = part;
    const other = parts.find(
      (one) =>
        one !== part &&
        'property' in one &&
        one.property === property &&
        'value' in one &&
        one.op === (op === 'gte' ? 'lt' : 'gte'),
    );
    if (other !== undefined && 'value' in other) {
      taken.add(other);
      const [from, until] = op === 'gte' ? [value, String(other.value)] : [String(other.value), value];
      result.push({ text: (wording) => wording.day.between(property, from, dayBefore(until)) });
    } else {
      result.push({
        text: (wording) =>
          op === 'gte' ? wording.day.from(property, value) : wording.day.before(property, value),
      });
    }
  }
  return result;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function namesOf(condition: Condition, { named, wording }: Context): string | null {
  if (!('property' in condition) || condition.property !== 'id') return null;
  const ids =
    'values' in condition
      ? condition.values.map(String)
      : 'value' in condition
        ? [String(condition.value)]
        : [];
  const names = ids.map((id) => {
    const candidate = named.get(id);
    return candidate === undefined ? id : nodeName(candidate);
  });
  return [...new Set(names)].join(wording.comma);
}

function statusWords(condition: Condition, { wording }: Context): string {
  if (!('property' in condition)) return '';
  const values =
    'values' in condition
      ? condition.values.map(String)
      : 'value' in condition
        ? [String(condition.value)]
        : [];
  if (values.length === openTaskStatuses.length && openTaskStatuses.every((one) => values.includes(one)))
    return wording.open;
  return values.map((value) => wording.status[value] ?? value).join(wording.or);
}

function conditionPhrase(condition: Condition, context: Context): string {
  const { wording } = context;
  if ('all' in condition) return condition.all.map((one) => conditionPhrase(one, context)).join(wording.and);
  if ('any' in condition) return condition.any.map((one) => conditionPhrase(one, context)).join(wording.or);
  if ('not' in condition)
    return wording.not(namesOf(condition.not, context) ?? conditionPhrase(condition.not, context));
  if ('related' in condition) return relatedPhrase(condition, context);
  if (condition.op === 'words') return wording.withTitleWords(condition.value);
  if (condition.op === 'exists' || 'otherProperty' in condition) return '';
  const values = 'values' in condition ? condition.values.map(String) : [String(condition.value)];
  if (condition.property === 'location' && condition.op !== 'contains')
    return wording.inPlace(values.join(wording.or));
  const name = condition.property.replace(/^extra\./, '');
  return wording.withValue(wording.property[name] ?? name, values.join(wording.or));
}

function relatedPhrase(condition: RelatedCondition, context: Context): string {
  const { related: step, where } = condition;
  const { related } = context.wording;
  if (condition.count !== undefined)
    return context.wording.countOf(
      context.wording.property[step.type === 'ASSIGNED_TO' ? 'assignees' : 'people'] ?? '',
      condition.count.op,
      condition.count.value,
    );
  const other = nounPhrase(step.label, where, context);
  const outward = step.direction === 'out';
  switch (step.type) {
    case 'ASSIGNED_TO':
      return outward ? related.assignedTo(other) : related.assignees(other);
    case 'APPROVED':
      return outward ? related.approves(other) : related.approvedBy(other);
    case 'REPORTED':
      return outward ? related.reported(other) : related.reportedBy(other);
    case 'MEMBER_OF':
      return outward ? related.memberOf(other) : related.hasMember(other);
    case 'LEADS':
      return outward ? related.leads(other, step.role ?? null) : related.ledBy(other, step.role ?? null);
    case 'WORKS_FOR':
      return outward ? related.worksFor(other) : related.employs(other);
    case 'OWNED_BY':
    case 'IN_PROJECT':
      return outward ? related.ownedBy(other) : related.owns(other);
    case 'REPORTS_TO':
      return outward ? related.reportsTo(other, step.transitive === true) : related.manages(other);
    case 'BLOCKS':
      return outward ? related.blocks(other) : related.blockedBy(other);
    case 'MENTIONS':
      return related.mentions(other);
    case 'HAS_PASSAGE':
      return where !== undefined && 'related' in where
        ? relatedPhrase(where, context)
        : related.other(step.type, other);
    default:
      return related.other(step.type, other);
  }
}
