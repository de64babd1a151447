import type { Problem, ReadingRule } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import type { AccountBook } from '../people/account-book.ts';
import type { LinearApi } from './linear-api.ts';
import type { LinearSettings } from './linear-options.ts';
import type { LinearTeam, LinearUser } from './linear-schemas.ts';

export interface TeamReaders {
  /** By identifier of a team; absent for those whose issues nobody is known to see. */
  readonly rules: ReadonlyMap<string, ReadingRule>;
  readonly problems: readonly Problem[];
}

/** What tells whose an account of Linear is. */
export interface LinearPeople {
  readonly users: ReadonlyMap<string, LinearUser>;
  readonly book: AccountBook;
}

/**
 * Who may see the issues of each team: everyone for one that is open to the workspace; its members, or as configured, for a
 * private one; and for one that stands within a private one, the members of both.
 *
 * @param all teams that the credential sees, for those that others stand within
 */
export async function readTeamReaders(
  api: Pick<LinearApi, 'members'>,
  { chosen, all }: { readonly chosen: readonly LinearTeam[]; readonly all: ReadonlyMap<string, LinearTeam> },
  { users, book }: LinearPeople,
  settings: Pick<LinearSettings, 'readers'>,
  signal: AbortSignal,
): Promise<TeamReaders> {
  const configured = settings.readers === undefined ? undefined : toReadingRule(settings.readers);
  const members = new Map<string, readonly string[]>();

  async function membersOf(team: LinearTeam): Promise<readonly string[]> {
    const known = members.get(team.id);
    if (known !== undefined) return known;
    const readers: string[] = [];
    for await (const id of api.members(team.id, signal)) {
      const user = users.get(id);
      // Applications read through the API, and disabled accounts not at all.
      if (user?.active === true && !user.app) readers.push(book.reader(user));
    }
    members.set(team.id, readers);
    return readers;
  }

  async function ruleOf(team: LinearTeam): Promise<ReadingRule | undefined> {
    if (team.visibility === 'public') return [['everyone']];
    if (configured !== undefined) return configured;
    const around = team.visibility === 'restricted' ? enclosing(team, all) : undefined;
    const readers = [...(await membersOf(team)), ...(around === undefined ? [] : await membersOf(around))];
    return readers.length === 0 ? undefined : [[...new Set(readers)].sort()];
  }

  const rules = new Map<string, ReadingRule>();
  const problems: Problem[] = [];
  for (const team of chosen) {
    const rule = await ruleOf(team);
    if (rule !== undefined) rules.set(team.id, rule);
    else
      problems.push({
        place: `team ${team.key}`,
        message: `The team is private, and no active member of it is known: its issues are left out; name readers in the configuration.`,
      });
  }
  return { rules, problems };
}

/** The private team within which a restricted one stands; undefined where the credential does not see it. */
function enclosing(team: LinearTeam, all: ReadonlyMap<string, LinearTeam>): LinearTeam | undefined {
  const passed = new Set<string>();
  let next = all.get(team.parent?.id ?? '');
  while (next !== undefined && next.visibility !== 'private' && !passed.has(next.id)) {
    passed.add(next.id);
    next = all.get(next.parent?.id ?? '');
  }
  return next?.visibility === 'private' ? next : undefined;
}
