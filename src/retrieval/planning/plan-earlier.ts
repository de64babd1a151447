import type { Condition } from '../../graph/graph-query.ts';
import type { CueName } from './lexicon.ts';
import { planFirst } from './plan-order.ts';
import type { Built } from './planner.ts';
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
  if (frame.entities.some(({ item }) => item.label !== label || item.candidates.length !== 1)) return null;
  if (frame.variables.some((one) => one.label !== label)) return null;
  const said = (...cues: readonly CueName[]) =>
    frame.cues.filter(({ item }) => cues.some((cue) => item.cues.has(cue)));
  if (frame.ask === 'exists' || frame.ask === 'count') return null;
  const [compared] = said('logic.compare', 'order.oldest', 'order.newest');
  const [date] = said(...dates);
  // "The longest tenured": the word says which date is meant.
  const saysDate = date !== undefined || says(compared?.item, 'tenure');
  if (compared === undefined || !saysDate) return null;
  const newest = compared.item.cues.has('logic.less') || compared.item.cues.has('order.newest');
  const ids: Condition = { any: frame.entities.map(idCondition) };
  return planFirst({ ...frame, ask: newest ? 'newest' : 'oldest', numbers: [], statuses: [] }, label, ids);
}
