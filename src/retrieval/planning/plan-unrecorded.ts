import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { CueName } from './lexicon.ts';
import type { UnknownPlan } from './planner.ts';
import type { QuestionItem } from './question-item.ts';

/** What no graph has of people, under the name that the wording has for it. */
export type Unrecorded = 'salary' | 'birthday' | 'address' | 'phone' | 'absence';

/** Words that may stand beside it, where somebody's own is asked for and no rule about it. */
const beside: readonly CueName[] = [
  'light',
  'ask.what',
  'ask.who',
  'ask.whose',
  'ask.which',
  'ask.profile',
  'ask.count',
  'ask.yesNo',
  'ask.list',
  'noun.employee',
  'noun.staff',
  'noun.team',
  'pron.asker',
  'pron.person',
  'rel.member',
  'rel.owned',
];

/**
 * "What is Ana's salary?", "who is on holiday today?": asked of somebody, and nobody has recorded it. Pages may have rules about it,
 * which would be beside the point.
 *
 * @returns null where another word says that something else is asked for.
 */
export function planUnrecorded(items: readonly QuestionItem[]): UnknownPlan | null {
  const word = items.find((item) => item.kind === 'cue' && unrecordedOf(item) !== null);
  const what = word === undefined ? null : unrecordedOf(word);
  if (word === undefined || what === null) return null;
  const isOfPeople = items.some(
    (item) =>
      // "Birthdays this month" are somebody's.
      (item.kind === 'time' && what === 'birthday') ||
      (item.kind === 'entity' && (item.label === 'Employee' || item.label === 'Team')) ||
      (item.kind === 'value' && item.candidates.some(isOfPerson)) ||
      has(item, 'pron.asker', 'pron.person', 'ask.who', 'ask.whose', 'noun.employee') ||
      saysRole(item),
  );
  const dated: readonly CueName[] =
    what === 'birthday' || what === 'absence' ? ['ask.when', 'ask.where'] : [];
  const isAlone = items.every(
    (item) =>
      item === word ||
      (item.kind === 'entity' && (item.label === 'Employee' || item.label === 'Team')) ||
      (item.kind === 'value' && item.candidates.some(isOfPerson)) ||
      (item.kind === 'time' && (what === 'absence' || what === 'birthday')) ||
      has(item, ...beside, ...dated) ||
      saysRole(item),
  );
  return isOfPeople && isAlone
    ? { kind: 'unknown', surface: what, label: 'Employee', reason: 'unrecorded' }
    : null;
}

/** "The birthday of our CEO": whoever it is, theirs is recorded no more than others'. */
const saysRole = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((cue) => isCueOf(cue, 'role'));

const isOfPerson = ({ label }: { readonly label: string }): boolean => label === 'Employee';

function unrecordedOf(item: QuestionItem): Unrecorded | null {
  // A field of the organisation's own is recorded, whatever it is called.
  if (item.kind !== 'cue' || item.field !== undefined || item.cues.has('prop.own')) return null;
  const cue = [...item.cues].find((one) => isCueOf(one, 'unrecorded'));
  return cue === undefined ? null : (cue.slice('unrecorded.'.length) as Unrecorded);
}
