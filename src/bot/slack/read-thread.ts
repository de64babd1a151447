import type { webApi } from '@slack/bolt';
import { earlierWords, isShortWord } from '../earlier-words.ts';
import { readText } from './read-text.ts';
import type { SlackPeople } from './slack-people.ts';

/** Messages of a thread that Slack gives at once, the oldest first ("conversations.replies"), and pages that are read. */
const pageSize = 200;
const mostPages = 10;

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
  const messages = await readMessages(client, { channel, ts: threadTs, latest: ts, limit: pageSize });
  const said = messages.filter(
    (one) => one.ts !== undefined && one.ts < ts && one.bot_id === undefined && one.user !== userId,
  );
  const asked = earlierWords(said.map((one) => ({ text: one.text ?? '', isFirst: one.ts === threadTs })));
  const texts = await Promise.all(asked.map((one) => readText(one.text, userId, people.wordOf)));
  return texts.filter(isShortWord);
}

type ThreadMessage = NonNullable<webApi.ConversationsRepliesResponse['messages']>[number];

/** All of a thread, page by page: what was said last stands on the last one. Of a longer one, the first pages. */
async function readMessages(
  client: webApi.WebClient,
  asked: { readonly channel: string; readonly ts: string; readonly latest: string; readonly limit: number },
): Promise<readonly ThreadMessage[]> {
  const read: ThreadMessage[] = [];
  let cursor = '';
  for (let page = 0; page < mostPages; page++) {
    const { messages = [], response_metadata } = await client.conversations.replies({
      ...asked,
      ...(cursor === '' ? {} : { cursor }),
    });
    read.push(...messages);
    cursor = response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return read;
}
