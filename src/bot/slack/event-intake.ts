import type { Inbox } from '../inbox.ts';
import { readEvent } from './event-id.ts';
import type { FollowedThreads } from './followed-threads.ts';
import type { SlackLog } from './slack-log.ts';

/** What comes in: noted before it is acknowledged, and answered once. */
export interface EventIntake {
  isOpen(): boolean;
  open(): void;
  /** Takes no more; resolves when all that was taken is answered. */
  close(): Promise<void>;
  /**
   * Notes what somebody wants, and begins to work on it. Where the inbox cannot be reached, it is answered all the same, once
   * in this process.
   */
  note(body: unknown, work: () => Promise<void>): Promise<void>;
  /** Works on what was noted by another replica. */
  track(work: () => Promise<void>): Promise<void>;
}

/** Ids remembered of events that were answered while the inbox could not be reached. */
const idsKept = 1_000;

export function createEventIntake(
  inbox: Pick<Inbox, 'accept'>,
  threads: Pick<FollowedThreads, 'takes'>,
  log: SlackLog,
): EventIntake {
  const working = new Set<Promise<void>>();
  const answeredWithoutInbox = new Set<string>();
  let isTaking = false;

  function remember(id: string): void {
    answeredWithoutInbox.add(id);
    const [oldest] = answeredWithoutInbox;
    if (answeredWithoutInbox.size > idsKept && oldest !== undefined) answeredWithoutInbox.delete(oldest);
  }

  async function track(work: () => Promise<void>): Promise<void> {
    const running = work();
    working.add(running);
    try {
      await running;
    } finally {
      working.delete(running);
    }
  }

  return {
    isOpen: () => isTaking,
    open() {
      isTaking = true;
    },
    async close() {
      isTaking = false;
      while (working.size > 0) await Promise.allSettled(working);
    },
    async note(body, work) {
      const event = readEvent(body);
      if (event === null) return;
      if (!isTaking) throw new Error('Slack spoke before the start or after the stop');
      if (answeredWithoutInbox.has(event.id)) return;
      // Of what people say to each other, nothing is kept.
      if (event.overheard !== undefined && !(await threads.takes(event.overheard))) return;
      try {
        await inbox.accept('slack', event.id, body, () => track(work));
      } catch (err) {
        log.warn({ err, event: event.id }, 'An event could not be noted; it is answered without');
        remember(event.id);
        track(work).catch((error: unknown) =>
          log.error({ err: error, event: event.id }, 'An event could not be answered'),
        );
      }
    },
    track,
  };
}
