import { z } from 'zod';
import { earlierWords, isShortWord } from '../earlier-words.ts';
import type { BotToken } from './bot-token.ts';
import { plainWords } from './plain-words.ts';
import type { TeamsQuestion } from './teams-event.ts';

/** What was said in the thread of a question before it; nothing where it cannot be read, as the question may stand by itself. */
export type ReadThread = (question: TeamsQuestion) => Promise<readonly string[]>;

export interface ReadThreadOptions {
  /** For Microsoft Graph. */
  readonly token: BotToken;
  /** Microsoft Graph, without a slash at the end. */
  readonly graphUrl: string;
  readonly log: { warn(details: object, message: string): void };
}

/** Graph gives at most so many replies at a time, the latest first ("List replies"). */
const repliesRead = 50;
const timeoutMs = 4000;

const message = z.looseObject({
  id: z.string(),
  from: z.looseObject({ user: z.looseObject({}).nullish() }).nullish(),
  deletedDateTime: z.string().nullish(),
  body: z.looseObject({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
});
const page = z.looseObject({ value: z.array(message) });
type Message = z.infer<typeof message>;

/** By the leave of a team's owner (`ChannelMessage.Read.Group`), which goes with hearing all that is said there. */
export function createReadThread({ token, graphUrl, log }: ReadThreadOptions): ReadThread {
  async function get(path: string): Promise<unknown> {
    const response = await fetch(`${graphUrl}/v1.0/${path}`, {
      headers: { authorization: `Bearer ${await token.read()}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`Microsoft Graph answered with status ${response.status}`);
    return await response.json();
  }

  return async ({ reference, teamGroupId, activityId, audience }) => {
    const [channel = '', root = ''] = (reference.conversation?.id ?? '').split(';messageid=');
    // A shared channel may belong to another team than the one that it is seen in.
    if (teamGroupId === undefined || audience?.kind !== 'roster') return [];
    if (root === '' || root === activityId) return [];
    const first = `teams/${encodeURIComponent(teamGroupId)}/channels/${encodeURIComponent(channel)}/messages/${encodeURIComponent(root)}`;
    try {
      const [began, replies] = await Promise.all([get(first), get(`${first}/replies?$top=${repliesRead}`)]);
      const said = [message.parse(began), ...page.parse(replies).value.toReversed()]
        .filter((one) => isSaidByPerson(one) && isBefore(one.id, activityId))
        .map((one) => ({ text: wordsOf(one), isFirst: one.id === root }));
      return earlierWords(said)
        .map((one) => one.text)
        .filter(isShortWord);
    } catch (err) {
      log.warn({ err }, 'What was said in a thread could not be read');
      return [];
    }
  };
}

const isSaidByPerson = ({ from, deletedDateTime }: Message): boolean =>
  from?.user !== undefined && from.user !== null && !deletedDateTime;

/** Ids of messages are the milliseconds at which they were sent. */
const isBefore = (id: string, other: string): boolean => Number(id) < Number(other);

function wordsOf({ body }: Message): string {
  const isMarkup = body?.contentType !== 'text';
  return plainWords({ text: body?.content ?? '', ...(isMarkup ? { textFormat: 'xml' } : {}) });
}
