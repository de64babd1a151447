import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { TimeItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';

/** Which date of which kind of node a stretch of time is about, by the words beside it. */
export function timeCondition(
  time: Placed<TimeItem>,
  frame: Frame,
  labels: readonly NodeLabel[],
): { label: NodeLabel; where: Condition } | null {
  const about = dateProperty(frame, labels);
  if (about === null) return null;
  return { label: about.label, where: between(about.property, time.item.begin, time.item.until) };
}

/** The date that the question's words are about. */
export function dateProperty(
  frame: Frame,
  labels: readonly NodeLabel[],
): { label: NodeLabel; property: string } | null {
  const said = (cue: Parameters<ReadonlySet<string>['has']>[0]): boolean =>
    frame.cues.some(({ item }) => (item.cues as ReadonlySet<string>).has(cue));
  if (labels.includes('Task')) {
    if (said('prop.dueDate')) return { label: 'Task', property: 'dueDate' };
    if (frame.statuses.some((one) => one.status === 'done' && !one.negated) || said('prop.completedAt'))
      return { label: 'Task', property: 'completedAt' };
    return { label: 'Task', property: 'createdAt' };
  }
  if (labels.includes('Article')) return { label: 'Article', property: 'writtenOn' };
  if (labels.includes('Employee') && said('prop.startDate'))
    return { label: 'Employee', property: 'startDate' };
  return null;
}

function between(property: string, begin: string | null, until: string | null): Condition {
  const parts: Condition[] = [];
  if (begin !== null) parts.push({ property, op: 'gte', value: begin });
  if (until !== null) parts.push({ property, op: 'lt', value: until });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { all: parts };
}
