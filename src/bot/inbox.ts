import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../operations/app-error.ts';
import type { InboxEvent, StateStore } from '../state/state-store.ts';
import type { BotAdapter } from './bot-adapter.ts';
import { createTurns } from './take-turns.ts';

/** Where adapters note what came in before they acknowledge it, so that it is answered once, and by somebody. */
export interface Inbox {
  /**
   * Notes an event and begins to work on it. Resolves when the event is noted, which is when the platform may be told.
   *
   * @param eventId the platform's id, which its retries carry too.
   * @param payload what `BotAdapter.resume` needs to answer it elsewhere; JSON.
   * @param work answers it, or says why not. Where it throws, nothing was said: the event stays open, to be taken over and tried
   *   again, and where that fails too often, its adapter gives it up.
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

/** Times that an event is taken over: what fails as often will fail again. They are counted for as long, in ms. */
const mostTakeovers = 5;
const countedMs = 24 * 3_600_000;

export function createInbox({ state, log, holdMs = 15_000, noteMs = 2_000 }: InboxDependencies): Inbox {
  const holder = randomUUID();
  const working = new Set<Promise<void>>();
  const turn = createTurns();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

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

  function begin(id: string, work: () => Promise<void>, giveUp?: () => Promise<void>): Promise<void> {
    const running = run(id, work, giveUp);
    working.add(running);
    return running.finally(() => working.delete(running));
  }

  /** @param giveUp what is done where it fails, for what is not tried again. */
  async function run(id: string, work: () => Promise<void>, giveUp?: () => Promise<void>): Promise<void> {
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
      if (giveUp === undefined) return;
      await giveUp().catch((error: unknown) =>
        log.error({ err: error, event: id }, 'An event could not be given up'),
      );
    } finally {
      clearInterval(renewal);
    }
    try {
      await state.finishEvent(id);
    } catch (err) {
      log.warn({ err, event: id }, 'An answered event could not be noted as answered');
    }
  }

  async function takeOne({ id, payload }: InboxEvent, adapters: readonly BotAdapter[]): Promise<void> {
    const adapter = adapters.find((one) => id.startsWith(`${one.name}:`));
    if (adapter === undefined) return;
    log.warn({ event: id }, 'An event is taken over, as it was not answered in time');
    const [own, read] = [id.slice(adapter.name.length + 1), JSON.parse(payload)];
    const giveUp = async (): Promise<void> => adapter.giveUp?.(own, read);
    const takeovers = await state.addToSum(`takeovers of ${id}`, 1, countedMs);
    // One that ends its replica each time fails nowhere.
    if (takeovers > mostTakeovers) return await begin(id, giveUp);
    const work = async (): Promise<void> => adapter.resume?.(own, read);
    await begin(id, work, takeovers === mostTakeovers ? giveUp : undefined);
  }

  /** Takes over as many as one may at a time; resolves when they are answered. @returns how many. */
  async function takeSome(adapters: readonly BotAdapter[]): Promise<number> {
    // Those of a platform that this replica does not serve wait for one that does.
    const served = adapters.map((one) => `${one.name}:`);
    const events = await state.takeOverEvents(holder, holdMs, takenAtOnce, served);
    await Promise.all(events.map((event) => takeOne(event, adapters)));
    return events.length;
  }

  /** Takes over what nobody holds, the next ones when the former are answered, so that a backlog does not wait for the clock. */
  async function takeOver(adapters: readonly BotAdapter[]): Promise<void> {
    while (!isClosed && (await takeSome(adapters)) === takenAtOnce);
  }

  return {
    async accept(adapter, eventId, payload, work) {
      const id = `${adapter}:${eventId}`;
      const isNew = await note(id, JSON.stringify(payload));
      if (!isNew) return 'duplicate';
      void begin(id, work);
      return 'accepted';
    },
    watch(adapters) {
      let isLooking = false;
      timer = setInterval(() => {
        if (isLooking) return;
        isLooking = true;
        const looked = takeOver(adapters).catch((err: unknown) =>
          log.warn({ err }, 'The inbox could not be looked through'),
        );
        // An answer that takes very long keeps others from being taken over no longer than this.
        void Promise.race([looked, sleep(holdMs, undefined, { ref: false })]).then(() => {
          isLooking = false;
        });
      }, holdMs / 3);
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      while (working.size > 0) await Promise.all(working);
    },
  };
}
