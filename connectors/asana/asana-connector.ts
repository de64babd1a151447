import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched } from '../connector.ts';
import type { RequestLimits } from '../http/source-client.ts';
import { isMissingRight, missingRight } from '../http/source-error.ts';
import { createAccountBook } from '../people/account-book.ts';
import { type AsanaApi, createAsanaApi } from './asana-api.ts';
import { buildCursor, digestOfProject, digestOfSettings } from './asana-cursor.ts';
import { type AsanaOptions, type AsanaSettings, asanaOptionsSchema } from './asana-options.ts';
import { createReaderSource } from './asana-readers.ts';
import type { AsanaProject, AsanaUser } from './asana-schemas.ts';
import { findWithheld } from './find-withheld.ts';
import { chooseChanges, readChanges } from './read-changes.ts';
import { createTaskReading, type ReadProject } from './task-reading.ts';

export type AsanaConnectorOptions = AsanaOptions & {
  /** Name in the configuration. */
  readonly source: string;
  /** What a run may take; see `defaultLimits`. */
  readonly limits?: Partial<RequestLimits>;
};

interface FetchPart {
  readonly signal: AbortSignal;
  readonly since: string | undefined;
}

/**
 * Reads tasks of Asana, those below them too: all of them, or those of which Asana tells events since the last time. It keeps events for
 * a day, and does not promise all of them, so that a fetch of everything goes first now and then.
 */
export function createAsanaConnector({ source, limits, ...options }: AsanaConnectorOptions): Connector {
  const settings = asanaOptionsSchema.parse(options);
  return {
    source,
    driver: 'asana',
    fetch: ({ signal, since }) =>
      readTasks(createAsanaApi(settings, limits), { source, settings }, { signal, since }),
    findWithheld: (gone, { signal }) => findWithheld(createAsanaApi(settings, limits), gone, signal),
  };
}

async function* readTasks(
  api: AsanaApi,
  { source, settings }: { readonly source: string; readonly settings: AsanaSettings },
  { signal, since }: FetchPart,
): AsyncGenerator<Fetched, void> {
  const workspace = await chooseWorkspace(api, settings, signal);
  const users = new Map<string, AsanaUser>();
  for await (const user of api.users(workspace, signal)) users.set(user.gid, user);
  const people = { users, book: createAccountBook({ source, ...settings }) };
  const access = createReaderSource(api, people, settings);
  const projects = new Map<string, ReadProject>();
  const shared: Record<string, string> = {};
  for (const project of await chooseProjects(api, workspace, settings, signal)) {
    const readers = await access.ofProject(project, signal);
    projects.set(project.gid, { project, readers });
    shared[project.gid] = digestOfProject(project, readers);
  }

  const asked =
    since !== undefined && /^\d{4}-\d\d-\d\d/.test(since) ? new Date(since).toISOString() : undefined;
  const now = { settings: digestOfSettings(settings), shared };
  const changes = asked === undefined ? await chooseChanges(api, since, now, signal) : null;
  const isWhole = changes === null && asked === undefined;
  const waits = new Map(changes?.waits);
  const reading = createTaskReading({ api, settings, people, projects, waits, isWhole, signal });
  const tokens: Record<string, { readonly shared: string; readonly sync: string }> = {};

  for (const gid of projects.keys()) {
    const known = changes?.syncs.get(gid);
    // What happens while the tasks are read is told by the events after it.
    const sync = known ?? (asked === undefined ? await api.beginEvents(gid, signal) : '');
    tokens[gid] = { shared: shared[gid] ?? '', sync };
    if (changes?.told.has(gid) === true) continue;
    for await (const value of api.tasks(gid, signal, asked)) {
      signal.throwIfAborted();
      yield* reading.read(value, gid);
      signal.throwIfAborted();
      for (const problem of people.book.problems()) yield { problem };
    }
  }
  if (changes !== null) yield* readChanges(api, changes, { reading, waits }, signal);
  for (const problem of people.book.problems()) yield { problem };
  // What was asked for by hand says nothing of what changed before.
  if (asked !== undefined) yield { cursor: asked, isWhole: false };
  else
    yield {
      cursor: buildCursor({
        settings: now.settings,
        projects: tokens,
        waits: Object.fromEntries([...waits].map(([gid, others]) => [gid, [...others]])),
      }),
      isWhole,
    };
}

async function chooseWorkspace(
  api: AsanaApi,
  { workspace }: AsanaSettings,
  signal: AbortSignal,
): Promise<string> {
  const seen: { readonly gid: string; readonly name: string }[] = [];
  for await (const one of api.workspaces(signal)) seen.push(one);
  const names = seen.map(({ gid, name }) => `${name} (${gid})`).join(', ');
  const [only, another] = seen;
  if (workspace !== undefined && seen.some(({ gid }) => gid === workspace)) return workspace;
  if (workspace !== undefined)
    throw missingRight(
      `The token sees no workspace ${workspace} in Asana, but ${names || 'none at all'}; let its account in, or name another.`,
    );
  if (only === undefined)
    throw missingRight('The token sees no workspace in Asana; let its account into one.');
  if (another !== undefined)
    throw new AppError(
      'source_unreadable',
      `The token sees several workspaces in Asana: ${names}; name one under workspace.`,
    );
  return only.gid;
}

/**
 * @throws AppError `source_unreadable` where a named project, or any at all, cannot be seen: a token that lost its right would look like
 *   one whose projects are empty.
 */
async function chooseProjects(
  api: AsanaApi,
  workspace: string,
  settings: AsanaSettings,
  signal: AbortSignal,
): Promise<readonly AsanaProject[]> {
  const projects: AsanaProject[] = [];
  for (const gid of settings.projects) {
    try {
      projects.push(await api.project(gid, signal));
    } catch (cause) {
      if (!isMissingRight(cause)) throw cause;
      const message = `The token sees no project ${gid} in Asana; let its account in, or take it out of projects.`;
      throw missingRight(message, cause);
    }
  }
  if (projects.length > 0) return projects;
  for await (const project of api.projects(workspace, signal)) projects.push(project);
  if (projects.length === 0)
    throw missingRight(
      'The token sees no projects in Asana; let its account into those that are to be read.',
    );
  return projects;
}
