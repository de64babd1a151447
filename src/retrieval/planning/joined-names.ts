import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/** Whether two names are listed side by side: with nothing between them but "and", "or" and small words. */
export function isJoined(items: readonly QuestionItem[], from: number, to: number): boolean {
  const between = items.slice(from + 1, to).filter((item, index, all) => !isNamedAgain(item, all, index));
  const joints: readonly CueName[] = ['logic.and', 'logic.or', 'logic.not', 'logic.both'];
  const isJoint = (item: QuestionItem): boolean =>
    item.kind === 'cue' && joints.some((cue) => item.cues.has(cue));
  const isSmall = (item: QuestionItem): boolean =>
    item.kind === 'cue' &&
    (item.cues.has('light') || item.cues.has('noun.team')) &&
    !item.cues.has('noun.task');
  return (
    between.every((item) => isJoint(item) || says(item, 'preposition')) ||
    (between.some(isJoint) && between.every((item) => isJoint(item) || isSmall(item)))
  );
}

/** "Grace's tasks and Ben's tasks", "tasks of Grace and tasks of Ben": the same noun on each side of the joint. */
const isNamedAgain = (item: QuestionItem, between: readonly QuestionItem[], at: number): boolean =>
  has(item, 'noun.task') &&
  (at === 0 ? has(between[1], 'logic.and', 'logic.or') : has(between[at - 1], 'logic.and', 'logic.or'));
