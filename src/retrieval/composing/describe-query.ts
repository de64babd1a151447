import { type NodeLabel, openTaskStatuses } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, RelatedCondition } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { sharedPlace } from '../linking/place-names.ts';
import { nodeName } from './node-name.ts';
import type { Wording } from './wording.ts';

/**
 * Says in words what a query looks for, so that every answer shows how its question was understood: "done tasks
 * assigned to Ana Silva".
 *
 * @param total how many there are, where that is said before it: "1 person", "2 people".
 */
export function describeQuery(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
  total?: number,
): string {
  return nounPhrase(query.find, query.where, { named, wording }, total === 1);
}

/** What the groups of a ranking are, where not everything of their kind was looked at. */
export function describeGroups(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
): string | null {
  if (query.return.kind !== 'groups') return null;
  const [key] = query.return.by;
  if (key === undefined || !('related' in key) || key.where === undefined) return null;
  return nounPhrase(key.related.label, key.where, { named, wording }, false);
}

/** The same as a sentence about one thing that the query names: "Chloé Martin is in Sales". */
export function describeStatement(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
): string {
  const { head, before, after } = phraseParts(query.find, query.where, { named, wording }, false);
  const described = [...before, ...after];
  return head.name && described.length > 0
    ? wording.statement(head.text, described)
    : wording.phrase(head.text, before, after);
}

/** A condition as what is said of several: "are done", "have a manager". */
export function describePredicate(
  label: NodeLabel,
  where: Condition,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
): string {
  const { head, before, after } = phraseParts(label, where, { named, wording, saysPresence: true }, false);
  return wording.predicate([...before, ...(head.name ? [head.text] : []), ...after]);
}

interface Context {
  readonly named: ReadonlyMap<string, NameCandidate>;
  readonly wording: Wording;
  readonly saysPresence?: boolean;
}

function nounPhrase(
  label: NodeLabel,
  where: Condition | undefined,
  context: Context,
  single: boolean,
): string {
  const { head, before, after } = phraseParts(label, where, context, single);
  return context.wording.phrase(head.text, before, after);
}

function phraseParts(
  label: NodeLabel,
  where: Condition | undefined,
  context: Context,
  single: boolean,
): { head: { text: string; name: boolean }; before: string[]; after: string[] } {
  const parts = flatten(where);
  const before: string[] = [];
  const after: string[] = [];
  let head = { text: context.wording[single ? 'singular' : 'plural'][label], name: false };
  for (const part of joinDays(parts)) {
    if ('text' in part) {
      after.push(part.text(context.wording));
      continue;
    }
    const names = namesOf(part, context);
    if (names !== null) {
      head = { text: names, name: true };
      continue;
    }
    if ('property' in part && part.property === 'status' && part.op !== 'exists')
      before.push(statusWords(part, context));
    else after.push(conditionPhrase(part, context));
  }
  const said = (words: readonly string[]) => [...new Set(words)].filter((word) => word !== '');
  return { head, before: said(before), after: said(after) };
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
  const told = values.map((value) => wording.status[value] ?? value);
  const isOpen =
    values.length === openTaskStatuses.length && openTaskStatuses.every((status) => values.includes(status));
  return isOpen ? wording.open : told.join(wording.or);
}

function conditionPhrase(condition: Condition, context: Context): string {
  const { wording } = context;
  if ('all' in condition)
    return joinDays(condition.all.flatMap(flatten))
      .map((one) => ('text' in one ? one.text(wording) : conditionPhrase(one, context)))
      .join(wording.and);
  if ('any' in condition)
    return condition.any
      .map((one) => conditionPhrase('all' in one ? one : { all: [one] }, context))
      .join(wording.or);
  if ('not' in condition) return deniedPhrase(condition.not, context);
  if ('related' in condition) return relatedPhrase(condition, context);
  if (condition.op === 'words') return wording.withTitleWords(condition.value);
  if ('otherProperty' in condition)
    return (condition.op === 'lte' ? wording.notLater : wording.later)(
      condition.property,
      condition.otherProperty,
    );
  if (condition.op === 'exists')
    // That a date is there goes without saying where things are put in its order.
    return context.saysPresence === true
      ? wording.withSomeValue(wording.property[condition.property] ?? condition.property)
      : '';
  if (condition.op === 'yearly') return wording.day.yearly(condition.property, condition.from, condition.to);
  const values = 'values' in condition ? condition.values.map(String) : [String(condition.value)];
  if (condition.property === 'location') {
    const shared = values.length > 1 ? sharedPlace(values) : '';
    return wording.inPlace(shared === '' ? values.join(wording.or) : shared);
  }
  if (condition.property === 'title' && values.length > 1) {
    const shared = sharedWords(values);
    if (shared !== '') return wording.withTitleWords(shared);
  }
  if (condition.property === 'status') return statusWords(condition, context);
  const name = condition.property.replace(/^extra\./, '');
  return wording.withValue(wording.property[name] ?? name, values.join(wording.or));
}

function deniedPhrase(condition: Condition, context: Context): string {
  const { wording } = context;
  if ('related' in condition && condition.where === undefined) {
    const lacking = wording.some[`${condition.related.type} ${condition.related.direction}`];
    if (lacking !== undefined) return lacking.lacks;
  }
  if ('property' in condition && condition.op === 'exists')
    return wording.withoutValue(wording.property[condition.property] ?? condition.property);
  return wording.not(namesOf(condition, context) ?? conditionPhrase(condition, context));
}

/** The words that all of several titles have: the part of a title that was asked for. */
function sharedWords(titles: readonly string[]): string {
  const [first = '', ...rest] = titles;
  return first
    .split(/[\s,]+/)
    .filter((word) =>
      rest.every((title) =>
        title
          .toLowerCase()
          .split(/[\s,]+/)
          .includes(word.toLowerCase()),
      ),
    )
    .join(' ');
}

function relatedPhrase(condition: RelatedCondition, context: Context): string {
  const { related: step, where } = condition;
  const { related } = context.wording;
  if (condition.count !== undefined) {
    const { op, value } = condition.count;
    const assignees = step.type === 'ASSIGNED_TO' && step.direction === 'in' && where === undefined;
    const counted = assignees
      ? (context.wording.property[value === 1 ? 'assignee' : 'assignees'] ?? '')
      : nounPhrase(step.label, where, context, value === 1);
    return context.wording.countOf(counted, op, value);
  }
  const outward = step.direction === 'out';
  const some = context.wording.some[`${step.type} ${step.direction}`];
  if (where === undefined && some !== undefined && step.role === undefined && step.transitive !== true)
    return some.has;
  const other = nounPhrase(step.label, where, context, false);
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
    case 'HELD':
      return related.held(other);
    case 'WORKS_FOR':
      return outward ? related.worksFor(other) : related.employs(other);
    case 'OWNED_BY':
    case 'IN_PROJECT':
      return outward ? related.ownedBy(other) : related.owns(other);
    case 'REPORTS_TO':
      return outward ? related.reportsTo(other, step.transitive === true) : related.manages(other);
    case 'BLOCKS':
      return outward ? related.blocks(other) : related.blockedBy(other);
    case 'PART_OF':
      return outward ? related.partOf(other) : related.hasPart(other);
    case 'AUTHORED':
      return outward ? related.authored(other) : related.authoredBy(other);
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
