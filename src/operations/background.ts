/** Work that goes on behind a process, one piece after another. */
export interface Background {
  /** Begins it; where it is on, it is done once more afterwards. */
  begin(): void;
  /** Ends what is on, and waits for that. */
  stop(): Promise<void>;
}

/** @param work heeds the signal; what it throws is told to the log, save once it was stopped. */
export function createBackground(
  work: (signal: AbortSignal) => Promise<unknown>,
  log: { warn(details: object, message: string): void },
): Background {
  const stopping = new AbortController();
  let current: Promise<void> | null = null;
  let isAskedAgain = false;
  const run = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      try {
        await work(stopping.signal);
      } catch (err) {
        if (!stopping.signal.aborted) log.warn({ err }, 'What goes on in the background failed');
      }
    } while (isAskedAgain && !stopping.signal.aborted);
    current = null;
  };
  return {
    begin() {
      isAskedAgain = true;
      if (!stopping.signal.aborted) current ??= run();
    },
    async stop() {
      stopping.abort();
      await current;
    },
  };
}
