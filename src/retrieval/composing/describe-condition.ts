import { type NodeLabel, openTaskStatuses } from '../../../graph-schema/index.ts';
import type {
  ComparedCondition,
  Condition,
  PropertyCondition,
  RelatedCondition,
} from '../../graph/graph-query.ts';
import { knownNames } from '../linking/known-names.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { sharedPlace } from '../linking/place-names.ts';
import { describeStep } from './describe-step.ts';
import { joinDays } from './join-days.ts';
import { nodeName } from './node-name.ts';
import { propertyName } from './property-name.ts';
import type { Wording } from './wording.ts';

export interface DescribeContext {
  readonly named: ReadonlyMap<string, NameCandidate>;
  readonly wording: Wording;
  /** Properties that are there without a word: what things are put in the order of, or measured by. */
  readonly unsaid?: ReadonlySet<string>;
}

export interface PhraseParts {
  /** What is spoken of: a kind of node, or the names of some. */
  readonly head: { readonly text: string; readonly name: boolean };
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export function nounPhrase(
  label: NodeLabel,
  where: Condition | undefined,
  context: DescribeContext,
  single: boolean,
): string {
  const { head, before, after } = phraseParts(label, where, context, single);
  return context.wording.phrase(head.text, before, after);
}

export function phraseParts(
  label: NodeLabel,
  where: Condition | undefined,
  context: DescribeContext,
  single: boolean,
): PhraseParts {
  const { wording } = context;
  // Whoever is spoken of is with the organisation; only of those who are not it needs to be said.
  const all = flatten(where);
  const saysEnd = all.some((part) => 'property' in part && part.property === 'endDate');
  const said = all.filter(
    (part) => !('employed' in part) && !isNotElsewhere(part) && !(saysEnd && isGone(part)),
  );
  const parts = joinDays(all.some((part) => 'employed' in part) ? said.map(asLeaving) : said);
  const before: string[] = [];
  const after: string[] = [];
  let head = { text: wording[single ? 'singular' : 'plural'][label], name: false };
  for (const part of parts) {
    if ('text' in part) {
      after.push(part.text(wording));
      continue;
    }
    const names = namesOf(part, context);
    if (names !== null) head = { text: names, name: true };
    else if (isStatus(part)) before.push(statusWords(part, wording));
    else {
      const said = conditionPhrase(label, part, context);
      after.push(
        'any' in part && differentFrom(part) === null && parts.length > 1
          ? wording.condition.together(said)
          : said,
      );
    }
  }
  const distinct = (words: readonly string[]) => [...new Set(words)].filter((word) => word !== '');
  return { head, before: distinct(before), after: distinct(after) };
}

/** That somebody works for no other company: whoever is asked for is one of us. */
const isNotElsewhere = (part: Condition): boolean =>
  'related' in part &&
  part.related.type === 'WORKS_FOR' &&
  part.quantifier === 'none' &&
  part.where !== undefined &&
  'not' in part.where;

/** The last day of those who are still here is one on which they will leave. */
const asLeaving = (part: Condition): Condition =>
  'property' in part && part.property === 'endDate' && part.op !== 'exists'
    ? { ...part, property: 'leaving' }
    : part;

/** That somebody has left, which the day on which they did says already. */
const isGone = (part: Condition): boolean => 'not' in part && 'employed' in part.not;

function flatten(where: Condition | undefined): Condition[] {
  if (where === undefined) return [];
  return 'all' in where ? where.all.flatMap(flatten) : [where];
}

/** The names of the nodes that a condition on ids means, or that either of several does. */
function namesOf(condition: Condition, context: DescribeContext): string | null {
  if ('any' in condition) {
    const names = condition.any.map((one) => namesOf(one, context));
    return names.length === 0 || names.includes(null) ? null : names.join(context.wording.or);
  }
  if (!('property' in condition) || condition.property !== 'id') return null;
  if (condition.op !== 'eq' && condition.op !== 'in') return null;
  const names = valuesOf(condition).map((id) => {
    const candidate = context.named.get(id);
    return candidate === undefined ? id : nodeName(candidate);
  });
  return [...new Set(names)].join(context.wording.comma);
}

function valuesOf(condition: PropertyCondition): string[] {
  if ('values' in condition) return condition.values.map(String);
  return 'value' in condition ? [String(condition.value)] : [];
}

type StatusCondition =
  | Extract<PropertyCondition, { readonly op: 'in' }>
  | Extract<PropertyCondition, { readonly value: unknown }>;

function isStatus(condition: Condition): condition is StatusCondition {
  return (
    'property' in condition &&
    condition.property === 'status' &&
    !('otherProperty' in condition) &&
    (condition.op === 'eq' || condition.op === 'in')
  );
}

function statusWords(condition: StatusCondition, wording: Wording): string {
  const values = valuesOf(condition);
  const isOpen =
    values.length === openTaskStatuses.length && openTaskStatuses.every((status) => values.includes(status));
  return isOpen ? wording.open : values.map((value) => wording.status[value] ?? value).join(wording.or);
}

function conditionPhrase(label: NodeLabel, condition: Condition, context: DescribeContext): string {
  const { wording } = context;
  if ('all' in condition)
    return joinDays(condition.all.flatMap(flatten))
      .map((one) => ('text' in one ? one.text(wording) : conditionPhrase(label, one, context)))
      .join(wording.and);
  const different = differentFrom(condition);
  if (different !== null) return comparedPhrase(label, different, context, true);
  if ('any' in condition)
    return condition.any
      .map((one) => conditionPhrase(label, 'all' in one ? one : { all: [one] }, context))
      .join(wording.or);
  if ('not' in condition) return deniedPhrase(label, condition.not, context);
  if ('related' in condition) return relatedPhrase(condition, context);
  if ('employed' in condition) return '';
  if ('compared' in condition) return comparedPhrase(label, condition, context);
  if (isStatus(condition)) return statusWords(condition, wording);
  return namesOf(condition, context) ?? propertyPhrase(label, condition, context);
}

function propertyPhrase(
  label: NodeLabel,
  condition: PropertyCondition,
  { wording, unsaid }: DescribeContext,
): string {
  const name = propertyName(wording, label, condition.property);
  if ('otherProperty' in condition)
    return wording.condition.comparedWith(condition.property, condition.op, condition.otherProperty);
  switch (condition.op) {
    case 'exists':
      return unsaid?.has(condition.property) === true ? '' : wording.withSomeValue(name);
    case 'yearly':
      return wording.day.yearly(condition.property, condition.from, condition.to);
    case 'words':
    case 'contains':
      return wording.condition.containing(name, condition.value);
    case 'startsWith':
      return wording.condition.beginningWith(name, condition.value);
    case 'has':
      return wording.condition.having(name, condition.value);
    case 'eq':
    case 'in':
      return valuePhrase(condition.property, name, valuesOf(condition), wording);
    default:
      return wording.condition.compared(name, condition.op, String(condition.value));
  }
}

function valuePhrase(property: string, name: string, values: readonly string[], wording: Wording): string {
  if (property === 'location') {
    const shared = values.length > 1 ? sharedPlace(values, knownNames) : '';
    return wording.inPlace(shared === '' ? values.join(wording.or) : shared);
  }
  if (property === 'title' && values.length > 1) {
    const shared = sharedWords(values);
    if (shared !== '') return wording.condition.containing(name, shared);
  }
  // Whose word it is, the word itself tells.
  const called = property === 'sourceStatus' ? (wording.property.status ?? name) : name;
  return wording.withValue(called, values.join(wording.or));
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

function deniedPhrase(label: NodeLabel, condition: Condition, context: DescribeContext): string {
  const { wording } = context;
  if ('not' in condition) return conditionPhrase(label, condition.not, context);
  if ('employed' in condition) return wording.condition.left;
  if ('related' in condition && condition.count === undefined) {
    const { quantifier: _, ...some } = condition;
    if (condition.quantifier === 'none') return relatedPhrase(some, context);
    const lacking = wording.some[`${condition.related.type} ${condition.related.direction}`];
    if (condition.quantifier !== 'all' && lacking !== undefined && isBare(condition)) return lacking.lacks;
  }
  if ('property' in condition && condition.op === 'exists')
    return wording.withoutValue(propertyName(wording, label, condition.property));
  const names = namesOf(condition, context);
  if (names !== null) return wording.otherThan(names);
  const said = conditionPhrase(label, condition, context);
  const isSeveral =
    ('all' in condition && condition.all.length > 1) || ('any' in condition && condition.any.length > 1);
  return wording.not(isSeveral ? wording.condition.together(said) : said);
}

/** Whether nothing is demanded but that there is such a relationship. */
function isBare({
  related: { type: _, direction: __, label: ___, ...demands },
  where,
}: RelatedCondition): boolean {
  return where === undefined && Object.keys(demands).length === 0;
}

function relatedPhrase(condition: RelatedCondition, context: DescribeContext): string {
  const { related: step, where, quantifier, count } = condition;
  const { wording } = context;
  if (quantifier === 'none')
    return deniedPhrase('Task', { related: step, ...(where === undefined ? {} : { where }) }, context);
  if (count !== undefined) return countPhrase(condition, count, context);
  // What a page's passage is related to is said of the page.
  if (step.type === 'HAS_PASSAGE' && step.direction === 'out' && where !== undefined && 'related' in where)
    return relatedPhrase(where, context);
  // And what a passage speaks of is spoken of by its page.
  if (
    where !== undefined &&
    'related' in where &&
    where.related.type === 'HAS_PASSAGE' &&
    where.related.direction === 'in'
  )
    return describeStep(step, nounPhrase('Article', where.where, context, false), wording);
  const other =
    where === undefined ? null : (ownTeam(where, context) ?? nounPhrase(step.label, where, context, false));
  const said = describeStep(step, other, wording);
  return quantifier === 'all' && where !== undefined ? wording.condition.only(said) : said;
}

/** "With more open tasks than Ana", "with an earlier start date than their manager". */
function comparedPhrase(
  label: NodeLabel,
  { compared, op, with: other }: ComparedCondition,
  context: DescribeContext,
  isDifferent = false,
): string {
  const { wording } = context;
  const { related, where } = other;
  const described = where === undefined ? null : nounPhrase(label, where, context, true);
  const others =
    related === undefined
      ? (described ?? wording.singular[label])
      : wording.condition.otherEnd(related, described ?? wording.singular[label], described !== null);
  if ('shared' in compared) return wording.condition.sharing(wording.singular[compared.shared.label], others);
  if ('property' in compared && isDifferent)
    return wording.condition.unlikeOther(propertyName(wording, label, compared.property), others);
  if ('property' in compared)
    return wording.condition.comparedToOther(
      compared.property,
      propertyName(wording, label, compared.property),
      op,
      others,
    );
  const own = compared.where === undefined ? wording.condition.counted(compared.countOf) : undefined;
  const counted = own ?? nounPhrase(compared.countOf.label, compared.where, context, false);
  return wording.condition.countedToOther(counted, op, others);
}

/** Of "less or more than another's": the comparison, as different is said in one word; null where it is none. */
function differentFrom(condition: Condition): ComparedCondition | null {
  if (!('any' in condition)) return null;
  const [one, other, third] = condition.any;
  if (one === undefined || other === undefined || third !== undefined) return null;
  if (!('compared' in one) || !('compared' in other) || one.op !== 'lt' || other.op !== 'gt') return null;
  return JSON.stringify({ ...one, op: '' }) === JSON.stringify({ ...other, op: '' }) ? one : null;
}

/** "Ana's team": one that she is in or leads. */
function ownTeam(where: Condition, context: DescribeContext): string | null {
  const [member, leads, another] = 'any' in where ? where.any : [];
  if (member === undefined || leads === undefined || another !== undefined) return null;
  if (!('related' in member) || !('related' in leads) || leads.where === undefined) return null;
  const isOwn =
    member.related.type === 'MEMBER_OF' && leads.related.type === 'LEADS' && leads.related.direction === 'in';
  const names = [member.where, leads.where].map((one) => (one === undefined ? null : namesOf(one, context)));
  const [name, other] = names;
  return isOwn && name !== null && name !== undefined && name === other
    ? context.wording.ownTeam(name)
    : null;
}

function countPhrase(
  { related: step, where }: RelatedCondition,
  { op, value }: NonNullable<RelatedCondition['count']>,
  context: DescribeContext,
): string {
  const { wording } = context;
  const isAssignee = step.type === 'ASSIGNED_TO' && step.direction === 'in' && where === undefined;
  if (isAssignee)
    return wording.withAmount(
      wording.amount(op, value, wording.property[value === 1 ? 'assignee' : 'assignees'] ?? ''),
    );
  const counted = nounPhrase(step.label, where, context, value === 1);
  return describeStep(step, wording.amount(op, value, counted), wording);
}
