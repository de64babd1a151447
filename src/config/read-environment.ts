import type { SlackSettings } from '../bot/slack/slack-settings.ts';
import type { TeamsSettings } from '../bot/teams/teams-settings.ts';
import type { Neo4jSettings } from '../operations/neo4j/neo4j-settings.ts';
import type { ConfigMistake } from './invalid-config-error.ts';
import { readNeo4jEnvironment } from './neo4j-environment.ts';
import { readSlackEnvironment } from './slack-environment.ts';
import { readTeamsEnvironment } from './teams-environment.ts';
import { readWebEnvironment, type WebEnvironment } from './web-environment.ts';

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type LogLevel = (typeof logLevels)[number];

/** What the environment configures beside the file; it outweighs the file. */
export interface Environment {
  readonly dataDir?: string;
  /** `ORGWISE_CACHE`. */
  readonly cacheDir?: string;
  readonly port?: number;
  readonly logLevel: LogLevel;
  readonly neo4j: Neo4jSettings | null;
  readonly slack: SlackSettings | null;
  readonly teams: TeamsSettings | null;
  /** `OPENAI_API_KEY`, whoever's server it is for. */
  readonly modelKey: string | null;
  readonly mistakes: readonly ConfigMistake[];
  readonly web: WebEnvironment;
  /** Mistakes where people are to sign in to the page, and none where they are not. */
  readonly webMistakes: readonly ConfigMistake[];
}

/** Reads the variables that `.env.example` explains; an empty one counts as absent. */
export function readEnvironment(env: Readonly<Record<string, string>>): Environment {
  const mistakes: ConfigMistake[] = [];
  const { ORGWISE_DATA: dataDir, ORGWISE_CACHE: cacheDir, ORGWISE_LOG_LEVEL: level, PORT: port } = env;
  const logLevel = logLevels.find((known) => known === level?.toLowerCase());
  if (level && logLevel === undefined) {
    mistakes.push({
      path: 'ORGWISE_LOG_LEVEL',
      message: `found '${level}'; accepted: ${logLevels.join(', ')}.`,
    });
  }
  const portNumber = port && /^\d{1,5}$/.test(port) ? Number(port) : undefined;
  const isPort = portNumber !== undefined && portNumber <= 65_535;
  if (port && !isPort) {
    mistakes.push({ path: 'PORT', message: `found '${port}'; accepted: a number from 0 to 65535.` });
  }
  const { web, mistakes: webMistakes } = readWebEnvironment(env);
  return {
    ...(dataDir ? { dataDir } : {}),
    ...(cacheDir ? { cacheDir } : {}),
    ...(isPort ? { port: portNumber } : {}),
    logLevel: logLevel ?? 'info',
    neo4j: readNeo4jEnvironment(env, mistakes),
    slack: readSlackEnvironment(env, mistakes),
    teams: readTeamsEnvironment(env, mistakes),
    modelKey: env.OPENAI_API_KEY || null,
    mistakes,
    web,
    webMistakes,
  };
}
