import type { GraphQuery } from '../../graph/graph-query.ts';
import { tokenTexts } from '../linking/tokenize.ts';
import { labelsOf, propertiesOf, typesOf } from './cue-meanings.ts';
import { has, nouns } from './frame-words.ts';
import { type CueKind, isCueOf } from './is-cue-of.ts';
import type { CueName } from './lexicon.ts';
import type { Built } from './planner.ts';
import { type Content, readContent } from './query-content.ts';
import type { CueItem, QuestionItem, TimeItem } from './question-item.ts';
import { says } from './says.ts';

/** Words that ask nothing beyond what kind of answer is given, or stand for something that was put in their place. */
const idle: readonly (CueName | CueKind)[] = [
  'light',
  'talk.hello',
  'talk.thanks',
  'talk.bye',
  'talk.insult',
  'ask.list',
  'ask.who',
  'ask.whose',
  'ask.what',
  'ask.which',
  'ask.profile',
  'ask.yesNo',
  'ask.related',
  'pron',
  'logic.and',
  'logic.or',
  'group.each',
];

/**
 * Whether a plan uses every word of a question that says something: an answer to half a question is worse than none.
 * It looks at the query alone, so it guards whatever made it. A word with several meanings is used where one of them is.
 */
export function coversQuestion(built: NonNullable<Built>, items: readonly QuestionItem[]): boolean {
  const content = readContent(built.query);
  const { shape } = built;
  if (shape.kind === 'history') for (const id of shape.pivot ?? []) content.values.add(id);
  return items.every((item) => isUsed(item, built, content, items));
}

function isUsed(
  item: QuestionItem,
  built: NonNullable<Built>,
  content: Content,
  items: readonly QuestionItem[],
): boolean {
  switch (item.kind) {
    case 'cue':
      return isCovered(item, built, content, items);
    case 'entity':
      if (item.described !== undefined)
        return item.described.names.every((one) => isUsed(one, built, content, items));
      return (
        item.candidates.some((one) => content.values.has(one.id)) ||
        (built.shape.kind === 'knowers' && built.shape.about === item.raw)
      );
    case 'value':
      return (
        isExpected(item, built) ||
        item.candidates.some((one) => one.values.some((value) => content.values.has(value))) ||
        (built.shape.kind === 'knowers' && built.shape.about === item.raw)
      );
    case 'time':
      return (
        [item.begin, item.until].every((day) => day === null || content.values.has(day)) ||
        (content.yearly && item.begin !== null && content.values.has(item.begin)) ||
        isAskedTime(item, built)
      );
    case 'number':
      return isCounted(item, items, content) && (item.value === 1 || content.values.has(String(item.value)));
    case 'words':
      return (
        content.values.has(item.raw) ||
        (built.shape.kind === 'knowers' && built.shape.about === item.raw) ||
        isInName(item.raw, items)
      );
  }
}

/** The value that a property is asked to have. */
const isExpected = (item: QuestionItem, { shape }: NonNullable<Built>): boolean =>
  item.kind === 'value' &&
  shape.kind === 'property' &&
  item.candidates.some(
    ({ property, values }) =>
      property === shape.property && values.every((value) => shape.expected?.includes(value) === true),
  );

/** The time that a day is asked to lie in. */
const isAskedTime = (item: TimeItem, { shape }: NonNullable<Built>): boolean =>
  shape.kind === 'property' && shape.within?.begin === item.begin && shape.within.until === item.until;

/** Words that say once more what something named is called: "OCI images as a volume source". */
function isInName(words: string, items: readonly QuestionItem[]): boolean {
  return items.some(
    (item) =>
      item.kind === 'entity' &&
      item.byTitle === true &&
      item.candidates.every((one) => {
        const name = tokenTexts(one.name).join('');
        return tokenTexts(words).every((word) => name.includes(word.replace(/s$/, '')));
      }),
  );
}

function isCovered(
  item: CueItem,
  built: NonNullable<Built>,
  content: Content,
  items: readonly QuestionItem[],
): boolean {
  const cues = [...item.cues];
  // Whoever asks is a part of what is asked: "who is above me?".
  if (item.cues.has('pron.asker') && !item.cues.has('light') && says(item, 'askerMeant')) return false;
  // One figure is no answer to a question about each.
  if (item.cues.has('group.each') && built.shape.kind === 'count') return false;
  // 子任务 speaks of tasks too, and of which ones is lost where that alone is read.
  const isOfParts = item.cues.has('noun.task') && has(item, 'rel.subtask', 'rel.parentTask');
  if (isOfParts && !content.types.has('SUBTASK_OF')) return false;
  // 阻塞它: what stands in the way of something, and not what stands still.
  if (item.cues.has('rel.blocks') && !content.types.has('BLOCKS') && hasObject(item, items)) return false;
  // "In Web or in Berlin" is not both.
  if (item.cues.has('logic.or') && !content.alternatives) return false;
  const denial = item.cues.has('logic.not') ? 'logic.not' : item.cues.has('logic.none') ? 'logic.none' : null;
  // "Isn't Ana in Web?" denies nothing.
  if (denial === 'logic.not' && item === items[0] && item.cues.has('ask.yesNo')) return true;
  if (denial !== null) return isExpressed(denial, built, content, items);
  if (!isKindKept(item, content, items)) return false;
  // "What is everyone in Web working on?" is not answered with who is in Web.
  if (says(item, 'atWork') && items.some((one) => says(one, 'what')) && !content.labels.has('Task'))
    return false;
  if (cues.some((cue) => isCueOf(cue, ...idle))) return true;
  if (item.field !== undefined && content.properties.has(item.field.property)) return true;
  if (
    item.values?.some((one) => one.property === 'sourceStatus') === true &&
    content.properties.has('sourceStatus')
  )
    return true;
  return cues.some((cue) => isExpressed(cue, built, content, items));
}

/** Whether a task, or a word for one, stands right behind a verb. */
function hasObject(verb: CueItem, items: readonly QuestionItem[]): boolean {
  const next = items[items.indexOf(verb) + 1];
  return next?.kind === 'entity' ? next.label === 'Task' : has(next, 'pron.thing') && !has(next, 'light');
}

/** "Features", "squads": a noun that means one kind of things asks for no others, but beside the name of one. */
function isKindKept(item: CueItem, content: Content, items: readonly QuestionItem[]): boolean {
  const isPageKind = item.cues.has('noun.article') && says(item, 'kindOfPage');
  const noun = isPageKind
    ? 'Article'
    : item.cues.has('noun.task')
      ? 'Task'
      : item.cues.has('noun.team')
        ? 'Team'
        : null;
  // Nobody knows which pages those are.
  if (
    isPageKind &&
    item.values === undefined &&
    !items.some((one) => one.kind === 'entity' && one.label === noun)
  )
    return false;
  const kinds = item.values?.filter((one) => one.label === noun && one.property !== 'sourceStatus') ?? [];
  if (kinds.length === 0) return true;
  if (items.some((one) => one.kind === 'entity' && one.label === noun)) return true;
  return kinds.some((one) =>
    one.values.some((value) => content.values.has(one.op === 'prefix' ? `${value}-` : value)),
  );
}

function isExpressed(
  cue: CueName,
  { shape, query }: NonNullable<Built>,
  content: Content,
  items: readonly QuestionItem[],
): boolean {
  if (typesOf[cue]?.some((type) => content.types.has(type)) === true) return true;
  // That a state is told of each says nothing about which of them are meant.
  const isGiven =
    isCueOf(cue, 'status') && (shape.kind === 'list' || shape.kind === 'count' || shape.kind === 'exists');
  if (isGiven)
    return (
      propertiesOf[cue]?.some((name) => content.conditioned.has(name) || content.types.has(name)) === true
    );
  if (propertiesOf[cue]?.some((name) => content.properties.has(name) || content.types.has(name)) === true)
    return true;
  const label = labelsOf[cue];
  if (label !== undefined) {
    // "The Web team", "PLAT-7 task": beside its own name a noun says nothing new.
    return (
      content.labels.has(label) ||
      // A page goes by the title of its task.
      (label === 'Article' && content.types.has('DESCRIBED_BY')) ||
      items.some((one) => one.kind === 'entity' && one.label === label)
    );
  }
  const list = 'find' in query && query.return.kind === 'list' ? query.return : null;
  switch (cue) {
    case 'ask.count':
      return shape.kind !== 'property' && shape.kind !== 'profile' && shape.kind !== 'paths';
    case 'ask.share':
      return shape.kind === 'share' || shape.kind === 'shares';
    case 'logic.all':
      return shape.kind === 'every';
    case 'ask.howLong':
      return (
        shape.kind === 'duration' || shape.kind === 'deadline' || shape.kind === 'measure' || isSince(shape)
      );
    case 'ask.when':
      return shape.kind === 'property' || shape.kind === 'first' || shape.kind === 'facts' || isSince(shape);
    case 'ask.where':
      return content.properties.has('location');
    case 'group.most':
    case 'group.fewest':
    case 'group.rank':
      return (shape.kind === 'groups' && shape.ranked) || shape.kind === 'counts' || shape.kind === 'first';
    case 'group.by':
      return (
        shape.kind === 'groups' ||
        shape.kind === 'measure' ||
        shape.kind === 'mean' ||
        shape.kind === 'shares' ||
        list?.orderBy !== undefined
      );
    case 'group.average':
      return shape.kind === 'mean' || (shape.kind === 'measure' && shape.measure === 'avg');
    case 'group.fastest':
    case 'group.slowest':
      return shape.kind === 'measure' || (shape.kind === 'first' && shape.property === 'days');
    case 'noun.year':
    case 'noun.quarter':
    case 'noun.month':
      if (shape.kind === 'same' && shape.likeness.kind === 'property')
        return `noun.${shape.likeness.unit}` === cue;
      return (
        'find' in query &&
        query.return.kind === 'groups' &&
        query.return.by.some((one) => 'unit' in one && `noun.${one.unit}` === cue)
      );
    case 'order.oldest':
    case 'order.newest':
    case 'order.age':
      return shape.kind === 'first' || (shape.kind === 'measure' && returnsOrder(query));
    case 'order.by':
    case 'order.ascending':
    case 'order.descending':
    case 'order.alphabetical':
      return list?.orderBy !== undefined;
    case 'logic.not':
    case 'logic.none':
    case 'logic.else':
      return content.denies || isNotDone(items) || (shape.kind === 'every' && shape.isNone);
    case 'logic.only':
      // "Only the blocked ones" leaves out some of what was told before.
      return (
        content.counts ||
        items.some((one) => one.kind === 'cue' && (one.cues.has('pron.ones') || one.cues.has('pron.set'))) ||
        (has(items[0], 'logic.only') &&
          items.slice(1).every((one) => one.kind === 'value' || has(one, 'light')))
      );
    case 'logic.atLeast':
      // At least one is any.
      return content.counts || items.some((one) => one.kind === 'number' && one.value === 1);
    case 'logic.both':
      return items.filter((one) => one.kind === 'entity').length > 1 || content.types.size > 0;
    case 'logic.transitive':
      return content.transitive;
    case 'logic.inTotal':
      return content.transitive || shape.kind === 'count' || content.counts;
    case 'logic.direct':
      return (content.types.has('REPORTS_TO') || content.types.has('PART_OF')) && !content.transitive;
    case 'logic.late':
    case 'logic.onTime':
      return content.comparesProperties;
    case 'logic.compare':
      return (
        shape.kind === 'comparison' || shape.kind === 'order' || shape.kind === 'first' || content.counts
      );
    case 'logic.same':
      return shape.kind === 'same';
    case 'rel.knows':
      return shape.kind === 'knowers';
    case 'time.former':
      return shape.kind === 'history' && (shape.isFormer === true || shape.how === 'before');
    case 'time.ever':
      return shape.kind === 'history';
    case 'time.begin':
    case 'time.end':
      return shape.kind === 'history' || shape.kind === 'changes';
    case 'time.before':
    case 'time.after':
      return shape.kind === 'order' || (shape.kind === 'history' && shape.pivot !== undefined);
    case 'time.changed':
      return shape.kind === 'changes';
    default:
      return false;
  }
}

const isSince = (shape: NonNullable<Built>['shape']): boolean =>
  shape.kind === 'history' && shape.how === 'since';
const returnsOrder = (query: GraphQuery): boolean =>
  'find' in query && query.return.kind === 'groups' && query.return.orderBy !== undefined;

/** "In more than one project": where tasks are counted, something else is. */
function isCounted(
  number: QuestionItem,
  items: readonly QuestionItem[],
  { countedLabels }: Content,
): boolean {
  const next = items[items.indexOf(number) + 1];
  const label = nouns.find(([cue]) => has(next, cue))?.[1];
  return label === undefined || countedLabels.size === 0 || countedLabels.has(label);
}

/** "Not done" is said by the states that are left. */
function isNotDone(items: readonly QuestionItem[]): boolean {
  return items.some((item, at) => {
    const next = items.slice(at + 1, at + 4);
    return (
      item.kind === 'cue' &&
      item.cues.has('logic.not') &&
      next.some((one) => one.kind === 'cue' && one.cues.has('status.done'))
    );
  });
}
