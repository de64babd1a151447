import { join } from 'node:path';
import type { Connector } from '../connectors/connector.ts';
import { examineGroups } from './access/examine-groups.ts';
import { examineSignIn } from './bot/web/sign-in/examine-sign-in.ts';
import type { Config } from './config/load-config.ts';
import type { SourceConfig } from './config/source-schema.ts';
import { createAdapters } from './create-adapters.ts';
import { createConnector } from './create-connector.ts';
import { createPushReader, type PushReader } from './create-push-reader.ts';
import { examineSource } from './examine-source.ts';
import type { GraphStore, SourceStatus } from './graph/graph-store.ts';
import { createNeo4jStore } from './graph/neo4j/neo4j-store.ts';
import { createSqliteStore } from './graph/sqlite/sqlite-store.ts';
import { lookAtState } from './look-at-state.ts';
import { createAudit } from './main.ts';
import type { EmbeddingSettings } from './models/embedding-settings.ts';
import { examineLocalEmbedder } from './models/local/examine-local-embedder.ts';
import { examineEmbeddings, examineModel } from './models/openai/examine-model.ts';
import type { Finding } from './operations/finding.ts';
import type { Logger } from './operations/log.ts';
import { examineNeo4j } from './operations/neo4j/examine-neo4j.ts';
import { formatPassageWork } from './sync/format-passage-work.ts';
import { type PassageWork, readPassageWork } from './sync/read-passage-work.ts';

/**
 * Looks at each part that is configured: what is reachable, whether it takes us, what is wrong and what to do. A part that
 * is wrong keeps nobody from looking at the others.
 */
export async function* examineParts(config: Config, log: Logger): AsyncGenerator<Finding> {
  yield { part: 'configuration', ok: true, message: config.configFile };
  const { findings, fresh, work } = await examineStore(config);
  yield* findings;
  yield await createAudit(config, log).examine();
  const pushes = createPushReader(config);
  for (const source of config.sources)
    yield await examineConfigured(source, config, { pushes, fresh: fresh.get(source.name) });
  await pushes.close();
  for (const [name] of fresh) {
    if (config.sources.some((source) => source.name === name)) continue;
    yield {
      part: `source ${name}`,
      ok: false,
      message:
        'it is in the graph and no longer configured, so that nothing brings it up to date or removes it',
      remedy: 'Configure it again under its name, or empty the graph (its folder or database) and sync anew.',
    };
  }
  const state = lookAtState(config);
  try {
    for (const adapter of await createAdapters(config, log, { ...lookedAt, state: state.records }))
      yield* (await adapter.examine?.()) ?? [];
  } finally {
    await state.close();
  }
  if (config.web.enabled && config.web.signIn !== null) yield await examineSignIn(config.web.signIn);
  if (config.model !== null) yield* await examineModel(config.model);
  if (config.embeddings !== null) yield* await examineEmbedders(config.embeddings, config.cacheDir);
  yield* work;
}

/** A connector that cannot be made keeps nobody from looking at the others. */
async function examineConfigured(
  source: SourceConfig,
  { company }: Config,
  { pushes, fresh }: { readonly pushes: PushReader; readonly fresh: SourceStatus | undefined },
): Promise<Finding> {
  let connector: Connector;
  try {
    connector = createConnector(source, company.timeZone, pushes.open);
  } catch (error) {
    return { part: `source ${source.name}`, ok: false, message: reasonOf(error) };
  }
  return await examineSource(connector, fresh);
}

async function examineEmbedders(settings: EmbeddingSettings, cacheDir: string): Promise<readonly Finding[]> {
  return settings.kind === 'server'
    ? [await examineEmbeddings(settings)]
    : await Promise.all(settings.models.map((model) => examineLocalEmbedder(model, cacheDir)));
}

async function examineStore(config: Config): Promise<{
  readonly findings: readonly Finding[];
  readonly fresh: ReadonlyMap<string, SourceStatus>;
  /** How far what follows syncs is. */
  readonly work: readonly Finding[];
}> {
  const { neo4j, storage, fields } = config;
  const findings = neo4j === null ? [] : await examineNeo4j(neo4j);
  if (findings.some((finding) => !finding.ok)) return { findings, fresh: new Map(), work: [] };
  let store: GraphStore | undefined;
  try {
    store =
      neo4j === null
        ? createSqliteStore({ file: join(storage.dataDir, 'graph.db') })
        : createNeo4jStore(neo4j);
    await store.migrate();
    const sources = await store.sources();
    const opened: Finding = { part: 'store', ok: true, message: `embedded, in ${storage.dataDir}` };
    return {
      findings: [...(neo4j === null ? [opened] : findings), ...(await examineGroups(store, fields))],
      fresh: new Map(sources.map((source) => [source.name, source])),
      work: (await readPassageWork(store, config)).map(examineWork),
    };
  } catch (error) {
    const failed: Finding = { part: 'store', ok: false, message: reasonOf(error) };
    return { findings: [...findings, failed], fresh: new Map(), work: [] };
  } finally {
    await store?.close();
  }
}

function examineWork(work: PassageWork): Finding {
  const tellMoment = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
  const told = formatPassageWork(work, tellMoment);
  return told.ok ? told : { ...told, remedy: 'The next sync goes on from there, once the model answers.' };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Adapters that are only looked at take no events. */
const unused = (): Promise<never> =>
  Promise.reject(new Error('an adapter that is only looked at takes no events'));
const lookedAt: Omit<Parameters<typeof createAdapters>[2], 'state'> = {
  previewLinks: unused,
  searchThings: unused,
  directory: null,
  inbox: { accept: unused, watch: () => {}, close: async () => {} },
};
