import { has } from './frame-words.ts';
import { entityItem } from './go-on.ts';
import type { CueName } from './lexicon.ts';
import type { PreviousQuestion } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { isStep, stepFrom } from './step-period.ts';

/** "And Ben?", "what about last month?": the question before, with this in place of what it had of its kind. */
export function substitute(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): QuestionItem[] | null {
  if (previous === null || previous.plan === null) return null;
  if (items.length > 0 && items.every((item) => has(item, 'logic.withParts', 'light', 'logic.and')))
    return withParts(items, previous);
  const sinceWhen = items.find((item) => has(item, 'ask.when', 'ask.howLong'));
  if (sinceWhen !== undefined && asksSinceWhen(items, previous)) return [...previous.items, sinceWhen];
  const stepped = stepBack(items, previous);
  if (stepped !== null) return stepped;
  const senior = sinceWhen === undefined ? null : longestHere(items, previous);
  if (sinceWhen !== undefined && senior !== null)
    return [
      { ...senior, possessive: true },
      { ...sinceWhen, kind: 'cue', cues: startDate },
    ];
  const content = items.filter((item) => item.kind !== 'cue' || isState(item));
  const [only] = content;
  if (only === undefined || content.length > 1 || only.kind === 'words' || only.kind === 'number')
    return null;
  // "Only the open ones", "and the done ones?": what those are is said in neither.
  if (isState(only) && pointsBack(previous.items)) return null;
  const rest = items.filter((item) => item !== only);
  // "How many people are in Lisbon, and how many in Berlin?": as many, elsewhere.
  const counts = has(
    items.find((item) => !has(item, 'logic.and')),
    'ask.count',
  );
  const isCountedAlike =
    counts && only.kind === 'value' && previous.items.some((item) => isAlike(item, only));
  const isAsked = (item: QuestionItem): boolean =>
    isCountedAlike && has(item, 'ask.count') && previous.items.some((one) => has(one, 'ask.count'));
  const empty = rest.every(
    (item) =>
      item.kind === 'cue' &&
      (item.cues.has('light') || item.cues.has('logic.and') || says(item, 'andWhat') || isAsked(item)),
  );
  const leads = says(items[0], 'goesOn') || rest.some(isAsked);
  const isBare = items.length === 1 && !isState(only);
  if (!empty || rest.length > 4 || !(leads || isBare || says(items.at(-1), 'goesOnBehind'))) return null;
  const alike = previous.items.findLastIndex((item) => isAlike(item, only));
  const at = alike < 0 ? samePlace(items, only, previous.items) : alike;
  if (at < 0) return null;
  return previous.items.map((item, index) =>
    index === at
      ? {
          ...only,
          from: item.from,
          to: item.to,
          afterStop: item.afterStop,
          ...(item.possessive === undefined ? {} : { possessive: item.possessive }),
        }
      : item,
  );
}

/** "Who leads Platform?", "since when?": the days of what was answered. */
function asksSinceWhen(items: readonly QuestionItem[], { items: before }: PreviousQuestion): boolean {
  const isBare = items.every((item) =>
    has(item, 'ask.when', 'ask.howLong', 'time.begin', 'light', 'logic.and'),
  );
  const isOfPeople =
    before.some((item) => has(item, 'ask.who')) && before.some((item) => item.kind === 'entity');
  return isBare && isOfPeople && !before.some((item) => has(item, 'ask.when', 'ask.howLong'));
}

/** "And the week before?": the same of the week before the one that was asked of. */
function stepBack(
  items: readonly QuestionItem[],
  { items: before }: PreviousQuestion,
): QuestionItem[] | null {
  const step = items.find(isStep);
  const isBare = items.every((item) => item === step || has(item, 'light', 'logic.and'));
  const [from, another] = before.filter((item) => item.kind === 'time');
  if (step === undefined || !isBare || from === undefined || another !== undefined) return null;
  const there = stepFrom(step, from);
  return there === null ? null : before.map((item) => (item === from ? there : item));
}

const startDate: ReadonlySet<CueName> = new Set(['prop.startDate']);

/** "Who has been here the longest?", "since when?": the one who was told has been here since their first day. */
function longestHere(
  items: readonly QuestionItem[],
  { items: before, rows }: PreviousQuestion,
): EntityItem | null {
  const [row, another] = rows ?? [];
  const isBare = items.every((item) => has(item, 'ask.when', 'ask.howLong', 'light', 'logic.and'));
  const isRanked = before.some((item) => has(item, 'order.oldest', 'order.newest'));
  return isBare && isRanked && row?.label === 'Employee' && another === undefined ? entityItem(row) : null;
}

/** "How many people are in Engineering?", "including its sub-teams?": the same, of all that is part of it. */
function withParts(
  items: readonly QuestionItem[],
  { items: before }: PreviousQuestion,
): QuestionItem[] | null {
  const cue = items.find((item) => has(item, 'logic.withParts'));
  const isAsked = before.some((item) => item.kind === 'entity' && item.label === 'Team');
  if (cue === undefined || !isAsked || before.some((item) => has(item, 'logic.withParts'))) return null;
  return [...before, cue];
}

/** "How many people are in Web?", "and in Berlin?": another kind of thing, said in the same way. */
function samePlace(
  items: readonly QuestionItem[],
  only: QuestionItem,
  previous: readonly QuestionItem[],
): number {
  const lead = items[items.indexOf(only) - 1];
  if (lead?.kind !== 'cue' || !says(lead, 'place')) return -1;
  return previous.findLastIndex(
    (item, at) =>
      (item.kind === 'entity' || item.kind === 'value') &&
      previous[at - 1]?.raw.toLowerCase() === lead.raw.toLowerCase(),
  );
}

const pointsBack = (items: readonly QuestionItem[]): boolean =>
  items.some((item) => has(item, 'pron.set', 'pron.ones', 'logic.only')) &&
  !items.some((item) => item.kind === 'entity' || item.kind === 'value' || has(item, 'noun.task'));

function isState(item: QuestionItem): boolean {
  return item.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('status.'));
}

function isAlike(item: QuestionItem, other: QuestionItem): boolean {
  if (item.kind === 'entity' && other.kind === 'entity') return item.label === other.label;
  if (item.kind === 'value' && other.kind === 'value')
    return item.candidates.some((one) => other.candidates.some((two) => one.property === two.property));
  if (item.kind === 'time') return other.kind === 'time';
  return isState(item) && isState(other);
}
