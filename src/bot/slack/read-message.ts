import type { IncomingMessage } from '../message.ts';
import { mentionedIn, readText } from './read-text.ts';
import { asSender, type SlackPeople } from './slack-people.ts';

/** What somebody wrote or pressed, before it is looked up who that is. */
export interface Spoken
  extends Pick<
    IncomingMessage,
    'id' | 'kind' | 'conversationId' | 'command' | 'action' | 'shortcut' | 'messageId' | 'change'
  > {
  readonly user: string;
  /** As Slack has it, with its markup. */
  readonly text: string;
  readonly channel: string;
  /** Whether the reply is shown to the asker alone from the start, as a command's is. */
  readonly isHidden?: boolean;
}

/** Direct messages are their asker's alone; everything else has others in it. */
export const isDirect = (channel: string): boolean => channel.startsWith('D');

/**
 * The message of what somebody wrote or pressed: who that is, and who reads along.
 *
 * @throws what Slack answers where the account cannot be read.
 */
export async function readMessage(
  people: SlackPeople,
  { user, text, channel, isHidden = false, ...spoken }: Spoken,
): Promise<IncomingMessage> {
  const { userId } = await people.bot();
  const isShared = !isDirect(channel);
  // A button may share what stands above it, so that it is said who would read that.
  const hasAudience = isShared && (!isHidden || spoken.kind === 'action');
  const [words, mentioned, account, audience] = await Promise.all([
    readText(text, userId, people.wordOf),
    Promise.all(
      mentionedIn(text, userId).map(async (one) => ({
        words: await people.wordOf(one),
        email: await people.emailOf(one),
      })),
    ),
    people.account(user),
    hasAudience ? people.audience(channel) : undefined,
  ]);
  const { locale, timeZone } = account;
  return {
    ...spoken,
    platform: 'slack',
    text: words,
    ...(mentioned.length === 0 ? {} : { mentioned }),
    sender: asSender(account),
    ...(audience === undefined ? {} : { audience }),
    ...(isShared ? { isInChannel: true, canReplyPrivately: true } : {}),
    ...(locale === undefined ? {} : { locale }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}
