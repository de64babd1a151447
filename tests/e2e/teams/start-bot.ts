import { onTestFinished } from 'vitest';
import type { BotAdapter, ReplyWatch } from '../../../src/bot/bot-adapter.ts';
import type { DirectoryAddresses } from '../../../src/bot/directory-addresses.ts';
import { createHttpServer } from '../../../src/bot/http/http-server.ts';
import { createInbox } from '../../../src/bot/inbox.ts';
import type { PreviewLinks } from '../../../src/bot/links/preview-links.ts';
import type { SearchThings } from '../../../src/bot/links/search-things.ts';
import type { IncomingMessage } from '../../../src/bot/message.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import { createTeamsAdapter } from '../../../src/bot/teams/teams-adapter.ts';
import type { TeamsSettings } from '../../../src/bot/teams/teams-settings.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { registration } from './fake-identity.ts';
import { type FakeTeams, type FakeTeamsOptions, startFakeTeams } from './fake-teams.ts';

export type OnMessage = (message: IncomingMessage, watch?: ReplyWatch) => Promise<Reply>;

export interface Running {
  readonly teams: FakeTeams;
  readonly adapter: BotAdapter;
  readonly url: string;
  /** What the bot was asked, in order. */
  readonly messages: IncomingMessage[];
  readonly logged: { readonly details: object; readonly message: string }[];
}

export interface BotOptions extends FakeTeamsOptions {
  readonly settings?: TeamsSettings;
  readonly state?: StateStore;
  readonly holdMs?: number;
  readonly pressMs?: number;
  readonly streamMs?: number;
  readonly previewLinks?: PreviewLinks;
  readonly searchThings?: SearchThings;
  readonly directory?: DirectoryAddresses | null;
}

const nothing: SearchThings = async () => ({ refused: null, found: [] });

export const appSettings: TeamsSettings = { authentication: { kind: 'app', ...registration } };

/** A bot at a fake Teams, stopped after the test. */
export async function startBot(onMessage: OnMessage, options: BotOptions = {}): Promise<Running> {
  const teams = await startFakeTeams(options);
  const running = await startBotAt(teams, onMessage, options);
  onTestFinished(async () => {
    await running.stop();
    await teams.stop();
  });
  return running;
}

export async function startBotAt(
  teams: FakeTeams,
  onMessage: OnMessage,
  {
    settings = appSettings,
    state,
    holdMs,
    pressMs,
    streamMs,
    previewLinks = async () => [],
    searchThings = nothing,
    directory = null,
  }: BotOptions,
): Promise<Running & { stop(): Promise<void> }> {
  const store = state ?? createSqliteStateStore({ file: ':memory:' });
  if (state === undefined) await store.migrate();
  const messages: IncomingMessage[] = [];
  const logged: { details: object; message: string }[] = [];
  const note = (details: object, message: string): void => void logged.push({ details, message });
  const log = { warn: note, error: note };
  const inbox = createInbox({ state: store, log, ...(holdMs === undefined ? {} : { holdMs }) });
  const adapter = createTeamsAdapter({
    settings,
    inbox,
    state: store,
    previewLinks,
    searchThings,
    directory,
    log,
    endpoints: teams.endpoints,
    ...(pressMs === undefined ? {} : { pressMs }),
    ...(streamMs === undefined ? {} : { streamMs }),
  });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: adapter.routes ?? [], log });
  await adapter.start((message, watch) => {
    messages.push(message);
    return onMessage(message, watch);
  });
  inbox.watch([adapter]);
  const url = `http://127.0.0.1:${await server.start()}/api/messages`;
  teams.connect(url);
  return {
    teams,
    adapter,
    url,
    messages,
    logged,
    async stop() {
      await server.stop();
      await adapter.stop();
      await inbox.close();
      if (state === undefined) await store.close();
    },
  };
}

export const echo: OnMessage = async ({ text }) => ({ kind: 'text', text: `You said: ${text}` });
