import { loadConfig } from '../config/load-config.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { createOrgwise, type Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import type { Asker } from '../retrieval/answer.ts';
import type { CommonOptions } from './run-cli.ts';
import { showProgress } from './show-progress.ts';

/** Reads the configuration and opens what it names. */
export async function openOrgwise(options: CommonOptions): Promise<Orgwise> {
  return await createOrgwise(
    loadConfig({ configFile: options.config, dataDir: options.data, env: process.env, cwd: process.cwd() }),
  );
}

/** Syncs where nothing was synced before, so that a first question has something to be answered from. */
export async function syncWhenEmpty(orgwise: Orgwise): Promise<void> {
  const sources = await orgwise.graph.sources();
  if (sources.some((source) => source.syncedAt !== null)) return;
  process.stderr.write('Nothing has been synced yet; syncing first.\n');
  const progress = showProgress();
  try {
    await orgwise.sync({ onProgress: progress.update });
  } finally {
    progress.end();
  }
}

/** Who asks from a terminal. @throws AppError `not_allowed` for an address that the directory does not know. */
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

export const operatorNotice =
  'Answering as the local operator, who sees everything (--as EMAIL answers as somebody).\n';
