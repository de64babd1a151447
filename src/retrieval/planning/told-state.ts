import { opensAsking } from './asking-words.ts';
import { clauseBreaks } from './clause-break.ts';
import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { TaggedQuestion } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * "REF-12 is stuck, what does it wait for?": the question alone, asked of that task. Its state narrows nothing down; said of whatever is
 * asked for, it would, and the answer would be that there is none.
 *
 * @returns null where no task's state is told before the question.
 */
export function askedOfTold(question: TaggedQuestion): TaggedQuestion | null {
  const { items, text } = question;
  const [topic, ...said] = items;
  if (topic?.kind !== 'entity' || topic.label !== 'Task' || !says(said[0], 'copula')) return null;
  const at = said.findIndex((item) => !has(item, 'light'));
  const state = said[at];
  if (state?.kind !== 'cue' || ![...state.cues].some((cue) => isCueOf(cue, 'status'))) return null;
  const behind = said.slice(at + 1);
  const opening = behind.findIndex((item) => !isJoint(item));
  const asked = behind.slice(Math.max(0, opening));
  const [first] = asked;
  if (first === undefined || !opensAsking(first)) return null;
  if (opening === 0 && !clauseBreaks(text)(first)) return null;
  const isOfIt = asked.some((item) => has(item, 'pron.thing'));
  return isOfIt && asked.every((item) => item.kind === 'cue')
    ? { ...question, items: asked, previous: { items: [topic], plan: null } }
    : null;
}

/** "So", "and": light words that join. */
const isJoint = (item: QuestionItem): boolean => has(item, 'light') && !opensAsking(item);
