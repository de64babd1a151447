import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planQuestions } from '../../../bench/acknowledge/plan-questions.ts';
import { sendThroughKill } from '../../../bench/acknowledge/send-through-kill.ts';
import { slackPath } from '../../../src/bot/slack/slack-receiver.ts';
import type { FakeSlack } from './fake-slack.ts';
import { startCompanySlack } from './harness.ts';

// A small run of `npm run proof -- acknowledge`: a tenth of its questions, sent faster, to processes that only say them back.
const questionCount = 300;
const perSecond = 250;
const channels = ['C1', 'C2', 'C3'];

let dataFolder: string;
let slack: FakeSlack;
let children: ChildProcess[];

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'orgwise-kill-'));
  slack = await startCompanySlack({
    users: [{ id: 'U0', name: 'Ana Silva', email: 'ana@acme.example' }],
    channels: channels.map((id) => ({ id, name: id, members: ['U0', 'UBOT'] })),
    retryDelaysMs: [0, 300, 300],
    hasNoTiers: true,
  });
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await slack.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function startReplica() {
  const script = fileURLToPath(new URL('./replica.ts', import.meta.url));
  const args = [script, dataFolder, slack.apiUrl, '1000'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [port] = await once(child.stdout, 'data');
  return { child, url: `http://127.0.0.1:${String(port).trim()}${slackPath}` };
}

test('a replica that is killed while it answers loses no event, and none is answered twice', async () => {
  const replicas = await Promise.all([startReplica(), startReplica()]);
  const questions = planQuestions(questionCount, { channels, users: ['U0'], seed: 7 });
  const seen = await sendThroughKill({
    slack,
    replicas,
    dataFolder,
    questions,
    perSecond,
    noticedAfterMs: 200,
    patienceMs: 15_000,
    settleMs: 700,
  });
  expect(seen.notInInbox).toEqual([]);
  expect(seen.deliveries.length).toBe(400);
  expect(seen.deliveries.filter((one) => one.attemptMs === null)).toEqual([]);
  expect([seen.lost, seen.waiting]).toEqual([[], []]);
  expect(seen.answeredTwice).toEqual([]);
  expect(seen.deliveries.some((one) => one.attempts > 1)).toBe(true);
  expect(children[1]?.signalCode).toBe('SIGKILL');
});
