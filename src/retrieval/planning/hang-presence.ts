import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { DescribedNode } from './hang-conditions.ts';
import type { CueName } from './lexicon.ts';
import { isDeniedNoun } from './negation.ts';
import type { QuestionItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';

/** Properties that may be missing, and are asked for as such: "without a due date". */
const lackable: readonly (readonly [CueName, NodeLabel, string])[] = [
  ['prop.dueDate', 'Task', 'dueDate'],
  ['prop.completedAt', 'Task', 'completedAt'],
  ['prop.priority', 'Task', 'priority'],
  ['prop.startDate', 'Employee', 'startDate'],
  ['prop.email', 'Employee', 'email'],
  ['prop.location', 'Employee', 'location'],
  ['prop.title', 'Employee', 'title'],
];

/** "Tasks without a due date", "who has an e-mail address": that a property is recorded, or that it is not. */
export function hangPresence(
  frame: Frame,
  items: readonly QuestionItem[],
  nodes: readonly DescribedNode[],
): void {
  for (const { item, at } of frame.cues) {
    const found = lackable.find(
      ([cue, label]) => item.cues.has(cue) && nodes.some((node) => node.label === label),
    );
    const given = frame.values.some((value) =>
      value.item.candidates.some((one) => one.property === found?.[2]),
    );
    // "Nobody has started" lacks no date.
    const isVerb = item.cues.has('prop.startDate') && !says(item, 'saysDay');
    if (found === undefined || given || isVerb) continue;
    const [, label, property] = found;
    const node = nodes.find((one) => one.label === label);
    // "Tasks that nobody has started on": a verb, and not the date.
    if (property === 'startDate' && !says(item, 'saysDay')) continue;
    if (isDeniedNoun(items, at)) node?.conditions.push({ not: { property, op: 'exists' } });
    else if (frame.times.length === 0 && isHad(items, at)) node?.conditions.push({ property, op: 'exists' });
  }
}

/** Whether "has", "with" or 有 stands before a noun; "with their start dates" asks to be told them. */
function isHad(items: readonly QuestionItem[], at: number): boolean {
  const before = items[at - 1];
  const word = says(before, 'anyOne') ? items[at - 2] : before;
  return says(word, 'possessing');
}
