import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, GraphQuery, RelatedCondition } from '../../graph/graph-query.ts';
import { conjunctsOf } from '../../graph/walk-condition.ts';
import type { AnswerShape, TaggedQuestion } from './planner.ts';
import { readContent } from './query-content.ts';
import { allOf, present } from './senses.ts';

/** What ends with a person's last day, so that whoever has it now is with us. */
const ofStaff: ReadonlySet<string> = new Set(['MEMBER_OF', 'WORKS_FOR', 'REPORTS_TO']);

/**
 * The same query of people who are with us: "how many people are in Berlin?" asks for nobody who has left. Questions about leaving
 * or the past are of whoever they are about, and so are those about somebody who is named, or who is something to what is
 * named: that a task is assigned to somebody who left is worth knowing.
 */
export function amongStaff(query: GraphQuery, shape: AnswerShape): GraphQuery {
  if (!('find' in query) || query.find !== 'Employee' || shape.kind === 'history') return query;
  if (query.at !== undefined || query.during !== undefined) return query;
  const parts = conjunctsOf(query.where);
  if (parts.some((part) => isNamed(part) || isOfStaff(part) || leadsToNamed(part)) || speaksOfEnds(query))
    return query;
  return { ...query, where: allOf([...present(query.where), { employed: true }]) ?? { employed: true } };
}

/**
 * "Who left in 2026?": only those whose last day has passed, where the words do not say that people are still to leave.
 *
 * @param asked the question, as it was said.
 */
export function whoHasLeft(query: GraphQuery, { text, lexicon }: TaggedQuestion['asked']): GraphQuery {
  if (!('find' in query) || query.where === undefined) return query;
  const isLeaving = lexicon.leaving?.now.test(text) === true;
  if (!isLeaving && lexicon.leaving?.ahead.test(text) !== false) return query;
  const left: Condition = isLeaving ? { employed: true } : { not: { employed: true } };
  return { ...query, where: withLeft(query.find, query.where, left) };
}

/** "Who has joined since May?": until today, where the words do not speak of those who are still to come. */
export function whoHasStarted(
  query: GraphQuery,
  { asked: { text, lexicon }, items, today }: TaggedQuestion,
): GraphQuery {
  if (!('find' in query) || query.find !== 'Employee' || lexicon.starting?.test(text) !== false) return query;
  // "Later than Grace" compares, and says no time.
  if (!items.some((item) => item.kind === 'time')) return query;
  const bounds = conjunctsOf(query.where).flatMap((part) =>
    'property' in part && part.property === 'startDate' && 'value' in part ? [part] : [],
  );
  const [since, another] = bounds;
  if (since === undefined || another !== undefined || (since.op !== 'gte' && since.op !== 'gt')) return query;
  if (typeof since.value !== 'string' || since.value > today) return query;
  const started: Condition = { property: 'startDate', op: 'lte', value: today };
  return { ...query, where: allOf([...present(query.where), started]) ?? started };
}

/** The same also of people whom something else has to do with: "tasks of people who have left". */
function withLeft(label: NodeLabel, where: Condition, left: Condition): Condition {
  if ('all' in where) {
    const all = where.all.map((one) => withLeft(label, one, left));
    return label === 'Employee' && conjunctsOf(where).some(isOfEnd) ? { all: [...all, left] } : { all };
  }
  if ('related' in where && where.where !== undefined && where.quantifier !== 'none')
    return { ...where, where: withLeft(where.related.label, where.where, left) };
  return label === 'Employee' && isOfEnd(where) ? { all: [where, left] } : where;
}

const isOfEnd = (part: Condition): boolean => 'property' in part && part.property === 'endDate';

/**
 * "Who has no manager?", "people without tasks": of those whom the records know at other companies nobody asks what they lack here.
 *
 * @param company our own, where it is known; who works for none is one of us.
 */
export function lackingAmongOurs(query: GraphQuery, company: { readonly id: string } | null): GraphQuery {
  if (company === null || !('find' in query) || query.find !== 'Employee') return query;
  const parts = conjunctsOf(query.where);
  const lacks = parts.some(
    (part) => ('related' in part && part.quantifier === 'none') || ('not' in part && 'related' in part.not),
  );
  if (!lacks || parts.some((part) => isNamed(part) || isOfStaff(part) || leadsToNamed(part))) return query;
  return { ...query, where: allOf([...present(query.where), notElsewhere(company.id)]) ?? { all: [] } };
}

const notElsewhere = (id: string): Condition => ({
  related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
  where: { not: { property: 'id', op: 'eq', value: id } },
  quantifier: 'none',
});

/** The same of what a part is set against. */
export function shapeAmongStaff(shape: AnswerShape): AnswerShape {
  if (!('of' in shape) || shape.of === null) return shape;
  const of = amongStaff(shape.of, shape);
  return 'find' in of ? { ...shape, of } : shape;
}

const isNamed = (part: Condition): boolean =>
  'any' in part
    ? part.any.every(isNamed)
    : 'property' in part && part.property === 'id' && (part.op === 'eq' || part.op === 'in');

const leadsToNamed = (part: Condition): boolean =>
  'related' in part &&
  (part.quantifier ?? 'any') === 'any' &&
  conjunctsOf(part.where).some((one) => isNamed(one) || leadsToNamed(one));

const isCurrent = ({ related: { ever, began, ended } }: RelatedCondition): boolean =>
  ever !== true && began === undefined && ended === undefined;

const isOfStaff = (part: Condition): boolean =>
  'related' in part &&
  ofStaff.has(part.related.type) &&
  part.related.direction === 'out' &&
  (part.quantifier ?? 'any') !== 'none' &&
  (part.count === undefined || part.count.op === 'gt' || (part.count.op === 'gte' && part.count.value > 0)) &&
  isCurrent(part);

/** Whether leaving is asked for, or what was before. */
function speaksOfEnds(query: FindQuery): boolean {
  const { properties, ofThePast } = readContent(query);
  return properties.has('endDate') || ofThePast;
}
