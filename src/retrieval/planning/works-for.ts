import { has } from './frame-words.ts';
import type { QuestionItem } from './question-item.ts';

/**
 * "Who works for José?": a company employs, but for a person works whoever reports to them. What "belongs to" José where tasks are spoken of
 * are those.
 */
export function readWorksFor(items: readonly QuestionItem[]): QuestionItem[] {
  if (items.some((item) => has(item, 'noun.company', 'rel.employer'))) return [...items];
  const ofTasks = items.some(
    (item) => has(item, 'noun.task') || (item.kind === 'entity' && item.label === 'Task'),
  );
  return items.map((item, at) => {
    const next = items[at + 1];
    const isSaid = item.kind === 'cue' && item.cues.has('rel.employed') && !has(item, 'light');
    if (ofTasks && has(item, 'rel.assigned')) return item;
    const isPerson = next?.kind === 'entity' && next.label === 'Employee';
    return isSaid && isPerson ? { ...item, cues: new Set(['rel.reportsTo'] as const) } : item;
  });
}
