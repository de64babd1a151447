import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import manifest from '../../manifest.json' with { type: 'json' };
import { slackPath } from '../../src/bot/slack/slack-receiver.ts';
import { botToken, signingSecret, startFakeSlack } from '../../tests/e2e/slack/fake-slack.ts';
import { planQuestions } from '../acknowledge/plan-questions.ts';
import { sendThroughKill } from '../acknowledge/send-through-kill.ts';
import { startOrgwise } from '../start-orgwise.ts';

/**
 * What becomes of Slack's events while one of two replicas is killed: 50 questions a second for a minute over HTTP, and every
 * third of them a second time, to two processes of `orgwise start` on one data folder, one of which gets SIGKILL half way.
 *
 *     npm run proof -- acknowledge [--seconds 60] [--seed 1]
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
});
const perSecond = 50;
const seconds = Number(values.seconds);
const seed = Number(values.seed);
const budgetMs = 1_000;
/** A balancer sends to the replica that is left within a second. */
const noticedAfterMs = 1_000;
/** The inbox holds an event for 15 s without a sign of life, and looks every 5 s, ten at a time. */
const patienceMs = 120_000;
const settleMs = 6_000;
/** Slack takes one message a second in a channel, so that each channel gets a question every 2.4 s. */
const channels = Array.from({ length: 120 }, (_, at) => `C${at}`);
/** One account may send 120 messages a minute: each of these sends at most 75. */
const people = [
  'nora.weiss',
  'john.doe',
  'ben.okafor',
  'priya.raman',
  'zoe.laurent',
  'robert.fischer',
  'asa.lindgren',
  'tomas.herrera',
  'claire.whitmore',
  'marta.kowalczyk',
  'lukasz.nowak',
  'wang.xiaoming',
  'devon.clarke',
  'jose.ferreira',
  'nadia.haddad',
  'felix.mueller',
  'yuki.tanaka',
  'oliver.grant',
  'sofia.marchetti',
  'henrik.dahl',
  'lin.jie',
  'maria.costa',
  'katrin.becker',
  'maria.lindqvist',
  'victor.adeyemi',
  'elif.yilmaz',
  'charlotte.dubois',
  'zhou.kai',
  'mateo.rivas',
  'hannah.schulz',
  'arjun.mehta',
  'freya.sorensen',
  'ana.silva',
  'xu.jing',
  'michael.oconnor',
  'chen.hao',
  'ewa.zielinska',
  'rafael.monteiro',
  'isabelle.roy',
  'zhang.min',
].map((name, at) => ({
  id: `U${at}`,
  name,
  email: `${name}@voltmoor.example`,
}));
const users = people.map(({ id }) => id);

const dataFolder = mkdtempSync(join(tmpdir(), 'orgwise-acknowledge-'));
const slack = await startFakeSlack({
  users: people,
  channels: channels.map((id) => ({ id, name: id, members: [...users, 'UBOT'] })),
  scopes: manifest.oauth_config.scopes.bot,
  retryDelaysMs: [0, 1_000, 5_000],
  postsPerSecond: 1,
  // Slack takes so many reads of no app in a minute: what is shown here is what becomes of events, and not how long reads are waited for.
  hasNoTiers: true,
});
const env = { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slack.apiUrl };
// One after the other: the first fills the data folder.
const replicas = [await startOrgwise(dataFolder, env), await startOrgwise(dataFolder, env)];

const lag = monitorEventLoopDelay({ resolution: 10 });
lag.enable();
const questions = planQuestions(perSecond * seconds, { channels, users, seed });
const seen = await sendThroughKill({
  slack,
  replicas: replicas.map(({ child, url }) => ({ child, url: `${url}${slackPath}` })),
  dataFolder,
  questions,
  perSecond,
  noticedAfterMs,
  patienceMs,
  settleMs,
});
lag.disable();
for (const { child } of replicas) child.kill('SIGTERM');
await Promise.all(
  replicas.map(({ child }) =>
    child.exitCode !== null || child.signalCode !== null
      ? undefined
      : new Promise((resolve) => child.once('exit', resolve)),
  ),
);
await slack.stop();
rmSync(dataFolder, { recursive: true, force: true });

const { deliveries } = seen;
const unacknowledged = deliveries.filter((one) => one.attemptMs === null).length;
const times = deliveries.flatMap((one) => one.attemptMs ?? []).sort((one, other) => one - other);
const late = times.filter((ms) => ms >= budgetMs).length;
const windows = seen.takenOver.filter((one) => one !== null);
const retried = deliveries.filter((one) => one.attempts > 1);

console.log(
  `${questions.length} questions at ${perSecond} a second, ${deliveries.length - questions.length} of them told twice (seed ${seed}), to two processes; one killed with SIGKILL after ${seen.killedAfterS.toFixed(1)} s.`,
);
console.log(`All were answered, or given up, ${seen.seconds.toFixed(1)} s after the first was asked.`);
console.log('');
console.log(`lost                                     ${seen.lost.length}`);
console.log(`still waiting in the inbox               ${seen.waiting.length}`);
console.log(`answered twice                           ${seen.answeredTwice.length}`);
console.log(`acknowledged, and not in the inbox       ${seen.notInInbox.length}`);
console.log(`never acknowledged                       ${unacknowledged}`);
console.log(`acknowledged after 1 s or more           ${late}`);
console.log(
  `time of an acknowledgement               p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, p99 ${share(0.99)} ms, max ${share(1)} ms`,
);
console.log(
  `tried again by Slack                     ${retried.length}, since the killed process was still sent to for ${noticedAfterMs / 1000} s; acknowledged within ${longest(retried.map((one) => one.acknowledgedAfterMs ?? 0))} ms of the first attempt, Slack's waits of 0, 1 and 5 s included`,
);
console.log(
  `taken over from the killed process       ${seen.takenOver.length}, of which ${seen.takenOver.length - windows.length} had their answer already`,
);
console.log('');
console.log(
  `The window that remains: from the look into the thread to the answer of a takeover, at most ${longest(windows)} ms here. A replica that`,
);
console.log(
  'is believed dead after 15 s without a sign of life, and posts its own answer within it, makes a second one.',
);
console.log(
  `The sender, in one process with the stand-in of Slack, was itself held up by at most ${(lag.max / 1e6).toFixed(0)} ms; load at the end ${loadavg()[0]?.toFixed(1)}.`,
);

const isLost = seen.lost.length + seen.waiting.length + seen.notInInbox.length + unacknowledged > 0;
if (isLost || late > 0 || seen.answeredTwice.length > 0) process.exitCode = 1;

function share(part: number): string {
  return (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(1);
}

function longest(all: readonly number[]): string {
  return Math.max(0, ...all).toFixed(0);
}
