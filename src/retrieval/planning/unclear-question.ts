import type { UnknownPlan } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { type Frame, readFrame } from './read-frame.ts';
import { resolveWords } from './resolve-words.ts';

/**
 * For a question that no planner has understood: whether all its words are the graph's own, so that no page can be what
 * is asked for. Then it is said that it was not understood, as an extract of some page would only be beside the point.
 */
export function planUnclear(given: readonly QuestionItem[]): UnknownPlan | null {
  const items = resolveWords(given);
  const frame = readFrame(items);
  const isLeft = frame.topics.length > 0 || items.some(speaksOfTime);
  if (isLeft && !asksForTasks(frame)) return null;
  if (frame.entities.some(({ item }) => item.label === 'Article' || item.label === 'Topic')) return null;
  if (frame.variables.some((one) => one.label === 'Article')) return null;
  const spoken = frame.variables.some(
    ({ label }) => label === 'Task' || label === 'Employee' || label === 'Team',
  );
  if (!spoken && frame.statuses.length === 0) return null;
  return { kind: 'unknown', surface: '', label: null, reason: 'unclear' };
}

/**
 * "Which open tasks of Web fell by the wayside?": tasks of somebody or in some state are listed in no page, so that a word
 * or two that we do not know make it no question for one.
 */
function asksForTasks({ ask, variables, entities, statuses, times, topics }: Frame): boolean {
  const target = variables.find((one) => one.target);
  const said = entities.filter(({ item }) => item.label !== 'Article' && item.label !== 'Topic').length;
  return (
    target?.label === 'Task' &&
    (ask === 'average'
      ? said > 0
      : (ask === 'list' || ask === 'count') && statuses.length + times.length + said > 1) &&
    topics.length <= 1 &&
    topics.every(({ item }) => !item.nameLike && !/\s/.test(item.raw))
  );
}

/** "Before", "changed", "former": words of any page as well. */
const speaksOfTime = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].every((cue) => cue.startsWith('time.'));
