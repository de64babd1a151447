import type { Condition } from '../../graph/graph-query.ts';
import type { CueName } from './lexicon.ts';
import { planFirst } from './plan-order.ts';
import type { Built } from './planner.ts';
import type { EntityItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { idCondition } from './senses.ts';

const dates: readonly CueName[] = [
  'prop.startDate',
  'prop.tenure',
  'prop.dueDate',
  'prop.createdAt',
  'prop.completedAt',
  'status.done',
];

/**
 * "Who has been here longer, Ana or Ben?", "between PLAT-7 and PLAT-9, which one is due first?": of some that are named, the
 * one whose date comes first or last.
 */
export function planEarlier(frame: Frame): Built {
  const [first, second] = frame.entities;
  const { values, topics, times } = frame;
  if (first === undefined || second === undefined || values.length + topics.length + times.length > 0)
    return null;
  const { label } = first.item;
  if (label !== 'Employee' && label !== 'Task') return null;
  const isUnknown = ({ candidates, described }: EntityItem): boolean =>
    candidates.length === 0 && described === undefined;
  if (frame.entities.some(({ item }) => item.label !== label || isUnknown(item))) return null;
  if (frame.variables.some((one) => one.label !== label)) return null;
  const said = (...cues: readonly CueName[]) =>
    frame.cues.filter(({ item }) => cues.some((cue) => item.cues.has(cue)));
  if (frame.ask === 'count') return null;
  const ofTwo = frame.entities.length === 2 && frame.ask === 'exists';
  const comparing = said(
    'logic.compare',
    'order.oldest',
    'order.newest',
    ...(ofTwo ? (['time.before', 'time.after'] as const) : []),
  );
  // 比张伟晚: what compares says which of the two is asked for, and "than" does not.
  const compared = comparing.find(({ item }) => !says(item, 'than')) ?? comparing[0];
  const [date] = said(...dates);
  // "The longest tenured": the word says which date is meant.
  const saysDate = date !== undefined || says(compared?.item, 'tenure');
  if (compared === undefined || !saysDate) return null;
  const cues = compared.item.cues;
  const newest = cues.has('logic.less') || cues.has('order.newest') || cues.has('time.after');
  const ids: Condition = { any: frame.entities.map(idCondition) };
  // "Which was finished first": the state says which date is meant.
  const statuses = frame.statuses.filter(({ status, negated }) => status === 'done' && !negated);
  const earliest: Frame = { ...frame, ask: newest ? 'newest' : 'oldest', numbers: [], statuses };
  // "Ana or Ben" asks which of them, however the sentence begins.
  const isChoice = frame.cues.some(
    ({ item, at }) => item.cues.has('logic.or') && at > first.at && at < second.at,
  );
  const plan = planFirst(earliest, label, ids, null);
  if (!ofTwo || isChoice || plan === null || plan.shape.kind !== 'first') return plan;
  const { property } = plan.shape;
  const subject = first.item.candidates[0]?.id;
  if (subject === undefined) return null;
  return {
    kind: 'query',
    query: {
      find: label,
      where: ids,
      return: {
        kind: 'list',
        fields: [{ property: 'key' }, { property }],
        orderBy: [{ by: property }],
        limit: 2,
      },
    },
    shape: { kind: 'order', property, subject, isLater: newest },
  };
}
