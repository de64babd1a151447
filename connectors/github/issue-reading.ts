import { digestOf } from '../changes/digest-of.ts';
import type { Fetched, ReadingRule } from '../connector.ts';
import { describeShape } from '../http/describe-shape.ts';
import { buildTask } from './build-task.ts';
import { type Blocker, type GithubApi, type Issue, isGone, parseIssue } from './github-api.ts';
import type { GithubSettings } from './github-options.ts';
import { narrowReaders, type Placements } from './read-projects.ts';

export interface RepositoryPart {
  readonly repository: string;
  readonly readers: ReadingRule;
}

/** Makes tasks of issues, and remembers what they wait for: an issue is not updated by what its blockers become. */
export interface IssueReading {
  /** @returns undefined for what is no task */
  read(value: unknown, part: RepositoryPart): Promise<Fetched | undefined>;
  /** Issues of a repository that wait for others than at the former fetch, or no longer; those that were read already are left out. */
  readFreed(former: Readonly<Record<string, string>>, part: RepositoryPart): AsyncIterable<Fetched>;
  /** Issues of a repository by their keys, as far as they are there; those that were read already are left out. */
  readEach(keys: readonly string[], part: RepositoryPart): AsyncIterable<Fetched>;
  /** Digest of what an issue waits for, by its key. */
  readonly blocked: Readonly<Record<string, string>>;
}

export function createIssueReading(
  api: GithubApi,
  settings: GithubSettings,
  placements: Placements,
  signal: AbortSignal,
): IssueReading {
  const blocked: Record<string, string> = {};
  const seen = new Set<string>();

  /** @returns null where the issue is gone. */
  async function findBlockers(repository: string, number: number): Promise<readonly Blocker[] | null> {
    const blockers: Blocker[] = [];
    try {
      for await (const blocker of api.blockers(repository, number, signal)) blockers.push(blocker);
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
    return blockers;
  }

  async function readIssue(
    value: unknown,
    { repository, readers }: RepositoryPart,
    known?: readonly Blocker[],
  ): Promise<Fetched | undefined> {
    const parsed = parseIssue(value);
    const key = keyOfValue(repository, value);
    seen.add(key);
    if (!parsed.success) {
      const message = `The issue has another shape${describeShape(parsed.error)}; left out.`;
      const rule = narrowReaders(readers, placements.get(key));
      return { problem: { place: key, message }, setAside: { kind: 'task', key }, readers: rule };
    }
    const issue = parsed.data;
    if (!isTask(issue, settings)) return undefined;
    // One that was deleted since it was listed waits for nothing.
    const blockers = waits(issue) ? (known ?? (await findBlockers(repository, issue.number)) ?? []) : [];
    if (blockers.length > 0) blocked[key] = digestOf(blockers);
    const placement = placements.get(key);
    return { record: buildTask(issue, { repository, readers, blockers, placement }, settings) };
  }

  /** Asked for by itself, since its repository's list did not bring it. */
  async function readOne(
    key: string,
    part: RepositoryPart,
    known?: readonly Blocker[],
  ): Promise<Fetched | undefined> {
    const value = await api.issue(part.repository, numberOf(key), signal);
    // One that was moved answers from where it is now, as another issue.
    const isThere = value !== undefined && keyOfValue(part.repository, value) === key;
    return isThere ? await readIssue(value, part, known) : undefined;
  }

  return {
    blocked,
    read: (value, part) => readIssue(value, part),
    async *readFreed(former, part) {
      const { repository } = part;
      for (const [key, digest] of Object.entries(former)) {
        if (!isOf(repository, key) || seen.has(key)) continue;
        const blockers = await findBlockers(repository, numberOf(key));
        signal.throwIfAborted();
        if (blockers === null) continue;
        if (digestOf(blockers) === digest) {
          blocked[key] = digest;
          continue;
        }
        const read = await readOne(key, part, blockers);
        if (read !== undefined) yield read;
      }
    },
    async *readEach(keys, part) {
      for (const key of keys) {
        if (seen.has(key)) continue;
        const read = await readOne(key, part);
        signal.throwIfAborted();
        if (read !== undefined) yield read;
      }
    },
  };
}

function waits({ state, issue_dependencies_summary: summary }: Issue): boolean {
  return state !== 'closed' && (summary?.total_blocked_by ?? summary?.blocked_by ?? 0) > 0;
}

/** Pull requests are tasks only where the configuration says so. */
export function isTask(value: unknown, { pullRequests }: Pick<GithubSettings, 'pullRequests'>): boolean {
  return pullRequests || !(typeof value === 'object' && value !== null && 'pull_request' in value);
}

export function keyOfValue(repository: string, value: unknown): string {
  const isIssue = typeof value === 'object' && value !== null;
  const number = isIssue && 'number' in value ? String(value.number) : '?';
  const address = isIssue && 'repository_url' in value ? String(value.repository_url) : '';
  return `${/\/repos\/([^/]+\/[^/]+)$/.exec(address)?.[1] ?? repository}#${number}`;
}

/** Whether a key, `OWNER/NAME#12`, is one of an issue of a repository. */
export function isOf(repository: string, key: string): boolean {
  return key.slice(0, key.lastIndexOf('#')) === repository;
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('#') + 1));
}
