import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseEnvFile } from 'dotenv';
import type { SlackSettings } from '../bot/slack/slack-settings.ts';
import type { TeamsSettings } from '../bot/teams/teams-settings.ts';
import type { SignInSettings } from '../bot/web/sign-in/sign-in-settings.ts';
import type { EmbeddingSettings } from '../models/embedding-settings.ts';
import type { ExtractionSettings, ModelLimits } from '../models/model-limits.ts';
import type { ModelSettings } from '../models/model-settings.ts';
import { AppError } from '../operations/app-error.ts';
import type { Neo4jSettings } from '../operations/neo4j/neo4j-settings.ts';
import { type ConfigFile, configFileSchema } from './config-schema.ts';
import { describeIssues } from './describe-issues.ts';
import { findEmbeddingMistakes } from './embedding-mistakes.ts';
import { type ConfigMistake, InvalidConfigError } from './invalid-config-error.ts';
import { knownSecrets } from './known-secrets.ts';
import { findModelMistakes } from './model-mistakes.ts';
import { type Environment, type LogLevel, readEnvironment } from './read-environment.ts';
import { findSourceMistakes } from './source-mistakes.ts';
import type { SourceConfig } from './source-schema.ts';
import { findWebMistakes } from './web-mistakes.ts';
import { findWithholdMistakes } from './withhold-mistakes.ts';
import { parseYamlFile } from './yaml-file.ts';

export interface LoadConfigOptions {
  /** `--config`. */
  readonly configFile?: string | undefined;
  /** `--data`. */
  readonly dataDir?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where relative paths of options and variables begin, and where .env and orgwise.yaml are looked for. */
  readonly cwd: string;
}

/** Everything that is configured, checked, with absolute paths. */
export interface Config extends Omit<ConfigFile, 'storage' | 'model' | 'embeddings' | 'neo4j' | 'web'> {
  readonly configFile: string;
  /** Whether it is the sample company that comes with Orgwise, because nothing else is configured. */
  readonly isPlayground: boolean;
  readonly logLevel: LogLevel;
  /** All that must never be shown, whatever went wrong. */
  readonly secrets: readonly string[];
  readonly storage: { readonly dataDir: string };
  readonly web: Omit<ConfigFile['web'], 'signIn'> & {
    /** Null where nobody signs in: the page is the sample company's alone, and on this machine. */
    readonly signIn: SignInSettings | null;
  };
  /** Where files lie that were fetched once for all data folders of this machine. */
  readonly cacheDir: string;
  /** Null where the embedded store is used. */
  readonly neo4j: Neo4jSettings | null;
  /** Whether a model may write statements for Neo4j. */
  readonly modelStatements: boolean;
  /** Null where the platform is not connected. */
  readonly slack: SlackSettings | null;
  readonly teams: TeamsSettings | null;
  /** Null where answers are made without a model. */
  readonly model: ModelSettings | null;
  /** Null where answers are made without a model. */
  readonly modelLimits: ModelLimits | null;
  /** Null where no model reads passages at sync. */
  readonly extraction: ExtractionSettings | null;
  /** Null where pages are found by their words alone. */
  readonly embeddings: EmbeddingSettings | null;
}

const sampleFile = fileURLToPath(new URL('../../sample-company/orgwise.yaml', import.meta.url));

const openTeams: ConfigMistake = {
  path: 'TEAMS_AUTHENTICATION',
  message:
    "found 'off', which lets anybody ask as anybody; accepted: on, as data of a real company are configured.",
};

/**
 * Reads the environment (with .env, which never overrides it) and the configuration file: the option, else
 * `ORGWISE_CONFIG`, else orgwise.yaml in the working directory, else the sample company's.
 *
 * @throws InvalidConfigError with all mistakes at once; AppError `invalid_config` where the file cannot be read.
 */
export function loadConfig(options: LoadConfigOptions): Config {
  const env = { ...readEnvFile(resolve(options.cwd, '.env')), ...definedOnly(options.env) };
  const configFile = findConfigFile(options, env);
  const file = parseYamlFile(readConfigFile(configFile), env);
  const environment = readEnvironment(env);
  const parsed = configFileSchema.safeParse(file.content);
  const isYaml = file.content !== undefined;
  const issues = parsed.success || !isYaml ? [] : describeIssues(parsed.error.issues, file);
  const mistakes = inFileOrder([
    ...file.mistakes,
    // A value that lacks a variable has been told already.
    ...issues.filter(
      ({ path }) => path !== 'model.embeddings' && !file.mistakes.some((told) => told.path === path),
    ),
    ...(isYaml
      ? [
          ...findSourceMistakes(file),
          ...findModelMistakes(file, environment.modelKey),
          ...findEmbeddingMistakes(file, environment.modelKey),
          ...findWithholdMistakes(file),
          ...findWebMistakes(file, environment.webMistakes),
        ]
      : []),
    ...environment.mistakes,
    ...(environment.teams?.authentication.kind === 'off' && configFile !== sampleFile ? [openTeams] : []),
  ]);
  if (mistakes.length > 0 || !parsed.success) throw new InvalidConfigError(configFile, mistakes);

  const isPlayground = configFile === sampleFile;
  const { storage, web, http, model, embeddings, sources, neo4j, identity, ...rest } = parsed.data;
  const base = dirname(configFile);
  const dataDir = options.dataDir ?? environment.dataDir;
  return {
    ...rest,
    configFile,
    isPlayground,
    logLevel: environment.logLevel,
    secrets: knownSecrets(env, file.content),
    sources: sources.map((source) => withAbsolutePaths(source, base)),
    identity: identity.accounts === undefined ? {} : { accounts: resolve(base, identity.accounts) },
    storage: {
      dataDir:
        dataDir === undefined && storage.dataDir !== undefined
          ? resolve(base, storage.dataDir)
          : resolve(options.cwd, dataDir ?? (isPlayground ? '.orgwise/sample' : '.orgwise')),
    },
    web: readWeb(web, environment),
    http: { ...http, port: environment.port ?? http.port },
    neo4j: environment.neo4j,
    modelStatements: neo4j.modelStatements,
    slack: environment.slack,
    teams: environment.teams,
    ...readModel(model, environment.modelKey),
    embeddings: readEmbeddings(embeddings, model, environment.modelKey),
    cacheDir:
      environment.cacheDir === undefined
        ? join(homedir(), '.cache', 'orgwise')
        : resolve(options.cwd, environment.cacheDir),
  };
}

/** `PORT` is that of requests from Slack and Teams where people sign in: both stand behind a proxy then, side by side. */
function readWeb({ signIn, ...web }: ConfigFile['web'], environment: Environment): Config['web'] {
  if (signIn === undefined) return { ...web, port: environment.port ?? web.port, signIn: null };
  const { entraSource, hostedDomains, ...rest } = signIn;
  return {
    ...web,
    signIn: {
      ...rest,
      ...environment.web,
      ...(entraSource === undefined ? {} : { entraSource }),
      ...(hostedDomains === undefined ? {} : { hostedDomains }),
    },
  };
}

/** The one section of several parts: how the model is reached, and what questions and syncs may take of it. */
function readModel(
  section: ConfigFile['model'],
  apiKey: string | null,
): Pick<Config, 'model' | 'modelLimits' | 'extraction'> {
  if (section === undefined) return { model: null, modelLimits: null, extraction: null };
  const { price = null, limits, extract, ...model } = section;
  const { costPerQuestion = null, costPerDay = null, costPerPersonPerDay = null, ...rest } = limits;
  return {
    model: { ...model, apiKey },
    modelLimits: { ...rest, price, costPerQuestion, costPerDay, costPerPersonPerDay },
    extraction: extract === undefined ? null : { ...extract, costPerDay: extract.costPerDay ?? null, price },
  };
}

/** A server that section `embeddings` does not name is that of section `model`; the key is for the latter's alone. */
function readEmbeddings(
  section: ConfigFile['embeddings'],
  model: ConfigFile['model'],
  apiKey: string | null,
): EmbeddingSettings | null {
  if (section === undefined) return null;
  const { local, name, dimensions, baseUrl, timeoutSeconds } = section;
  // In an order of their own: written in another one, they are the same, and vectors stay.
  if (local !== undefined) return { kind: 'local', models: [...new Set([local].flat())].sort() };
  if (name === undefined || dimensions === undefined) return null;
  const own = { kind: 'server', name, dimensions, timeoutSeconds } as const;
  if (baseUrl !== undefined)
    return { ...own, baseUrl, apiKey: model === undefined || model.baseUrl === baseUrl ? apiKey : null };
  return { ...own, baseUrl: model?.baseUrl, azure: model?.azure, apiKey };
}

function findConfigFile(
  { configFile, cwd }: LoadConfigOptions,
  env: Readonly<Record<string, string>>,
): string {
  const named = configFile ?? env.ORGWISE_CONFIG;
  if (named !== undefined && named !== '') return resolve(cwd, named);
  const usual = resolve(cwd, 'orgwise.yaml');
  return existsSync(usual) ? usual : sampleFile;
}

function readConfigFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError('invalid_config', `The configuration file ${file} cannot be read; check its path.`, {
      cause: error,
    });
  }
}

function readEnvFile(file: string): Readonly<Record<string, string>> {
  return existsSync(file) ? parseEnvFile(readFileSync(file)) : {};
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function inFileOrder(mistakes: readonly ConfigMistake[]): readonly ConfigMistake[] {
  const line = (mistake: ConfigMistake) => mistake.line ?? Number.POSITIVE_INFINITY;
  return mistakes.toSorted((one, other) => (line(one) < line(other) ? -1 : line(one) > line(other) ? 1 : 0));
}

function withAbsolutePaths(source: SourceConfig, base: string): SourceConfig {
  if (source.type === 'markdown') return { ...source, folder: resolve(base, source.folder) };
  if (source.type === 'ldap')
    return source.caFile === undefined ? source : { ...source, caFile: resolve(base, source.caFile) };
  if (source.type === 'entra')
    return source.certificateFile === undefined
      ? source
      : { ...source, certificateFile: resolve(base, source.certificateFile) };
  if (source.type !== 'csv') return source;
  const { people, history, teams, tasks, ...rest } = source;
  return {
    ...rest,
    ...(people === undefined ? {} : { people: { ...people, file: resolve(base, people.file) } }),
    ...(history === undefined ? {} : { history: { ...history, file: resolve(base, history.file) } }),
    ...(teams === undefined ? {} : { teams: { ...teams, file: resolve(base, teams.file) } }),
    ...(tasks === undefined ? {} : { tasks: { ...tasks, file: resolve(base, tasks.file) } }),
  };
}
