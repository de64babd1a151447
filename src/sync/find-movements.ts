import type { RelationshipType } from '../../graph-schema/index.ts';
import type { NodeRecord } from '../graph/changes.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { digestOf } from './fingerprint.ts';
import type { ComparedRead, PlannedSource, SyncPlan } from './plan-sync.ts';
import type { Movement, Movements } from './sync-report.ts';

/** What of a person is told when it changes, by the relationship that says it. */
const told: Readonly<Partial<Record<RelationshipType, Movement['what']>>> = {
  HELD: 'title',
  REPORTS_TO: 'manager',
  MEMBER_OF: 'team',
  LEADS: 'lead',
};
const named = ['Employee', 'Team', 'Position', 'Company'] as const;
/** How many of each are named. */
const kept = 100;

/** Who joins, moves and leaves; `person` is the digest of their node's id. */
export interface FoundMovements {
  readonly joined: readonly {
    readonly person: string;
    readonly name: string;
    readonly title: string | null;
  }[];
  readonly moved: readonly {
    readonly person: string;
    readonly name: string;
    readonly changes: readonly Movement[];
  }[];
  /** `lastDay` where the source tells one, null where somebody is gone from it. */
  readonly left: readonly {
    readonly person: string;
    readonly name: string;
    readonly lastDay: string | null;
  }[];
}

export function hasMovements({ joined, moved, left }: FoundMovements): boolean {
  return joined.length + moved.length + left.length > 0;
}

/** As a report tells it: all of them counted, the first hundred by name. */
export function tellMovements({ joined, moved, left }: FoundMovements): Movements {
  return { joined: list(joined), moved: list(moved), left: list(left) };
}

/**
 * Who joins, moves and leaves by the plan of a source. Asked before the plan is written, since names of those who leave go with it.
 */
export async function findMovements(
  graph: Pick<GraphStore, 'names' | 'readNodes'>,
  plan: SyncPlan,
  planned: PlannedSource,
  stored: ComparedRead['stored'],
): Promise<FoundMovements> {
  const upserts = planned.nodes?.units.flatMap((unit) => unit.upserts) ?? [];
  const people = upserts.filter(({ label }) => label === 'Employee');
  const newcomers = people.filter(({ id }) => !stored.nodes.has(id));
  const gone = (planned.nodes?.deletes ?? []).filter((id) => stored.nodes.get(id)?.label === 'Employee');
  const isNew = new Set(newcomers.map(({ id }) => digestOf(id)));
  const isGone = new Set(gone.map(digestOf));
  const turns = readTurns(planned, stored).filter(({ person }) => !isNew.has(person) && !isGone.has(person));
  const changed = people.filter(({ id }) => stored.nodes.has(id));
  if (newcomers.length + gone.length + turns.length + changed.length === 0)
    return { joined: [], moved: [], left: [] };
  const nameOf = await readNames(graph, [...upserts, ...plan.shared.upserts]);
  const leaving = await readLastDays(graph, changed);
  const moved = [...Map.groupBy(turns, ({ person }) => person)].flatMap(([person, own]) => {
    const changes = (['title', 'manager', 'team', 'lead'] as const).flatMap((what) =>
      compareTurns(what, own, nameOf),
    );
    return changes.length === 0 ? [] : [{ person, name: nameOf(person), changes }];
  });
  const joined = newcomers.map(({ id, properties: { title } }) => ({
    person: digestOf(id),
    name: nameOf(digestOf(id)),
    title: typeof title === 'string' ? title : null,
  }));
  const left = [
    ...gone.map((id) => ({ person: digestOf(id), name: nameOf(digestOf(id)), lastDay: null })),
    ...leaving,
  ];
  return { joined, moved, left };
}

function list<Item extends { readonly name: string; readonly person: string }>(items: readonly Item[]) {
  const first = items.toSorted((one, other) => (one.name < other.name ? -1 : 1)).slice(0, kept);
  return { total: items.length, first: first.map(({ person: _, ...told }) => told) };
}

/** A relationship of a person that begins or ends; both ends as the digests that ids carry. */
interface Turn {
  readonly type: RelationshipType;
  readonly person: string;
  readonly to: string;
  readonly begins: boolean;
}

function readTurns({ relationships }: PlannedSource, stored: ComparedRead['stored']): Turn[] {
  if (relationships === undefined) return [];
  const turnOf = (id: string, begins: boolean): Turn[] => {
    const [type = '', person = '', to = ''] = id.split(':');
    return type in told ? [{ type: type as RelationshipType, person, to, begins }] : [];
  };
  const { upserts, ends, deletes, lost } = relationships;
  return [
    ...upserts.filter(({ id }) => !stored.relationships.has(id)).flatMap(({ id }) => turnOf(id, true)),
    ...[...ends, ...deletes, ...lost].flatMap((id) => turnOf(id, false)),
  ];
}

/** What of one kind is another than before. What ends and begins at once, told anew, is none. */
function compareTurns(
  what: Movement['what'],
  turns: readonly Turn[],
  nameOf: (digest: string) => string,
): Movement[] {
  const own = turns.filter(({ type }) => told[type] === what);
  const namesOf = (begins: boolean): Set<string> =>
    new Set(own.filter((turn) => turn.begins === begins).map(({ to }) => nameOf(to)));
  const [from, to] = [namesOf(false), namesOf(true)];
  const ended = [...from].filter((name) => !to.has(name)).sort();
  const begun = [...to].filter((name) => !from.has(name)).sort();
  return ended.length + begun.length === 0 ? [] : [{ what, from: ended, to: begun }];
}

async function readNames(
  graph: Pick<GraphStore, 'names'>,
  added: readonly NodeRecord[],
): Promise<(digest: string) => string> {
  const names = new Map<string, string>();
  for (const label of named)
    for (const { id, name } of await graph.names(label, operatorViewer)) names.set(digestOf(id), name);
  for (const { id, key, properties } of added)
    names.set(digestOf(id), String(properties.name ?? properties.title ?? key));
  return (digest) => names.get(digest) ?? '?';
}

/** Those whose last day is told now, and was not before or was another. */
async function readLastDays(graph: Pick<GraphStore, 'readNodes'>, changed: readonly NodeRecord[]) {
  const dated = changed.filter(({ properties: { endDate } }) => typeof endDate === 'string');
  const before = await graph.readNodes(
    dated.map(({ id }) => id),
    operatorViewer,
  );
  const former = new Map(before.map(({ id, properties }) => [id, properties.endDate]));
  return dated
    .filter(({ id, properties }) => properties.endDate !== former.get(id))
    .map(({ id, key, properties }) => ({
      person: digestOf(id),
      name: String(properties.name ?? key),
      lastDay: String(properties.endDate),
    }));
}
