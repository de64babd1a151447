import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AppError } from '../../src/operations/app-error.ts';
import type { Problem } from '../connector.ts';

export interface FoundFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Where to read it. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
}

export interface WalkedFolder {
  /** In the order of their paths by code unit, the same on every machine. */
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
  /** What may be there and could not be read, in the same order: what it holds is not among the files. */
  readonly unread: readonly Problem[];
}

/** The last is what a file system keeps for itself, where a folder is all of a disk. */
const skippedFolders: ReadonlySet<string> = new Set(['node_modules', 'lost+found']);

/** Errors by which the operating system says that there is nothing: it went away meanwhile, or a link leads nowhere. */
const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

/**
 * Lists the files below a folder. Hidden ones, `node_modules` and `lost+found` are passed over; links are followed within the folder
 * only, so that a page cannot be made to show another file of the machine.
 *
 * @throws AppError `source_unreadable` where the folder cannot be read.
 */
export async function walkFolder(folder: string, signal: AbortSignal): Promise<WalkedFolder> {
  const files: FoundFile[] = [];
  const problems: Problem[] = [];
  const unread: Problem[] = [];
  const root = await readRoot(folder);

  async function visit(path: string, real: string, above: readonly string[]): Promise<void> {
    signal.throwIfAborted();
    const entries = await tryTo(path, 'The folder cannot be read', () =>
      readdir(real, { withFileTypes: true }),
    );
    for (const entry of entries ?? []) {
      if (entry.name.startsWith('.') || skippedFolders.has(entry.name)) continue;
      await visitEntry(entry, path === '' ? entry.name : `${path}/${entry.name}`, join(real, entry.name), [
        ...above,
        real,
      ]);
    }
  }

  async function visitEntry(
    entry: Dirent,
    path: string,
    file: string,
    above: readonly string[],
  ): Promise<void> {
    const real = entry.isSymbolicLink() ? await followLink(path, file, above) : file;
    if (real === undefined) return;
    const stats = await tryTo(path, 'The file cannot be read', () => stat(real));
    if (stats?.isDirectory()) await visit(path, real, above);
    else if (stats?.isFile()) files.push({ path, file: real, size: stats.size });
  }

  async function followLink(
    path: string,
    file: string,
    above: readonly string[],
  ): Promise<string | undefined> {
    const real = await tryTo(path, 'The symbolic link cannot be followed', () => realpath(file));
    if (real === undefined) return undefined;
    if (!`${real}${sep}`.startsWith(`${root}${sep}`)) {
      problems.push({
        place: path,
        message: 'The symbolic link leads out of the folder; it is not followed.',
      });
      return undefined;
    }
    if (above.includes(real)) {
      problems.push({
        place: path,
        message: 'The symbolic link leads back to a folder above it; it is not followed.',
      });
      return undefined;
    }
    return real;
  }

  async function tryTo<T>(path: string, failure: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      const name = errorName(error);
      (absent.has(name) ? problems : unread).push({ place: path, message: `${failure} (${name}).` });
      return undefined;
    }
  }

  await visit('', root, []);
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  for (const list of [problems, unread]) list.sort((one, other) => (one.place < other.place ? -1 : 1));
  return { files, problems, unread };
}

async function readRoot(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    // Reading it here makes a folder without rights an error, not an empty source.
    await readdir(root);
    return root;
  } catch (error) {
    const name = errorName(error);
    const reason =
      name === 'ENOENT'
        ? 'does not exist'
        : name === 'ENOTDIR'
          ? 'is not a folder'
          : `cannot be read (${name})`;
    throw new AppError('source_unreadable', `The folder ${folder} ${reason}.`, { cause: error });
  }
}

/** The operating system's name of an error, e.g. `EACCES`. */
export function errorName(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
