import type { webApi } from '@slack/bolt';
import type { Sender } from '../message.ts';
import { createExpiringCache } from './expiring-cache.ts';
import type { SlackLog } from './slack-log.ts';

/** Who somebody on Slack is. */
export interface SlackPeople {
  /** The bot's own account and workspace. */
  bot(): Promise<BotIdentity>;
  /** @throws what Slack answers where the account cannot be read. */
  sender(accountId: string): Promise<Sender>;
  /**
   * Everybody who reads a channel, bots left out. Where that cannot be told, somebody without an address is among them,
   * who may read nothing: the answer then uses nothing either.
   */
  audience(channelId: string): Promise<readonly Sender[]>;
  /** Address of an account, or its name: what a mention of it means in a question; empty where Slack does not tell. */
  wordOf(accountId: string): Promise<string>;
}

export interface BotIdentity {
  readonly userId: string;
  readonly teamId: string;
  /** For an app of a whole Enterprise organisation. */
  readonly enterpriseId: string | null;
}

interface Account extends Sender {
  readonly name: string;
  readonly isBot: boolean;
}

/** Addresses and members change seldom; a change counts after this long, in ms. */
const lifeMs = 10 * 60_000;
/** Members of a channel beyond which its audience counts as unknown: reading each takes one call. */
const largestAudience = 200;
const pageSize = 200;

/** Accounts and members, read from Slack and kept for ten minutes. */
export function createSlackPeople(
  client: webApi.WebClient,
  log: SlackLog,
  now: () => number = Date.now,
): SlackPeople {
  const bots = createExpiringCache<BotIdentity>(Number.POSITIVE_INFINITY, now);
  const accounts = createExpiringCache<Account>(lifeMs, now);
  const audiences = createExpiringCache<readonly Sender[]>(lifeMs, now);

  const bot = (): Promise<BotIdentity> =>
    bots.get('bot', async () => {
      const { user_id: userId = '', team_id: teamId = '', enterprise_id } = await client.auth.test();
      return { userId, teamId, enterpriseId: enterprise_id ?? null };
    });

  const readAccount = (accountId: string): Promise<Account> =>
    accounts.get(accountId, async () => {
      const [{ user = {} }, { teamId, enterpriseId }] = await Promise.all([
        client.users.info({ user: accountId }),
        bot(),
      ]);
      const { profile } = user;
      const email = profile?.email;
      // Over Slack Connect, another company's administrators say what addresses their accounts have.
      const isOwn =
        user.team_id === teamId ||
        (enterpriseId !== null && user.enterprise_user?.enterprise_id === enterpriseId);
      const isTrusted = isOwn && user.is_email_confirmed !== false && user.deleted !== true;
      return {
        accountId,
        ...(email !== undefined && isTrusted ? { email } : {}),
        name: profile?.real_name ?? user.real_name ?? '',
        isBot: user.is_bot === true,
      };
    });

  async function readAudience(channel: string): Promise<readonly Sender[]> {
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = await client.conversations.members({ channel, limit: pageSize, cursor });
      ids.push(...(page.members ?? []));
      cursor = page.response_metadata?.next_cursor ?? '';
    } while (cursor !== '' && ids.length <= largestAudience);
    if (ids.length > largestAudience) return [unknownMember];
    const members = await Promise.all(ids.map(readAccount));
    return members.filter((one) => !one.isBot).map(asSender);
  }

  return {
    bot,
    sender: async (accountId) => asSender(await readAccount(accountId)),
    async audience(channelId) {
      try {
        return await audiences.get(channelId, () => readAudience(channelId));
      } catch (err) {
        log.warn({ err, channel: channelId }, 'The members of a channel could not be read');
        return [unknownMember];
      }
    },
    async wordOf(accountId) {
      try {
        const { email, name } = await readAccount(accountId);
        return email ?? name;
      } catch (err) {
        // An account that somebody mentions and Slack does not show is no reason to leave their question unanswered.
        log.warn({ err, account: accountId }, 'A mentioned account could not be read');
        return '';
      }
    },
  };
}

const unknownMember: Sender = { accountId: 'unknown' };

function asSender({ accountId, email }: Account): Sender {
  return email === undefined ? { accountId } : { accountId, email };
}
