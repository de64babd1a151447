import pino, { type Logger } from 'pino';
import { createRedactor, redacted } from './redact-secrets.ts';

export type { Logger } from 'pino';

/** Where lines go. */
export interface LogDestination {
  write(line: string): void;
}

/**
 * Structured log lines on standard error, where they do not mix with answers. Secrets by their usual names are blanked, and
 * those that are known wherever they stand, such as in what a service says of a request.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  destination: LogDestination = pino.destination({ fd: 2, sync: true }),
): Logger {
  const redact = createRedactor(secrets);
  return pino(
    {
      name: 'orgwise',
      level,
      base: null,
      redact: {
        paths: [
          'token',
          'password',
          'secret',
          'authorization',
          '*.token',
          '*.password',
          '*.secret',
          '*.authorization',
        ],
        censor: redacted,
      },
    },
    { write: (line: string) => destination.write(redact(line)) },
  );
}
