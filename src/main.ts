import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Connector } from '../connectors/connector.ts';
import { createCsvConnector } from '../connectors/csv/csv-connector.ts';
import { createMarkdownConnector } from '../connectors/wiki/markdown-connector.ts';
import { createDirectoryAccess, type DirectoryAccess } from './access/directory-access.ts';
import { createMessageHandler } from './bot/handle-message.ts';
import type { IncomingMessage } from './bot/message.ts';
import type { Reply } from './bot/reply.ts';
import { createWebAdapter } from './bot/web/web-adapter.ts';
import type { Config } from './config/load-config.ts';
import type { GraphStore } from './graph/graph-store.ts';
import { createSqliteStore } from './graph/sqlite/sqlite-store.ts';
import { AppError } from './operations/app-error.ts';
import { createLog, type Logger } from './operations/log.ts';
import type { AnswerQuestion } from './retrieval/answer.ts';
import { createAnswerQuestion } from './retrieval/answer-question.ts';
import { pageExamples } from './sample-questions.ts';
import { createSqliteStateStore } from './state/sqlite/sqlite-state-store.ts';
import type { StateStore } from './state/state-store.ts';
import { runSync } from './sync/run-sync.ts';
import { scheduleSync } from './sync/schedule-sync.ts';
import type { SyncOptions } from './sync/sync-deps.ts';
import type { SyncReport } from './sync/sync-report.ts';

/** A running Orgwise: one store, one way to ask, one way to sync. */
export interface Orgwise {
  readonly config: Config;
  readonly log: Logger;
  readonly graph: GraphStore;
  readonly state: StateStore;
  readonly connectors: readonly Connector[];
  readonly access: DirectoryAccess;
  readonly answerQuestion: AnswerQuestion;
  handleMessage(message: IncomingMessage): Promise<Reply>;
  sync(options?: SyncOptions): Promise<SyncReport>;
  /** The company's present day, `YYYY-MM-DD`. */
  today(): string;
  close(): Promise<void>;
}

/**
 * Puts the parts together; the only file that chooses implementations.
 *
 * @throws AppError `storage_unusable` where the data folder cannot be used.
 */
export async function createOrgwise(config: Config): Promise<Orgwise> {
  const log = createLog(config.logLevel);
  const { graph, state } = await openStores(config.storage.dataDir);
  const connectors = config.sources.map((source) => createConnector(source, config.company.timeZone));
  const today = (): string => config.company.today ?? dayIn(config.company.timeZone, new Date());
  const access = createDirectoryAccess({ graph, today, company: config.company.name });
  const answerQuestion = createAnswerQuestion({
    graph,
    today,
    company: config.company.name,
    listLimit: config.answers.listLimit,
    maxCharacters: config.answers.maxCharacters,
    nicknames: config.linking.nicknames,
    aliases: config.linking.aliases,
  });
  return {
    config,
    log,
    graph,
    state,
    connectors,
    access,
    answerQuestion,
    handleMessage: createMessageHandler({ answerQuestion, access, graph, state, log }),
    sync: (options) =>
      runSync(
        {
          graph,
          state,
          connectors,
          clock: () => new Date(),
          today,
          log,
          maxDeletedShare: config.sync.maxDeletedShare,
        },
        options,
      ),
    today,
    async close() {
      await graph.close();
      await state.close();
    },
  };
}

async function openStores(dataDir: string): Promise<{ graph: GraphStore; state: StateStore }> {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (cause) {
    throw new AppError(
      'storage_unusable',
      `The data folder ${dataDir} cannot be made (${reason(cause)}); name one that may be written with --data or ORGWISE_DATA.`,
      { cause },
    );
  }
  const graph = createSqliteStore({ file: join(dataDir, 'graph.db') });
  const state = createSqliteStateStore({ file: join(dataDir, 'state.db') });
  await graph.migrate();
  await state.migrate();
  return { graph, state };
}

function reason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

function createConnector(source: Config['sources'][number], timeZone: string): Connector {
  switch (source.type) {
    case 'csv': {
      const { name, type: _type, schedule: _schedule, ...options } = source;
      return createCsvConnector({ source: name, timeZone, ...options });
    }
    case 'markdown': {
      const { name, type: _type, schedule: _schedule, ...options } = source;
      return createMarkdownConnector({ source: name, timeZone, ...options });
    }
  }
}

/** The day that it is in a time zone. */
export function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}

/** What goes on while Orgwise serves. */
export interface Serving {
  /** Address of the page, where there is one. */
  readonly url: string | null;
  stop(): Promise<void>;
}

/**
 * Begins the scheduled syncs and the adapters.
 *
 * @throws AppError `invalid_config` where no port can be had for the page; everything is closed then.
 */
export async function serve(
  orgwise: Orgwise,
  options: { readonly port?: number | undefined; readonly onBusyPort: (port: number) => void },
): Promise<Serving> {
  const { config, log } = orgwise;
  const schedule = scheduleSync({
    schedules: config.sources.map((source) => ({
      source: source.name,
      cron: source.schedule ?? config.sync.schedule,
    })),
    timeZone: config.company.timeZone,
    clock: () => new Date(),
    run: (sources) => orgwise.sync({ sources }),
    log,
  });
  schedule.start();
  // The page asks for no password, so that it only ever speaks for the sample company's people.
  const page = config.isPlayground && config.web.enabled ? createPage(orgwise, options) : null;
  const stop = async (): Promise<void> => {
    await page?.stop();
    await schedule.stop();
    await orgwise.close();
  };
  try {
    await page?.start(orgwise.handleMessage);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: page?.url() ?? null, stop };
}

function createPage(
  orgwise: Orgwise,
  options: { readonly port?: number | undefined; readonly onBusyPort: (port: number) => void },
) {
  const { config, access, log } = orgwise;
  return createWebAdapter({
    host: config.web.host,
    port: options.port ?? config.web.port,
    company: config.company.name,
    examples: pageExamples,
    people: async () => [...(await access.people())],
    onBusy: options.onBusyPort,
    log,
  });
}
