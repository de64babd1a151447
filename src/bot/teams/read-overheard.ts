import { type Activity, TurnContext } from 'botbuilder';
import type { FollowedThreads } from './followed-threads.ts';
import { plainWords } from './plain-words.ts';
import { isAddressed, placeOf, type ReadEvent } from './read-activity.ts';
import type { TeamsQuestion } from './teams-event.ts';
import { messageIdOf } from './to-message.ts';

/**
 * What somebody wrote without a mention, where it goes on with what the bot said last, and its edits; null for all else,
 * which is dropped, or is for `readActivity`.
 */
export async function readOverheard(activity: Activity, threads: FollowedThreads): Promise<ReadEvent | null> {
  const { type, conversation, id, timestamp } = activity;
  const isEdit = type === 'messageUpdate';
  if ((type !== 'message' && !isEdit) || isAddressed(activity)) return null;
  const place = placeOf(activity);
  if (place === null) return null;
  const text = plainWords(activity);
  const namesSomebody = TurnContext.getMentions(activity).length > 0;
  const question: TeamsQuestion = { kind: 'question', ...place, text, isOverheard: true };
  if (isEdit) {
    if (!(await threads.wasFollowed(messageIdOf(question)))) return null;
    const at = new Date(timestamp ?? 0).getTime();
    return { id: `${conversation.id} ${id} edited ${at}`, event: { ...question, change: 'edited' } };
  }
  if (text === '' || namesSomebody || place.sender.isBot === true) {
    await threads.close(conversation.id);
    return null;
  }
  return (await threads.hear(question)) ? { id: `${conversation.id} ${id}`, event: question } : null;
}
