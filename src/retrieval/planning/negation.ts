import type { QuestionItem } from './question-item.ts';

/** How far back from a word its "no" or "not" may stand. */
const reach = 6;

/**
 * Whether a noun is denied: "no tasks", "without a manager", "not assigned to any task". In "not blocked tasks" the
 * state is denied, not the noun.
 */
export function isDeniedNoun(items: readonly QuestionItem[], at: number): boolean {
  const own = items[at];
  if (own?.kind === 'cue' && own.cues.has('logic.none')) return true;
  let related = false;
  for (let before = at - 1; before >= Math.max(0, at - reach); before--) {
    const item = items[before];
    if (item?.kind === 'value' && item.candidates.every((one) => one.property !== 'location')) continue;
    if (item?.kind !== 'cue') return false;
    if (item.cues.has('logic.none')) return !item.cues.has('logic.not') || related || before === at - 1;
    if (item.cues.has('logic.not')) return related && !opens(item, before);
    if (item.cues.has('logic.and') || item.cues.has('logic.or')) return false;
    const cues = [...item.cues];
    if (cues.some((cue) => cue.startsWith('rel.')) && !item.cues.has('light')) related = true;
    else if (
      !cues.some((cue) => cue === 'light' || cue.startsWith('status.') || cue.startsWith('prop.')) ||
      item.cues.has('ask.who')
    )
      return false;
  }
  return false;
}

/** Whether a name or a value is denied: "not in Berlin", "neither Web nor Platform", "Web but not Platform". */
export function isDeniedName(items: readonly QuestionItem[], at: number): boolean {
  const own = items[at];
  for (let before = at - 1; before >= Math.max(0, at - reach); before--) {
    const item = items[before];
    if (item === undefined) return false;
    if (item.kind !== 'cue') {
      if (item.kind === own?.kind && items[before + 1]?.kind === 'cue') continue;
      return false;
    }
    if (item.cues.has('logic.not') || item.cues.has('logic.none')) return !opens(item, before);
    // "In Web and not …": what stands before "and" is another matter.
    if (item.cues.has('logic.and') && items[before - 1]?.kind !== own?.kind) return false;
    const cues = [...item.cues];
    const passes = cues.some(
      (cue) => cue === 'light' || cue === 'logic.or' || cue.startsWith('rel.') || cue.startsWith('prop.'),
    );
    if (!passes || (item.cues.has('ask.who') && !item.cues.has('light'))) return false;
    if (cues.some((cue) => cue.startsWith('noun.'))) return false;
  }
  return false;
}

/** "Isn't Ana in Web?" expects a yes and denies nothing. */
function opens(item: QuestionItem, at: number): boolean {
  return at === 0 && item.kind === 'cue' && item.cues.has('ask.yesNo');
}
