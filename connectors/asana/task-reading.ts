import type { Fetched, ReadingRule } from '../connector.ts';
import { describeShape } from '../http/describe-shape.ts';
import { isMissingRight } from '../http/source-error.ts';
import type { AsanaApi } from './asana-api.ts';
import type { AsanaSettings } from './asana-options.ts';
import { type AsanaPeople, type ProjectReaders, ruleOfTask } from './asana-readers.ts';
import { type AsanaProject, type AsanaTask, taskSchema } from './asana-schemas.ts';
import { buildTask } from './build-task.ts';

/** A project that is read. */
export interface ReadProject {
  readonly project: AsanaProject;
  readonly readers: ProjectReaders;
}

export interface TaskReadingOptions {
  readonly api: Pick<AsanaApi, 'subtasks' | 'task' | 'isCompleted'>;
  readonly settings: AsanaSettings;
  readonly people: AsanaPeople;
  /** By identifier. */
  readonly projects: ReadonlyMap<string, ReadProject>;
  /** What open tasks wait for, by their identifiers; kept up to date with what is read. */
  readonly waits: Map<string, readonly string[]>;
  /** Whether everything is read, so that absence says what is gone. */
  readonly isWhole: boolean;
  readonly signal: AbortSignal;
}

/** Reads tasks with what stands below them, each once for the length of one fetch. */
export interface TaskReading {
  /** @param value a task as Asana sends it */
  read(value: unknown, listedIn?: string): AsyncGenerator<Fetched, void>;
  /** Whether a task was read already. */
  has(gid: string): boolean;
}

export function createTaskReading(options: TaskReadingOptions): TaskReading {
  const { api, settings, people, projects, waits, isWhole, signal } = options;
  const seen = new Set<string>();
  const completed = new Map<string, boolean>();
  /** Of tasks with others below them. */
  const placed = new Map<string, readonly ReadProject[]>();

  /** Projects that a task stands in, itself or by the tasks above it, of those that are read. */
  async function projectsOf(task: AsanaTask, listedIn?: string): Promise<readonly ReadProject[]> {
    const own = [...(task.memberships ?? []).map(({ project }) => project?.gid), listedIn];
    const above = task.parent == null ? [] : await projectsAbove(task.parent.gid, task.gid);
    const found = new Set([...own.flatMap((gid) => projects.get(gid ?? '') ?? []), ...above]);
    if ((task.num_subtasks ?? 0) > 0) placed.set(task.gid, [...found]);
    return [...found];
  }

  async function projectsAbove(gid: string, below: string): Promise<readonly ReadProject[]> {
    const known = placed.get(gid);
    if (known !== undefined) return known;
    // Asana lets no task stand below itself; should it say so, the way up ends here.
    placed.set(gid, []);
    const parent = await orAbsent(() => api.task(gid, signal));
    const parsed = taskSchema.safeParse(parent);
    const found = parsed.success && gid !== below ? await projectsOf(parsed.data) : [];
    placed.set(gid, found);
    return found;
  }

  function noteWaits({ gid, completed: isDone, dependencies }: AsanaTask): void {
    const others = (dependencies ?? []).map((other) => other.gid);
    if (isDone || others.length === 0) waits.delete(gid);
    else waits.set(gid, others);
  }

  async function isOpen(gid: string): Promise<boolean> {
    const known = completed.get(gid) ?? (await orAbsent(() => api.isCompleted(gid, signal))) ?? true;
    completed.set(gid, known);
    return !known;
  }

  async function isBlocked({ completed: isDone, dependencies }: AsanaTask): Promise<boolean> {
    if (isDone) return false;
    for (const { gid } of dependencies ?? []) if (await isOpen(gid)) return true;
    return false;
  }

  async function* read(value: unknown, listedIn?: string): AsyncGenerator<Fetched, void> {
    const parsed = taskSchema.safeParse(value);
    if (!parsed.success) {
      const message = `The task has another shape${describeShape(parsed.error)}; left out.`;
      const gid = gidOf(value);
      const setAside = gid === undefined ? null : ({ kind: 'task', key: gid } as const);
      yield { problem: { place: `task ${gid ?? '?'}`, message }, setAside };
      return;
    }
    const task = parsed.data;
    if (seen.has(task.gid)) return;
    seen.add(task.gid);
    completed.set(task.gid, task.completed);
    noteWaits(task);
    // A line between tasks is a task to Asana.
    if (task.is_rendered_as_separator === true) return;
    yield* build(task, await projectsOf(task, listedIn));
    if ((task.num_subtasks ?? 0) > 0)
      for await (const subtask of api.subtasks(task.gid, signal)) {
        signal.throwIfAborted();
        yield* read(subtask);
      }
  }

  async function* build(task: AsanaTask, places: readonly ReadProject[]): AsyncGenerator<Fetched, void> {
    const key = { kind: 'task', key: task.gid } as const;
    const readers = ruleOfTask(
      task,
      places.map((place) => place.readers),
      people,
    );
    if (places.length === 0) {
      if (!isWhole) yield { gone: key };
    } else if (readers === undefined) {
      const message = 'Nobody is known who may see the task; left out.';
      yield { problem: { place: task.permalink_url, message }, setAside: null };
      if (!isWhole) yield { gone: key };
    } else {
      const context = {
        projects: namedPlaces(places, readers).map(({ project }) => project),
        readers,
        people,
      };
      yield { record: buildTask(task, { ...context, isBlocked: await isBlocked(task) }, settings) };
    }
  }

  return { read, has: (gid) => seen.has(gid) };
}

/** Those that the task may name: where an open one lets everyone read it, a private one besides would tell everyone what it is called. */
function namedPlaces(places: readonly ReadProject[], rule: ReadingRule): readonly ReadProject[] {
  return isOpen(rule) ? places.filter(({ readers }) => 'rule' in readers && isOpen(readers.rule)) : places;
}

const isOpen = (rule: ReadingRule): boolean => rule.every((clause) => clause.includes('everyone'));

/** @returns undefined for what is not there, or not for this token. */
export async function orAbsent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!isMissingRight(error)) throw error;
    return undefined;
  }
}

function gidOf(value: unknown): string | undefined {
  const gid = typeof value === 'object' && value !== null && 'gid' in value ? value.gid : undefined;
  return typeof gid === 'string' ? gid : undefined;
}
