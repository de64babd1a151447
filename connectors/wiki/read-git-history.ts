import { simpleGit } from 'simple-git';
import { AppError } from '../../src/operations/app-error.ts';

/** What the history of a repository says of a page. */
export interface PageHistory {
  /** E-mail address of whoever wrote its first version, as the repository's mailmap has it. */
  readonly author: string;
  /** Instant of its last change, as an ISO date with an offset. */
  readonly changedAt: string;
  /** Names that it had before, the last one first. */
  readonly formerPaths: readonly string[];
}

/** Begins a commit, and parts the fields of its head: neither stands in a name. */
const commitMark = '\u001E';
const fieldMark = '\u001F';

/**
 * Reads who wrote each page of a folder and when it was last changed, a page that was renamed under its name of today. What was
 * never committed has no history.
 *
 * @param pull whether what is new in the remote repository is fetched before; only where nothing has to be merged.
 * @returns by path relative to the folder, with `/`.
 * @throws AppError `source_unreadable` where the folder is in no repository, or cannot be pulled.
 */
export async function readGitHistory(
  folder: string,
  pull: boolean,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PageHistory>> {
  const tryTo = async <Result>(what: string, run: () => Promise<Result>): Promise<Result> => {
    try {
      return await run();
    } catch (error) {
      signal.throwIfAborted();
      throw new AppError('source_unreadable', `${what} of ${folder} failed: ${reasonOf(error)}`);
    }
  };
  // A client that is awaited would be taken for a promise.
  const { git } = await tryTo('git', async () => ({ git: simpleGit({ baseDir: folder, abort: signal }) }));
  if (pull) await tryTo('git pull', () => git.raw('pull', '--ff-only', '--quiet'));
  const format = `--format=${commitMark}%aI${fieldMark}%aE`;
  const log = await tryTo('git log', () =>
    git.raw('log', format, '--name-status', '--find-renames', '--relative', '-z', '--', '.'),
  );
  return readLog(log);
}

/** Git explains itself before and behind the line that says what was fatal. */
function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return lines.findLast((line) => line.startsWith('fatal:')) ?? lines.at(-1) ?? '';
}

/** Newest commit first: a name that a page had before leads on to the one that it has now. */
export function readLog(log: string): ReadonlyMap<string, PageHistory> {
  const pages = new Map<string, PageHistory>();
  const nameNow = new Map<string, string>();
  const gone = new Set<string>();
  for (const commit of log.split(commitMark).slice(1)) {
    const [head = '', ...rest] = commit.split('\0');
    const [changedAt = '', author = ''] = head.trim().split(fieldMark);
    const words = rest.map((word) => word.trim()).filter((word) => word !== '');
    for (let at = 0; at < words.length; ) {
      const status = words[at] ?? '';
      const isMove = /^[RC]\d*$/.test(status);
      const [first = '', second = ''] = words.slice(at + 1, at + 3);
      at += isMove ? 3 : 2;
      const path = isMove ? second : first;
      const page = nameNow.get(path) ?? path;
      // What was deleted later, and not renamed, is no page of today.
      if (status === 'D' && !nameNow.has(path)) gone.add(path);
      if (!gone.has(page)) {
        const before = pages.get(page);
        const names = before?.formerPaths ?? [];
        const formerPaths = status.startsWith('R') ? [...names, first] : names;
        pages.set(page, { author, changedAt: before?.changedAt ?? changedAt, formerPaths });
      }
      if (status.startsWith('R')) nameNow.set(first, page);
    }
  }
  return pages;
}
