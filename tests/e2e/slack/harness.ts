import { vi } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import type { OnMessage } from '../../../src/bot/bot-adapter.ts';
import { createHttpServer } from '../../../src/bot/http/http-server.ts';
import { createInbox } from '../../../src/bot/inbox.ts';
import type { PreviewLinks } from '../../../src/bot/links/preview-links.ts';
import { createSlackAdapter } from '../../../src/bot/slack/slack-adapter.ts';
import { slackPath } from '../../../src/bot/slack/slack-receiver.ts';
import type { SlackOAuth, SlackToken } from '../../../src/bot/slack/slack-settings.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { appToken, botToken, type FakeSlack, signingSecret, startFakeSlack } from './fake-slack.ts';
import type { FakeChannel, FakeMessage, FakeUser } from './workspace.ts';

export type TransportKind = 'socket' | 'http';

export const smallCompany: { readonly users: FakeUser[]; readonly channels: FakeChannel[] } = {
  users: [
    {
      id: 'UANA',
      name: 'Ana Silva',
      email: 'ana@acme.example',
      locale: 'pt-PT',
      timeZone: 'Europe/Lisbon',
    },
    { id: 'UBEN', name: 'Ben Okafor', email: 'ben@acme.example' },
    { id: 'UCI', name: 'Build bot', isBot: true },
    { id: 'UGUEST', name: 'Guest' },
    { id: 'UVISITOR', name: 'Ana Silva', email: 'ana@acme.example', isRestricted: true },
    { id: 'UNOBODY', name: 'Ana Silva', email: 'ana@acme.example', teamId: 'TOTHER', isStranger: true },
    { id: 'USTRANGER', name: 'Ana Silva', email: 'ana@acme.example', teamId: 'TOTHER' },
    { id: 'UUNSURE', name: 'Ben Okafor', email: 'ben@acme.example', isEmailConfirmed: false },
  ],
  channels: [
    { id: 'C1', name: 'general', members: ['UANA', 'UBEN', 'UCI', 'UBOT'] },
    { id: 'C2', name: 'elsewhere', members: ['UANA'] },
    { id: 'G1', name: 'private', members: ['UANA', 'UGUEST', 'UBOT'] },
  ],
};

export async function startCompanySlack(options: Partial<Parameters<typeof startFakeSlack>[0]> = {}) {
  return await startFakeSlack({ ...smallCompany, scopes: manifest.oauth_config.scopes.bot, ...options });
}

export async function openState(): Promise<StateStore> {
  const state = createSqliteStateStore({ file: ':memory:' });
  await state.migrate();
  return state;
}

export interface LogLine {
  readonly level: 'error' | 'warn' | 'debug';
  readonly message: string;
}

export interface Bot {
  readonly adapter: ReturnType<typeof createSlackAdapter>;
  readonly inbox: ReturnType<typeof createInbox>;
  readonly lines: LogLine[];
  /** Of its HTTP server. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A bot that is connected to the fake, with an inbox over `state`. */
export async function startBot(
  slack: FakeSlack,
  kind: TransportKind,
  handle: OnMessage,
  state: StateStore,
  holdMs = 15_000,
  previewLinks: PreviewLinks = async () => [],
  access: SlackToken | SlackOAuth = { botToken },
  streamAfterMs = 600_000,
  silenceMs?: number,
): Promise<Bot> {
  const lines: LogLine[] = [];
  const log = {
    error: (_: object, message: string) => void lines.push({ level: 'error', message }),
    warn: (_: object, message: string) => void lines.push({ level: 'warn', message }),
    debug: (_: object, message: string) => void lines.push({ level: 'debug', message }),
  };
  const inbox = createInbox({ state, log, holdMs });
  const transport = kind === 'socket' ? ({ kind, appToken } as const) : ({ kind, signingSecret } as const);
  const adapter = createSlackAdapter({
    settings: { ...access, transport, apiUrl: slack.apiUrl },
    inbox,
    log,
    state,
    previewLinks,
    socket: { firstWaitMs: 20, ...(silenceMs === undefined ? {} : { silenceMs }) },
    progress: { afterMs: 50, everyMs: 20, streamAfterMs },
    retryConfig: { retries: 5, factor: 2, minTimeout: 5, maxTimeout: 40 },
  });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: adapter.routes ?? [], log });
  await adapter.start(handle);
  const port = await server.start();
  slack.sendTo(kind === 'http' ? `http://127.0.0.1:${port}${slackPath}` : null);
  return {
    adapter,
    inbox,
    lines,
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await server.stop();
      await adapter.stop();
      await inbox.close();
    },
  };
}

/** Waits until there are as many messages. */
export async function untilSaid(
  read: () => readonly FakeMessage[],
  count = 1,
): Promise<readonly FakeMessage[]> {
  return await vi.waitFor(
    () => {
      const found = read();
      if (found.length < count) throw new Error(`${found.length} of ${count} messages so far`);
      return found;
    },
    { timeout: 10_000, interval: 5 },
  );
}
