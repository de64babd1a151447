import { type Config, loadConfig } from '../config/load-config.ts';
import type { CommonOptions } from './common-options.ts';

/** What must not be shown of the configuration that this process read, `.env` and the file included. */
let secrets: readonly string[] = [];

/**
 * The configuration that the options of a command name.
 *
 * @throws AppError as `loadConfig` does.
 */
export function readConfig({ config: configFile, data: dataDir }: CommonOptions): Config {
  const config = loadConfig({ configFile, dataDir, env: process.env, cwd: process.cwd() });
  secrets = config.secrets;
  return config;
}

/** Secrets of the configuration that was read last; none before. */
export const readSecrets = (): readonly string[] => secrets;
