import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Field } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import { assigneesField } from './plan-order.ts';
import type { Plan } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';

/** What each row of a list may be asked to be told with, by the words for it. */
const columns: Readonly<Partial<Record<NodeLabel, readonly (readonly [CueName, Field])[]>>> = {
  Employee: [
    [
      'role.manager',
      {
        related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee' },
        property: 'name',
        as: 'manager',
      },
    ],
    [
      'noun.team',
      { related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' }, property: 'name', as: 'teams' },
    ],
    [
      'noun.company',
      { related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' }, property: 'name', as: 'company' },
    ],
    ['prop.email', { property: 'email' }],
    ['prop.title', { property: 'title', as: 'jobTitle' }],
    ['prop.location', { property: 'location' }],
    ['prop.startDate', { property: 'startDate' }],
    ['prop.endDate', { property: 'endDate' }],
  ],
  Task: [
    ['role.assignee', assigneesField],
    ['prop.dueDate', { property: 'dueDate' }],
    ['prop.priority', { property: 'priority' }],
    ['prop.status', { property: 'status' }],
    ['prop.createdAt', { property: 'createdAt' }],
    [
      'noun.project',
      {
        related: { type: 'IN_PROJECT', direction: 'out', label: 'Project' },
        property: 'name',
        as: 'project',
      },
    ],
    [
      'noun.team',
      { related: { type: 'OWNED_BY', direction: 'out', label: 'Team' }, property: 'name', as: 'team' },
    ],
  ],
};

/** A question without what each row is to be told with, "with their managers", and those words. */
export interface WithColumns {
  readonly items: readonly QuestionItem[];
  readonly asked: readonly QuestionItem[];
}

/** "Everyone in Web with their managers and e-mail addresses": what stands behind "with their" says nothing of who is meant. */
export function splitColumns(items: readonly QuestionItem[]): WithColumns | null {
  const at = items.findIndex((item, index) => index > 1 && says(item, 'their') && isJoint(items[index - 1]));
  if (at < 0) return null;
  const asked = items.slice(at + 1);
  const isColumn = (item: QuestionItem): boolean =>
    has(item, ...columnCues) || has(item, 'logic.and', 'light') || says(item, 'owning');
  if (asked.length === 0 || !asked.every(isColumn)) return null;
  return { items: items.slice(0, at - 1), asked };
}

/**
 * "The title and manager of Grace": what is asked of a named thing, in the order said, where that is more than one of what it
 * can be told with.
 */
export function factsAsked(label: NodeLabel, { cues, entities }: Frame): Field[] | null {
  const known = columns[label] ?? [];
  const fieldOf = ({ item }: Frame['cues'][number]): Field | undefined =>
    item.field?.label === label
      ? { property: item.field.property }
      : known.find(([cue]) => item.cues.has(cue))?.[1];
  const said = cues.filter((cue) => fieldOf(cue) !== undefined);
  const [first, last] = [said[0]?.at ?? 0, said.at(-1)?.at ?? 0];
  const isBetween = ({ at }: { readonly at: number }): boolean => at > first && at < last;
  const between = cues.filter((cue) => isBetween(cue) && !said.includes(cue));
  if (said.length < 2 || entities.some(isBetween)) return null;
  if (!between.some(({ item }) => item.cues.has('logic.and'))) return null;
  if (!between.every(({ item }) => has(item, 'logic.and', 'light') || says(item, 'owning'))) return null;
  const fields = said.map(fieldOf).filter((one) => one !== undefined);
  return new Set(fields.map(nameOf)).size === fields.length ? fields : null;
}

/** The plan of the rest, with the columns; null where it is no list of what has them. */
export function withColumns(plan: Plan | null, asked: readonly QuestionItem[]): Plan | null {
  if (plan?.kind !== 'query' || !('find' in plan.query) || plan.query.return.kind !== 'list') return null;
  const known = columns[plan.query.find] ?? [];
  const wanted = asked.filter((item) => has(item, ...columnCues));
  const found = wanted.map((item) => known.find(([cue]) => has(item, cue))?.[1]);
  if (found.some((one) => one === undefined)) return null;
  const fields = [...(plan.query.return.fields ?? [])];
  for (const field of found)
    if (field !== undefined && !fields.some((one) => nameOf(one) === nameOf(field))) fields.push(field);
  return { ...plan, query: { ...plan.query, return: { ...plan.query.return, fields } } };
}

const columnCues: readonly CueName[] = Object.values(columns).flatMap((known) => known.map(([cue]) => cue));

/** What a field is called in each row. */
export const nameOf = (field: Field): string | undefined =>
  field.as ?? ('property' in field ? field.property : undefined);

const isJoint = (item: QuestionItem | undefined): boolean =>
  says(item, 'preposition') || has(item, 'logic.and');
