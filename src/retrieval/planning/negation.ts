import { has } from './frame-words.ts';
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
    if (isOfDeniedNoun(items, before)) continue;
    if (item?.kind !== 'cue') return false;
    if (item.cues.has('logic.none')) return true;
    const verb = [...item.cues].some((cue) => cue.startsWith('rel.'));
    if (item.cues.has('logic.not')) return (related || verb) && !opens(item, before);
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

/** "No Groundwork tasks", 没有 Groundwork 的任务: the name says which tasks it is of which there are none. */
function isOfDeniedNoun(items: readonly QuestionItem[], at: number): boolean {
  const item = items[at];
  if (item?.kind !== 'entity' || (item.label !== 'Project' && item.label !== 'Team')) return false;
  const next = has(items[at + 1], 'light') ? items[at + 2] : items[at + 1];
  return has(items[at - 1], 'logic.none') && has(next, 'noun.task');
}

/** Whether a name or a value is denied: "not in Berlin", "neither Web nor Platform", "Web but not Platform". */
export function isDeniedName(items: readonly QuestionItem[], at: number): boolean {
  const own = items[at];
  if (isOfDeniedNoun(items, at)) return false;
  let alone = true;
  for (let before = at - 1; before >= Math.max(0, at - reach); before--) {
    const item = items[before];
    if (item === undefined || own === undefined) return false;
    if (item.kind !== 'cue') {
      // "Not in Web or Platform" denies both, "not assigned to John in Web" the person alone.
      if (!isAlike(item, own) || !joins(items[before + 1])) return false;
      continue;
    }
    // "No due date in Sales" denies the date.
    // "Nothing to do in Web" denies the tasks.
    if (item.cues.has('logic.none') && item.cues.has('noun.task')) return false;
    if (item.cues.has('logic.none') && !item.cues.has('logic.not')) return alone;
    if (item.cues.has('logic.not')) return !opens(item, before);
    if (joins(item)) {
      // "In Web and not …": what stands before "and" is another matter.
      if (item.cues.has('logic.and') && !isAlike(items[before - 1], own)) return false;
      continue;
    }
    const cues = [...item.cues];
    if (cues.some((cue) => cue.startsWith('noun.') || (cue.startsWith('prop.') && cue !== 'prop.location')))
      return false;
    if (!item.cues.has('light')) {
      if (!cues.some((cue) => cue.startsWith('rel.') || cue === 'prop.location')) return false;
      alone = false;
    }
  }
  return false;
}

/**
 * Whether a pronoun denies a place or a team along with the people: "who reports to nobody in Berlin?" denies the manager,
 * "which teams have nobody in Berlin?" the place. Which of them is meant hangs on more than the words beside it, so that
 * such a question is better not understood than half understood.
 */
export function deniesPeopleSomewhere(items: readonly QuestionItem[]): boolean {
  return items.some((item, at) => {
    // Where it opens the sentence, it denies the whole of it.
    if (at < 2 || item.kind !== 'cue' || !item.cues.has('logic.none') || !item.cues.has('noun.employee'))
      return false;
    const after = items.slice(at + 1).find((one) => one.kind !== 'cue' || !onlyLeads(one));
    return after?.kind === 'entity' || after?.kind === 'value';
  });
}

const onlyLeads = (item: Extract<QuestionItem, { kind: 'cue' }>): boolean =>
  item.cues.has('light') || [...item.cues].some((cue) => cue.startsWith('rel.') || cue === 'prop.location');

const joins = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'cue' && (item.cues.has('logic.and') || item.cues.has('logic.or'));

function isAlike(one: QuestionItem | undefined, other: QuestionItem): boolean {
  if (one?.kind === 'entity' && other.kind === 'entity') return one.label === other.label;
  return one?.kind === 'value' && other.kind === 'value';
}

/** "Isn't Ana in Web?" expects a yes and denies nothing. */
function opens(item: QuestionItem, at: number): boolean {
  return at === 0 && item.kind === 'cue' && item.cues.has('ask.yesNo');
}
