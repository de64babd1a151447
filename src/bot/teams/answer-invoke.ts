import type { Activity, TurnContext } from 'botbuilder';
import { botWordings } from '../wording/bot-wordings.ts';
import type { EventPerformer } from './event-performer.ts';
import { type InvokeAnswer, messageAnswer, openAnswerWindow, unknownInvoke } from './invoke-answer.ts';
import type { MessageExtension } from './message-extension.ts';
import type { NoteEvent } from './note-event.ts';
import type { OpinionRefs } from './opinion-refs.ts';
import { type ReadEvent, readActivity, readOpinionEvent } from './read-activity.ts';
import { readOpinion } from './read-opinion.ts';
import { languageOf } from './reply-sender.ts';

export interface AnswerInvokeDependencies {
  readonly extension: MessageExtension;
  /** Null where nobody can sign in. */
  readonly signIn: ((context: TurnContext) => Promise<InvokeAnswer> | null) | null;
  readonly opinions: OpinionRefs;
  readonly performer: EventPerformer;
  readonly note: NoteEvent;
  /** How long a pressed button waits for its answer, in ms. */
  readonly pressMs: number;
  readonly log: { warn(details: object, message: string): void };
  /** Lets the adapter's stop wait for what goes on. */
  track(work: Promise<void>): Promise<void>;
}

/** Answers what Teams waits for: pressed buttons, opinions, signing in, the message extension; 501 for anything else. */
export function createAnswerInvoke(
  dependencies: AnswerInvokeDependencies,
): (context: TurnContext) => Promise<InvokeAnswer> {
  const { extension, signIn, opinions, performer, note, pressMs, log, track } = dependencies;

  /** Teams' own buttons under a message stand for those of the reply. */
  async function noteOpinion(activity: Activity): Promise<InvokeAnswer> {
    const { conversation, replyToId = '', value } = activity;
    const opinion = readOpinion(value);
    if (opinion === null) return unknownInvoke;
    const ref = await opinions.find(conversation.id, replyToId, opinion.opinion);
    const read = ref === null ? null : readOpinionEvent(activity, ref, opinion.reason);
    // Teams thanks by itself, and takes no words here.
    const thanked = (): boolean => true;
    if (read === null)
      log.warn({ message: replyToId }, 'An opinion of a message that is not known was dropped');
    else await note(read, () => performer.press(read.event, thanked), thanked);
    return { status: 200, body: {} };
  }

  async function pressed(read: ReadEvent): Promise<InvokeAnswer> {
    const { event } = read;
    if (event.kind !== 'press' && event.kind !== 'settings' && event.kind !== 'home') return unknownInvoke;
    const window = openAnswerWindow(pressMs, messageAnswer(botWordings[languageOf(event)].onIt));
    if (read.isRefresh === true) void track(performer.refresh(event, window.answer));
    else await note(read, () => performer.press(event, window.answer), window.answer);
    return await window.answered;
  }

  return async (context) => {
    const { activity } = context;
    const extended = signIn?.(context) ?? extension.answer(context);
    if (extended !== null) return await extended;
    if (activity.name === 'message/submitAction') return await noteOpinion(activity);
    const read = readActivity(activity);
    return read === null ? unknownInvoke : await pressed(read);
  };
}
