import { randomUUID } from 'node:crypto';
import { AppError } from '../operations/app-error.ts';
import type { StateStore } from '../state/state-store.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { createTurns } from './take-turns.ts';

/** Where adapters note what came in before they acknowledge it, so that it is answered once, and by somebody. */
export interface Inbox {
  /**
   * Notes an event and begins to work on it. Resolves when the event is noted, which is when the platform may be told.
   *
   * @param eventId the platform's id, which its retries carry too.
   * @param payload what `BotAdapter.resume` needs to answer it elsewhere; JSON.
   * @param work answers it; its errors are logged, and the event counts as dealt with.
   * @returns `duplicate` where it was noted before, and nothing is to be done.
   * @throws what the state store throws where it cannot be reached, and AppError `storage_unreachable` where it takes too
   *   long; `work` has not run then.
   */
  accept(
    adapter: string,
    eventId: string,
    payload: unknown,
    work: () => Promise<void>,
  ): Promise<'accepted' | 'duplicate'>;
  /** Looks now and then for events whose replica died, and hands each to its adapter. */
  watch(adapters: readonly BotAdapter[]): void;
  /** Stops watching; resolves when all that was begun has ended. */
  close(): Promise<void>;
}

export interface InboxDependencies {
  readonly state: StateStore;
  readonly log: InboxLog;
  /** How long an event is held without a sign of life, in ms. */
  readonly holdMs?: number;
  /** How long noting an event may take, in ms: Slack counts it as lost after three seconds. */
  readonly noteMs?: number;
}

/** The part of a logger that the inbox writes to. */
export interface InboxLog {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** Events taken over at a time: a replica that comes back does not take all that waited. */
const takenAtOnce = 10;

export function createInbox({ state, log, holdMs = 15_000, noteMs = 2_000 }: InboxDependencies): Inbox {
  const holder = randomUUID();
  const working = new Set<Promise<void>>();
  const turn = createTurns();
  let timer: NodeJS.Timeout | undefined;

  /**
   * A store that does not answer in time counts as one that cannot be reached. What it notes all the same, later, is marked
   * as dealt with: whoever brought the event has answered it without the inbox by then.
   */
  async function note(id: string, payload: string): Promise<boolean> {
    const noted = state.receiveEvent({ id, payload }, holder, holdMs);
    let isLate = false;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      isLate = true;
      late.reject(
        new AppError(
          'storage_unreachable',
          `The state store took longer than ${noteMs} ms to note an event.`,
        ),
      );
    }, noteMs);
    noted
      .then((isNew) => (isLate && isNew ? state.finishEvent(id) : undefined))
      .catch((err: unknown) => {
        if (isLate) log.warn({ err, event: id }, 'An event was not noted in time');
      });
    try {
      return await Promise.race([noted, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  function begin(id: string, work: () => Promise<void>): void {
    const running = run(id, work);
    working.add(running);
    void running.finally(() => working.delete(running));
  }

  async function run(id: string, work: () => Promise<void>): Promise<void> {
    const renewal = setInterval(() => {
      // A state store that cannot be reached now may be at the next turn; the answer goes out all the same.
      state
        .renewEvent(id, holder, holdMs)
        .catch((err: unknown) => log.warn({ err, event: id }, 'renewal failed'));
    }, holdMs / 3);
    try {
      await turn();
      await work();
    } catch (err) {
      log.error({ err, event: id }, 'An event could not be answered');
    } finally {
      clearInterval(renewal);
    }
    try {
      await state.finishEvent(id);
    } catch (err) {
      log.warn({ err, event: id }, 'An answered event could not be noted as answered');
    }
  }

  async function takeOver(adapters: readonly BotAdapter[]): Promise<void> {
    const events = await state.takeOverEvents(holder, holdMs, takenAtOnce);
    for (const { id, payload } of events) {
      const adapter = adapters.find((one) => id.startsWith(`${one.name}:`));
      log.warn({ event: id }, 'An event is taken over, as its replica did not answer it in time');
      begin(id, async () => {
        await adapter?.resume?.(id.slice(adapter.name.length + 1), JSON.parse(payload));
      });
    }
  }

  return {
    async accept(adapter, eventId, payload, work) {
      const id = `${adapter}:${eventId}`;
      const isNew = await note(id, JSON.stringify(payload));
      if (!isNew) return 'duplicate';
      begin(id, work);
      return 'accepted';
    },
    watch(adapters) {
      timer = setInterval(() => {
        takeOver(adapters).catch((err: unknown) =>
          log.warn({ err }, 'The inbox could not be looked through'),
        );
      }, holdMs / 3);
    },
    async close() {
      clearInterval(timer);
      while (working.size > 0) await Promise.all(working);
    },
  };
}
