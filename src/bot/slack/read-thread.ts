import type { webApi } from '@slack/bolt';
import { earlierWords, isShortWord } from '../earlier-words.ts';
import { readText } from './read-text.ts';
import type { SlackPeople } from './slack-people.ts';

/** Messages of a thread that are looked at, the latest. */
const messagesRead = 200;

/**
 * What a question in a thread may go on from, oldest first: what the thread began with, and what people asked in it. Their
 * remarks, and what bots said, would only stand between the two.
 *
 * @throws what Slack answers where the thread cannot be read.
 */
export async function readThread(
  client: webApi.WebClient,
  people: SlackPeople,
  { channel, threadTs, ts }: { readonly channel: string; readonly threadTs: string; readonly ts: string },
): Promise<readonly string[]> {
  const { userId } = await people.bot();
  const { messages = [] } = await client.conversations.replies({
    channel,
    ts: threadTs,
    latest: ts,
    limit: messagesRead,
  });
  const said = messages.filter(
    (one) => one.ts !== undefined && one.ts < ts && one.bot_id === undefined && one.user !== userId,
  );
  const asked = earlierWords(said.map((one) => ({ text: one.text ?? '', isFirst: one.ts === threadTs })));
  const texts = await Promise.all(asked.map((one) => readText(one.text, userId, people.wordOf)));
  return texts.filter(isShortWord);
}
