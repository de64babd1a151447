import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, RelatedCondition } from '../../graph/graph-query.ts';
import { has, nouns } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { Plan } from './planner.ts';
import type { CueItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/** A question without "all" or "only", and the kind of node of all of which something is said. */
export interface WithoutAll {
  readonly items: readonly QuestionItem[];
  readonly of: NodeLabel;
}

/**
 * "Which teams have all their members in Berlin?", "whose tasks are all done?", "who has only blocked tasks?": all that
 * somebody has must be so. Not "list all tasks", where those that are all are what is asked for.
 *
 * @returns null where no such thing is said.
 */
export function splitUniversal(items: readonly QuestionItem[]): WithoutAll | null {
  const asked = askedFor(items);
  if (asked === null) return null;
  const [of] = items.flatMap((_, index) =>
    index > asked.at ? (ofAll(items, index, asked.label) ?? []) : [],
  );
  if (of === undefined) return null;
  const rest = items.filter(
    (item, index) =>
      !(index > asked.at && isAll(item) && !isEverybody(item)) &&
      !(isAll(items[index - 1]) && index > asked.at && has(item, 'pron.set')),
  );
  return { items: rest.map(asPeople), of };
}

const isEverybody = (item: QuestionItem | undefined): item is CueItem =>
  item?.kind === 'cue' && has(item, 'logic.all') && has(item, 'noun.employee');

/** "Everybody": the people, without that it is all of them. */
const asPeople = (item: QuestionItem): QuestionItem =>
  isEverybody(item) ? { ...item, cues: new Set<CueName>(['noun.employee']) } : item;

/** The plan of the rest, said of all of them; null where it says it of no such. */
export function ofAllOf(plan: Plan | null, of: NodeLabel): Plan | null {
  if (plan?.kind !== 'query' || !('find' in plan.query) || plan.query.where === undefined) return null;
  const { query } = plan;
  const isList = query.return.kind === 'list';
  if (!isList && query.return.kind !== 'count') return null;
  const parts = 'all' in plan.query.where ? plan.query.where.all : [plan.query.where];
  const meant = parts.filter(
    (part): part is RelatedCondition =>
      'related' in part && part.related.label === of && part.where !== undefined && isPlain(part),
  );
  const [only, another] = meant;
  if (only === undefined || another !== undefined) return null;
  const where: Condition = {
    all: parts.map((part): Condition => (part === only ? { ...only, quantifier: 'all' } : part)),
  };
  const returns =
    query.return.kind === 'list'
      ? { ...query.return, fields: (query.return.fields ?? []).filter((field) => !('related' in field)) }
      : query.return;
  return { ...plan, query: { ...query, where, return: returns } };
}

/** One thing is said of it: with two, one of them would be which are meant. */
function isPlain({ where, quantifier, count }: RelatedCondition): boolean {
  if (quantifier !== undefined || count !== undefined || where === undefined) return false;
  if ('property' in where) return where.property !== 'id';
  // What is overdue is due before today and open.
  const [due, open, another] = 'all' in where ? where.all : [];
  const isOf = (part: Condition | undefined, property: string): boolean =>
    part !== undefined && 'property' in part && part.property === property;
  return another === undefined && isOf(due, 'dueDate') && isOf(open, 'status');
}

/** Which kind of node is asked for, and where that is said. */
function askedFor(items: readonly QuestionItem[]): { label: NodeLabel; at: number } | null {
  const first = items[0];
  const said = nouns.find(([cue]) => has(first, cue))?.[1];
  // "Teams whose members are all in Berlin"
  if (said !== undefined && has(items[1], 'ask.whose') && !isAll(first)) return { label: said, at: 1 };
  const at = items.findIndex((item) => has(item, 'ask.which', 'ask.who', 'ask.whose', 'ask.count'));
  if (at < 0) return null;
  const next = items[at + 1];
  const noun = nouns.find(([cue]) => has(next, cue))?.[1];
  if (noun !== undefined && !has(items[at], 'ask.whose') && !isAll(next)) return { label: noun, at: at + 1 };
  return has(items[at], 'ask.who', 'ask.whose') ? { label: 'Employee', at } : null;
}

const isAll = (item: QuestionItem | undefined): boolean => has(item, 'logic.all', 'logic.only');

/** The kind of node that an "all" is said of; null where it is said of none, or of what is asked for. */
function ofAll(items: readonly QuestionItem[], at: number, asked: NodeLabel): NodeLabel | null {
  if (!isAll(items[at])) return null;
  const before = items[at - 1];
  if (isEverybody(items[at])) return asked === 'Team' && saysOfEverybody(items, at) ? 'Employee' : null;
  // "Subtasks that are all done": of tasks by tasks no such thing can be asked, and it is no answer that some are.
  if (has(items[at - (has(items[at - 2], 'pron.thing') ? 3 : 2)], 'rel.subtask') && has(before, 'ask.yesNo'))
    return 'Task';
  // 成员全部, "tasks are all"
  const behind = has(before, 'ask.yesNo') && !has(before, 'rel.owned') ? items[at - 2] : before;
  const own = labelOf(behind);
  if (own !== null && own !== asked) return own;
  // "How many tasks does each team have?" asks for a figure of each.
  const isEach = has(items[at], 'group.each') && !says(before, 'copula');
  const isHad = has(before, 'rel.owned', 'status.done', 'ask.who') || (has(before, 'ask.yesNo') && !isEach);
  const behindIt = isHad ? nounBehind(items, at) : null;
  return behindIt === asked ? null : behindIt;
}

/** "In which teams is everyone in Berlin?": what is said of everybody is all that follows. */
const saysOfEverybody = (items: readonly QuestionItem[], at: number): boolean =>
  has(items[at - 1], 'ask.yesNo') &&
  items.slice(at + 1).every((item) => item.kind === 'value' || has(item, 'light', 'prop.location'));

/** "All their tasks", "only blocked tasks": the noun behind, with what describes it between. */
function nounBehind(items: readonly QuestionItem[], at: number): NodeLabel | null {
  for (const item of items.slice(at + 1, at + 4)) {
    const label = labelOf(item);
    if (label !== null) return label;
    if (!has(item, 'pron.set', 'light', ...states)) return null;
  }
  return null;
}

const states: readonly CueName[] = [
  'status.done',
  'status.open',
  'status.blocked',
  'status.overdue',
  'status.todo',
  'status.in_progress',
  'status.cancelled',
];

function labelOf(item: QuestionItem | undefined): NodeLabel | null {
  if (has(item, 'role.member', 'role.report')) return 'Employee';
  if (item?.kind === 'value' && item.candidates.every(({ property }) => property === 'title'))
    return 'Employee';
  return nouns.find(([cue]) => has(item, cue))?.[1] ?? null;
}
