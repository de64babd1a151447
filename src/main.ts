import { join } from 'node:path';
import type { Connector } from '../connectors/connector.ts';
import { countPersonalRecords } from './access/count-personal-records.ts';
import { createDirectoryAccess, type DirectoryAccess } from './access/directory-access.ts';
import { createRevocations, type Revocations } from './access/revocations.ts';
import type { BotAdapter, OnMessage } from './bot/bot-adapter.ts';
import { createMessageHandler } from './bot/handle-message.ts';
import { createHttpServer } from './bot/http/http-server.ts';
import { createInbox, type Inbox } from './bot/inbox.ts';
import { createPreviewLinks, type PreviewLinks } from './bot/links/preview-links.ts';
import { createSearchThings, type SearchThings } from './bot/links/search-things.ts';
import { createWebAdapter } from './bot/web/web-adapter.ts';
import type { Config } from './config/load-config.ts';
import { createConnector } from './create-connector.ts';
import type { CypherReader } from './graph/cypher-reader.ts';
import type { GraphStore, NameRecord } from './graph/graph-store.ts';
import { createNeo4jStore } from './graph/neo4j/neo4j-store.ts';
import { createNeo4jVectorIndex } from './graph/neo4j/neo4j-vector-index.ts';
import { createCypherReader } from './graph/neo4j/text2cypher/create-cypher-reader.ts';
import { createSqliteStore } from './graph/sqlite/sqlite-store.ts';
import { createSqliteVectorIndex } from './graph/sqlite/sqlite-vector-index.ts';
import type { Embedder } from './models/embedder.ts';
import { guardEmbedder, guardModel } from './models/guard-model.ts';
import { createLocalEmbedder, missingFiles } from './models/local/local-embedder.ts';
import { isEmbedderInstalled } from './models/local/local-embedder-files.ts';
import { localModels } from './models/local/local-models.ts';
import { createLedger, type SpendingLedger } from './models/model-limits.ts';
import { createOpenAiChatModel } from './models/openai/openai-chat-model.ts';
import { createOpenAiEmbedder } from './models/openai/openai-embedder.ts';
import { AppError } from './operations/app-error.ts';
import { auditFailedSync, auditSync } from './operations/audit/audit-sync.ts';
import { createFileAudit } from './operations/audit/file-audit.ts';
import { type Audit, noAudit } from './operations/audit.ts';
import { createLog, type Logger } from './operations/log.ts';
import type { AnswerQuestion } from './retrieval/answer.ts';
import { type AnswerQuestionDependencies, createAnswerQuestion } from './retrieval/answer-question.ts';
import { createReadMeaning } from './retrieval/articles/meaning.ts';
import { pageExamples } from './sample-questions.ts';
import { createMentions } from './state/mention-pattern.ts';
import { createNeo4jStateStore } from './state/neo4j/neo4j-state-store.ts';
import { createSqliteStateStore } from './state/sqlite/sqlite-state-store.ts';
import type { RecordStore, StateStore } from './state/state-store.ts';
import { approveRun } from './sync/approve-run.ts';
import type { Embedding } from './sync/embed-passages.ts';
import { type ErasedPerson, erasePerson } from './sync/erase-person.ts';
import { runSync } from './sync/run-sync.ts';
import { scheduleSync } from './sync/schedule-sync.ts';
import type { SyncDeps, SyncOptions } from './sync/sync-deps.ts';
import type { SyncReport } from './sync/sync-report.ts';

/** A running Orgwise: one store, one way to ask, one way to sync. */
export interface Orgwise {
  readonly config: Config;
  readonly log: Logger;
  readonly graph: GraphStore;
  readonly state: StateStore;
  /** Null where a model may not write statements. */
  readonly cypherReader: CypherReader | null;
  readonly connectors: readonly Connector[];
  readonly access: DirectoryAccess;
  readonly revocations: Revocations;
  readonly audit: Audit;
  /** Not audited by itself: whoever calls it knows who asks, and where. */
  readonly answerQuestion: AnswerQuestion;
  readonly handleMessage: OnMessage;
  /** @param by who began it; the operator where absent. */
  sync(options?: SyncOptions, by?: 'operator' | 'schedule'): Promise<SyncReport>;
  /** Carries out the plan that a stopped run kept; `run` is its id, or a source for its last one. */
  approve(run: string, options?: Pick<SyncOptions, 'signal' | 'onProgress'>): Promise<SyncReport>;
  /** Removes a person for good, see `erasePerson`. */
  erase(person: NameRecord): Promise<ErasedPerson>;
  /** The company's present day, `YYYY-MM-DD`. */
  today(): string;
  close(): Promise<void>;
}

/**
 * Puts the parts together; the only file that chooses implementations.
 *
 * @throws AppError `storage_unusable` where the data folder or the database cannot be used, `storage_unreachable` where no
 *   database server answers.
 */
export async function createOrgwise(config: Config): Promise<Orgwise> {
  const log = createLog(config.logLevel);
  const { graph, state } = await openStores(config);
  const connectors = config.sources.map((source) => createConnector(source, config.company.timeZone));
  const today = (): string => config.company.today ?? dayIn(config.company.timeZone, new Date());
  const revocations = createRevocations(state);
  const access = createDirectoryAccess({
    graph,
    today,
    company: config.company.name,
    fields: config.fields,
    revocations,
  });
  const audit = createAudit(config, log);
  const cypherReader = openCypherReader(config, today, log);
  const models = await openModels(config, log, openLedger(state, today)).catch(async (error: unknown) => {
    // Drivers that stay open would keep the process alive.
    await graph.close();
    await state.close();
    throw error;
  });
  const answerQuestion = createAnswerQuestion({
    graph,
    today,
    company: config.company.name,
    listLimit: config.answers.listLimit,
    maxCharacters: config.answers.maxCharacters,
    nicknames: config.linking.nicknames,
    aliases: config.linking.aliases,
    terms: termsOf(config.sources),
    keptOf: (employeeId) => countPersonalRecords(state, employeeId),
    ...models.help,
    ...(cypherReader === null ? {} : { cypher: cypherReader }),
  });
  const syncDeps: SyncDeps = {
    graph,
    state,
    connectors,
    clock: () => new Date(),
    today,
    log,
    maxDeletedShare: config.sync.maxDeletedShare,
    maxErrorShare: config.sync.maxErrorShare,
    maxFetchMs: config.sync.maxFetchMinutes * 60_000,
    fullEveryMs: config.sync.fullEveryHours * 3_600_000,
    keepDeletedMs: config.sync.keepDeletedDays * 24 * 3_600_000,
    isSample: config.isPlayground,
    fields: config.fields,
    ...(models.embedding === undefined ? {} : { embedding: models.embedding }),
  };
  return {
    config,
    log,
    graph,
    state,
    cypherReader,
    connectors,
    access,
    revocations,
    audit,
    answerQuestion,
    async erase(person) {
      const erased = await erasePerson({ graph, state, clock: () => new Date(), today }, person);
      const mentions = createMentions([person.id, person.name, person.email ?? '']);
      return { ...erased, forgotten: erased.forgotten + (await audit.forgetWords(person.id, mentions)) };
    },
    handleMessage: createMessageHandler({
      answerQuestion,
      access,
      graph,
      state,
      audit,
      log,
      today,
      admins: config.admins,
      keepsQuestions: config.audit.enabled && config.audit.questions,
    }),
    sync: (options, by = 'operator') =>
      auditedSync(
        audit,
        by,
        options?.acceptDeletions === true ? 'accept_deletions' : undefined,
        runSync(syncDeps, options),
      ),
    approve: (run, options) => auditedSync(audit, 'operator', 'approve', approveRun(syncDeps, run, options)),
    today,
    async close() {
      await audit.close();
      await models.embedding?.vectors.close();
      await models.closeEmbedder?.();
      await cypherReader?.close();
      await graph.close();
      await state.close();
    },
  };
}

async function auditedSync(
  audit: Audit,
  by: 'operator' | 'schedule',
  act: 'accept_deletions' | 'approve' | undefined,
  run: Promise<SyncReport>,
): Promise<SyncReport> {
  try {
    const report = await run;
    audit.record(auditSync(by, report, act));
    return report;
  } catch (error) {
    audit.record(auditFailedSync(by, error));
    throw error;
  }
}

/** The audit trail stands with the data, so that who may read the one may read the other. */
export function createAudit(config: Config, log: Logger): Audit {
  const { enabled, questions, keepDays } = config.audit;
  if (!enabled) return noAudit;
  const folder = auditFolder(config);
  return createFileAudit({ folder, questions, keepDays, clock: () => new Date(), log });
}

/** Where the audit trail stands. */
export function auditFolder(config: Config): string {
  return join(config.storage.dataDir, 'audit');
}

interface Models {
  readonly help: Pick<AnswerQuestionDependencies, 'model' | 'limits' | 'ledger' | 'readMeaning'>;
  readonly embedding?: Embedding;
  readonly closeEmbedder?: () => Promise<void>;
}

/** What is configured of language models; nothing, and everything works without. */
async function openModels(config: Config, log: Logger, ledger: SpendingLedger): Promise<Models> {
  const { model: settings, modelLimits: limits } = config;
  const guard = { log, clock: () => performance.now() };
  const help =
    settings === null || limits === null
      ? {}
      : { model: guardModel(createOpenAiChatModel(settings), guard), limits, ledger };
  const opened = openEmbedder(config, log);
  if (opened === null) return { help };
  const { embedder, name } = opened;
  const vectors =
    config.neo4j === null
      ? createSqliteVectorIndex({ file: join(config.storage.dataDir, 'graph.db') })
      : createNeo4jVectorIndex(config.neo4j, embedder);
  try {
    await vectors.migrate();
  } catch (error) {
    await vectors.close();
    throw error;
  }
  return {
    help: { ...help, readMeaning: createReadMeaning(guardEmbedder(embedder, guard), vectors) },
    embedding: { embedder, name, vectors },
    closeEmbedder: opened.close,
  };
}

/** Null where none is configured, or where its files are missing, which is said once. */
function openEmbedder(
  { embeddings, cacheDir }: Config,
  log: Logger,
): { readonly embedder: Embedder; readonly name: string; close(): Promise<void> } | null {
  if (embeddings === null) return null;
  if (embeddings.kind === 'server')
    return { embedder: createOpenAiEmbedder(embeddings), name: embeddings.name, close: async () => {} };
  const { model } = embeddings;
  if (!isEmbedderInstalled(cacheDir, localModels[model])) {
    log.warn(missingFiles(model));
    return null;
  }
  const embedder = createLocalEmbedder({ model, cacheDir });
  return { embedder, name: model, close: () => embedder.close() };
}

function openCypherReader(
  { neo4j, modelStatements }: Config,
  today: () => string,
  log: Logger,
): ReturnType<typeof createCypherReader> | null {
  if (!modelStatements) return null;
  if (neo4j !== null) return createCypherReader(neo4j, { today });
  log.warn('neo4j.modelStatements is on and NEO4J_URI is not set: the embedded graph knows no Cypher.');
  return null;
}

/** What a day costs is summed where all replicas see it, and kept for one day more. */
function openLedger(state: StateStore, today: () => string): SpendingLedger {
  const life = 2 * 24 * 60 * 60 * 1000;
  return createLedger(today, (day, amount) => state.addToSum(`model ${day}`, amount, life));
}

async function openStores(config: Config): Promise<{ graph: GraphStore; state: StateStore }> {
  const { neo4j, storage } = config;
  const { graph, state } =
    neo4j === null
      ? {
          graph: createSqliteStore({ file: join(storage.dataDir, 'graph.db') }),
          state: createSqliteStateStore({ file: join(storage.dataDir, 'state.db') }),
        }
      : { graph: createNeo4jStore(neo4j), state: createNeo4jStateStore(neo4j) };
  try {
    await graph.migrate();
    await state.migrate();
    await refuseMixture(config, graph);
    return { graph, state };
  } catch (error) {
    await graph.close();
    await state.close();
    throw error;
  }
}

/**
 * The sample company's page lets its visitor speak as anybody, and its people must not turn up among a real company's: a
 * graph holds one or the other.
 *
 * @throws AppError `invalid_config`.
 */
async function refuseMixture(config: Config, graph: GraphStore): Promise<void> {
  const others = (await graph.sources()).filter((source) => source.sample !== config.isPlayground);
  if (others.length === 0) return;
  const names = others.map((source) => source.name).join(', ');
  const place = config.neo4j === null ? config.storage.dataDir : config.neo4j.uri;
  const message = config.isPlayground
    ? `The graph in ${place} holds a real company (${names}), and no configuration file was found: name it with --config, or try the sample company in another folder with --data.`
    : `The graph in ${place} holds the sample company (${names}), which is not mixed with a real one: delete it, or use another folder with --data.`;
  throw new AppError('invalid_config', message);
}

/** The headers that a company's files have for the fields that we know, so that questions may use its own words. */
function termsOf(sources: Config['sources']): Record<string, readonly string[]> {
  const files = sources.flatMap((source) =>
    source.type === 'csv'
      ? (['people', 'teams', 'tasks'] as const).map((kind) => [kind, source[kind]?.columns ?? {}] as const)
      : [],
  );
  const terms: Record<string, readonly string[]> = {};
  for (const [kind, columns] of files)
    for (const [field, header] of Object.entries(columns))
      terms[`${kind}.${field}`] = [...(terms[`${kind}.${field}`] ?? []), ...[header ?? []].flat()];
  return terms;
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
  /** Names of the chat platforms that are connected. */
  readonly platforms: readonly string[];
  /** Address of the page, where there is one. */
  readonly url: string | null;
  stop(): Promise<void>;
}

/**
 * Begins the scheduled syncs and the adapters.
 *
 * @throws AppError `invalid_config` where no port can be had; everything is closed then.
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
    lastAttempts: async () =>
      new Map(
        (await orgwise.graph.sources()).flatMap(({ name, attemptedAt }) =>
          attemptedAt === null ? [] : [[name, new Date(attemptedAt)]],
        ),
      ),
    run: async (sources) => {
      const report = await orgwise.sync({ sources }, 'schedule');
      return report.sources.flatMap(({ source, outcome }) =>
        outcome === 'failed' || outcome === 'incomplete' ? [source] : [],
      );
    },
    jitterMs: config.sync.jitterSeconds * 1000,
    log,
  });
  schedule.start();
  // The page asks for no password, so that it only ever speaks for the sample company's people.
  const page = config.isPlayground && config.web.enabled ? createPage(orgwise, options) : null;
  const inbox = createInbox({ state: orgwise.state, log });
  const previewLinks = createPreviewLinks(orgwise);
  const searchThings = createSearchThings(orgwise);
  const adapters = await createAdapters(config, log, {
    inbox,
    state: orgwise.state,
    previewLinks,
    searchThings,
  });
  const routes = adapters.flatMap((adapter) => adapter.routes ?? []);
  const http = routes.length === 0 ? null : createHttpServer({ ...config.http, routes, log });
  const stop = async (): Promise<void> => {
    await page?.stop();
    await http?.stop();
    for (const adapter of adapters) await adapter.stop();
    await inbox.close();
    await schedule.stop();
    await orgwise.close();
  };
  try {
    for (const adapter of adapters) await adapter.start(orgwise.handleMessage);
    // Before the page, which takes the next port where its own is in use.
    await http?.start();
    inbox.watch(adapters);
    await page?.start(orgwise.handleMessage);
  } catch (error) {
    await stop();
    throw error;
  }
  return { platforms: adapters.map((adapter) => adapter.name), url: page?.url() ?? null, stop };
}

/** The chat platforms that are configured. Each library is loaded only where it is used, since loading takes a while. */
export async function createAdapters(
  config: Config,
  log: Logger,
  {
    inbox,
    state,
    previewLinks,
    searchThings,
  }: {
    readonly inbox: Inbox;
    readonly state: RecordStore;
    readonly previewLinks: PreviewLinks;
    readonly searchThings: SearchThings;
  },
): Promise<BotAdapter[]> {
  const adapters: BotAdapter[] = [];
  if (config.slack !== null) {
    const { createSlackAdapter } = await import('./bot/slack/slack-adapter.ts');
    adapters.push(createSlackAdapter({ settings: config.slack, inbox, state, previewLinks, log }));
  }
  if (config.teams !== null) {
    const { createTeamsAdapter } = await import('./bot/teams/teams-adapter.ts');
    adapters.push(
      createTeamsAdapter({ settings: config.teams, inbox, state, previewLinks, searchThings, log }),
    );
  }
  return adapters;
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
