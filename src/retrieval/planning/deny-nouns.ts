import { has, nouns, statuses } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';

const deniers = new Set<CueName>(['logic.none']);

/**
 * "Doesn't have any open tasks", "hasn't completed a single task" deny that there is one, as "has no open tasks" does, and
 * not the state of those that there are: the verb's "not" becomes the noun's "no".
 */
export function denyNouns(items: readonly QuestionItem[]): QuestionItem[] {
  const denied = [...items];
  for (const [at, item] of items.entries()) {
    // "Isn't there a task …?" expects a yes.
    if (
      at === 0 ||
      item.kind !== 'cue' ||
      !has(item, 'logic.not') ||
      has(item, 'logic.none', 'logic.neither')
    )
      continue;
    let next = at + 1;
    while (isVerb(items[next])) next++;
    if (!has(items[next], 'logic.any')) continue;
    const indefinite = next;
    next++;
    while (isAttribute(items[next])) next++;
    if (!isCounted(items[next])) continue;
    denied[at] = { ...item, cues: deniers };
    const word = items[indefinite];
    if (word?.kind === 'cue') denied[indefinite] = { ...word, cues: new Set<CueName>(['light']) };
  }
  return denied;
}

/** "Have", "been given", "completed": between "not" and what is denied. */
const isVerb = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'cue' &&
  !has(item, 'logic.any', 'logic.not', 'logic.and', 'logic.or') &&
  !nouns.some(([cue]) => item.cues.has(cue)) &&
  (has(item, 'light', 'ask.yesNo', 'status.done') || [...item.cues].some((cue) => cue.startsWith('rel.')));

const isAttribute = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'value' ||
  (item?.kind === 'entity' && item.label !== 'Employee') ||
  (item?.kind === 'cue' &&
    !isCounted(item) &&
    (has(item, 'light', 'logic.only', 'logic.direct') || statuses.some(([cue]) => item.cues.has(cue))));

const isCounted = (item: QuestionItem | undefined): boolean =>
  has(
    item,
    'noun.task',
    'noun.team',
    'noun.article',
    'noun.project',
    'role.report',
    'role.assignee',
    'role.approver',
  );
