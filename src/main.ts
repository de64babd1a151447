import { join } from 'node:path';
import type { Connector } from '../connectors/connector.ts';
import { readAccountMap } from '../connectors/people/read-account-map.ts';
import { createDepartures, type Departures } from './access/departures.ts';
import { createDirectoryAccess, type DirectoryAccess } from './access/directory-access.ts';
import { createRevocations, type Revocations } from './access/revocations.ts';
import type { OnMessage } from './bot/bot-adapter.ts';
import { createMessageHandler } from './bot/handle-message.ts';
import type { PageLinks } from './bot/page-links.ts';
import { createRateLimit, type RateLimit } from './bot/rate-limit.ts';
import type { StoppedPlans } from './bot/stopped-plans.ts';
import type { Config } from './config/load-config.ts';
import { createConnector } from './create-connector.ts';
import { createPageLinks } from './create-page-links.ts';
import { createPushedStore } from './create-pushed-store.ts';
import { createStoppedPlans } from './create-stopped-plans.ts';
import type { CypherReader } from './graph/cypher-reader.ts';
import type { GraphStore, NameRecord } from './graph/graph-store.ts';
import { createNeo4jStore } from './graph/neo4j/neo4j-store.ts';
import { createSqliteStore } from './graph/sqlite/sqlite-store.ts';
import { keptOfPerson } from './kept-of-person.ts';
import { openCypherReader, openModels } from './open-models.ts';
import { AppError } from './operations/app-error.ts';
import { auditFailedSync, auditSync, type By } from './operations/audit/audit-sync.ts';
import { createFileAudit } from './operations/audit/file-audit.ts';
import { type Audit, noAudit } from './operations/audit.ts';
import { createBackground } from './operations/background.ts';
import { createLog, type Logger } from './operations/log.ts';
import type { ScrubOutcome } from './operations/scrub-database.ts';
import { refuseUnstored } from './refuse-unstored.ts';
import type { AnswerQuestion } from './retrieval/answer.ts';
import { createAnswerQuestion } from './retrieval/answer-question.ts';
import { createToldBeside } from './retrieval/withholding/told-beside.ts';
import { createPushedDirectory, forgetPushedUser } from './scim/pushed-directory.ts';
import { createMentions } from './state/mention-pattern.ts';
import { createNeo4jStateStore } from './state/neo4j/neo4j-state-store.ts';
import { createSqliteStateStore } from './state/sqlite/sqlite-state-store.ts';
import type { StateStore } from './state/state-store.ts';
import { approveRun } from './sync/approve-run.ts';
import { completePassages } from './sync/complete-passages.ts';
import { eraseGone } from './sync/erase-gone.ts';
import { type ErasedPerson, erasePerson } from './sync/erase-person.ts';
import { runSync } from './sync/run-sync.ts';
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
  readonly departures: Departures;
  readonly audit: Audit;
  /** Not audited by itself: whoever calls it knows who asks, and where. */
  readonly answerQuestion: AnswerQuestion;
  readonly handleMessage: OnMessage;
  /** How much each account may ask, in whatever way. */
  readonly rateLimit: RateLimit;
  /**
   * Syncs, and then embeds passages and has them read by a model.
   *
   * @param options.passagesLater does not wait for the latter, which goes on in the background.
   * @param by who began it; the operator where absent.
   */
  sync(
    options?: SyncOptions & { readonly passagesLater?: boolean },
    by?: 'operator' | 'schedule',
  ): Promise<SyncReport>;
  /** Carries out the plan that a stopped run kept; `run` is its id, or a source for its last one. */
  approve(run: string, options?: Pick<SyncOptions, 'signal' | 'onProgress'>): Promise<SyncReport>;
  /** Those plans, for administrators who write to the bot. */
  readonly stoppedPlans: StoppedPlans;
  /** Undefined where nobody signs in to the page by a link. */
  readonly pageLinks: PageLinks | undefined;
  /** Removes a person for good, see `erasePerson`. */
  erase(person: NameRecord): Promise<ErasedPerson>;
  /** Forgets what is kept of somebody whose record, `employee:SOURCE:KEY`, no source has any more; see `eraseGone`. */
  eraseGone(id: string): Promise<number>;
  /** Overwrites what was erased or changed in the files of graph and state. */
  scrub(): Promise<ScrubOutcome>;
  /** The company's present day, `YYYY-MM-DD`. */
  today(): string;
  close(): Promise<void>;
}

/**
 * Puts the parts together. Only the files beside this one choose implementations.
 *
 * @param log where absent, one on standard error that leaves out the secrets of the configuration.
 * @throws AppError `invalid_config` where it asks for what is never stored; `storage_unusable` where the data folder or the database cannot be used, `storage_unreachable` where no
 *   database server answers.
 */
export async function createOrgwise(
  config: Config,
  log: Logger = createLog(config.logLevel, config.secrets),
): Promise<Orgwise> {
  refuseUnstored(config);
  const { graph, state } = await openStores(config);
  const connectors = config.sources.map((one) =>
    createConnector(one, config.company.timeZone, (source) =>
      createPushedDirectory({ state, source, clock: () => new Date() }),
    ),
  );
  const today = (): string => config.company.today ?? dayIn(config.company.timeZone, new Date());
  const revocations = createRevocations(state);
  const departures = createDepartures(state, config.access.lost);
  const access = createDirectoryAccess({
    graph,
    today,
    company: config.company.name,
    fields: config.fields,
    revocations,
    departures,
    sources: new Set(config.sources.map((one) => one.name)),
  });
  const audit = createAudit(config, log);
  const cypherReader = openCypherReader(config, today, log);
  const models = await openModels(config, log, { state, today }).catch(async (error: unknown) => {
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
    keptOf: (employeeId) => keptOfPerson(config, { graph, state }, employeeId),
    ...models.help,
    toldBeside: createToldBeside(graph, new Set(config.withholdFromModels.sources)),
    ...(cypherReader === null ? {} : { cypher: cypherReader }),
  });
  const { accounts: accountsFile } = config.identity;
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
    ...(accountsFile === undefined ? {} : { accounts: () => readAccountMap(accountsFile) }),
    fields: config.fields,
    ...(models.embedding === undefined ? {} : { embedding: models.embedding }),
    ...(models.extraction === undefined ? {} : { extraction: models.extraction }),
  };
  const passages = createBackground((signal) => completePassages(syncDeps, { signal }), log);
  const withPassages = async (
    run: Promise<SyncReport>,
    options: Pick<SyncOptions, 'signal' | 'onProgress'> & { readonly passagesLater?: boolean },
  ): Promise<SyncReport> => {
    const report = await run;
    if (report.dryRun) return report;
    if (options.passagesLater === true) {
      passages.begin();
      return report;
    }
    const extraction = await completePassages(syncDeps, options);
    return extraction === null ? report : { ...report, extraction };
  };
  const approve = (run: string, by: By, options: Parameters<typeof withPassages>[1]) =>
    withPassages(auditedSync(audit, by, 'approve', approveRun(syncDeps, run, options)), options);
  const pageLinks = createPageLinks(config, { state, access });
  const rateLimit = createRateLimit(config.answers.perPersonPerMinute);
  const stoppedPlans = createStoppedPlans({
    ...{ graph, connectors, log },
    approve: (run, by) => approve(run, by, { passagesLater: true }),
  });
  return {
    config,
    log,
    graph,
    state,
    cypherReader,
    connectors,
    access,
    revocations,
    departures,
    audit,
    answerQuestion,
    rateLimit,
    async erase(person) {
      const erased = await erasePerson({ graph, state, clock: () => new Date(), today }, person);
      for (const claim of erased.claims) await forgetPushed(config, state, claim);
      const mentions = createMentions([...erased.claims, ...erased.texts]);
      return { ...erased, forgotten: erased.forgotten + (await audit.forgetWords(person.id, mentions)) };
    },
    async eraseGone(id) {
      const forgetElsewhere = async (): Promise<number> =>
        ((await forgetPushed(config, state, id)) ? 1 : 0) +
        (await audit.forgetWords(id, createMentions([id])));
      return await eraseGone({ graph, state, clock: () => new Date(), today, forgetElsewhere }, id);
    },
    async scrub() {
      const outcomes = [await graph.scrub(), await state.scrub()];
      return outcomes.find((one) => one !== 'done') ?? 'done';
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
      rateLimit,
      stoppedPlans,
      pageLinks,
    }),
    sync(options = {}, by = 'operator') {
      const act = options.acceptDeletions === true ? 'accept_deletions' : undefined;
      const onRecorded = (report: SyncReport): void => {
        // They wait for no source that comes late.
        if (options.passagesLater === true) passages.begin();
        options.onRecorded?.(report);
      };
      const run = runSync(syncDeps, { ...options, onRecorded });
      return withPassages(auditedSync(audit, by, act, run), options);
    },
    approve: (run, options = {}) => approve(run, 'operator', options),
    stoppedPlans,
    pageLinks,
    today,
    async close() {
      await passages.stop();
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
  by: By,
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

/**
 * What an identity provider pushed of somebody who is erased, by the id of the record: `employee:SOURCE:KEY`.
 *
 * @returns whether it had pushed anything.
 */
async function forgetPushed(config: Config, state: StateStore, claim: string): Promise<boolean> {
  const [, name, ...key] = claim.split(':');
  const source = config.sources.find((one) => one.name === name);
  const store = createPushedStore(source, config, state);
  return store !== null && (await forgetPushedUser(store, key.join(':')));
}
