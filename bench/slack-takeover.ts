import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import manifest from '../manifest.json' with { type: 'json' };
import { slackPath } from '../src/bot/slack/slack-receiver.ts';
import type { Delivery } from '../tests/e2e/slack/delivery.ts';
import { botToken, signingSecret, startFakeSlack } from '../tests/e2e/slack/fake-slack.ts';

/**
 * What becomes of Slack's events while one of two replicas is killed: 50 mentions a second for a minute over HTTP, a third
 * of them delivered twice, to two processes of `orgwise start` on one data folder, one of which gets SIGKILL half way. Tells how many
 * events were lost, answered twice, and acknowledged late. A balancer sends to the other replica alone a second after.
 *
 *     npx node bench/slack-takeover.ts [SECONDS]
 */
const perSecond = 50;
const seconds = Number(process.argv[2] ?? 60);
const budgetMs = 1_000;
/** The inbox holds an event for 15 s without a sign of life, and looks every 5 s, ten at a time. */
const takeoverMs = 60_000;
const channelCount = 20;

const folder = mkdtempSync(join(tmpdir(), 'orgwise-slack-takeover-'));
const channels = Array.from({ length: channelCount }, (_, at) => ({
  id: `C${at}`,
  name: `channel-${at}`,
  members: ['U0', 'U1', 'UBOT'],
}));
const users = [
  { id: 'U0', name: 'Nora Weiss', email: 'nora.weiss@voltmoor.example' },
  { id: 'U1', name: 'John Doe', email: 'john.doe@voltmoor.example' },
];
const slack = await startFakeSlack({
  users,
  channels,
  scopes: manifest.oauth_config.scopes.bot,
  retryDelaysMs: [0, 1_000, 5_000],
});

interface Replica {
  readonly child: ChildProcess;
  readonly url: string;
}

async function startReplica(): Promise<Replica> {
  const port = await freePort();
  const args = ['src/orgwise.mjs', 'start', '--config', 'sample-company/orgwise.yaml', '--data', folder];
  const child = spawn(process.execPath, args, {
    cwd: new URL('..', import.meta.url).pathname,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
      ORGWISE_LOG_LEVEL: 'error',
      PORT: String(port),
    },
  });
  const started = Promise.withResolvers<void>();
  child.stdout?.on('data', (text: Buffer) => {
    if (text.toString().includes('Ctrl+C')) started.resolve();
  });
  child.once('exit', (code) => started.reject(new Error(`a replica ended with ${code} before it served`)));
  await started.promise;
  return { child, url: `http://127.0.0.1:${port}${slackPath}` };
}

const replicas = [await startReplica(), await startReplica()];
let alive = replicas;
let turn = 0;
slack.sendTo(() => alive[turn++ % alive.length]?.url ?? '');

const questions = ['How many tasks are assigned to John Doe?', 'Who reports to Ben?'];
const asked: { readonly ts: string; readonly delivered: Promise<readonly Delivery[]> }[] = [];
const begun = performance.now();
const victim = replicas[1];
for (let at = 0; at < perSecond * seconds; at += 1) {
  const channel = `C${at % channelCount}`;
  const message = slack.write('U0', channel, `<@UBOT> ${questions[at % questions.length]}`);
  const event = slack.eventOf(message, { type: 'app_mention' });
  const id = `Ev${at}`;
  const deliveries = [
    slack.deliverEvent(event, id),
    ...(at % 3 === 0 ? [slack.deliverEvent(event, id)] : []),
  ];
  asked.push({ ts: message.ts, delivered: Promise.all(deliveries) });
  if (at === (perSecond * seconds) / 2) {
    victim?.child.kill('SIGKILL');
    void sleep(1_000).then(() => {
      alive = replicas.filter((one) => one !== victim);
    });
  }
  await sleep(Math.max(0, begun + ((at + 1) * 1_000) / perSecond - performance.now()));
}
const deliveries = (await Promise.all(asked.map((one) => one.delivered))).flat();

const answersTo = (): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { threadTs, user } of slack.workspace.messages)
    if (threadTs !== undefined && user === 'UBOT') counts.set(threadTs, (counts.get(threadTs) ?? 0) + 1);
  return counts;
};
const deadline = performance.now() + takeoverMs;
while (answersTo().size < asked.length && performance.now() < deadline) await sleep(500);
const waited = ((performance.now() - begun) / 1_000).toFixed(0);
await sleep(2_000);

const counts = answersTo();
const lost = asked.filter((one) => !counts.has(one.ts)).length;
const twice = [...counts.values()].filter((count) => count > 1).length;
const times = deliveries
  .map((one) => one.acknowledgedAfterMs ?? Number.POSITIVE_INFINITY)
  .sort((a, b) => a - b);
/** A request to the killed replica fails at once and is retried: its time counts Slack's own waiting. */
const first = deliveries.filter((one) => one.attempts === 1).map((one) => one.acknowledgedAfterMs ?? 0);
console.log(
  `${asked.length} events, ${deliveries.length} deliveries; all answered or given up after ${waited} s`,
);
console.log(
  `lost: ${lost}; answered twice: ${twice}; delivered anew by Slack: ${deliveries.length - first.length}`,
);
console.log(
  `acknowledged at the first attempt after: p50 ${share(first, 0.5)} ms, p95 ${share(first, 0.95)} ms, p99 ${share(first, 0.99)} ms, max ${share(first, 1)} ms; over all attempts: max ${share(times, 1)} ms`,
);
for (const { child } of replicas) child.kill('SIGTERM');
await sleep(1_000);
await slack.stop();
rmSync(folder, { recursive: true, force: true });
if (lost > 0 || Math.max(...first) > budgetMs) process.exitCode = 1;

function share(all: readonly number[], part: number): string {
  const sorted = all.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
