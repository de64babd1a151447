import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { CueName } from './lexicon.ts';
import type { TimeItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { says } from './says.ts';

/** Which date of which kind of node a stretch of time is about, by the words beside it. */
export function timeCondition(
  time: Placed<TimeItem>,
  frame: Frame,
  labels: readonly NodeLabel[],
): { label: NodeLabel; property: string; where: Condition } | null {
  const about = dateProperty(frame, labels, time.at) ?? dateOfAge(time, labels);
  if (about === null) return null;
  const { begin, until } = time.item;
  const yearly =
    about.property === 'startDate' && begin !== null && until !== null && isSaid(frame, 'prop.anniversary');
  if (!yearly) return { ...about, where: between(about.property, begin, until) };
  // The day itself is no anniversary.
  const days = { op: 'yearly', from: begin.slice(5), to: dayBefore(until).slice(5) } as const;
  const where: Condition = {
    all: [
      { property: 'startDate', ...days },
      { property: 'startDate', op: 'lt', value: begin },
    ],
  };
  return { ...about, where };
}

/** "Older than 90 days" says of itself which date is meant. */
function dateOfAge(
  time: Placed<TimeItem>,
  labels: readonly NodeLabel[],
): { label: NodeLabel; property: string } | null {
  if (time.item.isAge !== true || !labels.includes('Task')) return null;
  return { label: 'Task', property: 'createdAt' };
}

/**
 * The date that the question's words are about; where several are said, the one nearest to the time. A bare "tasks this
 * week" names none.
 *
 * @param at index of the time; where absent, the date that is said last.
 */
export function dateProperty(
  frame: Frame,
  labels: readonly NodeLabel[],
  at = Number.POSITIVE_INFINITY,
): { label: NodeLabel; property: string } | null {
  if (labels.includes('Task')) {
    const said: { at: number; property: string }[] = [];
    for (const { item, at: place } of frame.cues) {
      if (item.cues.has('prop.dueDate')) said.push({ at: place, property: 'dueDate' });
      else if (
        ['prop.completedAt', 'logic.late', 'logic.onTime'].some((cue) => item.cues.has(cue as CueName))
      )
        said.push({ at: place, property: 'completedAt' });
      else if (
        item.cues.has('rel.reported') ||
        (item.cues.has('prop.createdAt') && !item.cues.has('status.open'))
      )
        said.push({ at: place, property: 'createdAt' });
      else if (says(item, 'opens') && isVerb(frame, place)) said.push({ at: place, property: 'createdAt' });
    }
    for (const { status, negated, at: place } of frame.statuses) {
      if (status === 'done' && !negated) said.push({ at: place, property: 'completedAt' });
      if (status === 'overdue' && !negated) said.push({ at: place, property: 'dueDate' });
    }
    const far = (place: number): number =>
      at === Number.POSITIVE_INFINITY ? -place : Math.abs(place - at) + (place > at ? 0.5 : 0);
    const [nearest] = said.sort((one, other) => far(one.at) - far(other.at));
    if (nearest !== undefined) return { label: 'Task', property: nearest.property };
    if (!labels.includes('Employee')) return null;
  }
  const said = (cue: CueName): boolean => frame.cues.some(({ item }) => item.cues.has(cue));
  if (labels.includes('Employee') && said('prop.endDate')) return { label: 'Employee', property: 'endDate' };
  if (
    labels.includes('Employee') &&
    (said('prop.startDate') || said('prop.tenure') || said('prop.anniversary'))
  )
    return { label: 'Employee', property: 'startDate' };
  if (labels.includes('Article')) return { label: 'Article', property: 'writtenOn' };
  return null;
}

const isSaid = (frame: Frame, cue: CueName): boolean => frame.cues.some(({ item }) => item.cues.has(cue));

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** "What did the team open in March?": the verb, not the state. */
function isVerb(frame: Frame, place: number): boolean {
  return frame.cues.some(({ item, at }) => at < place && says(item, 'have', 'did'));
}

function between(property: string, begin: string | null, until: string | null): Condition {
  const parts: Condition[] = [];
  if (begin !== null) parts.push({ property, op: 'gte', value: begin });
  if (until !== null) parts.push({ property, op: 'lt', value: until });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { all: parts };
}
