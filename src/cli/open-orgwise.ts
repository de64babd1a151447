import { operatorViewer } from '../graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import type { Asker } from '../retrieval/answer.ts';
import type { CommonOptions } from './common-options.ts';
import { readConfig } from './read-config.ts';
import { syncWithProgress } from './sync-with-progress.ts';

/**
 * Reads the configuration and opens what it names.
 *
 * @throws AppError as `loadConfig` and `createOrgwise` do.
 */
export async function openOrgwise(options: CommonOptions): Promise<Orgwise> {
  return await createOrgwise(readConfig(options));
}

/** Whether no source has ever been synced. */
export async function isUnsynced(orgwise: Orgwise): Promise<boolean> {
  return (await orgwise.graph.sources()).every((source) => source.syncedAt === null);
}

/** Syncs where nothing was synced before, so that a first question has something to be answered from. */
export async function syncWhenEmpty(orgwise: Orgwise): Promise<void> {
  if (!(await isUnsynced(orgwise))) return;
  process.stderr.write('Nothing has been synced yet; syncing first.\n');
  const report = await syncWithProgress(orgwise);
  for (const { source, message } of report.sources) {
    if (message !== undefined) process.stderr.write(`${source}: ${message}\n`);
  }
}

/**
 * Who asks from a terminal: an employee, or the local operator where no address is given.
 *
 * @throws AppError `not_allowed` for an address that the directory does not know.
 */
export async function askerFor(orgwise: Orgwise, email: string | undefined): Promise<Asker> {
  if (email === undefined) return { viewer: operatorViewer, employeeId: null };
  const person = await orgwise.access.person(email);
  if (person === null) {
    throw new AppError(
      'not_allowed',
      `No employee of ${orgwise.config.company.name} has the address ${email}; --as takes the e-mail address of somebody in the directory.`,
    );
  }
  return { viewer: person.viewer, employeeId: person.employeeId };
}

/** Said once by commands that answer without `--as`. */
export const operatorNotice =
  'Answering as the local operator, who sees everything (--as EMAIL answers as somebody).\n';
