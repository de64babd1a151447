import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { UnknownPlan } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { type Frame, readFrame } from './read-frame.ts';
import { resolveWords } from './resolve-words.ts';
import { says } from './says.ts';

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
  return notUnderstood;
}

/**
 * "Tasks that took longer than 30 days", "offices with more than 20 people": what no query says, and no page either.
 */
function comparesFigures(items: readonly QuestionItem[]): boolean {
  const [first, ...rest] = items.filter((item) => !has(item, 'light', 'ask.list', 'ask.which'));
  const isCompared =
    rest.some((item) => item.kind === 'number') &&
    rest.some((item) => has(item, 'logic.atLeast', 'logic.compare'));
  if (!isCompared || items.some((item) => item.kind === 'entity' || item.kind === 'time')) return false;
  const said = (...cues: readonly CueName[]) => items.some((item) => has(item, ...cues));
  if (said('noun.task') && said('prop.duration')) return true;
  return has(first, 'prop.location') && said('noun.employee', 'noun.task');
}

export const notUnderstood: UnknownPlan = { kind: 'unknown', surface: '', label: null, reason: 'unclear' };

/**
 * "Which people have only done tasks?", "which pages were not changed this year?": what is compared, counted, denied or told of
 * each is a matter of the records, where no word is left that a page could be about. An extract would look like an answer.
 */
export function asksForRecordsAlone(given: readonly QuestionItem[]): boolean {
  const items = resolveWords(given);
  const { topics, variables, entities, numbers, ask } = readFrame(items);
  if (isBesideManagers(items) || comparesFigures(items)) return true;
  if (topics.length > 0 || entities.some(({ item }) => item.label === 'Article' || item.label === 'Topic'))
    return false;
  const asked = items.findIndex((item) => has(item, 'ask.which', 'ask.count', 'ask.who', 'ask.whose'));
  if (asked < 0 || variables.length === 0 || ask === 'howLong') return false;
  const isCompared = numbers.length > 0 && items.some((item) => has(item, 'logic.atLeast'));
  return isCompared || items.some((item) => has(item, ...ofRecords)) || isUnchanged(items);
}

const ofRecords: readonly CueName[] = [
  'logic.both',
  'logic.compare',
  'logic.only',
  'logic.neither',
  'group.each',
  'logic.transitive',
  'logic.inTotal',
];

/** "Who earns more than their manager?": of everybody, what only a record of each could tell. */
const isBesideManagers = (items: readonly QuestionItem[]): boolean =>
  items.some((item, at) => has(item, 'role.manager') && says(items[at - 1], 'their')) &&
  items.some((item) => has(item, 'logic.atLeast', 'logic.compare') || says(item, 'than')) &&
  items.some((item) => has(item, 'ask.who', 'ask.which', 'ask.count'));

/** Pages by when they were changed, or not. */
const isUnchanged = (items: readonly QuestionItem[]): boolean =>
  items.some((item) => has(item, 'noun.article')) && items.some((item) => has(item, 'prop.writtenOn'));

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
