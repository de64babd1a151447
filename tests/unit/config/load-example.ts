import { join } from 'node:path';
import { InvalidConfigError } from '../../../src/config/invalid-config-error.ts';
import { type Config, type LoadConfigOptions, loadConfig } from '../../../src/config/load-config.ts';
import { temporaryFolder } from '../connectors/temporary-folder.ts';

/** The least that a configuration must say. */
export const least = [
  'company:',
  '  name: Acme',
  '  timeZone: Europe/Berlin',
  'sources:',
  '  - { name: wiki, type: markdown,',
  '      readers: [everyone],',
  '      folder: wiki }',
  '',
].join('\n');

export interface Loaded {
  readonly folder: string;
  readonly config: Config;
}

/** Loads an orgwise.yaml of this content from a folder of its own. */
export function loadYaml(
  yaml: string,
  env: LoadConfigOptions['env'] = {},
  files: Readonly<Record<string, string>> = {},
): Loaded {
  const folder = temporaryFolder({ 'orgwise.yaml': yaml, ...files });
  return { folder, config: loadConfig({ env, cwd: folder }) };
}

/** The mistakes of a configuration, each as `line path: message`. */
export function mistakesOf(yaml: string, env: LoadConfigOptions['env'] = {}): readonly string[] {
  const folder = temporaryFolder({ 'orgwise.yaml': yaml });
  try {
    loadConfig({ configFile: join(folder, 'orgwise.yaml'), env, cwd: folder });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidConfigError)) throw error;
    return error.mistakes.map(({ line, path, message }) => `${line ?? 'env'} ${path}: ${message}`);
  }
}
