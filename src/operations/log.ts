import pino, { type Logger } from 'pino';

export type { Logger } from 'pino';

/** Structured log lines on standard error, where they do not mix with answers. Secrets by their usual names are blanked. */
export function createLog(level: string): Logger {
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
        censor: '[redacted]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
