import { TurnContext } from 'botbuilder';
import type { PostedMessage } from './posted-message.ts';
import { endingStream } from './progress-stream.ts';
import type { TeamsMessage } from './render-activity.ts';
import { sendPatiently } from './send-patiently.ts';
import { statusOf } from './status-of.ts';

type Log = { warn(details: object, message: string): void };

/**
 * Sends a message: without its stream where that is over, and its words alone where Teams does not take it.
 *
 * @param streamId the stream that it ends.
 * @returns null where the service did not tell what became of it.
 * @throws the library's error where nothing was taken.
 */
export async function deliverMessage(
  context: TurnContext,
  { activity, words }: TeamsMessage,
  log: Log,
  streamId?: string,
): Promise<PostedMessage | null> {
  const message = streamId === undefined ? activity : endingStream(activity, streamId);
  try {
    const sent = await sendPatiently(() => context.sendActivity(message));
    const id = sent?.id || streamId;
    return id ? { id, reference: TurnContext.getConversationReference(context.activity) } : null;
  } catch (err) {
    if (streamId !== undefined && statusOf(err) === 403) {
      log.warn({ err }, 'A stream was over before its answer; the answer is a message of its own');
      await dropStream(context, streamId, log);
      return await deliverMessage(context, { activity, words }, log);
    }
    if (activity === words || !isRefused(err)) throw err;
    log.warn({ err }, 'A message was not taken; its words alone are sent instead');
    return await deliverMessage(context, { activity: words, words }, log, streamId);
  }
}

/** @returns false where the message is there no longer. */
export async function replaceMessage(
  context: TurnContext,
  id: string,
  { activity, words }: TeamsMessage,
  log: Log,
): Promise<boolean> {
  try {
    await sendPatiently(() => context.updateActivity({ ...activity, id }));
    return true;
  } catch (err) {
    if (statusOf(err) === 404) return false;
    if (activity === words || !isRefused(err)) throw err;
    log.warn({ err }, 'A message was not taken; its words alone are sent instead');
    return await replaceMessage(context, id, { activity: words, words }, log);
  }
}

/** What is there no longer is as good as taken away. */
export async function removeMessage(context: TurnContext, id: string): Promise<void> {
  try {
    await sendPatiently(() => context.deleteActivity(id));
  } catch (err) {
    if (statusOf(err) !== 404) throw err;
  }
}

/** What is left of a stream that was not ended by its answer goes, as far as Teams lets it. */
export async function dropStream(context: TurnContext, id: string, log: Log): Promise<void> {
  try {
    await removeMessage(context, id);
  } catch (err) {
    log.warn({ err }, 'What was left of a stream could not be taken away');
  }
}

function isRefused(err: unknown): boolean {
  const status = statusOf(err);
  return status === 400 || status === 413;
}
