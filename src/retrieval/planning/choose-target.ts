import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { CueName } from './lexicon.ts';
import { labelOfLasting, lastingAsked } from './plan-measures.ts';
import type { Frame } from './read-frame.ts';

/** The kind of node that the answer is made of. */
export function chooseTarget(frame: Frame): NodeLabel | null {
  if (frame.ask === 'average') {
    const lasting = lastingAsked(frame);
    return lasting === null ? 'Task' : labelOfLasting(lasting);
  }
  const spoken = frame.variables[0]?.label;
  if (spoken !== undefined) return spoken;
  if (frame.statuses.length > 0 && !frame.entities.some((one) => one.item.label === 'Task')) return 'Task';
  const isOfTracker = frame.values.some(({ item }) =>
    item.candidates.some(({ property }) => property === 'sourceStatus'),
  );
  if (isOfTracker && !frame.entities.some((one) => one.item.label === 'Task')) return 'Task';
  const cue = (name: CueName): boolean =>
    frame.cues.some(
      ({ item }) => item.cues.has(name) && !item.cues.has('light') && !item.cues.has('prop.title'),
    );
  if (
    (cue('rel.assigned') || ((cue('rel.approved') || cue('rel.reported')) && cue('ask.what'))) &&
    frame.entities.some((one) => one.item.label === 'Employee') &&
    !frame.entities.some((one) => one.item.label === 'Task')
  )
    return 'Task';
  const [author, beside] = frame.entities;
  if (author?.item.label === 'Employee' && beside === undefined && cue('ask.what') && cue('rel.authored'))
    return 'Article';
  const creating = frame.cues.some(
    ({ item }) =>
      item.cues.has('prop.createdAt') || item.cues.has('prop.dueDate') || item.cues.has('status.open'),
  );
  if (creating && frame.times.length > 0 && !frame.entities.some((one) => one.item.label === 'Task'))
    return 'Task';
  if ((cue('rel.partOf') || cue('rel.below')) && frame.entities.some((one) => one.item.label === 'Team'))
    return 'Team';
  const ofTeams = frame.entities.length > 0 && frame.entities.every((one) => one.item.label === 'Team');
  if (ofTeams && (cue('prop.email') || cue('prop.location') || cue('prop.startDate'))) return 'Employee';
  const [subject, other] = frame.entities;
  const said = other !== undefined || frame.values.length > 0;
  if (frame.ask === 'exists' && subject !== undefined && said) return subject.item.label;
  if (subject?.item.label === 'Task' && frame.ask === 'exists' && frame.statuses.length > 0) return 'Task';
  if (ofTeams && cue('rel.assigned')) return 'Task';
  const blocking = cue('rel.blocks') || cue('rel.blockedBy');
  if (blocking && frame.entities.some((one) => one.item.label === 'Task')) return 'Task';
  if ((cue('prop.endDate') || cue('prop.tenure')) && frame.entities.length === 0) return 'Employee';
  if (cue('prop.anniversary')) return 'Employee';
  if (cue('rel.subtask') || cue('rel.parentTask')) return 'Task';
  if (cue('role.manager') || cue('rel.reportsTo') || cue('rel.manages') || cue('role.report'))
    return 'Employee';
  return null;
}
