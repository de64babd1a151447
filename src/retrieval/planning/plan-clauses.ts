import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Field } from '../../graph/graph-query.ts';
import { opensAsking } from './asking-words.ts';
import { has, nouns } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { CueName } from './lexicon.ts';
import { listLimit } from './list-fields.ts';
import { usualOrder } from './plan-order.ts';
import { readHalf } from './plan-parts.ts';
import type { Built, TaggedQuestion } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';

/** What is said of the same things in two clauses, and what of it is denied. */
interface Clauses {
  readonly label: NodeLabel;
  readonly head: readonly QuestionItem[];
  readonly said: readonly (readonly QuestionItem[])[];
  readonly joint: 'all' | 'neither';
}

/**
 * "People who neither lead a team nor have any open task", "teams that own a blocked task and have a member in Lisbon": each
 * clause is understood by itself and said of what stands before them.
 */
export function planClauses(question: TaggedQuestion, items: readonly QuestionItem[]): Built {
  const clauses = splitClauses(items);
  if (clauses === null) return null;
  const { label, head, said, joint } = clauses;
  const { ask } = readFrame(items);
  if (ask !== 'list' && ask !== 'count') return null;
  const conditions: Condition[] = [];
  if (head.some((item) => !isSubject(item) && !has(item, 'light', 'ask.count', 'ask.list', 'ask.which'))) {
    const where = readHalf(question, label, head);
    if (where === null) return null;
    if (where !== undefined) conditions.push(where);
  }
  for (const clause of said) {
    const where = readHalf(question, label, clause);
    if (where === null || where === undefined) return null;
    conditions.push(joint === 'neither' ? { not: where } : where);
  }
  const fields: Field[] = [{ property: 'key' }];
  if (label !== 'Team') fields.push({ property: label === 'Task' ? 'status' : 'title' });
  return {
    kind: 'query',
    query: {
      find: label,
      where: { all: conditions },
      return:
        ask === 'count'
          ? { kind: 'count' }
          : { kind: 'list', fields, limit: listLimit, orderBy: [usualOrder(label)] },
    },
    shape: { kind: ask },
  };
}

/** Whether two clauses are denied together. */
export const deniesClauses = (items: readonly QuestionItem[]): boolean =>
  splitClauses(items)?.joint === 'neither';

function splitClauses(items: readonly QuestionItem[]): Clauses | null {
  const subject = items.findIndex(isSubject);
  const noun = items[subject];
  if (noun === undefined) return null;
  const label = labelOf(noun);
  if (label !== 'Employee' && label !== 'Team' && label !== 'Task') return null;
  const own = plainSubject(noun);
  const [from, nor, third] = items.flatMap((item, at) =>
    at > subject && has(item, 'logic.neither') ? [at] : [],
  );
  if (from !== undefined) {
    if (nor === undefined || third !== undefined) return null;
    const said = [items.slice(from + 1, nor), items.slice(nor + 1)];
    if (!said.every(saysMore)) return null;
    return { label, head: items.slice(0, from), said: said.map((one) => [own, ...one]), joint: 'neither' };
  }
  const joints = items.flatMap((item, at) => (at > subject && has(item, 'logic.and') ? [at] : []));
  const [joint, another] = joints;
  if (
    joint === undefined ||
    another !== undefined ||
    items.some((item) => has(item, 'logic.or', 'logic.both'))
  )
    return null;
  const [before, behind] = [items.slice(0, joint), items.slice(joint + 1)];
  if (!saysMore(before.slice(subject + 1)) || !saysMore(behind)) return null;
  // "Who leads Web, and how many are in it?": a question of its own; of people alone, "who" may begin another clause.
  const isClause = (item: QuestionItem): boolean =>
    label === 'Employee' && has(item, 'ask.who') && !has(noun, 'ask.who');
  if (behind.some((item) => opensAsking(item) && !isClause(item))) return null;
  return { label, head: [], said: [before, [own, ...behind]], joint: 'all' };
}

const isSubject = (item: QuestionItem): boolean =>
  has(item, 'ask.who') || nouns.some(([cue]) => has(item, cue) && !has(item, 'prop.location'));

const labelOf = (item: QuestionItem): NodeLabel | undefined =>
  has(item, 'ask.who') ? 'Employee' : nouns.find(([cue]) => has(item, cue))?.[1];

/** The noun without what it asks or says besides: "nobody", "our staff". */
function plainSubject(item: QuestionItem): QuestionItem {
  if (item.kind !== 'cue') return item;
  // "Who lead a team": behind it, a word for a role is a verb.
  const people: readonly CueName[] = ['noun.employee', 'ask.who'];
  const own = nouns.flatMap(([cue]) => (has(item, cue) ? [cue] : []));
  return { ...item, cues: new Set(labelOf(item) === 'Employee' ? people : own) };
}

/** A clause of its own and no mere second name: it has a kind, a role or a state in it. */
const saysMore = (items: readonly QuestionItem[]): boolean =>
  items.some(
    (item) =>
      item.kind === 'cue' &&
      [...item.cues].some((cue) => isCueOf(cue, 'noun', 'role', 'status')) &&
      !has(item, 'prop.location'),
  );
