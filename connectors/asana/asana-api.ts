import { z } from 'zod';
import { readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits } from '../http/source-client.ts';
import { SourceError } from '../http/source-error.ts';
import type { AsanaSettings } from './asana-options.ts';
import {
  type AsanaEvent,
  type AsanaMember,
  type AsanaProject,
  type AsanaUser,
  customFields,
  eventsSchema,
  membershipSchema,
  pageSchema,
  projectFields,
  projectSchema,
  taskFields,
  teamMembershipSchema,
  userSchema,
  workspaceSchema,
} from './asana-schemas.ts';

export interface Events {
  readonly events: readonly AsanaEvent[];
  /** Where the next ones begin. */
  readonly sync: string;
}

/** What is read of Asana's REST API, version 1.0. Tasks come unchecked, so that one alone can be set aside. */
export interface AsanaApi {
  workspaces(signal: AbortSignal): AsyncIterable<{ readonly gid: string; readonly name: string }>;
  users(workspace: string, signal: AbortSignal): AsyncIterable<AsanaUser>;
  projects(workspace: string, signal: AbortSignal): AsyncIterable<AsanaProject>;
  project(gid: string, signal: AbortSignal): Promise<AsanaProject>;
  /** People and teams that a project is shared with. */
  members(project: string, signal: AbortSignal): AsyncIterable<AsanaMember>;
  /** Identifiers of the people in a team who see what the team sees. */
  teamMembers(team: string, signal: AbortSignal): AsyncIterable<string>;
  /** Tasks of a project, without the tasks below them, all or those modified since an instant. */
  tasks(project: string, signal: AbortSignal, since?: string): AsyncIterable<unknown>;
  subtasks(task: string, signal: AbortSignal): AsyncIterable<unknown>;
  task(gid: string, signal: AbortSignal): Promise<unknown>;
  isCompleted(gid: string, signal: AbortSignal): Promise<boolean>;
  /** What happened in a project since a token was given; null where it has ended. */
  events(project: string, sync: string, signal: AbortSignal): Promise<Events | null>;
  /** A token from which on events of a project can be asked for. */
  beginEvents(project: string, signal: AbortSignal): Promise<string>;
}

const perPage = 100;
/** How often a listing is begun anew whose place Asana forgot. */
const mostRestarts = 3;

type Query = Readonly<Record<string, string | boolean | undefined>>;

export function createAsanaApi(settings: AsanaSettings, limits?: Partial<RequestLimits>): AsanaApi {
  const client = createSourceClient({
    service: 'Asana',
    baseUrl: settings.baseUrl,
    headers: () => ({ authorization: `Bearer ${settings.token}`, 'user-agent': 'orgwise' }),
    limits,
  });
  const hasFields = Object.keys(settings.fields).length > 0 || Object.keys(settings.extra).length > 0;
  const fields = [...taskFields, ...(hasFields ? customFields : [])].join(',');

  const get = async <T>(path: string, query: Query, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> =>
    (await client.request({ path, query, schema, signal })).body;

  /** Tokens of pages end after a time; the listing is then begun anew, and gives again what it gave before. */
  async function* list<Item>(
    path: string,
    query: Query,
    item: z.ZodType<Item>,
    signal: AbortSignal,
  ): AsyncGenerator<Item, void> {
    for (let restarts = 0; ; restarts++) {
      try {
        yield* readPages<Item, string>(path, async (offset) => {
          const asked = { ...query, limit: String(perPage), ...(offset === null ? {} : { offset }) };
          const { data, next_page } = await get(path, asked, pageSchema(item), signal);
          return { items: data, next: next_page?.offset ?? null };
        });
        return;
      } catch (error) {
        if (!isEndedToken(error) || restarts >= mostRestarts) throw error;
      }
    }
  }

  async function askEvents(resource: string, sync: string | undefined, signal: AbortSignal) {
    return await get('events', { resource, sync }, eventsSchema, signal);
  }

  return {
    workspaces: (signal) => list('workspaces', {}, workspaceSchema, signal),
    users: (workspace, signal) => list('users', { workspace, opt_fields: 'name,email' }, userSchema, signal),
    projects: (workspace, signal) =>
      list(
        `workspaces/${workspace}/projects`,
        {
          opt_fields: projectFields.join(','),
          archived: settings.archivedProjects ? undefined : false,
        },
        projectSchema,
        signal,
      ),
    async project(gid, signal) {
      const schema = z.object({ data: projectSchema });
      return (await get(`projects/${gid}`, { opt_fields: projectFields.join(',') }, schema, signal)).data;
    },
    async *members(project, signal) {
      for await (const { member } of list('memberships', { parent: project }, membershipSchema, signal))
        if (member != null) yield member;
    },
    async *teamMembers(team, signal) {
      const query = { opt_fields: 'user,is_limited_access' };
      const path = `teams/${team}/team_memberships`;
      // Limited access is to what somebody was added to, not to what the team sees.
      for await (const one of list(path, query, teamMembershipSchema, signal))
        if (one.is_limited_access !== true) yield one.user.gid;
    },
    tasks: (project, signal, since) =>
      list('tasks', { project, modified_since: since, opt_fields: fields }, z.unknown(), signal),
    subtasks: (task, signal) => list(`tasks/${task}/subtasks`, { opt_fields: fields }, z.unknown(), signal),
    async task(gid, signal) {
      const schema = z.object({ data: z.unknown() });
      return (await get(`tasks/${gid}`, { opt_fields: fields }, schema, signal)).data;
    },
    async isCompleted(gid, signal) {
      const schema = z.object({ data: z.object({ completed: z.boolean() }) });
      return (await get(`tasks/${gid}`, { opt_fields: 'completed' }, schema, signal)).data.completed;
    },
    async events(project, sync, signal) {
      const events: AsanaEvent[] = [];
      try {
        for (let last = sync; ; ) {
          const { data, sync: next, has_more } = await askEvents(project, last, signal);
          events.push(...data);
          if (has_more !== true || next === last) return { events, sync: next };
          last = next;
        }
      } catch (error) {
        if (freshToken(error) === undefined) throw error;
        return null;
      }
    },
    async beginEvents(project, signal) {
      try {
        return (await askEvents(project, undefined, signal)).sync;
      } catch (error) {
        // The first request is answered like one with a token that has ended ("Events" in Asana's reference).
        const token = freshToken(error);
        if (token === undefined) throw error;
        return token;
      }
    },
  };
}

/** The token that comes with 412, which says that the one before has ended; undefined for any other error. */
function freshToken(error: unknown): string | undefined {
  if (!(error instanceof SourceError) || error.status !== 412) return undefined;
  return /"sync"\s*:\s*"([^"]+)"/.exec(error.body)?.[1];
}

function isEndedToken(error: unknown): boolean {
  return (
    error instanceof SourceError &&
    error.status === 400 &&
    /offset.*expired|token has expired/is.test(error.body)
  );
}
