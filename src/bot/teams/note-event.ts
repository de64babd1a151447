import type { Inbox } from '../inbox.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import type { EventPerformer } from './event-performer.ts';
import { messageAnswer } from './invoke-answer.ts';
import type { AnswerInvoke } from './press-performer.ts';
import type { ReadEvent } from './read-activity.ts';
import { wordsOf } from './render-activity.ts';
import { languageOf, type ReplySender } from './reply-sender.ts';
import type { TeamsEvent } from './teams-event.ts';

/** Ids of events that could not be noted and whose senders were told so; the service sends such an event twice at most. */
const mostTold = 1000;

/**
 * Notes an event in the inbox and begins to work on it; resolves when it is noted, or its sender is being told why not.
 *
 * @param answer tells whoever pressed a button at once.
 */
export type NoteEvent = (event: ReadEvent, work: () => Promise<void>, answer?: AnswerInvoke) => Promise<void>;

export interface NoteEventDependencies {
  readonly inbox: Inbox;
  readonly replies: ReplySender;
  readonly performer: EventPerformer;
  readonly log: { error(details: object, message: string): void };
  /** Lets the adapter's stop wait for what goes on. */
  track(work: Promise<void>): Promise<void>;
}

export function createNoteEvent(dependencies: NoteEventDependencies): NoteEvent {
  const { inbox, replies, performer, log, track } = dependencies;
  const told = new Set<string>();

  async function tell(event: TeamsEvent, reply: Reply): Promise<void> {
    try {
      await replies.converse(event.reference, async (context) => {
        await replies.send(context, event, reply);
      });
    } catch (err) {
      log.error({ err }, 'Nor could the sender be told');
    }
  }

  return async ({ id, event }, work, answer) => {
    try {
      const outcome = await inbox.accept('teams', id, event, () => track(work()));
      if (outcome === 'duplicate') answer?.(messageAnswer(botWordings[languageOf(event)].onIt));
    } catch (err) {
      if (answer !== undefined) {
        answer(messageAnswer(wordsOf(performer.failed(err, event, 'A press could not be noted'))));
        return;
      }
      if (told.has(id)) return;
      told.add(id);
      const [oldest] = told;
      if (told.size > mostTold && oldest !== undefined) told.delete(oldest);
      if (event.kind === 'question')
        void track(tell(event, performer.failed(err, event, 'An event could not be noted')));
    }
  };
}
