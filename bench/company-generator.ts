import { openTaskStatuses, taskStatuses } from '../graph-schema/index.ts';
import type { NodeRecord, RelationshipRecord } from '../src/graph/changes.ts';
import type { GraphStore } from '../src/graph/graph-store.ts';

export const size = { employees: 10_000, tasks: 100_000, teams: 200, rules: 40 } as const;

/** Every manager has so many reports, so that the company is seven levels deep. */
const span = 4;
const changedAt = '2025-06-15T00:00:00.000Z';
const batch = 5_000;

function node(
  id: string,
  label: NodeRecord['label'],
  properties: NodeRecord['properties'],
  acl?: string,
): NodeRecord {
  const base = { id, label, source: 'bench', key: id, properties, fingerprint: '1' };
  return acl === undefined ? base : { ...base, acl };
}

function link(from: string, type: RelationshipRecord['type'], to: string): RelationshipRecord {
  const period = type === 'OWNED_BY' ? {} : { period: { from: null, to: null } };
  return { id: `${from} ${type} ${to}`, type, from, to, source: 'bench', fingerprint: '1', ...period };
}

const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo ze'.split(' ');

function spell(number: number, length: number): string {
  let text = '';
  for (let left = number, at = 0; at < length; at++, left = Math.floor(left / syllables.length))
    text += syllables[(left + at * 7) % syllables.length] ?? '';
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A hundred or so share a first name, ten or so a family name, and nobody both. */
export function personName(one: number): string {
  return `${spell(one % 97, 2)}é ${spell(one % 1009, 3)}`;
}

function day(number: number): string {
  return new Date(Date.UTC(2024, 0, 1 + (number % 500))).toISOString().slice(0, 10);
}

function* nodes(): Generator<NodeRecord> {
  for (let rule = 0; rule < size.rules; rule++)
    yield node(`acl-${rule}`, 'Acl', { clauses: `[["group:${rule}"]]` });
  for (let team = 0; team < size.teams; team++) yield node(`team-${team}`, 'Team', { name: `Team ${team}` });
  for (let one = 0; one < size.employees; one++) {
    yield node(`e-${one}`, 'Employee', {
      name: personName(one),
      email: `person${one}@example.com`,
      title: `Engineer ${one % 30}`,
      startDate: day(one * 7),
      location: `City ${one % 12}`,
    });
  }
  for (let task = 0; task < size.tasks; task++) {
    const title = `Task ${task}: rotate the keys of service ${task % 977}`;
    const status = taskStatuses[(task * 13) % taskStatuses.length] ?? 'todo';
    const properties = {
      title,
      status,
      priority: `P${task % 4}`,
      createdAt: day(task),
      dueDate: day(task * 3),
    };
    yield node(`t-${task}`, 'Task', properties, `acl-${task % size.rules}`);
  }
}

function* links(): Generator<RelationshipRecord> {
  for (let one = 1; one < size.employees; one++)
    yield link(`e-${one}`, 'REPORTS_TO', `e-${Math.floor((one - 1) / span)}`);
  for (let task = 0; task < size.tasks; task++) {
    yield link(`e-${(task * 31) % size.employees}`, 'ASSIGNED_TO', `t-${task}`);
    yield link(`t-${task}`, 'OWNED_BY', `team-${task % size.teams}`);
  }
}

function* inBatches<Item>(items: Iterable<Item>): Generator<Item[]> {
  let gathered: Item[] = [];
  for (const item of items) {
    gathered.push(item);
    if (gathered.length < batch) continue;
    yield gathered;
    gathered = [];
  }
  if (gathered.length > 0) yield gathered;
}

/** Fills an empty store with a made-up company of `size`; the same one each time. */
export async function generateCompany(store: GraphStore): Promise<void> {
  for (const upsertNodes of inBatches(nodes())) await store.apply({ changedAt, upsertNodes });
  for (const upsertRelationships of inBatches(links())) await store.apply({ changedAt, upsertRelationships });
}

export const openStatuses: readonly string[] = openTaskStatuses;
