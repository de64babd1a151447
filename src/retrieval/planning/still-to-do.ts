import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * "What does Ana still have to get done?", "what must be delivered in May?": what is to be done is open, and a time beside it is that
 * of its due date.
 */
export function readStillToDo(items: readonly QuestionItem[]): QuestionItem[] {
  // "When must PLAT-7 be done?" asks for the day.
  if (items.some((item) => has(item, 'ask.when', 'ask.howLong'))) return [...items];
  const isDated = items.some((item) => item.kind === 'time');
  return items.map((item, at): QuestionItem => {
    if (item.kind !== 'cue' || !(item.cues.has('status.done') || says(item, 'beDone'))) return item;
    const before = items.slice(0, at).findLast((one) => says(one, 'stillTo') || !mayStandBetween(one));
    const isOtherState = items.some((one) => one !== item && isState(one));
    if (!says(before, 'stillTo') || isOtherState) return item;
    return {
      ...item,
      cues: new Set<CueName>(['status.open', ...(isDated ? ['prop.dueDate' as const] : [])]),
    };
  });
}

/** "Must Ana still finish": small words, and who has to. */
const mayStandBetween = (item: QuestionItem): boolean =>
  has(item, 'light', 'pron.person', 'pron.asker') || (item.kind === 'entity' && item.label !== 'Task');

const isState = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((cue) => isCueOf(cue, 'status'));
