import type { Fetched } from '../connector.ts';
import type { AsanaApi } from './asana-api.ts';
import { type AsanaCursor, parseCursor } from './asana-cursor.ts';
import { orAbsent, type TaskReading } from './task-reading.ts';

/** What happened since a former fetch. */
export interface Changes {
  /** Identifiers of tasks that something happened to. */
  readonly tasks: ReadonlySet<string>;
  /** By project of which events tell everything: where they go on. The others are to be listed. */
  readonly syncs: ReadonlyMap<string, string>;
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
  for (const [project, { shared, sync }] of Object.entries(former.projects)) {
    if (shared !== now.shared[project]) continue;
    const told = await api.events(project, sync, signal);
    if (told === null) return null;
    syncs.set(project, told.sync);
    for (const { resource } of told.events) if (resource?.resource_type === 'task') tasks.add(resource.gid);
  }
  return { tasks, syncs };
}

function usableCursor(since: string, now: PresentState): AsanaCursor | null {
  const cursor = parseCursor(since);
  if (cursor === null || cursor.settings !== now.settings) return null;
  return Object.keys(cursor.projects).every((project) => now.shared[project] !== undefined) ? cursor : null;
}

/** The tasks of the changes as they are now, and those that wait for them; what Asana no longer shows is gone. */
export async function* readChanges(
  api: Pick<AsanaApi, 'task'>,
  { tasks }: Changes,
  reading: TaskReading,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  for (const gid of tasks) yield* readOne(gid);
  // Only of what changed: a task that waits for one that waits is blocked by that as before.
  for (const gid of reading.waiting()) yield* readOne(gid);

  async function* readOne(gid: string): AsyncGenerator<Fetched, void> {
    signal.throwIfAborted();
    const value = await orAbsent(() => api.task(gid, signal));
    if (value === undefined) yield { gone: { kind: 'task', key: gid } };
    else yield* reading.read(value);
  }
}
