import type { Condition, Field, GraphQuery, GroupKey, Step } from '../../graph/graph-query.ts';
import { tokenTexts } from '../linking/tokenize.ts';
import { labelsOf, propertiesOf, typesOf } from './cue-meanings.ts';
import type { CueName } from './lexicon.ts';
import type { Built } from './planner.ts';
import type { CueItem, QuestionItem } from './question-item.ts';

/** What a query says, as far as a word of a question may ask for it. */
interface Content {
  readonly labels: Set<string>;
  readonly types: Set<string>;
  readonly properties: Set<string>;
  /** Values, bounds, limits and counts, as text. */
  readonly values: Set<string>;
  denies: boolean;
  counts: boolean;
  transitive: boolean;
  comparesProperties: boolean;
  /** Whether days of any year are meant. */
  yearly: boolean;
  /** Whether one of several will do. */
  alternatives: boolean;
}

/** Words that ask nothing beyond what kind of answer is given, or stand for something that was put in their place. */
const idle =
  /^(?:light|talk\.(?:hello|thanks|bye)|ask\.(?:list|who|whose|what|which|profile|yesNo|related)|pron\.|logic\.and|logic\.or|group\.each)/;

/**
 * Whether a plan uses every word of a question that says something: an answer to half a question is worse than none.
 * It looks at the query alone, so it guards whatever made it. A word with several meanings is used where one of them is.
 */
export function coversQuestion(built: NonNullable<Built>, items: readonly QuestionItem[]): boolean {
  const content = readContent(built.query);
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
      return item.candidates.some((one) => content.values.has(one.id));
    case 'value':
      return item.candidates.some((one) => one.values.some((value) => content.values.has(value)));
    case 'time':
      return (
        [item.begin, item.until].every((day) => day === null || content.values.has(day)) ||
        (content.yearly && item.begin !== null && content.values.has(item.begin))
      );
    case 'number':
      return item.value === 1 || content.values.has(String(item.value));
    case 'words':
      return (
        content.values.has(item.raw) ||
        (built.shape.kind === 'knowers' && built.shape.about === item.raw) ||
        isInName(item.raw, items)
      );
  }
}

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
  // One figure is no answer to a question about each.
  if (item.cues.has('group.each') && built.shape.kind === 'count') return false;
  // "In Web or in Berlin" is not both.
  if (item.cues.has('logic.or') && !content.alternatives) return false;
  const denial = item.cues.has('logic.not') ? 'logic.not' : item.cues.has('logic.none') ? 'logic.none' : null;
  // "Isn't Ana in Web?" denies nothing.
  if (denial === 'logic.not' && item === items[0] && item.cues.has('ask.yesNo')) return true;
  if (denial !== null) return isExpressed(denial, built, content, items);
  if (cues.some((cue) => idle.test(cue))) return true;
  return cues.some((cue) => isExpressed(cue, built, content, items));
}

function isExpressed(
  cue: CueName,
  { shape, query }: NonNullable<Built>,
  content: Content,
  items: readonly QuestionItem[],
): boolean {
  if (typesOf[cue]?.some((type) => content.types.has(type)) === true) return true;
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
      return shape.kind === 'duration' || shape.kind === 'measure';
    case 'ask.when':
      return shape.kind === 'property' || shape.kind === 'first';
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
        shape.kind === 'shares' ||
        list?.orderBy !== undefined
      );
    case 'group.average':
      return shape.kind === 'measure' && shape.measure === 'avg';
    case 'group.fastest':
    case 'group.slowest':
      return shape.kind === 'measure' || (shape.kind === 'first' && shape.property === 'days');
    case 'noun.year':
    case 'noun.quarter':
    case 'noun.month':
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
      return content.counts || items.some((one) => one.kind === 'cue' && one.cues.has('pron.ones'));
    case 'logic.atLeast':
      // At least one is any.
      return content.counts || items.some((one) => one.kind === 'number' && one.value === 1);
    case 'logic.both':
      return items.filter((one) => one.kind === 'entity').length > 1 || content.types.size > 0;
    case 'logic.transitive':
      return content.transitive;
    case 'logic.direct':
      return (content.types.has('REPORTS_TO') || content.types.has('PART_OF')) && !content.transitive;
    case 'logic.late':
    case 'logic.onTime':
      return content.comparesProperties;
    case 'logic.compare':
      return shape.kind === 'comparison' || content.counts;
    case 'rel.knows':
      return shape.kind === 'knowers';
    default:
      return false;
  }
}

const returnsOrder = (query: GraphQuery): boolean =>
  'find' in query && query.return.kind === 'groups' && query.return.orderBy !== undefined;

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

function readContent(query: GraphQuery): Content {
  const content: Content = {
    labels: new Set(),
    types: new Set(),
    properties: new Set(),
    values: new Set(),
    denies: false,
    counts: false,
    transitive: false,
    comparesProperties: false,
    yearly: false,
    alternatives: false,
  };
  if ('paths' in query) {
    for (const end of [query.paths.from, query.paths.to]) {
      content.labels.add(end.label);
      readCondition(end.where, content);
    }
    for (const type of query.paths.via ?? []) content.types.add(type);
    return content;
  }
  content.labels.add(query.find);
  readCondition(query.where, content);
  const returns = query.return;
  if (returns.kind === 'list') {
    for (const field of returns.fields ?? []) readField(field, content);
    for (const order of returns.orderBy ?? []) content.properties.add(order.by);
    content.values.add(String(returns.limit ?? ''));
  }
  if (returns.kind === 'groups') {
    for (const key of returns.by) readKey(key, content);
    for (const measure of returns.measures) if ('days' in measure) readDays(measure.days, content);
    content.values.add(String(returns.limit ?? ''));
  }
  return content;
}

function readKey(key: GroupKey, content: Content): void {
  if ('property' in key) {
    content.properties.add(key.property);
    return;
  }
  readStep(key.related, content);
  readCondition(key.where, content);
}

function readField(field: Field, content: Content): void {
  if ('days' in field) {
    readDays(field.days, content);
    return;
  }
  if ('countOf' in field) {
    readStep(field.countOf, content);
    readCondition(field.where, content);
    return;
  }
  if ('related' in field) {
    readStep(field.related, content);
    readCondition(field.where, content);
    return;
  }
  content.properties.add(field.property);
}

function readDays({ from, to }: { from: string; to?: string }, content: Content): void {
  content.properties.add(from);
  if (to !== undefined) content.properties.add(to);
}

function readStep(step: Step, content: Content): void {
  content.types.add(step.type);
  content.labels.add(step.label);
  if (step.transitive === true) content.transitive = true;
}

function readCondition(condition: Condition | undefined, content: Content): void {
  if (condition === undefined) return;
  if ('all' in condition) for (const one of condition.all) readCondition(one, content);
  else if ('any' in condition) {
    content.alternatives = true;
    for (const one of condition.any) readCondition(one, content);
  } else if ('not' in condition) {
    content.denies = true;
    readCondition(condition.not, content);
  } else if ('related' in condition) {
    readStep(condition.related, content);
    if (condition.quantifier === 'none') content.denies = true;
    if (condition.count !== undefined) {
      content.counts = true;
      content.values.add(String(condition.count.value));
    }
    readCondition(condition.where, content);
  } else {
    content.properties.add(condition.property);
    if (condition.op === 'words') content.types.add('words');
    if (condition.op === 'yearly') content.yearly = true;
    if ('otherProperty' in condition) {
      content.comparesProperties = true;
      content.properties.add(condition.otherProperty);
    }
    if ('value' in condition) content.values.add(String(condition.value));
    if ('values' in condition && condition.values.length > 1) content.alternatives = true;
    if ('values' in condition) for (const value of condition.values) content.values.add(String(value));
  }
}
