import { TurnContext } from 'botbuilder';
import type { PostedMessage } from './posted-message.ts';
import { endingStream, type OpenStream } from './progress-stream.ts';
import type { TeamsMessage } from './render-activity.ts';
import { sendPatiently } from './send-patiently.ts';
import { statusOf } from './status-of.ts';

type Log = { warn(details: object, message: string): void };

/** A stream that a message ends. */
export type EndedStream = Pick<OpenStream, 'id' | 'text'>;

/**
 * Sends a message: without its stream where Teams does not take it as the end of that, and its words alone where it does not take
 * the rest.
 *
 * @param stream the one that it ends.
 * @returns null where the service did not tell what became of it.
 * @throws the library's error where nothing was taken.
 */
export async function deliverMessage(
  context: TurnContext,
  { activity, words }: TeamsMessage,
  log: Log,
  stream?: EndedStream,
): Promise<PostedMessage | null> {
  if (stream !== undefined) return await endStream(context, { activity, words }, stream, log);
  try {
    const { id } = (await sendPatiently(() => context.sendActivity(activity))) ?? {};
    return id ? postedIn(context, id) : null;
  } catch (err) {
    if (activity === words || !isRefused(err)) throw err;
    log.warn({ err }, 'A message was not taken; its words alone are sent instead');
    return await deliverMessage(context, { activity: words, words }, log);
  }
}

async function endStream(
  context: TurnContext,
  message: TeamsMessage,
  { id, text }: EndedStream,
  log: Log,
): Promise<PostedMessage> {
  const isSame = (message.activity.text ?? '').startsWith(text);
  try {
    // What a stream has shown is what it ends with; a message can be changed.
    const last = isSame ? message.activity : { type: 'message', text };
    await sendPatiently(() => context.sendActivity(endingStream(last, id)));
    if (isSame || (await replaceMessage(context, id, message, log))) return postedIn(context, id);
  } catch (err) {
    const status = statusOf(err);
    if (isSame && status !== 403 && !isRefused(err)) throw err;
    log.warn({ err }, 'A stream was over before its answer; the answer is a message of its own');
  }
  await dropStream(context, id, log);
  return (await deliverMessage(context, message, log)) ?? postedIn(context, id);
}

const postedIn = (context: TurnContext, id: string): PostedMessage => ({
  id,
  reference: TurnContext.getConversationReference(context.activity),
});

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
