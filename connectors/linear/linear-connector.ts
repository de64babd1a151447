import { eachOnce } from '../changes/each-once.ts';
import type { Connector, Fetched, FetchOptions } from '../connector.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { RequestLimits } from '../http/source-client.ts';
import { missingRight } from '../http/source-error.ts';
import { createAccountBook } from '../people/account-book.ts';
import { changedBlocked, digestBlockers, readBlockers } from './blocking-relations.ts';
import { buildTask, formerKeysOf, type IssueContext } from './build-task.ts';
import { findWithheld } from './find-withheld.ts';
import { createLinearApi, type IssueChoice, type LinearApi } from './linear-api.ts';
import {
  buildCursor,
  digestOfSettings,
  digestOfTeam,
  type LinearCursor,
  parseCursor,
  sinceOf,
} from './linear-cursor.ts';
import { type LinearOptions, type LinearSettings, linearOptionsSchema } from './linear-options.ts';
import { readTeamReaders } from './linear-readers.ts';
import { issueSchema, type LinearTeam, type LinearUser, ruledIssueSchema } from './linear-schemas.ts';
import { keyOfIssue, readChanged } from './read-changed.ts';

export type LinearConnectorOptions = LinearOptions & {
  /** Name in the configuration. */
  readonly source: string;
  /** What a run may take; see `defaultLimits`. */
  readonly limits?: Partial<RequestLimits>;
};

/** As many issues as are asked for by their identifiers; where more are blocked by others than before, all are read. */
const mostChangedBlocked = 500;

/**
 * Reads issues of Linear as tasks: all of them, or those that changed since the last time. Linear tells which are in the trash; which
 * were deleted for good, or moved out of sight, the names of all tell.
 */
export function createLinearConnector({ source, limits, ...options }: LinearConnectorOptions): Connector {
  const settings = linearOptionsSchema.parse(options);
  return {
    source,
    driver: 'linear',
    fetch: (fetch) => readIssues(createLinearApi(settings, limits), { source, settings }, fetch),
    findWithheld: (gone, { signal }) => findWithheld(createLinearApi(settings, limits), gone, signal),
  };
}

async function* readIssues(
  api: LinearApi,
  { source, settings }: { readonly source: string; readonly settings: LinearSettings },
  { signal, since, isKnown }: FetchOptions,
): AsyncGenerator<Fetched, void> {
  const book = createAccountBook({ source, ...settings });
  const teams = new Map<string, LinearTeam>();
  for await (const team of api.teams(signal)) teams.set(team.id, team);
  const chosen = chooseTeams([...teams.values()], settings);
  const users = new Map<string, LinearUser>();
  for await (const user of api.users(signal)) users.set(user.id, user);
  const people = { users, book };
  const { rules, problems } = await readTeamReaders(api, { chosen, all: teams }, people, settings, signal);
  for (const problem of problems) yield { problem };
  const labels = new Map<string, string>();
  for await (const { id, name } of api.labels(signal)) labels.set(id, name);
  const blockers = await readBlockers(api, signal);

  const rights = Object.fromEntries(chosen.map((team) => [team.id, digestOfTeam(team, rules.get(team.id))]));
  const now = { settings: digestOfSettings(settings), teams: rights, blocked: digestBlockers(blockers) };
  const asked = since !== undefined && /^\d{4}-\d\d-\d\d/.test(since) ? new Date(since).toISOString() : null;
  const changes = asked === null ? changesSince(since, now) : null;
  const within = settings.teams.length === 0 ? {} : { within: chosen.map(({ id }) => id) };
  const isWhole = asked === null && changes === null;
  const values =
    changes === null
      ? eachOnce(
          api.issues({ ...within, ...(asked !== null && { updatedSince: asked }) }, signal),
          keyOfIssue,
        )
      : readChanged(
          api,
          {
            ...{ changes: { ...within, ...changes }, teams: [...rules.keys()] },
            isKnown: (key) => isKnown?.({ kind: 'task', key }) === true,
          },
          signal,
        );

  for await (const one of values) {
    signal.throwIfAborted();
    if ('same' in one) yield one;
    else yield* readIssue(one.value, { ...people, labels, teams, rules, blockers, isWhole }, settings);
    signal.throwIfAborted();
    for (const problem of book.problems()) yield { problem };
  }
  // What was asked for by hand says nothing of what changed before.
  if (asked !== null) yield { cursor: asked, isWhole: false };
  else if (api.beganAt !== null)
    yield { cursor: buildCursor({ at: api.beganAt, ...now }), isWhole, isSwept: !isWhole };
}

/** @throws AppError `source_unreadable` where a named team, or any at all, cannot be seen: a key that lost its right would look like one whose teams are empty. */
function chooseTeams(all: readonly LinearTeam[], { teams: keys }: LinearSettings): readonly LinearTeam[] {
  const missing = keys.filter((key) => all.every((team) => team.key !== key));
  const right = 'a private team shows to its members alone, and a key may be limited to some teams';
  if (missing.length > 0)
    throw missingRight(
      `The key sees no team ${missing.join(', ')} in Linear (${right}); let its account in, or take the team out of teams.`,
    );
  if (all.length === 0) throw missingRight(`The key sees no teams in Linear (${right}); let its account in.`);
  return keys.length === 0 ? all : all.filter(({ key }) => keys.includes(key));
}

/** What to read after a former fetch; null where everything must be: issues would become other tasks, or a team is no longer read. */
function changesSince(since: string | undefined, now: Omit<LinearCursor, 'at'>): IssueChoice | null {
  const former = since === undefined ? null : parseCursor(since);
  if (former === null || former.settings !== now.settings) return null;
  if (Object.keys(former.teams).some((team) => now.teams[team] === undefined)) return null;
  const issues = changedBlocked(now.blocked, former.blocked);
  if (issues.length > mostChangedBlocked) return null;
  // Another name or rule is one of all issues of the team, those too that did not change.
  const teams = Object.keys(now.teams).filter((team) => now.teams[team] !== former.teams[team]);
  return { updatedSince: sinceOf(former), teams, issues };
}

type Reading = Pick<IssueContext, 'users' | 'book' | 'labels'> & {
  readonly teams: ReadonlyMap<string, LinearTeam>;
  readonly rules: Awaited<ReturnType<typeof readTeamReaders>>['rules'];
  readonly blockers: Awaited<ReturnType<typeof readBlockers>>;
  readonly isWhole: boolean;
};

function* readIssue(value: unknown, reading: Reading, settings: LinearSettings): Generator<Fetched> {
  const parsed = issueSchema.safeParse(value);
  if (!parsed.success) {
    const key = keyOfIssue(value);
    const message = `The issue has another shape${describeShape(parsed.error)}; left out.`;
    const ruled = ruledIssueSchema.safeParse(value);
    const now = ruled.success ? reading.rules.get(ruled.data.team.id) : undefined;
    yield {
      problem: { place: `issue ${key ?? '?'}`, message },
      setAside: key === undefined ? null : { kind: 'task', key },
      ...(now !== undefined && { readers: now }),
    };
    return;
  }
  const issue = parsed.data;
  const team = reading.teams.get(issue.team.id);
  const readers = reading.rules.get(issue.team.id);
  if (!reading.isWhole) {
    // A moved issue has another key.
    for (const key of formerKeysOf(issue) ?? []) yield { gone: { kind: 'task', key } };
    if (issue.trashed === true || readers === undefined)
      yield { gone: { kind: 'task', key: issue.identifier } };
  }
  if (issue.trashed === true || team === undefined || readers === undefined) return;
  const blockers = reading.blockers.get(issue.id) ?? [];
  yield { record: buildTask(issue, { ...reading, team, readers, blockers }, settings) };
}
