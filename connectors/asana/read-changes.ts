import type { Fetched } from '../connector.ts';
import type { AsanaApi } from './asana-api.ts';
import { type AsanaCursor, parseCursor } from './asana-cursor.ts';
import { orAbsent, type TaskReading } from './task-reading.ts';

/** What happened since a former fetch. */
export interface Changes {
  /** Identifiers of tasks that something happened to. */
  readonly tasks: ReadonlySet<string>;
  /** Where the events of each project go on. */
  readonly syncs: ReadonlyMap<string, string>;
  /** Projects of which the events tell everything. The others are to be listed as well. */
  readonly told: ReadonlySet<string>;
  /** What open tasks waited for. */
  readonly waits: ReadonlyMap<string, readonly string[]>;
}

export interface PresentState {
  readonly settings: string;
  /** Digest of what all tasks of a project share, by its identifier. */
  readonly shared: Readonly<Record<string, string>>;
}

/**
 * @returns null where everything must be read: there was no former fetch, tasks would become other records, a project is no
 *   longer read, or its events are no longer kept.
 */
export async function chooseChanges(
  api: Pick<AsanaApi, 'events'>,
  since: string | undefined,
  now: PresentState,
  signal: AbortSignal,
): Promise<Changes | null> {
  const former = since === undefined ? null : usableCursor(since, now);
  if (former === null) return null;
  const tasks = new Set<string>();
  const syncs = new Map<string, string>();
  const told = new Set<string>();
  for (const [project, { shared, sync }] of Object.entries(former.projects)) {
    const happened = await api.events(project, sync, signal);
    if (happened === null) return null;
    syncs.set(project, happened.sync);
    if (shared === now.shared[project]) told.add(project);
    for (const { resource } of happened.events)
      if (resource?.resource_type === 'task') tasks.add(resource.gid);
  }
  return { tasks, syncs, told, waits: new Map(Object.entries(former.waits)) };
}

function usableCursor(since: string, now: PresentState): AsanaCursor | null {
  const cursor = parseCursor(since);
  if (cursor === null || cursor.settings !== now.settings) return null;
  return Object.keys(cursor.projects).every((project) => now.shared[project] !== undefined) ? cursor : null;
}

/**
 * The tasks of the changes as they are now, and those that waited for one of them; what Asana no longer shows is gone.
 *
 * @param waits kept up to date with what is gone
 */
export async function* readChanges(
  api: Pick<AsanaApi, 'task'>,
  { tasks, waits: before }: Changes,
  { reading, waits }: { readonly reading: TaskReading; readonly waits: Map<string, readonly string[]> },
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  for (const gid of tasks) yield* readOne(gid);
  for (const [gid, others] of before) if (others.some((other) => tasks.has(other))) yield* readOne(gid);

  async function* readOne(gid: string): AsyncGenerator<Fetched, void> {
    signal.throwIfAborted();
    if (reading.has(gid)) return;
    const value = await orAbsent(() => api.task(gid, signal));
    if (value !== undefined) return yield* reading.read(value);
    waits.delete(gid);
    yield { gone: { kind: 'task', key: gid } };
  }
}
