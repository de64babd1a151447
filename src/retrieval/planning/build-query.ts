import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Field, FindQuery, Return } from '../../graph/graph-query.ts';
import { leftover } from './asked-profile.ts';
import { askedProperty } from './asked-property.ts';
import { asksTwice } from './asks-twice.ts';
import { connectParts } from './connect-parts.ts';
import { has } from './frame-words.ts';
import { everybodyBelow, isLineAbove } from './line-above.ts';
import { listFields, listLimit } from './list-fields.ts';
import { planBetween } from './plan-between.ts';
import { planComparison } from './plan-comparison.ts';
import { planCountsOfEach, planCountsOfValues } from './plan-counts.ts';
import { planEarlier } from './plan-earlier.ts';
import {
  existing,
  isAboutOne,
  ofEachNamed,
  planWhetherOne,
  planWhetherSo,
  planWhetherThen,
} from './plan-existence.ts';
import { planGroups } from './plan-groups.ts';
import { planKnowers } from './plan-knowers.ts';
import { planMean } from './plan-mean.ts';
import { planMeasure } from './plan-measures.ts';
import { alsoWho, andWho, planFirst, sortOf, usualOrder } from './plan-order.ts';
import { planEvery, planShare } from './plan-parts.ts';
import { planPaths } from './plan-paths.ts';
import { planReports } from './plan-reports.ts';
import { planSame } from './plan-same.ts';
import { planStatusOf } from './plan-status.ts';
import { planKeys } from './plan-two-keys.ts';
import type { AnswerShape, Built, TaggedQuestion } from './planner.ts';
import { profileQuery } from './profile-query.ts';
import type { QuestionItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { allOf, present } from './senses.ts';

/** The query of a question whose parts have been read, by what is asked; null where nothing fits. */
export function buildQuery(
  question: TaggedQuestion,
  frame: Frame,
  items: readonly QuestionItem[],
  target: NodeLabel | null,
  among: { label: NodeLabel; where: Condition | undefined } | null,
  isOfPast = false,
): Built {
  const find = (name: NodeLabel, where: Condition | undefined, returns: Return): FindQuery => ({
    find: name,
    ...(where === undefined ? {} : { where }),
    return: returns,
  });
  const query = (built: FindQuery, shape: AnswerShape): Built => ({ kind: 'query', query: built, shape });
  if (frame.ask === 'related') return planPaths(frame);
  const { today, company } = question;
  if (frame.ask === 'share') return planShare(question, items, among?.where);
  if (frame.ask === 'every') return planEvery(question, items, among?.where);
  const knowers = among === null ? planKnowers(frame) : null;
  if (knowers !== null) return knowers;
  const compared =
    among === null
      ? (planReports(frame) ??
        planBetween(frame) ??
        planSame(frame) ??
        planEarlier(frame) ??
        planStatusOf(frame))
      : null;
  if (compared !== null) return compared;
  const property = among === null ? askedProperty(frame, target) : null;
  if (property !== null) return property;
  const then = among === null && frame.ask === 'exists' && !isOfPast ? planWhetherThen(frame) : null;
  if (then !== null) return then;
  const connect = (spoken: Frame) => {
    const label = spoken.variables.find((one) => one.target)?.label ?? target;
    return label === null ? null : connectParts(spoken, items, label, today, company);
  };
  const compares = among === null && frame.cues.some(({ item }) => item.cues.has('logic.compare'));
  const comparison = compares && !asksTwice(frame) ? planComparison(frame, connect) : null;
  if (comparison !== null) return comparison;
  if (target === null) {
    const only = frame.entities[0];
    if (
      only === undefined ||
      frame.entities.length > 1 ||
      frame.topics.length + frame.times.length + frame.values.length + frame.statuses.length > 0
    )
      return null;
    if (frame.ask === 'exists' || leftover(frame)) return null;
    if (only.item.described === undefined) return query(profileQuery(only.item), { kind: 'profile' });
    const { label, described } = only.item;
    const fields: Field[] = [{ property: 'key' }, ...(label === 'Employee' ? [{ property: 'title' }] : [])];
    return query(
      find(label, described.where, {
        kind: 'list',
        fields,
        limit: listLimit,
        orderBy: [usualOrder(label)],
      }),
      { kind: 'list' },
    );
  }
  // "…, and who has them?" is told with the tasks, whose number the list says as well.
  const extreme = frame.ask === 'oldest' || frame.ask === 'newest';
  const who = target === 'Task' && (extreme ? alsoWho(frame) : andWho(frame));
  const spoken = who ? { ...frame, variables: frame.variables.filter((one) => one.label === target) } : frame;
  if (!who && asksTwice(frame)) return null;
  const keyed = frame.ask === 'groups' ? planKeys(question, items, among, 2) : null;
  if (keyed !== null) return keyed;
  const connected = connectParts(spoken, items, target, today, company);
  if (connected === null) return null;
  const where = allOf([...present(among?.where), ...present(connected.where)]);
  switch (frame.ask) {
    case 'most':
    case 'fewest':
    case 'groups':
      return planGroups(frame, target, connected, among?.where) ?? planKeys(question, items, among, 1);
    case 'average':
      return planMean(frame, connect, among?.where) ?? planMeasure(frame, connected, among?.where);
    case 'count':
      if (who) break;
      return (
        planCountsOfEach(frame, connected) ??
        planCountsOfValues(frame, connected) ??
        query(find(target, where, { kind: 'count' }), { kind: 'count' })
      );
    case 'exists':
      // 甲和乙是一个人吗: that those who are named are on record is no answer to what is asked of them.
      if (among === null && isOnlyNamed(where)) return null;
      return ofEachNamed(
        (isOfPast ? null : planWhetherSo(frame)) ??
          planWhetherOne(frame, items, today) ??
          query(find(target, where, isAboutOne(where) ? { kind: 'exists' } : existing(target)), {
            kind: 'exists',
          }),
        frame,
      );
    case 'oldest':
    case 'newest':
      return planFirst(frame, target, where, today);
    case 'howLong':
    case 'when':
    case 'where':
      return null;
    default:
      break;
  }
  const order = sortOf(frame, target);
  if (order === null) return null;
  const isSmall = target === 'Team' || target === 'Company' || target === 'Project';
  // "List everyone", "all tasks": all of them are what is asked for.
  const asksAll =
    frame.cues.some(({ item }) => has(item, 'ask.list') && !has(item, 'light')) || saysAll(frame);
  if (where === undefined && !isSmall && !asksAll) return null;
  const fields = listFields(target, spoken, items, connected, order === 'default' ? null : order);
  const isUpwards = order === 'default' && isLineAbove(where);
  const usual = order === 'default' ? usualOrder(target) : order;
  return query(
    find(target, where, {
      kind: 'list',
      fields: isUpwards ? [...fields, everybodyBelow] : fields,
      limit: listLimit,
      orderBy: isUpwards ? [{ by: everybodyBelow.as }, usual] : [usual],
    }),
    { kind: 'list' },
  );
}

/** Whether it is said which several are meant, and nothing of them. */
const isOnlyNamed = (where: Condition | undefined): boolean =>
  where !== undefined && 'property' in where && where.property === 'id' && where.op === 'in';

/** Whether it says that all are meant, and nothing beside. */
const saysAll = ({ cues, topics }: Frame): boolean =>
  topics.length === 0 && cues.some(({ item }) => has(item, 'logic.all'));
