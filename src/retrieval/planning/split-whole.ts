import type { NodeLabel } from '../../../graph-schema/index.ts';
import { has, nouns, statuses } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';
import { says } from './says.ts';

/** A question about a part of something, as two of its own: what there is, and what is said of the part. */
export interface SplitQuestion {
  readonly label: NodeLabel;
  readonly whole: readonly QuestionItem[];
  /** Begins with the noun of the whole. */
  readonly part: readonly QuestionItem[];
}

/**
 * Ways to cut "all tasks of Web | done", "everyone in Platform | in Berlin", "Web 团队的任务 | 都完成了", the likeliest first:
 * before a verb that is said of them; where there is none, the states among them are what is asked about ("the share of
 * overdue tasks").
 */
export function splitWhole(given: readonly QuestionItem[]): SplitQuestion[] {
  // "Has everybody in Web a task?": the verb stands before its subject, and nothing says where the subject ends.
  if (says(given[0], 'have', 'had')) return [];
  const items = given.filter((item, at) => !(at === 0 && has(item, 'ask.yesNo', 'ask.what', 'ask.which')));
  const head = findHead(items);
  const noun = head === null ? null : nounOf(head.label);
  if (head === null || noun === null) return [];
  const { label } = head;
  const halves = (whole: readonly QuestionItem[], part: readonly QuestionItem[]): SplitQuestion => ({
    label,
    whole: headed(whole.map(withoutAsking), noun),
    part: [noun, ...afterDone(whole, part).map(withoutAsking)],
  });
  const cuts = predicatesAfter(items, head.at).map((at) => halves(items.slice(0, at), items.slice(at)));
  if (cuts.length > 0) return cuts;
  const asked = items.some(isState) ? isState : isValue;
  const part = items.filter(asked);
  return part.length === 0
    ? []
    : [
        halves(
          items.filter((item, at) => !asked(item, at, items)),
          part,
        ),
      ];
}

/** "Were late", of what is done, is completed late. */
function afterDone(whole: readonly QuestionItem[], part: readonly QuestionItem[]): readonly QuestionItem[] {
  if (!whole.some((item) => has(item, 'status.done'))) return part;
  return part.map((item) =>
    item.kind === 'cue' && item.cues.has('logic.late')
      ? { ...item, cues: new Set<CueName>(['logic.late']) }
      : item,
  );
}

/** The noun of the whole: the first behind the word that asks for all or for a share, else the last before it. */
function findHead(items: readonly QuestionItem[]): { label: NodeLabel; at: number } | null {
  const heads = items.flatMap((item, at) => {
    const label = labelOfHead(item);
    return label === null ? [] : [{ label, at }];
  });
  const asks = items.findIndex((item) => has(item, 'ask.share', 'logic.all', 'logic.none'));
  const state = items.findIndex(isState);
  return (
    heads.find(({ at }) => at >= asks) ??
    heads.findLast(({ at }) => at < asks) ??
    (state < 0 ? null : { label: 'Task', at: state })
  );
}

function labelOfHead(item: QuestionItem): NodeLabel | null {
  if (item.kind === 'entity') return item.described === undefined ? null : item.label;
  if (item.kind === 'value')
    return item.candidates.every((one) => one.property === 'title') ? 'Employee' : null;
  const noun = nouns.find(([cue]) => has(item, cue));
  if (noun !== undefined) return noun[1];
  return item.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('role.')) ? 'Employee' : null;
}

/** Where a verb may begin that is said of the whole. */
function predicatesAfter(items: readonly QuestionItem[], head: number): number[] {
  const after = items.map((item, at) => ({ item, at })).filter(({ at }) => at > head);
  const places = (test: (item: QuestionItem, at: number) => boolean): number[] =>
    after.filter(({ item, at }) => test(item, at)).map(({ at }) => at);
  const together = places((item) => says(item, 'together'));
  if (together.length > 0) return together;
  // "Tasks that are due": the verb of a clause about the noun.
  const auxiliaries = places((item, at) => says(item, 'predicate') && !says(items[at - 1], 'relative'));
  const verbs = places(isPredicate).map((at) => overAdverbs(items, at, head));
  if (auxiliaries.length + verbs.length > 0) return [...new Set([...auxiliaries, ...verbs.reverse()])];
  return places(
    (item, at) =>
      says(item, 'preposition') &&
      !says(item, 'own') &&
      at > 1 &&
      ['value', 'entity'].includes(items[at + 1]?.kind ?? ''),
  ).slice(-1);
}

/** "Not yet done": what stands before the verb and belongs to it. */
function overAdverbs(items: readonly QuestionItem[], verb: number, head: number): number {
  let at = verb;
  while (at - 1 > head && has(items[at - 1], 'logic.not', 'logic.none', 'logic.direct')) at--;
  return at;
}

function isPredicate(item: QuestionItem): boolean {
  // "Are all people in Web engineers?"
  if (item.kind === 'value') return item.candidates.every((one) => one.property === 'title');
  if (item.kind !== 'cue' || says(item, 'preposition') || item.cues.has('ask.share')) return false;
  if (isState(item)) return true;
  return [...item.cues].some(
    (cue) => cue.startsWith('rel.') || (cue.startsWith('prop.') && !item.cues.has('light')),
  );
}

const isState = (item: QuestionItem): boolean => has(item, ...statuses.map(([cue]) => cue));
/** "High priority": the value, and the word for what it is a value of. */
const isValue = (item: QuestionItem, at: number, items: readonly QuestionItem[]): boolean =>
  item.kind === 'value' || (items[at - 1]?.kind === 'value' && has(item, 'prop.priority', 'prop.title'));

/** What asks for the share, or for all, is no part of either half; a rate keeps the state that it is the rate of. */
function withoutAsking(item: QuestionItem): QuestionItem {
  if (item.kind !== 'cue') return item;
  const asking: readonly CueName[] = [
    'ask.share',
    'ask.count',
    'logic.all',
    'group.each',
    'group.by',
    'ask.yesNo',
    'ask.list',
    'logic.both',
  ];
  if (!asking.some((cue) => item.cues.has(cue))) return item;
  const left = [...item.cues].filter((cue) => !asking.includes(cue));
  return { ...item, cues: new Set<CueName>(left.length === 0 ? ['light'] : left) };
}

/** The noun again at the head of a half that has none of its own. */
function headed(items: readonly QuestionItem[], noun: CueItem): QuestionItem[] {
  const spoken =
    readFrame(items).variables.length > 0 ||
    items.some((item) => item.kind === 'entity' && item.described !== undefined);
  return spoken ? [...items] : [...items, noun];
}

function nounOf(label: NodeLabel): CueItem | null {
  const cue = nouns.find(([, one]) => one === label)?.[0];
  if (cue === undefined) return null;
  return { kind: 'cue', from: 0, to: 0, raw: '', afterStop: false, cues: new Set([cue]) };
}
