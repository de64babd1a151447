import { webApi } from '@slack/bolt';
import type { Sender } from '../message.ts';
import { createExpiringCache } from './expiring-cache.ts';
import { type Account, readAccount } from './slack-account.ts';
import type { SlackLog } from './slack-log.ts';

/** Who somebody on Slack is. */
export interface SlackPeople {
  /** The bot's own account and workspace. */
  bot(): Promise<BotIdentity>;
  /** @throws what Slack answers where the account cannot be read. */
  account(accountId: string): Promise<Account>;
  /**
   * Everybody who reads a channel, bots left out. Where that cannot be told, somebody without an address is among them,
   * who may read nothing: the answer then uses nothing either.
   */
  audience(channelId: string): Promise<readonly Sender[]>;
  /** Name of an account: what a mention of it is in a question; empty where Slack does not tell. */
  wordOf(accountId: string): Promise<string>;
  /** Its address; null where it has none that is believed, or Slack does not tell. */
  emailOf(accountId: string): Promise<string | null>;
  /** What Slack adds to a person of the directory; null where it has no account of that address, or does not tell. */
  find(email: string): Promise<SlackAccount | null>;
}

export interface BotIdentity {
  readonly userId: string;
  readonly teamId: string;
  /** For an app of a whole Enterprise organisation. */
  readonly enterpriseId: string | null;
}

/** What a card of a person shows of their account. */
export interface SlackAccount {
  readonly photo?: string;
  readonly presence?: 'active' | 'away';
  /** `14:05`, by the time zone that they set in Slack. */
  readonly localTime?: string;
  /** Opens a conversation with them ("Deep linking into Slack"). */
  readonly chat: string;
}

/** Addresses change seldom; a change counts after this long, in ms. */
const lifeMs = 10 * 60_000;
/** Whoever joins a channel reads along at once. */
const audienceLifeMs = 60_000;
const presenceLifeMs = 60_000;
/** Members of a channel beyond which its audience counts as unknown. */
const largestAudience = 200;
const pageSize = 200;
/**
 * Accounts that are asked for one by one ("users.info": about 100 a minute), a few at a time. For more, the workspace is read page
 * by page ("users.list": about 20 a minute); of a larger one, those on further pages are asked for one by one after all.
 */
const askedSingly = 20;
const askedAtOnce = 5;
const pagesListed = 10;

export interface SlackPeopleOptions {
  /** Workspaces and organisations whose members count as the company's own, beside the bot's. */
  readonly ownTeams?: readonly string[];
  readonly now?: () => number;
}

/** Accounts and members, read from Slack and kept for a while. */
export function createSlackPeople(
  client: webApi.WebClient,
  log: SlackLog,
  { ownTeams = [], now = Date.now }: SlackPeopleOptions = {},
): SlackPeople {
  const bots = createExpiringCache<BotIdentity>(Number.POSITIVE_INFINITY, now);
  const accounts = createExpiringCache<Account>(lifeMs, now);
  const listings = createExpiringCache<void>(lifeMs, now);
  const audiences = createExpiringCache<readonly Sender[]>(audienceLifeMs, now);
  const found = createExpiringCache<Account | null>(lifeMs, now);
  const presences = createExpiringCache<string | undefined>(presenceLifeMs, now);

  const bot = (): Promise<BotIdentity> =>
    bots.get('bot', async () => {
      const { user_id: userId = '', team_id: teamId = '', enterprise_id } = await client.auth.test();
      return { userId, teamId, enterpriseId: enterprise_id ?? null };
    });

  const account = (accountId: string): Promise<Account> =>
    accounts.get(accountId, async () => {
      const [{ user }, identity] = await Promise.all([
        client.users.info({ user: accountId, include_locale: true }),
        bot(),
      ]);
      return readAccount({ ...user, id: accountId }, identity, ownTeams);
    });

  const lookUp = (email: string): Promise<Account | null> =>
    found.get(email, async () => {
      try {
        const [{ user }, identity] = await Promise.all([client.users.lookupByEmail({ email }), bot()]);
        return readAccount(user, identity, ownTeams);
      } catch (error) {
        const isUnknown =
          error instanceof webApi.WebAPIPlatformError && error.data.error === 'users_not_found';
        if (isUnknown) return null;
        throw error;
      }
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
    const members = await readMembers(ids);
    return members.filter((one) => one.standing !== 'bot').map(asSender);
  }

  async function mentioned(accountId: string): Promise<Account | null> {
    try {
      return await account(accountId);
    } catch (err) {
      // An account that somebody mentions and Slack does not show is no reason to leave their question unanswered.
      log.warn({ err, account: accountId }, 'A mentioned account could not be read');
      return null;
    }
  }

  async function readMembers(ids: readonly string[]): Promise<readonly Account[]> {
    if (ids.filter((id) => !accounts.has(id)).length > askedSingly) await listings.get('all', listAccounts);
    const members: Account[] = [];
    for (let at = 0; at < ids.length; at += askedAtOnce)
      members.push(...(await Promise.all(ids.slice(at, at + askedAtOnce).map(account))));
    return members;
  }

  async function listAccounts(): Promise<void> {
    const identity = await bot();
    let cursor = '';
    for (let page = 0; page < pagesListed; page++) {
      const listed = await client.users.list({ limit: pageSize, include_locale: true, cursor });
      for (const user of listed.members ?? []) {
        const one = readAccount(user, identity, ownTeams);
        accounts.keep(one.accountId, one);
      }
      cursor = listed.response_metadata?.next_cursor ?? '';
      if (cursor === '') return;
    }
  }

  return {
    bot,
    account,
    async audience(channelId) {
      try {
        return await audiences.get(channelId, () => readAudience(channelId));
      } catch (err) {
        log.warn({ err, channel: channelId }, 'The members of a channel could not be read');
        return [unknownMember];
      }
    },
    async wordOf(accountId) {
      const one = await mentioned(accountId);
      if (one === null) return '';
      return one.name === '' && one.email !== undefined ? `@${accountId}` : one.name;
    },
    emailOf: async (accountId) => (await mentioned(accountId))?.email ?? null,
    async find(email) {
      try {
        const one = await lookUp(email);
        // An account of that address which is no member's says nothing about the person of the directory.
        if (one === null || one.standing !== undefined) return null;
        const { accountId: user, photo, timeZone } = one;
        const [{ teamId }, presence] = await Promise.all([
          bot(),
          presences.get(user, async () => (await client.users.getPresence({ user })).presence),
        ]);
        return {
          chat: `slack://user?team=${teamId}&id=${user}`,
          ...(photo === undefined ? {} : { photo }),
          ...(presence === 'active' || presence === 'away' ? { presence } : {}),
          ...(timeZone === undefined ? {} : { localTime: clockIn(timeZone, now()) }),
        };
      } catch (err) {
        log.warn({ err }, 'The account of somebody in an answer could not be read');
        return null;
      }
    },
  };
}

const unknownMember: Sender = { accountId: 'unknown' };

/** The part of an account that says who somebody is. */
export function asSender({ accountId, email, standing }: Account): Sender {
  return {
    accountId,
    ...(email === undefined ? {} : { email }),
    ...(standing === undefined ? {} : { standing }),
  };
}

function clockIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
}
