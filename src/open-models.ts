import { join } from 'node:path';
import type { Config } from './config/load-config.ts';
import { createNeo4jVectorIndex } from './graph/neo4j/neo4j-vector-index.ts';
import { createCypherReader } from './graph/neo4j/text2cypher/create-cypher-reader.ts';
import { createSqliteVectorIndex } from './graph/sqlite/sqlite-vector-index.ts';
import type { Embedder } from './models/embedder.ts';
import { guardEmbedder, guardModel } from './models/guard-model.ts';
import { createEncoderByScript } from './models/local/encoder-by-script.ts';
import { createLocalEmbedder, missingFiles } from './models/local/local-embedder.ts';
import { isEmbedderInstalled } from './models/local/local-embedder-files.ts';
import { localModels } from './models/local/local-models.ts';
import { createLedger, type SpendingLedger } from './models/model-limits.ts';
import { createOpenAiChatModel } from './models/openai/openai-chat-model.ts';
import { createOpenAiEmbedder } from './models/openai/openai-embedder.ts';
import type { Logger } from './operations/log.ts';
import type { AnswerQuestionDependencies } from './retrieval/answer-question.ts';
import { createReadMeaning, type ReadMeaning } from './retrieval/articles/meaning.ts';
import type { Withheld } from './retrieval/withholding/withheld.ts';
import type { StateStore } from './state/state-store.ts';
import type { Embedding } from './sync/embed-passages.ts';
import { createAskAboutPassages } from './sync/extracting/ask-about-passages.ts';
import type { Extraction } from './sync/extracting/extraction.ts';

/** What the models that are configured give to answering and to the sync. */
export interface Models {
  readonly help: Pick<
    AnswerQuestionDependencies,
    'model' | 'limits' | 'ledger' | 'personLedger' | 'withheld' | 'readMeaning'
  >;
  readonly embedding?: Embedding;
  readonly extraction?: Extraction;
  readonly closeEmbedder?: () => Promise<void>;
}

/**
 * What is configured of language models; nothing, and everything works without.
 *
 * @throws AppError where the index of vectors cannot be opened; it is closed then.
 */
export async function openModels(
  config: Config,
  log: Logger,
  { state, today }: { readonly state: StateStore; readonly today: () => string },
): Promise<Models> {
  const withheld = withheldBy(config);
  const { model: settings, modelLimits: limits } = config;
  const guard = { log, clock: () => performance.now() };
  const help =
    settings === null || limits === null
      ? {}
      : {
          model: guardModel(createOpenAiChatModel(settings), guard),
          limits,
          ledger: openLedger(state, today),
          personLedger: (id: string): SpendingLedger => openLedger(state, today, id),
          withheld,
        };
  const extraction = openExtraction(config, withheld.sources, { state, today });
  const read = extraction === null ? {} : { extraction };
  const opened = openEmbedder(config, log);
  if (opened === null) return { help, ...read };
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
  // The encoder of this machine tells nobody.
  const keptFrom = config.embeddings?.kind === 'server' ? withheld.sources : new Set<string>();
  const meaning = createReadMeaning(guardEmbedder(embedder, guard), vectors);
  // Sentences are compared without their pages being known, so that none is where some pages may not be sent.
  const readMeaning: ReadMeaning =
    keptFrom.size === 0
      ? meaning
      : async (question, viewer) => {
          const read = await meaning(question, viewer);
          return read === null ? null : { ...read, compare: async () => null };
        };
  return {
    help: { ...help, readMeaning },
    ...read,
    embedding: { embedder, name, vectors, withheldSources: keptFrom },
    closeEmbedder: opened.close,
  };
}

/**
 * What has passages read at sync; null where that is not configured. It asks by itself, so that a server that is too busy for a sync is
 * not left alone by questions.
 */
function openExtraction(
  { model, extraction: limits }: Config,
  withheldSources: ReadonlySet<string>,
  { state, today }: { readonly state: StateStore; readonly today: () => string },
): Extraction | null {
  if (model === null || limits === null) return null;
  const ledger = (what: string): SpendingLedger => openLedger(state, today, `extract ${what}`);
  return {
    model: createOpenAiChatModel(model),
    ask: createAskAboutPassages(),
    limits,
    ledgers: { tokens: ledger('tokens'), cost: ledger('cost'), passages: ledger('passages') },
    withheldSources,
  };
}

function withheldBy({ withholdFromModels: { sources, fields } }: Config): Withheld {
  const names = Object.entries(fields).map(([label, listed]) => [label, new Set(listed)] as const);
  return { sources: new Set(sources), fields: Object.fromEntries(names) };
}

/** Null where none is configured, or where all their files are missing; what is missing is said once. */
function openEmbedder(
  { embeddings, cacheDir }: Config,
  log: Logger,
): { readonly embedder: Embedder; readonly name: string; close(): Promise<void> } | null {
  if (embeddings === null) return null;
  if (embeddings.kind === 'server')
    return { embedder: createOpenAiEmbedder(embeddings), name: embeddings.name, close: async () => {} };
  const installed = embeddings.models.filter((model) => isEmbedderInstalled(cacheDir, localModels[model]));
  for (const model of embeddings.models) if (!installed.includes(model)) log.warn(missingFiles(model));
  const [first, ...others] = installed.map((model) => ({
    script: localModels[model].script,
    embedder: createLocalEmbedder({ model, cacheDir }),
  }));
  if (first === undefined) return null;
  const embedder = others.length === 0 ? first.embedder : createEncoderByScript([first, ...others]);
  // Of those that are here: where one is missing, its language's vectors are made when its files have come.
  return { embedder, name: installed.join(', '), close: () => embedder.close() };
}

/** What runs the statements that a model may write; null where it may not, or where the store knows no Cypher. */
export function openCypherReader(
  { neo4j, modelStatements }: Config,
  today: () => string,
  log: Logger,
): ReturnType<typeof createCypherReader> | null {
  if (!modelStatements) return null;
  if (neo4j !== null) return createCypherReader(neo4j, { today });
  log.warn('neo4j.modelStatements is on and NEO4J_URI is not set: the embedded graph knows no Cypher.');
  return null;
}

/**
 * What a day costs is summed where all replicas see it, and kept for one day more.
 *
 * @param whose a person's id, or what else is summed by itself; of all questions where absent.
 */
function openLedger(state: StateStore, today: () => string, whose?: string): SpendingLedger {
  const life = 2 * 24 * 60 * 60 * 1000;
  return createLedger(today, (day, amount) =>
    state.addToSum(whose === undefined ? `model ${day}` : `model ${day} ${whose}`, amount, life),
  );
}
