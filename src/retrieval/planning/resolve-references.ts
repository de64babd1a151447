import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { labelsAsked } from './asked-property.ts';
import type { CueName } from './lexicon.ts';
import type { PreviousQuestion, TaggedQuestion } from './planner.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';

/** A question whose "he", "it", "those" and "my" have been replaced by what they stand for. */
export interface Resolved {
  readonly items: readonly QuestionItem[];
  /** The rows of the question before, where "those" or "which of them" speaks of them. */
  readonly among: { readonly label: NodeLabel; readonly where: Condition | undefined } | null;
  /** "my" was said by somebody we do not know. */
  readonly unknownAsker: boolean;
  /** "This article" was said, and none was spoken of. */
  readonly unknownArticle: boolean;
}

/** Stands for an asker whom we do not know, so that what they asked is understood all the same. */
const nobody: NameCandidate = {
  id: '?',
  label: 'Employee',
  name: '',
  key: '',
  detail: null,
  strength: 3,
  needsCapital: false,
};

const hasCue = (item: QuestionItem, ...names: readonly CueName[]): boolean =>
  item.kind === 'cue' && names.some((name) => item.cues.has(name));

/** Puts names for pronouns: of this question where it has one that fits, else of the one before it. */
export function resolveReferences(question: TaggedQuestion): Resolved {
  const { items, previous, asker } = question;
  const counted = nthRow(items, previous);
  if (counted !== null) return { items: counted, among: null, unknownAsker: false, unknownArticle: false };
  const substituted = substitute(items, previous);
  if (substituted !== null)
    return { items: substituted, among: null, unknownAsker: false, unknownArticle: false };
  const named = (...labels: readonly NodeLabel[]): boolean =>
    items.some((item) => item.kind === 'entity' && labels.includes(item.label));
  const from = (...labels: readonly NodeLabel[]): EntityItem | undefined =>
    previous?.items.findLast(
      (item): item is EntityItem => item.kind === 'entity' && labels.includes(item.label),
    );
  /** The one thing that the question before was answered with: "who leads it?" after "which team has the most tasks?". */
  const answered = (...labels: readonly NodeLabel[]): EntityItem | undefined => {
    const [only, another] = previous?.rows ?? [];
    return only !== undefined && another === undefined && labels.includes(only.label)
      ? entityItem(only)
      : undefined;
  };
  let among: Resolved['among'] = null;
  let unknownAsker = false;
  let unknownArticle = false;
  const bareAsk = isBareAsk(items);
  const asksPerson = items.some((item) => hasCue(item, 'ask.who', 'ask.whose'));
  const hasPersonSubject = items.some((item) => hasCue(item, 'ask.who', 'ask.whose', 'noun.employee'));
  const resolved = items.map((item, index): QuestionItem => {
    if (item.kind !== 'cue') return item;
    if (hasCue(item, 'pron.article') && !named('Article') && !(/^the /i.test(item.raw) && named('Task'))) {
      const article =
        from('Article') ?? (previous?.article === undefined ? undefined : entityItem(previous.article));
      if (article === undefined) unknownArticle = unknownArticle || !/^the /i.test(item.raw);
      else return { ...article, from: item.from, to: item.to, raw: item.raw, afterStop: item.afterStop };
    }
    if (hasCue(item, 'pron.set')) {
      const rows = rowsOf(previous);
      // "Who has them?", "who are their managers?" ask for others than them.
      const ofOthers = isOwning(item) && isRole(items[index + 1]);
      if (rows !== null && (ofOthers || (asksPerson && rows.label !== 'Employee')))
        return setItem(item, rows);
      if (!hasCue(item, 'light')) among ??= rows;
    }
    const stand =
      hasCue(item, 'pron.person') && !named('Employee')
        ? (answered('Employee') ?? from('Employee'))
        : hasCue(item, 'pron.thing') && !named('Task', 'Article', 'Team', 'Employee', 'Project')
          ? (answered(...things) ?? from(...things))
          : undefined;
    if (stand !== undefined) return inPlaceOf(item, stand);
    if (
      hasCue(item, 'pron.asker') &&
      !hasCue(item, 'light') &&
      !named('Employee') &&
      (/^(my|mine|我的|我)$/i.test(item.raw) || !hasPersonSubject || isInSentence(items, index))
    ) {
      if (asker === null) unknownAsker = true;
      return {
        kind: 'entity',
        from: item.from,
        to: item.to,
        raw: item.raw,
        afterStop: item.afterStop,
        ...(/^(my|我的)$/i.test(item.raw) || item.possessive === true ? { possessive: true } : {}),
        label: 'Employee',
        candidates: [asker ?? nobody],
      };
    }
    return item;
  });
  const bare = resolved.some((item) => hasCue(item, 'pron.set'));
  if (among === null && (bare || bareAsk || isRefinement(items))) among = rowsOf(previous);
  if (among !== null && items.some(isPlainState)) among = { ...among, where: withoutState(among.where) };
  const subject = among === null ? ownerAsked(items, previous) : null;
  const withSubject = subject === null ? resolved : [subject, ...resolved];
  return { items: withSubject, among, unknownAsker, unknownArticle };
}

const things: readonly NodeLabel[] = ['Task', 'Article', 'Team', 'Project'];

function entityItem(node: NameCandidate): EntityItem {
  return {
    kind: 'entity',
    from: 0,
    to: 0,
    raw: node.name,
    afterStop: false,
    label: node.label,
    candidates: [node],
  };
}

const plainStates: readonly CueName[] = [
  'status.todo',
  'status.in_progress',
  'status.blocked',
  'status.done',
  'status.cancelled',
];
const isPlainState = (item: QuestionItem): boolean => hasCue(item, ...plainStates);

/** "How many are open?", "and how many are done?": a task has one state, so that another one takes its place. */
function withoutState(where: Condition | undefined): Condition | undefined {
  if (where === undefined) return undefined;
  const isState = (one: Condition): boolean => 'property' in one && one.property === 'status';
  if (isState(where)) return undefined;
  return 'all' in where ? { all: where.all.filter((one) => !isState(one)) } : where;
}

/** "And the due date?", 目前是什么状态: asked of whatever was spoken of before that has such a thing. */
function ownerAsked(items: readonly QuestionItem[], previous: PreviousQuestion | null): EntityItem | null {
  const passes = (item: QuestionItem): boolean =>
    item.kind === 'cue' &&
    [...item.cues].some((cue) => /^(?:light|prop\.|ask\.(?:what|when|where|which)|logic\.and)/.test(cue)) &&
    ![...item.cues].some((cue) => /^(?:noun|rel|role|group|order)\./.test(cue) && !item.cues.has('light'));
  if (previous === null || !items.every(passes)) return null;
  const labels = items.flatMap((item) => (item.kind === 'cue' ? labelsAsked(item.cues) : []));
  const named = previous.items.findLast(
    (item): item is EntityItem => item.kind === 'entity' && labels.includes(item.label),
  );
  const [row, another] = previous.rows ?? [];
  const only =
    row !== undefined && another === undefined && labels.includes(row.label) ? entityItem(row) : undefined;
  const owner = named ?? only;
  return owner === undefined ? null : { ...owner, possessive: true };
}

/** What a pronoun stands for, where the pronoun stood: what is said to be its own ("her", 她的) stays so. */
function inPlaceOf(item: CueItem, stand: EntityItem): EntityItem {
  const { from, to, raw, afterStop } = item;
  const { possessive: _possessive, ...rest } = stand;
  return { ...rest, from, to, raw, afterStop, ...(isOwning(item) ? { possessive: true } : {}) };
}

const isOwning = (item: CueItem): boolean =>
  item.possessive === true || /^(?:his|her|hers|its|their|.*的)$/i.test(item.raw);

const isRole = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('role.'));

/** All that a question was answered with, as one thing. */
function setItem(item: CueItem, { label, where }: NonNullable<Resolved['among']>): EntityItem {
  const { from, to, raw, afterStop } = item;
  const described = { where: where ?? { all: [] }, names: [] };
  const owns = isOwning(item) ? { possessive: true } : {};
  return { kind: 'entity', from, to, raw, afterStop, ...owns, label, candidates: [], described };
}

/** The rows of the question before; where only the first of them were given, just those. */
function rowsOf(previous: PreviousQuestion | null): Resolved['among'] {
  const plan = previous?.plan;
  if (plan?.kind !== 'query' || !('find' in plan.query)) return null;
  const query: FindQuery = plan.query;
  const { shape } = plan;
  const [first] = previous?.rows ?? [];
  const isRanking =
    shape.kind === 'first' || shape.kind === 'counts' || (shape.kind === 'groups' && shape.ranked);
  if (isRanking && first !== undefined)
    return {
      label: first.label,
      where: { property: 'id', op: 'in', values: (previous?.rows ?? []).map((row) => row.id) },
    };
  return { label: query.find, where: query.where };
}

/** "The second one", "who is assigned to the first one?": a row of the answer before. */
function nthRow(items: readonly QuestionItem[], previous: PreviousQuestion | null): QuestionItem[] | null {
  const at = items.findIndex((item, index) => {
    if (item.kind === 'number') return item.isOrdinal === true && isOne(items[index + 1]);
    return (
      hasCue(item, 'order.oldest') && items.length <= 2 && item.kind === 'cue' && !hasCue(item, 'group.most')
    );
  });
  const item = items[at];
  if (item === undefined) return null;
  const row = previous?.rows?.[item.kind === 'number' ? item.value - 1 : 0];
  if (row === undefined) return null;
  const { from, to, raw, afterStop } = item;
  const ones = item.kind === 'number' ? 1 : 0;
  return [
    ...items.slice(0, at),
    { ...entityItem(row), from, to, raw, afterStop },
    ...items.slice(at + 1 + ones),
  ];
}

/** "One" counts as a number wherever it stands. */
const isOne = (item: QuestionItem | undefined): boolean =>
  item !== undefined && (hasCue(item, 'pron.ones') || (item.kind === 'number' && item.value === 1));

/**
 * "Only the blocked ones", "sort by due date", "which are overdue?", "by team": what is said of tasks or people without
 * saying of which narrows or arranges what was just told.
 */
function isRefinement(items: readonly QuestionItem[]): boolean {
  const arranges = (item: QuestionItem): boolean =>
    item.kind === 'value' ||
    item.kind === 'time' ||
    (item.kind === 'cue' &&
      [...item.cues].some(
        (cue) => cue.startsWith('status.') || cue.startsWith('order.') || cue === 'group.by',
      ));
  const passes = (item: QuestionItem, at: number): boolean => {
    if (item.kind === 'number' || arranges(item)) return true;
    if (item.kind !== 'cue') return false;
    const behindBy = items.slice(Math.max(0, at - 2), at).some((one) => hasCue(one, 'group.by'));
    return [...item.cues].some(
      (cue) =>
        cue === 'light' ||
        cue.startsWith('logic.') ||
        cue.startsWith('prop.') ||
        cue === 'pron.ones' ||
        cue === 'ask.count' ||
        cue === 'ask.list' ||
        cue === 'ask.which' ||
        (behindBy && cue.startsWith('noun.')),
    );
  };
  const asks = items.some(
    (item, at) =>
      hasCue(item, 'ask.who', 'ask.what') ||
      (at === 0 && hasCue(item, 'ask.yesNo') && !hasCue(item, 'ask.which')),
  );
  return !asks && items.some(arranges) && items.every(passes);
}

/** "How many?", "which ones?": nothing but the asking, so that what was asked before is meant. */
function isBareAsk(items: readonly QuestionItem[]): boolean {
  const asks = items.some((item) => hasCue(item, 'ask.count', 'ask.which', 'ask.list'));
  return (
    asks &&
    items.every((item) =>
      hasCue(item, 'ask.count', 'ask.which', 'ask.list', 'light', 'logic.and', 'pron.set'),
    )
  );
}

/** "Who do I report to?", "who reports to me": the asker is a part of the sentence, not only the one who asks. */
function isInSentence(items: readonly QuestionItem[], index: number): boolean {
  const before = items[index - 1];
  if (before?.kind !== 'cue') return false;
  return (
    /^(?:do|did|am|was|have|had|should)$/i.test(before.raw) ||
    (/^me$/i.test(items[index]?.raw ?? '') &&
      [...before.cues].some((cue) => cue.startsWith('rel.')) &&
      !before.cues.has('ask.list'))
  );
}

/** "And Ben?", "what about last month?": the question before, with this in place of what it had of its kind. */
function substitute(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): QuestionItem[] | null {
  if (previous === null || previous.plan === null) return null;
  const content = items.filter((item) => item.kind !== 'cue' || isState(item));
  const [only] = content;
  if (only === undefined || content.length > 1 || only.kind === 'words' || only.kind === 'number')
    return null;
  const rest = items.filter((item) => item !== only);
  const empty = rest.every(
    (item) =>
      item.kind === 'cue' &&
      (item.cues.has('light') ||
        item.cues.has('logic.and') ||
        /^(what about|how about|and|那|呢|那么)$/i.test(item.raw)),
  );
  const leads = /^(and|what about|how about|then|那)/i.test(items[0]?.raw ?? '');
  const isBare = items.length === 1 && !isState(only);
  if (!empty || rest.length > 4 || !(leads || isBare || items.at(-1)?.raw === '呢')) return null;
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

/** "How many people are in Web?", "and in Berlin?": another kind of thing, said in the same way. */
function samePlace(
  items: readonly QuestionItem[],
  only: QuestionItem,
  previous: readonly QuestionItem[],
): number {
  const lead = items[items.indexOf(only) - 1];
  if (lead?.kind !== 'cue' || !/^(?:in|at|for|from|在)$/i.test(lead.raw)) return -1;
  return previous.findLastIndex(
    (item, at) =>
      (item.kind === 'entity' || item.kind === 'value') &&
      previous[at - 1]?.raw.toLowerCase() === lead.raw.toLowerCase(),
  );
}

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
