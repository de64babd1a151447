import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery } from '../../graph/graph-query.ts';
import { connectParts } from './connect-parts.ts';
import { coversQuestion } from './covers-question.ts';
import { has } from './frame-words.ts';
import { groupKeyBehind } from './group-keys.ts';
import { listLimit } from './list-fields.ts';
import { usualOrder } from './plan-order.ts';
import type { Built, TaggedQuestion } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';
import { allOf, present, withWhere } from './senses.ts';
import { splitWhole } from './split-whole.ts';
import { stepsBetween } from './steps-between.ts';

/** What a whole is, and what is said of a part of it. */
interface Part {
  readonly label: NodeLabel;
  readonly whole: Condition | undefined;
  readonly part: Condition;
}

/** "What share of the tasks of Web is done?", over all of them or for each team: two counts, of which the engine makes both. */
export function planShare(
  question: TaggedQuestion,
  given: readonly QuestionItem[],
  among: Condition | undefined,
): Built {
  const { items, group } = groupKeyBehind(given);
  const found = readPart(question, items, among);
  if (found === null) return null;
  const { label, whole, part } = found;
  const where = allOf([...present(whole), part]) ?? part;
  if (group === null) {
    const of: FindQuery = { find: label, ...withWhere(whole), return: { kind: 'count' } };
    return {
      kind: 'query',
      query: { find: label, where, return: { kind: 'count' } },
      shape: { kind: 'share', of, part },
    };
  }
  const step = stepsBetween(group, label);
  if (step === null) return null;
  return {
    kind: 'query',
    query: {
      find: group,
      where: { related: step, ...withWhere(whole) },
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { countOf: step, ...withWhere(whole), as: 'count' },
          { countOf: step, where, as: 'part' },
        ],
        orderBy: [usualOrder(group)],
        limit: listLimit,
      },
    },
    shape: { kind: 'shares', counted: label, ...withWhere(whole), part },
  };
}

/** "Are all tasks of Web done?", "is nobody in Web in Lisbon?": those of whom it is not so, and how many there are in all. */
export function planEvery(
  question: TaggedQuestion,
  items: readonly QuestionItem[],
  among: Condition | undefined,
): Built {
  const denied = items.findIndex((item, at) => at < 2 && has(item, 'logic.none', 'logic.not'));
  const said = denied < 0 ? items : items.map((item, at) => (at === denied ? withoutDenial(item) : item));
  const found = readPart(question, said, among);
  if (found === null) return null;
  const { label, whole, part } = found;
  const exceptions: Condition = denied < 0 ? { not: part } : part;
  return {
    kind: 'query',
    query: {
      find: label,
      where: allOf([...present(whole), exceptions]) ?? exceptions,
      return: {
        kind: 'list',
        fields: [{ property: 'key' }, ...(label === 'Employee' ? [{ property: 'title' }] : [])],
        orderBy: [usualOrder(label)],
        limit: listLimit,
      },
    },
    shape: {
      kind: 'every',
      of: { find: label, ...withWhere(whole), return: { kind: 'count' } },
      part,
      isNone: denied >= 0,
    },
  };
}

/** The first cut of which each half is connected by itself and says all of its own words. */
function readPart(
  question: TaggedQuestion,
  items: readonly QuestionItem[],
  among: Condition | undefined,
): Part | null {
  for (const { label, ...halves } of splitWhole(items)) {
    const whole = readHalf(question, label, halves.whole);
    const part = readHalf(question, label, halves.part);
    if (whole !== null && part !== null && part !== undefined)
      return { label, whole: allOf([...present(among), ...present(whole)]), part };
  }
  return null;
}

/** What one half says of its kind by itself; null where a word of it is not understood. */
export function readHalf(
  { today, company }: TaggedQuestion,
  label: NodeLabel,
  items: readonly QuestionItem[],
): Condition | null | undefined {
  const frame = readFrame(items);
  const connected = connectParts(frame, items, label, today, company);
  if (connected === null) return null;
  const query: FindQuery = { find: label, ...withWhere(connected.where), return: { kind: 'count' } };
  return coversQuestion({ kind: 'query', query, shape: { kind: 'count' } }, items) ? connected.where : null;
}

/** "No task", "nobody": the task, the people. */
function withoutDenial(item: QuestionItem): QuestionItem {
  if (item.kind !== 'cue') return item;
  const cues = new Set([...item.cues].filter((cue) => cue !== 'logic.none' && cue !== 'logic.not'));
  return { ...item, cues: cues.size === 0 ? new Set(['light']) : cues };
}
