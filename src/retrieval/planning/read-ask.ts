import { nouns, statuses } from './frame-words.ts';
import { isKey } from './group-keys.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, EntityItem } from './question-item.ts';
import type { Ask, Placed, Variable } from './read-frame.ts';
import { says } from './says.ts';

/** What sort of answer is asked for. */
export function readAsk(
  cues: readonly Placed<CueItem>[],
  entities: readonly Placed<EntityItem>[],
  variables: readonly Variable[],
  asksPerson: boolean,
): Ask {
  const any = (...names: readonly CueName[]): boolean =>
    cues.some(({ item }) => names.some((name) => item.cues.has(name)));
  const strong = (name: CueName): boolean =>
    cues.some(({ item }) => item.cues.has(name) && !(item.cues.has('light') && name.startsWith('ask.')));
  const noun = variables.length > 0;
  if (
    any('ask.related') &&
    any('rel.mentions', 'ask.related') &&
    entities.length > 0 &&
    relatesTwo(cues, entities, variables)
  )
    return 'related';
  if (isBetweenTwo(cues, entities, variables)) return 'related';
  if (any('ask.share')) return 'share';
  if (any('group.average', 'group.median')) return 'average';
  // "Which team closes tasks fastest?", "which task took the longest?"
  if (any('group.fastest', 'group.slowest') && any('prop.duration', 'status.done', 'prop.tenure'))
    return 'average';
  if (any('ask.howLong')) return 'howLong';
  const opensWithVerb = yesNo(cues, entities.length > 0 || noun || any(...statuses.map(([cue]) => cue)));
  // "Are all tasks done?": one that is proves nothing.
  if (asksOfAll(cues) && !asksPerson) return 'every';
  if (opensWithVerb && !asksPerson && !any('ask.which', 'ask.what', 'ask.count', 'ask.when', 'ask.where'))
    return 'exists';
  if (opensWithVerb && says(cues.find(({ item }) => item.cues.has('ask.yesNo'))?.item, 'wouldYou'))
    return 'exists';
  // "Which managers have the fewest direct reports?": the role stands for the people.
  const ranksSomething = noun || asksPerson || (any('role.manager') && any('role.report'));
  // "The top three with the fewest" are not those with the most.
  if (any('group.rank')) return any('group.fewest') && ranksSomething ? 'fewest' : 'most';
  if (any('group.most') && !any('rel.knows') && ranksSomething) return 'most';
  if (any('group.fewest') && ranksSomething) return 'fewest';
  if (eachOf(cues) && strong('ask.count') && !any('role.report')) return 'groups';
  if (
    any('group.by') &&
    !any('order.by') &&
    // 每个团队由谁负责: whoever it is of each, and not how many they are.
    !(asksPerson && any('rel.lead', 'role.lead') && any('group.each') && !strong('ask.count')) &&
    (any(
      'prop.status',
      'noun.year',
      'noun.month',
      'noun.quarter',
      'prop.priority',
      'prop.location',
      'prop.title',
      'prop.milestone',
      'prop.own',
    ) ||
      variables.length > 1)
  )
    return 'groups';
  if (
    any('order.oldest') &&
    variables.some((one) => one.label === 'Task' || one.label === 'Employee' || one.label === 'Article')
  )
    return 'oldest';
  if (
    any('order.newest') &&
    variables.some((one) => one.label === 'Task' || one.label === 'Employee' || one.label === 'Article')
  )
    return 'newest';
  if (strong('ask.count')) return severalCounts(cues) ? 'groups' : 'count';
  if (any('ask.when')) return 'when';
  if (any('ask.where')) return 'where';
  if (!noun && any('ask.profile')) return 'profile';
  return 'list';
}

/** Whether something is asked of all of them: "are all …?", "does everyone …?", "is no task …?", 所有…都…吗. */
function asksOfAll(cues: readonly Placed<CueItem>[]): boolean {
  const opens = cues.some(
    ({ item, at }) => at === 0 && item.cues.has('ask.yesNo') && !/\p{Script=Han}/u.test(item.raw),
  );
  const ends = cues.some(({ item }) => item.cues.has('ask.yesNo') && says(item, 'asksAtEnd'));
  if (!opens && !ends) return false;
  if (cues.some(({ item }) => item.cues.has('logic.all') && !says(item, 'together'))) return true;
  if (ends) return cues.some(({ item }) => says(item, 'together'));
  return cues.some(
    ({ item, at }) =>
      at === 1 && !says(item, 'hasFirst') && (item.cues.has('logic.none') || says(item, 'noneOf')),
  );
}

/** "How many tasks does each team have?" */
function eachOf(cues: readonly Placed<CueItem>[]): boolean {
  return cues.some(
    ({ item, at }) =>
      item.cues.has('group.each') &&
      cues.some(
        (one) => one.at === at + 1 && (nouns.some(([cue]) => one.item.cues.has(cue)) || isKey(one.item.cues)),
      ),
  );
}

/** "How many are to do, and how many are done?": one count for each state. */
function severalCounts(cues: readonly Placed<CueItem>[]): boolean {
  const counts = cues.filter(({ item }) => item.cues.has('ask.count') && !item.cues.has('light')).length;
  const plain: readonly CueName[] = [
    'status.todo',
    'status.in_progress',
    'status.blocked',
    'status.done',
    'status.cancelled',
  ];
  const states = cues.filter(({ item }) => statuses.some(([cue]) => item.cues.has(cue)));
  return (
    counts > 1 && states.length > 1 && states.every(({ item }) => plain.some((cue) => item.cues.has(cue)))
  );
}

function relatesTwo(
  cues: readonly Placed<CueItem>[],
  entities: readonly Placed<EntityItem>[],
  variables: readonly Variable[],
): boolean {
  const explicit = cues.some(({ item }) => item.cues.has('ask.related') && !says(item, 'how'));
  const related = cues.some(({ item }) => item.cues.has('rel.mentions'));
  return (
    (explicit || related) &&
    entities.length + variables.length >= 2 &&
    !cues.some(({ item }) => item.cues.has('ask.count') && !item.cues.has('light'))
  );
}

/** Whether the question opens a sentence with "is", "does" …, or ends with 吗. */
function yesNo(cues: readonly Placed<CueItem>[], speaksOfSomething: boolean): boolean {
  if (!speaksOfSomething) return false;
  // "Has Ana completed any task?"; "has Ana the lead?" is no English.
  const saysState = cues.some(({ item }) => statuses.some(([cue]) => item.cues.has(cue)));
  return cues.some(
    ({ item, at }) =>
      item.cues.has('ask.yesNo') &&
      (at === 0 || item.afterStop || says(item, 'asksInside')) &&
      (!says(item, 'have') || (at === 0 && saysState)),
  );
}

/** "What does PLAT-7 have to do with Ana?": what is said of two names stands between them. */
function isBetweenTwo(
  cues: readonly Placed<CueItem>[],
  entities: readonly Placed<EntityItem>[],
  variables: readonly Variable[],
): boolean {
  const [first, second, third] = entities;
  if (first === undefined || second === undefined || third !== undefined || variables.length > 0)
    return false;
  const asks = cues.some(
    ({ item, at }) => at < first.at && (item.cues.has('ask.what') || item.cues.has('ask.related')),
  );
  return (
    asks && cues.some(({ item, at }) => at > first.at && at < second.at && item.cues.has('rel.mentions'))
  );
}
