import type { ReadingRule } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { isMissingRight, missingRight } from '../http/source-error.ts';
import type { AccountBook } from '../people/account-book.ts';
import type { AsanaApi } from './asana-api.ts';
import type { AsanaSettings } from './asana-options.ts';
import type { AsanaProject, AsanaTask, AsanaUser } from './asana-schemas.ts';

/** Who may see the tasks of a project: a rule that holds for all of them, or people to whom those of each task are added. */
export type ProjectReaders = { readonly rule: ReadingRule } | { readonly people: readonly string[] };

/** What tells whose an account of Asana is. */
export interface AsanaPeople {
  readonly users: ReadonlyMap<string, AsanaUser>;
  readonly book: AccountBook;
}

/** The account of an identifier; one that the workspace does not list has left it. */
export function accountOf(
  { gid, name }: { readonly gid: string; readonly name?: string | null | undefined },
  { users }: AsanaPeople,
) {
  const user = users.get(gid);
  return {
    id: gid,
    email: user?.email,
    name: user?.name ?? name ?? undefined,
    ...(user === undefined && { active: false }),
  };
}

export interface ReaderSource {
  /**
   * Everyone for a project that is shared with the workspace, what the configuration says for others, else whom it is shared with.
   *
   * @throws AppError `source_unreadable` where the token may not read the members.
   */
  ofProject(project: AsanaProject, signal: AbortSignal): Promise<ProjectReaders>;
}

export function createReaderSource(
  api: Pick<AsanaApi, 'members' | 'teamMembers'>,
  people: AsanaPeople,
  settings: Pick<AsanaSettings, 'readers'>,
): ReaderSource {
  const configured = settings.readers === undefined ? undefined : toReadingRule(settings.readers);
  const teams = new Map<string, Promise<readonly string[]>>();

  function membersOf(team: string, signal: AbortSignal): Promise<readonly string[]> {
    const asked = teams.get(team) ?? collect(api.teamMembers(team, signal));
    teams.set(team, asked);
    return asked;
  }

  async function sharedWith(project: AsanaProject, signal: AbortSignal): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { gid, resource_type } of api.members(project.gid, signal)) {
      if (resource_type === 'team') found.push(...(await membersOf(gid, signal)));
      else if (resource_type === 'user') found.push(gid);
    }
    if (project.privacy_setting === 'private_to_team' && project.team != null)
      found.push(...(await membersOf(project.team.gid, signal)));
    return found;
  }

  return {
    async ofProject(project, signal) {
      if (project.privacy_setting === 'public_to_workspace') return { rule: [['everyone']] };
      if (configured !== undefined) return { rule: configured };
      try {
        const found = await sharedWith(project, signal);
        const readers = found.map((gid) => people.book.reader(accountOf({ gid }, people)));
        return { people: [...new Set(readers)].sort() };
      } catch (cause) {
        if (!isMissingRight(cause)) throw cause;
        const message = `The project '${project.name}' is private, and who its members are may not be read by this token; let its account into the project and the teams that it is shared with, or name readers in the configuration.`;
        throw missingRight(message, cause);
      }
    },
  };
}

/**
 * The rule of one task that stands in these projects: whoever may see one of them, and its collaborators; who is assigned is one
 * ("Task permissions" in Asana's help).
 *
 * @returns undefined where nobody is known who may see it.
 */
export function ruleOfTask(
  task: Pick<AsanaTask, 'followers' | 'assignee'>,
  projects: readonly ProjectReaders[],
  people: AsanaPeople,
): ReadingRule | undefined {
  const rules = projects.flatMap((project) => ('rule' in project ? [project.rule] : []));
  const rule = rules.find((one) => one.every((clause) => clause.includes('everyone'))) ?? rules[0];
  if (rule !== undefined) return rule;
  const own = [...(task.followers ?? []), ...(task.assignee == null ? [] : [task.assignee])];
  const readers = [
    ...projects.flatMap((project) => ('people' in project ? project.people : [])),
    ...own.map((user) => people.book.reader(accountOf(user, people))),
  ];
  return readers.length === 0 ? undefined : [[...new Set(readers)].sort()];
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
