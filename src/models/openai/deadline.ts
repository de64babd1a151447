import { ModelError } from '../model-error.ts';

/** The end of all waiting for one request. */
export interface Deadline {
  readonly signal: AbortSignal;
  /**
   * Waits before another attempt.
   *
   * @throws `error` at once where the deadline would come first.
   */
  wait(milliseconds: number, error: ModelError): Promise<void>;
  error(server: string): ModelError;
  clear(): void;
}

/** @param milliseconds from now. */
export function createDeadline(milliseconds: number, outer?: AbortSignal): Deadline {
  const controller = new AbortController();
  const end = performance.now() + milliseconds;
  const timer = setTimeout(() => controller.abort(), milliseconds);
  const signal = outer === undefined ? controller.signal : AbortSignal.any([controller.signal, outer]);
  return {
    signal,
    async wait(pause, error) {
      if (performance.now() + pause >= end) throw error;
      await new Promise<void>((resolve) => {
        const done = setTimeout(finish, pause);
        function finish(): void {
          clearTimeout(done);
          signal.removeEventListener('abort', finish);
          resolve();
        }
        signal.addEventListener('abort', finish);
      });
    },
    error: (server) =>
      new ModelError('timeout', `The language model at ${server} did not answer in time.`, {
        cause: signal.reason,
      }),
    clear: () => clearTimeout(timer),
  };
}

/** Whatever the work still waits for, the deadline ends it: a library may not look at its signal while it reads a body. */
export async function beforeDeadline<Value>(
  work: Promise<Value>,
  deadline: Deadline,
  server: string,
): Promise<Value> {
  const { signal } = deadline;
  let late = (): void => {};
  const ended = new Promise<never>((_, reject) => {
    late = () => reject(deadline.error(server));
    if (signal.aborted) late();
    else signal.addEventListener('abort', late);
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', late);
    // Nobody waits for it any longer.
    work.catch(() => {});
  }
}
