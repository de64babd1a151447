import type { UnknownPlan } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';
import { resolveWords } from './resolve-words.ts';

/**
 * For a question that no planner has understood: whether all its words are the graph's own, so that no page can be what
 * is asked for. Then it is said that it was not understood, as an extract of some page would only be beside the point.
 */
export function planUnclear(given: readonly QuestionItem[]): UnknownPlan | null {
  const items = resolveWords(given);
  if (items.some((item) => item.kind === 'words' || speaksOfTime(item))) return null;
  const frame = readFrame(items);
  if (frame.entities.some(({ item }) => item.label === 'Article' || item.label === 'Topic')) return null;
  if (frame.variables.some((one) => one.label === 'Article')) return null;
  const spoken = frame.variables.some(
    ({ label }) => label === 'Task' || label === 'Employee' || label === 'Team',
  );
  if (!spoken && frame.statuses.length === 0) return null;
  return { kind: 'unknown', surface: '', label: null, reason: 'unclear' };
}

/** "Before", "changed", "former": words of any page as well. */
const speaksOfTime = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].every((cue) => cue.startsWith('time.'));
