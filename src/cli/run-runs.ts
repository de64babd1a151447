import { isSyncing } from '../sync/is-syncing.ts';
import { readPassageWork } from '../sync/read-passage-work.ts';
import { readSourceStates } from '../sync/read-source-states.ts';
import { readPastRun, readSyncHistory } from '../sync/sync-history.ts';
import type { CommonOptions } from './common-options.ts';
import { formatPassages, formatRun, formatRunList, formatSourceState } from './format-runs.ts';
import { noteAct } from './note-act.ts';
import { openOrgwise } from './open-orgwise.ts';

export interface RunsOptions extends CommonOptions {
  readonly json?: boolean;
}

/**
 * `orgwise sources status`: how each source stands.
 *
 * @returns 1 where one was never good, its last run was not, or the one after it broke off.
 */
export async function runSourcesStatus(options: RunsOptions): Promise<number> {
  const orgwise = await openOrgwise(options);
  try {
    const read = await readSourceStates(orgwise.graph, orgwise.connectors);
    const isUnfinished = read.some(({ updatingSince }) => updatingSince !== null);
    const isOn = isUnfinished && (await isSyncing(orgwise.state));
    const states = read.map((state) => ({ ...state, brokeOff: state.updatingSince !== null && !isOn }));
    const passages = await readPassageWork(orgwise.graph, orgwise.config);
    const format = { timeZone: orgwise.config.company.timeZone, now: new Date() };
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ sources: states, passages })}\n`
        : states.map((state) => formatSourceState(state, format)).join('\n') +
            formatPassages(passages, format),
    );
    const isGood = states.every(
      ({ isConfigured, lastRun, brokeOff }) => !isConfigured || (lastRun?.outcome === 'done' && !brokeOff),
    );
    return isGood ? 0 : 1;
  } finally {
    await orgwise.close();
  }
}

/**
 * `orgwise runs [ID]`: the runs that are recorded, or one of them.
 *
 * @throws AppError `invalid_input` for a run that is not recorded.
 */
export async function runRuns(id: string | undefined, options: RunsOptions): Promise<number> {
  const orgwise = await openOrgwise(options);
  try {
    noteAct(orgwise.audit, 'runs', id === undefined ? {} : { about: [id] });
    const format = { timeZone: orgwise.config.company.timeZone, now: new Date() };
    if (id === undefined) {
      const runs = await readSyncHistory(orgwise.graph);
      const passages = await readPassageWork(orgwise.graph, orgwise.config);
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify({ runs, passages })}\n`
          : formatRunList(runs, format) + formatPassages(passages, format),
      );
    } else {
      const run = await readPastRun(orgwise.graph, id);
      process.stdout.write(
        options.json === true ? `${JSON.stringify(run)}\n` : `${formatRun(run, format)}\n`,
      );
    }
    return 0;
  } finally {
    await orgwise.close();
  }
}
