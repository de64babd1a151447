import type { Logger } from '../operations/log.ts';

/**
 * What nobody waited for, and failed, is logged, and the process goes on: a library's forgotten promise is no reason to leave
 * everybody without answers. What was thrown beside every call ends it, after a line that leaves out the secrets; Node's
 * own would not.
 *
 * @returns how to take it back.
 */
export function logCrashes(log: Pick<Logger, 'error' | 'fatal'>): () => void {
  const forgotten = (err: unknown): void => log.error({ err }, 'Something failed that nobody waited for');
  const thrown = (err: unknown): void => {
    log.fatal({ err }, 'Orgwise ends, as something failed that nobody expected');
    process.exit(1);
  };
  process.on('unhandledRejection', forgotten);
  process.on('uncaughtException', thrown);
  return () => {
    process.off('unhandledRejection', forgotten);
    process.off('uncaughtException', thrown);
  };
}
