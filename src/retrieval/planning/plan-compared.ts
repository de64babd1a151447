import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { ComparedCondition, Condition, FindQuery, Step } from '../../graph/graph-query.ts';
import { conjunctsOf } from '../../graph/walk-condition.ts';
import { namesWithin } from './described-entities.ts';
import { has, nouns } from './frame-words.ts';
import { likenessOf } from './likeness.ts';
import { listLimit } from './list-fields.ts';
import { usualOrder } from './plan-order.ts';
import { readHalf } from './plan-parts.ts';
import type { Built, Plan, QueryPlan, TaggedQuestion } from './planner.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, idCondition, present } from './senses.ts';

const manager: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee' };

/** What stands in for the other's figure while the rest of a question is read: no question has such a number, or such a day. */
const anyNumber = 987_654_321;
const anyDay = '0987-06-05';

/** Whom or what things are compared with, and where the words for it stand. */
interface Rival {
  readonly label: NodeLabel;
  readonly with: ComparedCondition['with'];
  readonly named: EntityItem | null;
  /** The first of its words, "than their" and "before" included, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/**
 * "Who has more open tasks than Ana?", "who started before their manager?", 哪些团队的人比 Web 多: what is asked of a number or a
 * day is asked of another's, so that the question is read with a number or a day in its place.
 *
 * @param plan reads a question's items.
 * @returns null where nothing of the kind is compared.
 */
export function planCompared(
  items: readonly QuestionItem[],
  plan: (items: readonly QuestionItem[]) => Plan | null,
): QueryPlan | null {
  const rival = findRival(items);
  if (rival === null || !asksFor(rival.label, items, rival)) return null;
  const standing = standIn(items, rival);
  const read = standing === null ? null : plan(standing);
  if (read?.kind !== 'query' || !('find' in read.query) || read.query.find !== rival.label) return null;
  const { query } = read;
  let places = 0;
  const where = replaceStandIn(query.where, (found) => {
    places++;
    return { ...found, with: rival.with };
  });
  if (places !== 1 || where === undefined) return null;
  const nearest = says(items[rival.from - 1], 'nearest') ? nearestOf(where, rival.label) : null;
  const names = rival.named === null ? [] : namesWithin(rival.named).flatMap((one) => one.candidates);
  return {
    ...read,
    query: { ...query, where, ...(nearest === null ? {} : { return: nearest.return }) },
    ...(nearest === null ? {} : { shape: nearest.shape }),
    named: new Map([...read.named, ...names.map((one) => [one.id, one] as const)]),
  };
}

/** "Who joined right after Grace?": of all that come after, the first. */
function nearestOf(
  where: Condition,
  label: NodeLabel,
): (Pick<FindQuery, 'return'> & Pick<QueryPlan, 'shape'>) | null {
  const compared = conjunctsOf(where).find((one) => 'compared' in one);
  if (compared === undefined || !('property' in compared.compared)) return null;
  const { property } = compared.compared;
  const descending = compared.op === 'lt' ? { descending: true } : {};
  const fields = [{ property: 'key' }, { property }, ...(label === 'Task' ? [{ property: 'status' }] : [])];
  return {
    return: { kind: 'list', fields, orderBy: [{ by: property, ...descending }], limit: 1, ties: true },
    shape: { kind: 'first', property },
  };
}

/** "Who sits in the same office as their manager?", "who is on a different team than their manager?" */
export function planLikeManager(question: TaggedQuestion, items: readonly QuestionItem[]): Built {
  const rival = findRival(items);
  if (rival === null || rival.named !== null || !asksFor('Employee', items, rival)) return null;
  const others = items.filter((_, at) => at < rival.from || at >= rival.to);
  const mark = others.findIndex((item) => has(item, 'logic.same') || says(item, 'different'));
  if (mark < 0) return null;
  const noun = others.findIndex((item, at) => at > mark && likenessOf(item, 'Employee') !== null);
  const likeness = likenessOf(others[noun], 'Employee');
  if (likeness === null || (likeness.kind === 'property' && likeness.unit !== undefined)) return null;
  let from = mark;
  while (from > 0 && isBelonging(others[from - 1])) from--;
  const rest = [...others.slice(0, from), ...others.slice(noun + 1)];
  const whole = readHalf(question, 'Employee', rest);
  const { ask } = readFrame(items);
  if (whole === null || (ask !== 'list' && ask !== 'count' && ask !== 'exists')) return null;
  const denies = others.slice(from, noun).some((item) => has(item, 'logic.not'));
  const isSame = says(others[mark], 'different') === denies;
  const where = allOf([...present(whole), isSame ? alike(likeness) : unlike(likeness)]);
  const list = {
    kind: 'list',
    fields: [{ property: 'key' }, { property: 'title' }],
    limit: listLimit,
    orderBy: [usualOrder('Employee')],
  } as const;
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      ...(where === undefined ? {} : { where }),
      return: ask === 'list' ? list : { kind: ask },
    },
    shape: { kind: ask },
  };
}

/** Whether their own manager is whom people are compared with, so that "their" is of nobody spoken of before. */
export function comparesWithManager(items: readonly QuestionItem[]): boolean {
  const rival = findRival(items);
  return rival !== null && rival.named === null && asksFor(rival.label, items, rival);
}

type LikeManager = NonNullable<ReturnType<typeof likenessOf>>;

const alike = (likeness: LikeManager): Condition => ({
  compared: likeness.kind === 'property' ? { property: likeness.property } : { shared: likeness.step },
  op: 'eq',
  with: { related: manager },
});

/** Of whom it is known: who has no manager, or no office, is in no other one. */
function unlike(likeness: LikeManager): Condition {
  if (likeness.kind === 'relation')
    return {
      all: [
        { related: likeness.step },
        { related: manager, where: { related: likeness.step } },
        { not: alike(likeness) },
      ],
    };
  const compared = { property: likeness.property };
  return {
    any: (['lt', 'gt'] as const).map((op) => ({ compared, op, with: { related: manager } })),
  };
}

/** What people do in an office or a team, said before it. */
const isBelonging = (item: QuestionItem | undefined): boolean =>
  has(
    item,
    'light',
    'rel.member',
    'rel.employed',
    'prop.location',
    'prop.title',
    'logic.not',
    'ask.yesNo',
    'logic.any',
  ) && !has(item, 'ask.who', 'ask.which', 'noun.employee');

/** Whether the kind is asked for, and no other of it is named. */
function asksFor(label: NodeLabel, items: readonly QuestionItem[], { from, to }: Rival): boolean {
  const others = items.filter((_, at) => at < from || at >= to);
  if (others.some((item) => item.kind === 'entity' && item.label === label)) return false;
  const noun = nouns.find(([, one]) => one === label)?.[0];
  return others.some(
    (item) =>
      (label === 'Employee' && has(item, 'ask.who', 'ask.whose')) || (noun !== undefined && has(item, noun)),
  );
}

function findRival(items: readonly QuestionItem[]): Rival | null {
  for (const [at, item] of items.entries()) {
    if (at === 0 || !(says(item, 'than', 'likeThat') || has(item, 'time.before', 'time.after'))) continue;
    const own = ownManager(items, at);
    if (own !== null) return own;
    const named = items[at + 1];
    if (says(item, 'likeThat')) continue;
    if (named?.kind !== 'entity' || named.candidates.length === 0 || named.possessive === true) continue;
    return {
      label: named.label,
      with: { where: idCondition({ item: named }) },
      named,
      from: at,
      to: at + 2,
    };
  }
  return null;
}

/** "Than their own direct": more words than so many are another matter, and would be gone through from each joint anew. */
const mostBetween = 6;

/** "Than their own manager": words for whose it is, between the joint and the manager. */
function ownManager(items: readonly QuestionItem[], at: number): Rival | null {
  let to = at + 1;
  let isOwn = says(items[at], 'their', 'owning');
  while (
    to - at <= mostBetween &&
    (says(items[to], 'their', 'owning') || has(items[to], 'logic.direct', 'light'))
  ) {
    isOwn ||= says(items[to], 'their', 'owning');
    to++;
  }
  // 谁和经理 says whose by leaving it out.
  const isLeftOut = /\p{Script=Han}/u.test(items[at]?.raw ?? '') && to === at + 1;
  if (!has(items[to], 'role.manager') || !(isOwn || isLeftOut)) return null;
  return { label: 'Employee', with: { related: manager }, named: null, from: at, to: to + 1 };
}

/** The question with a number or a day in place of the other; null where it compares nothing. */
function standIn(items: readonly QuestionItem[], { from, to }: Rival): readonly QuestionItem[] | null {
  const joint = items[from];
  const [first, last] = [items[from], items[to - 1]];
  if (joint === undefined || first === undefined || last === undefined) return null;
  const span = { from: first.from, to: last.to, raw: joint.raw, afterStop: false };
  const day = (isBefore: boolean): QuestionItem => ({
    ...span,
    kind: 'time',
    begin: isBefore ? null : anyDay,
    until: isBefore ? anyDay : null,
  });
  const [before, behind] = [items.slice(0, from), items.slice(to)];
  if (has(joint, 'time.before', 'time.after'))
    return [...before, day(has(joint, 'time.before')), ...behind.filter((one) => !has(one, 'light'))];
  const isCompare = (item: QuestionItem): boolean => says(item, 'more', 'fewer', 'sooner', 'later');
  // "More tasks than Ana", 比 Ana 多: on the one side or the other.
  const [own, other] = before.some(isCompare) ? [before, behind] : [behind, before];
  const at = own.findLastIndex(isCompare);
  const compare = own[at];
  if (compare === undefined || other.some(isCompare)) return null;
  if (says(compare, 'sooner', 'later')) {
    const whole = [...before, day(says(compare, 'sooner')), ...behind];
    return whole.filter((item) => item !== compare);
  }
  const bound: CueItem = {
    ...span,
    kind: 'cue',
    cues: new Set(['logic.atLeast']),
    says: new Set([says(compare, 'fewer') ? 'below' : 'above']),
  };
  const number: QuestionItem = { ...span, kind: 'number', value: anyNumber };
  if (own === before) return [...before.slice(0, at), bound, number, ...before.slice(at + 1), ...behind];
  return [...before, bound, number, ...behind.filter((item) => item !== compare)];
}

/** The condition with each that a stand-in is in exchanged for a comparison. */
function replaceStandIn(
  where: FindQuery['where'],
  found: (comparison: Pick<ComparedCondition, 'compared' | 'op'>) => Condition,
): Condition | undefined {
  if (where === undefined) return undefined;
  if ('all' in where) return { all: where.all.flatMap((one) => present(replaceStandIn(one, found))) };
  if ('related' in where && where.count?.value === anyNumber) {
    const { related: countOf, where: counted, count } = where;
    return found({
      compared: { countOf, ...(counted === undefined ? {} : { where: counted }) },
      op: count.op,
    });
  }
  if ('property' in where && 'value' in where && where.value === anyDay && where.op !== 'eq') {
    const op = where.op === 'lt' || where.op === 'lte' ? 'lt' : 'gt';
    return found({ compared: { property: where.property }, op });
  }
  return where;
}
