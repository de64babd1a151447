import { join } from 'node:path';
import { createHttpServer } from '../../../src/bot/http/http-server.ts';
import { createInbox } from '../../../src/bot/inbox.ts';
import { createSlackAdapter } from '../../../src/bot/slack/slack-adapter.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import { botToken, signingSecret } from './fake-slack.ts';

/**
 * A process that takes Slack's events over HTTP, notes them and says each question back: what a replica does but the
 * answering. It prints the port that it listens on, and is there to be killed.
 *
 *     node tests/e2e/slack/replica.ts DATA_FOLDER API_URL HOLD_MS
 */
const [dataFolder = '', apiUrl = '', holdMs = ''] = process.argv.slice(2);
const log = { error: console.error, warn: () => {}, debug: () => {} };
const state = createSqliteStateStore({ file: join(dataFolder, 'state.db') });
await state.migrate();
const inbox = createInbox({ state, log, holdMs: Number(holdMs) });
const adapter = createSlackAdapter({
  settings: { botToken, transport: { kind: 'http', signingSecret }, apiUrl },
  inbox,
  state,
  previewLinks: async () => [],
  log,
});
const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: adapter.routes ?? [], log });
await adapter.start(async ({ text }) => ({ kind: 'text', text }));
const port = await server.start();
inbox.watch([adapter]);
process.stdout.write(`${port}\n`);
