import { AppError } from '../operations/app-error.ts';

/** One thing wrong in the configuration. */
export interface ConfigMistake {
  /** Key in the file such as `sources[0].folder`, or the name of an environment variable. */
  readonly path: string;
  /** Line in the file, from 1; absent for the environment. */
  readonly line?: number | undefined;
  /** What was found and what is accepted. */
  readonly message: string;
}

/** All mistakes of a configuration at once, in the order of the file. */
export class InvalidConfigError extends AppError {
  readonly mistakes: readonly ConfigMistake[];

  /** @param file the configuration file. */
  constructor(file: string, mistakes: readonly ConfigMistake[]) {
    const lines = mistakes.map(({ path, line, message }) =>
      [line === undefined ? 'environment' : `line ${line}`, path, message]
        .filter((part) => part !== '')
        .join(': '),
    );
    const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
    super('invalid_config', `${file} has ${count}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'InvalidConfigError';
    this.mistakes = mistakes;
  }
}
