import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import type { CueName } from './lexicon.ts';
import type { PreviousQuestion, TaggedQuestion } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';

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
  const substituted = substitute(items, previous);
  if (substituted !== null)
    return { items: substituted, among: null, unknownAsker: false, unknownArticle: false };
  const named = (...labels: readonly NodeLabel[]): boolean =>
    items.some((item) => item.kind === 'entity' && labels.includes(item.label));
  const from = (...labels: readonly NodeLabel[]): EntityItem | undefined =>
    previous?.items.findLast(
      (item): item is EntityItem => item.kind === 'entity' && labels.includes(item.label),
    );
  const answered = (...labels: readonly NodeLabel[]): EntityItem | undefined => {
    const one = previous?.answered;
    return one !== undefined && labels.includes(one.label) ? namedItem(one) : undefined;
  };
  let among: Resolved['among'] = null;
  let unknownAsker = false;
  let unknownArticle = false;
  const bareAsk = isBareAsk(items);
  const hasPersonSubject = items.some((item) => hasCue(item, 'ask.who', 'ask.whose', 'noun.employee'));
  const resolved = items.map((item, index): QuestionItem => {
    if (item.kind !== 'cue') return item;
    if (hasCue(item, 'pron.article') && !named('Article') && !(/^the /i.test(item.raw) && named('Task'))) {
      const article =
        from('Article') ?? (previous?.article === undefined ? undefined : namedItem(previous.article));
      if (article === undefined) unknownArticle = unknownArticle || !/^the /i.test(item.raw);
      else return { ...article, from: item.from, to: item.to, raw: item.raw, afterStop: item.afterStop };
    }
    if (hasCue(item, 'pron.set') && !hasCue(item, 'light')) among ??= rowsOf(previous);
    const stand =
      hasCue(item, 'pron.person') && !named('Employee')
        ? (answered('Employee') ?? from('Employee'))
        : hasCue(item, 'pron.thing') && !named('Task', 'Article', 'Team', 'Employee', 'Project')
          ? (answered('Task', 'Article', 'Team', 'Project') ?? from('Task', 'Article', 'Team', 'Project'))
          : undefined;
    if (stand !== undefined)
      return { ...stand, from: item.from, to: item.to, raw: item.raw, afterStop: item.afterStop };
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
  const bare = items.some((item) => hasCue(item, 'pron.set'));
  if (among === null && (bare || bareAsk)) among = rowsOf(previous);
  return { items: resolved, among, unknownAsker, unknownArticle };
}

function namedItem(one: NameCandidate): EntityItem {
  return {
    kind: 'entity',
    from: 0,
    to: 0,
    raw: one.name,
    afterStop: false,
    label: one.label,
    candidates: [one],
  };
}

function rowsOf(previous: PreviousQuestion | null): Resolved['among'] {
  const plan = previous?.plan;
  if (plan?.kind !== 'query' || !('find' in plan.query)) return null;
  const query: FindQuery = plan.query;
  return { label: query.find, where: query.where };
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
  if (!empty || rest.length > 4 || !(leads || items.at(-1)?.raw === '呢')) return null;
  const at = previous.items.findLastIndex((item) => isAlike(item, only));
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
