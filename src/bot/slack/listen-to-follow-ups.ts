import type { App, webApi } from '@slack/bolt';
import { answerWords } from './answer-words.ts';
import { readFollowUp, type ThreadReply } from './read-follow-up.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

/** Messages of a thread that are looked at; a longer one is a discussion. */
const threadLookedAt = 200;

/**
 * Answers what goes on with a question in its thread, without a mention: where whoever the bot answered last there, which
 * `FollowedThreads` knew before it was noted, writes right below something that the bot said. What is written to others is theirs.
 */
export function listenToFollowUps(app: App, workspaceOf: WorkspaceOf): void {
  app.message(async ({ body }) => {
    const reply = readFollowUp(body);
    if (reply === null) return;
    const workspace = await workspaceOf(body);
    const { userId } = await workspace.people.bot();
    if (!(await isBelow(workspace.clients.reader, userId, reply))) return;
    await answerWords(workspace, { body, ...reply, isOverheard: true });
  });
}

async function isBelow(
  client: webApi.WebClient,
  botUser: string,
  { channel, ts, threadTs }: ThreadReply,
): Promise<boolean> {
  const { messages = [], has_more } = await client.conversations.replies({
    channel,
    ts: threadTs,
    latest: ts,
    inclusive: true,
    limit: threadLookedAt,
  });
  const before = messages.filter((one) => one.ts !== undefined && one.ts < ts).at(-1);
  return has_more !== true && before?.user === botUser;
}
