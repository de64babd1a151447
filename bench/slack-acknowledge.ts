import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHttpServer } from '../src/bot/http/http-server.ts';
import { createInbox } from '../src/bot/inbox.ts';
import { createSlackAdapter } from '../src/bot/slack/slack-adapter.ts';
import { slackPath } from '../src/bot/slack/slack-receiver.ts';
import { createSqliteStateStore } from '../src/state/sqlite/sqlite-state-store.ts';
import { openConversationCompany } from '../tests/e2e/conversation-company.ts';
import { botToken, signingSecret, startFakeSlack } from '../tests/e2e/slack/fake-slack.ts';

/**
 * Time until Slack's events are acknowledged, over HTTP, while the sample company answers them: 50 mentions a second for
 * 5 s, each noted on disk first. Slack waits for 3 s; the budget is 1 s. The fake Slack runs in the same process, so that
 * its own work counts too.
 *
 *     npx node bench/slack-acknowledge.ts
 */
const perSecond = 50;
const seconds = 5;
const budgetMs = 1_000;

const folder = mkdtempSync(join(tmpdir(), 'orgwise-slack-bench-'));
const company = await openConversationCompany();
const state = createSqliteStateStore({ file: join(folder, 'state.db') });
await state.migrate();
const users = [
  { id: 'U0', name: 'Nora Weiss', email: 'nora.weiss@voltmoor.example' },
  { id: 'U1', name: 'John Doe', email: 'john.doe@voltmoor.example' },
];
const scopes = ['chat:write', 'users:read', 'users:read.email', 'channels:read', 'im:history'];
const channels = [{ id: 'C1', name: 'general', members: ['U0', 'U1', 'UBOT'] }];
const slack = await startFakeSlack({ users, channels, scopes });
const log = { error: console.error, warn: console.error, debug: () => {} };
const inbox = createInbox({ state, log });
const settings = { botToken, transport: { kind: 'http', signingSecret }, apiUrl: slack.apiUrl } as const;
const adapter = createSlackAdapter({
  settings,
  inbox,
  log,
  state,
  previewLinks: async () => [],
});
const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: adapter.routes ?? [], log });
await adapter.start(company.handleMessage);
slack.sendTo(`http://127.0.0.1:${await server.start()}${slackPath}`);

const questions = [
  'How many tasks are assigned to John Doe?',
  'Who reports to Ben?',
  'How many days off do I get?',
];
const events = [];
const begun = performance.now();
for (let at = 0; at < perSecond * seconds; at += 1) {
  events.push(slack.mention('U0', 'C1', questions[at % questions.length] ?? ''));
  await sleep(Math.max(0, begun + ((at + 1) * 1_000) / perSecond - performance.now()));
}
const sentFor = performance.now() - begun;
const deliveries = await Promise.all(events.map((one) => one.delivered));
await server.stop();
await adapter.stop();
await inbox.close();
const answeredAfter = performance.now() - begun;

const times = deliveries
  .map((one) => one.acknowledgedAfterMs ?? Number.POSITIVE_INFINITY)
  .sort((a, b) => a - b);
const at = (share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const answered = events.filter((one) => slack.repliesTo(one.ts).length === 1).length;
console.log(
  `${events.length} events in ${(sentFor / 1000).toFixed(1)} s, ${answered} answered once by ${(answeredAfter / 1000).toFixed(1)} s`,
);
console.log(`delivered more than once: ${deliveries.filter((one) => one.attempts > 1).length}`);
console.log(
  `acknowledged after: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, max ${at(1).toFixed(1)} ms`,
);
await slack.stop();
await company.close();
await state.close();
rmSync(folder, { recursive: true, force: true });
if (at(0.95) > budgetMs || answered < events.length) process.exitCode = 1;
