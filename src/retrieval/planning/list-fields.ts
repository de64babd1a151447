import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Field, Order } from '../../graph/graph-query.ts';
import type { Connected } from './connect-parts.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import { isDeniedNoun } from './negation.ts';
import { assigneesField } from './plan-order.ts';
import type { QuestionItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { dateProperty } from './time-condition.ts';

/** How many rows a list brings; its total is told all the same. */
export const listLimit = 200;

/** What is told of people where it was asked for. */
const told: readonly (readonly [CueName, string])[] = [
  ['prop.email', 'email'],
  ['prop.location', 'location'],
  ['prop.startDate', 'startDate'],
];

/** What is told of each row: enough to know it by. */
export function listFields(
  target: NodeLabel,
  frame: Frame,
  items: readonly QuestionItem[],
  connected: Connected,
  order: Order | null,
): Field[] {
  const fields: Field[] = [{ property: 'key' }];
  const tell = (property: string): void => {
    if (!fields.some((field) => 'property' in field && field.property === property))
      fields.push({ property });
  };
  if (target === 'Employee') {
    tell('title');
    for (const [name, property] of told) if (asksOf(frame, name, property)) tell(property);
    // The title stands in every row to tell namesakes apart, and is told where it was asked for.
    if (asksOf(frame, 'prop.title', 'title') && frame.variables.every((one) => !saysTitle(frame, one.at)))
      fields.push({ property: 'title', as: 'jobTitle' });
    // "Which employees are assigned to tasks related to X?": each with those tasks.
    const [step] = connected.links.get('Task')?.steps ?? [];
    const tasks = connected.own.get('Task');
    const at = frame.variables.find((one) => one.label === 'Task')?.at;
    const denied = at !== undefined && isDeniedNoun(items, at);
    if (step !== undefined && tasks !== undefined && !denied)
      fields.push({ related: step, where: tasks, property: 'key', as: 'tasks' });
  }
  if (target === 'Task') {
    tell('status');
    if (
      frame.entities.every((one) => one.item.label !== 'Employee') &&
      !frame.variables.some((one) => one.label === 'Employee')
    )
      fields.push(assigneesField);
    const date = dateProperty(frame, ['Task'])?.property;
    if (date !== undefined && frame.times.length > 0) tell(date);
    const due = frame.cues.some(({ item }) => item.cues.has('prop.dueDate'));
    if (asksWhatBlocks(frame))
      fields.push({
        related: { type: 'BLOCKS', direction: 'in', label: 'Task' },
        property: 'key',
        as: 'blockedBy',
      });
    if (due || frame.statuses.some((one) => one.status === 'overdue')) tell('dueDate');
  }
  if (order !== null && order.by !== 'title' && order.by !== 'name') tell(order.by);
  return fields;
}

/** "Which tasks are blocked, and by what?" */
export const asksWhatBlocks = ({ cues }: Pick<Frame, 'cues'>): boolean =>
  cues.some(
    ({ item, at }) =>
      has(item, 'rel.blockedBy', 'status.blocked') &&
      cues.some(
        (one) =>
          one.at > at &&
          has(one.item, 'ask.what') &&
          cues.some((by) => by.at === one.at - 1 && says(by.item, 'by')),
      ),
  );

/** "All VPs": the title speaks of the people, and is nothing that is asked about them. */
const saysTitle = (frame: Frame, at: number): boolean =>
  frame.values.some((value) => value.at === at) ||
  frame.cues.some((cue) => cue.at === at && cue.item.cues.has('prop.title'));

/** "E-mail addresses of the Web team": asked for, not what they were chosen by. */
function asksOf(frame: Frame, name: CueName, property: string): boolean {
  if (
    frame.times.length > 0 ||
    frame.values.some(({ item }) => item.candidates.some((one) => one.property === property))
  )
    return false;
  return frame.cues.some(
    ({ item }) => item.cues.has(name) && !item.cues.has('rel.member') && !item.cues.has('noun.task'),
  );
}
