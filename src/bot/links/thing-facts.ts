import type { Field, FindQuery, RelatedValue, Row } from '../../graph/graph-query.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { BotWording } from '../wording/bot-wording.ts';

const fieldsOf = (...properties: readonly string[]): readonly Field[] =>
  properties.map((property) => ({ property }));

/** What `taskFacts` reads. */
export const taskFields: readonly Field[] = [
  ...fieldsOf('sourceUrl', 'key', 'status', 'sourceStatus', 'dueDate'),
  {
    related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
    property: 'name',
    as: 'assignees',
  },
  { related: { type: 'IN_PROJECT', direction: 'out', label: 'Project' }, property: 'name', as: 'projects' },
];

/** What `articleFacts` reads. */
export const articleFields: readonly Field[] = [
  ...fieldsOf('sourceUrl', 'writtenOn'),
  { related: { type: 'AUTHORED', direction: 'in', label: 'Employee' }, property: 'name', as: 'authors' },
];

/** What `personFacts` reads. */
export const personFields: readonly Field[] = [
  ...fieldsOf('sourceUrl', 'title', 'email', 'location'),
  { related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' }, property: 'name', as: 'teams' },
];

/** The rows of a list, within what the viewer may read. */
export async function readRows(
  graph: Pick<GraphReader, 'query'>,
  query: FindQuery,
  viewer: Viewer,
  today: string,
): Promise<readonly Row[]> {
  const result = await graph.query(query, viewer, today);
  return result.kind === 'list' ? result.rows : [];
}

/** Title, teams and address of a person. */
export function personFacts(row: Row): readonly string[] {
  return present([
    textOf(row, 'title'),
    namesOf(row, 'teams'),
    textOf(row, 'location'),
    textOf(row, 'email'),
  ]);
}

/** State, people and days of a task, in words. */
export function taskFacts(row: Row, { preview }: BotWording): readonly string[] {
  const due = textOf(row, 'dueDate');
  return present([
    textOf(row, 'key'),
    textOf(row, 'sourceStatus') ?? textOf(row, 'status'),
    namesOf(row, 'assignees'),
    namesOf(row, 'projects'),
    due === null ? null : preview.due(due),
  ]);
}

/** Who wrote an article, and when. */
export function articleFacts(row: Row, { preview }: BotWording): readonly string[] {
  const day = textOf(row, 'writtenOn');
  return present([namesOf(row, 'authors'), day === null ? null : preview.edited(day)]);
}

export function textOf({ values }: Row, property: string): string | null {
  const value = values[property];
  return typeof value === 'string' && value !== '' ? value : null;
}

function namesOf({ values }: Row, field: string): string | null {
  const related = values[field];
  const names = Array.isArray(related) ? related.map((one: RelatedValue) => one.name) : [];
  return names.length === 0 ? null : names.join(', ');
}

const present = (facts: readonly (string | null)[]): readonly string[] => facts.flatMap((one) => one ?? []);
