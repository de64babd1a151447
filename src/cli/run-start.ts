import { operatorViewer } from '../graph/viewer.ts';
import type { Orgwise } from '../main.ts';
import { serve } from '../main.ts';
import { sampleQuestions } from '../sample-questions.ts';
import { formatSyncSummary } from '../sync/format-sync-report.ts';
import { openOrgwise } from './open-orgwise.ts';
import { formatAnswer } from './run-ask.ts';
import type { CommonOptions } from './run-cli.ts';
import { showProgress } from './show-progress.ts';

export interface StartOptions extends CommonOptions {
  readonly once?: boolean;
  readonly port?: number;
}

/** `orgwise start`: syncs, shows what answers look like on the sample company, then serves until stopped. */
export async function runStart(options: StartOptions): Promise<number> {
  const orgwise = await openOrgwise(options);
  const { config } = orgwise;
  const out = (text: string): boolean => process.stdout.write(`${text}\n`);
  out(
    `Orgwise for ${config.company.name}${config.isPlayground ? ', the sample company (no orgwise.yaml found)' : ''}.`,
  );
  await syncAtStart(orgwise, out);
  if (config.isPlayground) await showSamples(orgwise, out);
  if (options.once === true) {
    await orgwise.close();
    return 0;
  }
  const serving = await serve(orgwise, {
    port: options.port,
    onBusyPort: (port) => out(`Port ${port} is taken; trying the next one.`),
  });
  if (serving.url === null)
    out('No chat platform is connected; syncs run on schedule, and "npm run -s orgwise -- ask" answers.');
  else out(`Talk to the bot at ${serving.url}  (Ctrl+C stops it)`);
  await stopRequested();
  await serving.stop();
  return 0;
}

/** A source that cannot be read is said, and the last good data serve on. */
async function syncAtStart(orgwise: Orgwise, out: (text: string) => boolean): Promise<void> {
  const progress = showProgress();
  const report = await orgwise.sync({ onProgress: progress.update });
  progress.end();
  out(`${formatSyncSummary(report)}\n`);
}

async function showSamples(orgwise: Orgwise, out: (text: string) => boolean): Promise<void> {
  for (const question of sampleQuestions) {
    const answer = await orgwise.answerQuestion({
      question,
      asker: { viewer: operatorViewer, employeeId: null },
    });
    out(`> ${question}\n${formatAnswer(answer, false)}`);
  }
}

function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
