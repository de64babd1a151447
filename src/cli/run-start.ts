import { operatorViewer } from '../graph/viewer.ts';
import type { Orgwise } from '../main.ts';
import { sampleQuestions } from '../sample-questions.ts';
import { serve } from '../serve.ts';
import type { CommonOptions } from './common-options.ts';
import { logCrashes } from './log-crashes.ts';
import { isUnsynced, openOrgwise } from './open-orgwise.ts';
import { formatAnswer } from './run-ask.ts';
import { summarizeSync } from './summarize-sync.ts';
import { syncWithProgress } from './sync-with-progress.ts';

export interface StartOptions extends CommonOptions {
  readonly once?: boolean;
  readonly port?: number;
}

/**
 * `orgwise start`: serves until SIGINT or SIGTERM. The sample company is synced each time and shows what answers look
 * like; a real one is synced where nothing was synced before, and else by its schedule.
 */
export async function runStart(options: StartOptions): Promise<number> {
  const orgwise = await openOrgwise(options);
  const { config } = orgwise;
  say(
    `Orgwise for ${config.company.name}${config.isPlayground ? ', the sample company (no orgwise.yaml found)' : ''}.`,
  );
  try {
    if (config.isPlayground || (await isUnsynced(orgwise)))
      say(`${summarizeSync(await syncWithProgress(orgwise, { passagesLater: options.once !== true }))}\n`);
    if (config.isPlayground) await showSamples(orgwise);
  } catch (error) {
    await orgwise.close();
    throw error;
  }
  if (options.once === true) {
    await orgwise.close();
    return 0;
  }
  const forget = logCrashes(orgwise.log);
  const serving = await serve(orgwise, {
    port: options.port,
    onBusyPort: (port) => say(`Port ${port} is in use; trying the next one.`),
  });
  for (const platform of serving.platforms) say(`Connected to ${platformNames[platform] ?? platform}.`);
  if (serving.url !== null) say(`Orgwise is at ${serving.url}`);
  else if (serving.platforms.length === 0) say(withoutPage(config.isPlayground));
  say('Ctrl+C stops it.');
  await stopRequested();
  await serving.stop();
  forget();
  return 0;
}

const platformNames: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Microsoft Teams' };

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function showSamples(orgwise: Orgwise): Promise<void> {
  const asker = { viewer: operatorViewer, employeeId: null };
  for (const question of sampleQuestions)
    say(`> ${question}\n${formatAnswer(await orgwise.answerQuestion({ question, asker }))}`);
}

function withoutPage(isPlayground: boolean): string {
  const page = isPlayground
    ? 'The web page is turned off (web.enabled).'
    : 'No chat platform is configured yet, and the web page is for those who sign in (web.signIn).';
  return `${page} Syncs run on schedule, and "npm run -s orgwise -- ask" answers.`;
}

function stopRequested(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Neither a signal's listener nor the schedule keeps a process alive, and without the page nothing else would.
  const hold = setInterval(() => {}, 2 ** 30);
  const stop = (): void => {
    clearInterval(hold);
    resolve();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  return promise;
}
