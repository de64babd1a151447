import type { ConfigMistake } from './invalid-config-error.ts';

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type LogLevel = (typeof logLevels)[number];

/** What the environment configures beside the file; it outweighs the file. */
export interface Environment {
  readonly dataDir?: string;
  readonly port?: number;
  readonly logLevel: LogLevel;
  readonly mistakes: readonly ConfigMistake[];
}

/** Reads `ORGWISE_DATA`, `ORGWISE_LOG_LEVEL` and `PORT`; an empty variable counts as absent. */
export function readEnvironment(env: Readonly<Record<string, string>>): Environment {
  const mistakes: ConfigMistake[] = [];
  const { ORGWISE_DATA: dataDir, ORGWISE_LOG_LEVEL: level, PORT: port } = env;
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
  return {
    ...(dataDir ? { dataDir } : {}),
    ...(isPort ? { port: portNumber } : {}),
    logLevel: logLevel ?? 'info',
    mistakes,
  };
}
