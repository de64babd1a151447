import { z } from 'zod';
import type { RecordStore } from '../../state/state-store.ts';
import type { AnswerPlace } from './answer-place.ts';
import { isDirect } from './read-message.ts';
import type { SlackLog } from './slack-log.ts';

const threadKind = 'slack_thread';
const followedKind = 'slack_followed';

/** How long a thread may be gone on with, in ms; as long as edits are followed. */
const lifeMs = 2 * 24 * 3_600_000;

const schema = z.object({ asker: z.string() });

/** What may be for the bot without a mention: what somebody writes in a thread, and what becomes of that. */
export interface OverheardWords {
  readonly channel: string;
  readonly threadTs: string;
  readonly user: string;
  /** The message's own id. */
  readonly ts: string;
  /** Whether it was edited or deleted. */
  readonly isChange: boolean;
}

/** Threads that the bot answered in, and whom: what that person goes on with there is for it too. Shared by all replicas. */
export interface FollowedThreads {
  /** The bot has answered there, where all can see it. */
  open(place: AnswerPlace): Promise<void>;
  /**
   * Whether somebody's words may be for the bot, which is asked before anything of them is kept: they are of whoever the bot
   * answered last in that thread, or were taken as such before they were changed. Where that cannot be looked up, they are not.
   */
  takes(words: OverheardWords): Promise<boolean>;
}

export function createFollowedThreads(records: RecordStore, log: SlackLog): FollowedThreads {
  // Timestamps of a channel are its own, and ids of channels are those of one workspace or shared by several.
  const idOf = (channel: string, ts: string): string => `${channel}:${ts}`;

  async function isAskers({ channel, threadTs, user }: OverheardWords): Promise<boolean> {
    const json = await records.readRecord(threadKind, idOf(channel, threadTs));
    return json !== null && schema.safeParse(JSON.parse(json)).data?.asker === user;
  }

  return {
    async open({ channel, threadTs, user }) {
      if (threadTs === undefined || isDirect(channel)) return;
      try {
        const asker = JSON.stringify({ asker: user });
        await records.writeRecord(threadKind, idOf(channel, threadTs), asker, lifeMs);
      } catch (err) {
        log.warn({ err, channel }, 'What follows an answer needs a mention');
      }
    },
    async takes(words) {
      const id = idOf(words.channel, words.ts);
      try {
        if (words.isChange) return (await records.readRecord(followedKind, id)) !== null;
        if (!(await isAskers(words))) return false;
        await records.writeRecord(followedKind, id, '{}', lifeMs);
        return true;
      } catch (err) {
        log.warn(
          { err, channel: words.channel },
          'Whether something goes on with an answer could not be looked up',
        );
        return false;
      }
    },
  };
}
