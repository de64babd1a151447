import { AppError } from '../../src/operations/app-error.ts';
import { askedSince } from '../changes/asked-since.ts';
import { digestOf } from '../changes/digest-of.ts';
import type { Connector, Fetched, FetchOptions, Problem, ReadingRule } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { isMissingRight, missingRight } from '../http/source-error.ts';
import { findWithheld, type LastRead } from './find-withheld.ts';
import { createGithubApi, type GithubApi, type Repository } from './github-api.ts';
import { buildCursor, digestOfSettings, type GithubCursor, parseCursor, sinceOf } from './github-cursor.ts';
import { type GithubOptions, type GithubSettings, githubOptionsSchema } from './github-options.ts';
import { createIssueReading, isOf } from './issue-reading.ts';
import { readProjects } from './read-projects.ts';
import { type IssueCount, readRepository } from './read-repository.ts';

export type GithubConnectorOptions = GithubOptions & ServiceOptions;

/**
 * Reads issues of GitHub as tasks: all of them, or those that changed since the last time. Which were deleted or moved away
 * GitHub does not tell: where the number of issues shows that some were, all of the repository are listed.
 *
 * @throws AppError `invalid_config` where neither repositories nor an organisation are named.
 */
export function createGithubConnector({ source, limits, ...options }: GithubConnectorOptions): Connector {
  const settings = githubOptionsSchema.parse(options);
  if (settings.repositories.length === 0 && settings.organization === undefined)
    throw new AppError('invalid_config', `The source '${source}' names no repositories and no organization.`);
  let read: LastRead = { repositories: new Map(), placements: new Map() };
  return {
    source,
    driver: 'github',
    fetch: (fetch) => {
      return readIssues(createGithubApi(settings, limits), settings, (last) => (read = last), fetch);
    },
    findWithheld: (gone, { signal }) =>
      findWithheld(createGithubApi(settings, limits), settings, read, gone, signal),
  };
}

/** More issues than this, of which projects tell something else, are read by lists of a hundred, rather than one by one. */
const mostMoved = 100;

async function* readIssues(
  api: GithubApi,
  settings: GithubSettings,
  noteRead: (read: LastRead) => void,
  { signal, since, isKnown = () => false }: FetchOptions,
): AsyncGenerator<Fetched, void> {
  const chosen: Repository[] = [];
  for await (const repository of chosenRepositories(api, settings, signal)) chosen.push(repository);
  const asked = askedSince(since) ?? null;
  const former = since === undefined || asked !== null ? null : usableCursor(since, settings, chosen);
  const repositories: Record<string, string> = {};
  const counts: Record<string, IssueCount> = {};
  const placements = yield* readProjects(api.projects, settings, signal);
  const placed = Object.fromEntries([...placements].map(([key, placement]) => [key, digestOf(placement)]));
  const rules = new Map<string, ReadingRule>();
  noteRead({ repositories: rules, placements });
  const reading = createIssueReading(api, settings, placements, signal);
  const unmatched = new Set<string>();
  for (const repository of chosen) {
    const readers = await readersOf(api, repository, settings, signal);
    for (const account of readers.flat().flatMap((reader) => /^account:(.*)$/s.exec(reader)?.[1] ?? [])) {
      if (unmatched.has(account)) continue;
      unmatched.add(account);
      yield { problem: unknownLogin(account, repository.full_name) };
    }
    rules.set(repository.full_name, readers);
    const rights = digestOf(readers);
    repositories[repository.full_name] = rights;
    // Another rule is one of all tasks of the repository, those too that did not change.
    const moved = former === null ? [] : changedPlaces(former.placed, placed, repository.full_name);
    const isSame = former?.repositories[repository.full_name] === rights && moved.length <= mostMoved;
    const part = { repository: repository.full_name, readers };
    if (asked !== null) {
      for await (const value of api.issues(part.repository, signal, asked)) {
        signal.throwIfAborted();
        const fetched = await reading.read(value, part);
        if (fetched !== undefined) yield fetched;
      }
      continue;
    }
    const from = former !== null && isSame ? sinceOf(former) : undefined;
    const known = former === null ? null : { from, count: former.counts[part.repository], isKnown };
    counts[part.repository] = yield* readRepository(api, reading, part, known, signal);
    if (former === null || !isSame) continue;
    yield* reading.readFreed(former.blocked, part);
    yield* reading.readEach(moved, part);
  }
  // What was asked for by hand says nothing of what changed before.
  const at = asked === null ? api.beganAt : null;
  if (at !== null)
    yield {
      cursor: buildCursor({
        at,
        settings: digestOfSettings(settings),
        repositories,
        counts,
        blocked: reading.blocked,
        placed,
      }),
      isWhole: former === null,
    };
  else if (asked !== null) yield { cursor: asked, isWhole: false };
}

/** Issues of a repository of which projects tell something else than at the last fetch: moving a card updates no issue. */
function changedPlaces(
  former: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  repository: string,
): readonly string[] {
  const keys = new Set([...Object.keys(former), ...Object.keys(now)]);
  return [...keys].filter((key) => former[key] !== now[key] && isOf(repository, key));
}

/** Told unless the sync knows whose it is. */
const unknownLogin = (login: string, repository: string): Problem => ({
  place: repository,
  account: { key: login },
  message: `It is not known whose the login ${login} is, so that nobody reads the tasks of private repositories by it; say whose it is under logins, or in the map of accounts.`,
});

/** Null where everything must be read: issues would become other tasks, or a repository is no longer read. */
function usableCursor(
  since: string,
  settings: GithubSettings,
  chosen: readonly Repository[],
): GithubCursor | null {
  const cursor = parseCursor(since);
  if (cursor === null || cursor.settings !== digestOfSettings(settings)) return null;
  const names = new Set(chosen.map(({ full_name }) => full_name));
  return Object.keys(cursor.repositories).every((name) => names.has(name)) ? cursor : null;
}

async function* chosenRepositories(
  api: GithubApi,
  { repositories, organization }: GithubSettings,
  signal: AbortSignal,
): AsyncGenerator<Repository, void> {
  const seen = new Set<string>();
  for (const name of repositories) {
    const repository = await api.repository(name, signal);
    seen.add(repository.full_name);
    yield repository;
  }
  if (organization === undefined) return;
  for await (const repository of api.repositoriesOf(organization, signal)) {
    const isLeftOut = repository.archived === true || repository.has_issues === false;
    if (!isLeftOut && !seen.has(repository.full_name)) yield repository;
  }
}

/** Everybody where everybody in the company may see the repository; its collaborators, or as configured, where it is private. */
async function readersOf(
  api: GithubApi,
  { full_name, private: isPrivate, visibility }: Repository,
  { readers, logins }: GithubSettings,
  signal: AbortSignal,
): Promise<ReadingRule> {
  if (!isPrivate || visibility === 'internal') return [['everyone']];
  if (readers !== undefined) return toReadingRule(readers);
  try {
    const people: string[] = [];
    // Whoever has a login chose it, so that a key of the HR data that is the same says nothing.
    for await (const login of api.collaborators(full_name, signal))
      people.push(logins[login] === undefined ? `account:${login}` : `user:${logins[login]}`);
    if (people.length > 0) return [people.toSorted()];
  } catch (error) {
    if (!isMissingRight(error)) throw error;
  }
  throw missingRight(
    `The repository ${full_name} is private, and the token may not list its collaborators; give it that right, or name readers in the configuration.`,
  );
}
