import { setTimeout as sleep } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { JoinMarks } from '../join-marks.ts';
import type { Sender } from '../message.ts';
import { unknownMembers } from '../unknown-members.ts';
import { createExpiringCache } from './expiring-cache.ts';
import { createListedAccounts } from './listed-accounts.ts';
import { type Account, readAccount } from './slack-account.ts';
import type { SlackLog } from './slack-log.ts';

/** Who somebody on Slack is. */
export interface SlackPeople {
  /** The bot's own account and workspace. */
  bot(): Promise<BotIdentity>;
  /** @throws what Slack answers where the account cannot be read. */
  account(accountId: string): Promise<Account>;
  /** The language that Slack has told of an account, however long ago; '' where it has not. Asks Slack for nothing. */
  knownLocale(accountId: string): Promise<string>;
  /**
   * Everybody who reads a channel, without bots and accounts that were deactivated. Where that cannot be told, somebody
   * without an address is among them, who may read nothing: the answer then uses nothing either.
   */
  audience(channelId: string): Promise<readonly Sender[]>;
  /** Somebody came into a channel: its members are read anew, by every replica. */
  joined(channelId: string): Promise<void>;
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
const largestAudience = 50_000;
/** The most that Slack gives at a time (`CursorPaginationEnabled` in its library); "conversations.members" takes about 100 calls a minute. */
const membersPage = 999;
/**
 * Accounts that are asked for one by one ("users.info": about 100 a minute), a few at a time. For more, the whole workspace is
 * read page by page.
 */
const askedSingly = 20;
const askedAtOnce = 5;
/** How long an answer waits for the members of its channel, in ms. They are read on, for the next one. */
const patienceMs = 15_000;

export interface SlackPeopleOptions {
  /** Workspaces and organisations whose members count as the company's own, beside the bot's. */
  readonly ownTeams?: readonly string[];
  /** Who came into channels; nobody tells where absent. */
  readonly joins?: JoinMarks;
  /** The workspace that is spoken with, where the token is that of a whole organisation. */
  readonly teamId?: string;
  readonly now?: () => number;
  /** For tests. */
  readonly patienceMs?: number;
}

/** Accounts and members, read from Slack and kept for a while. */
export function createSlackPeople(
  client: webApi.WebClient,
  log: SlackLog,
  options: SlackPeopleOptions = {},
): SlackPeople {
  const { ownTeams = [], joins, teamId: within, now = Date.now } = options;
  const bots = createExpiringCache<BotIdentity>(Number.POSITIVE_INFINITY, now);
  const accounts = createExpiringCache<Account>(lifeMs, now);
  const locales = createExpiringCache<string>(Number.POSITIVE_INFINITY, now);
  const audiences = createExpiringCache<readonly Sender[]>(audienceLifeMs, now);
  const found = createExpiringCache<Account | null>(lifeMs, now);
  const presences = createExpiringCache<string | undefined>(presenceLifeMs, now);

  const bot = (): Promise<BotIdentity> =>
    bots.get('bot', async () => {
      const { user_id: userId = '', team_id: teamId = '', enterprise_id } = await client.auth.test();
      return { userId, teamId: within ?? teamId, enterpriseId: enterprise_id ?? null };
    });

  const account = (accountId: string): Promise<Account> =>
    accounts.get(accountId, async () => {
      const [{ user }, identity] = await Promise.all([
        client.users.info({ user: accountId, include_locale: true }),
        bot(),
      ]);
      const read = readAccount({ ...user, id: accountId }, identity, ownTeams);
      locales.keep(accountId, read.locale ?? '');
      return read;
    });

  const listAccounts = createListedAccounts(client, {
    bot,
    ownTeams,
    lifeMs,
    now,
    onAccount: (one) => locales.keep(one.accountId, one.locale ?? ''),
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
      const page = await client.conversations.members({ channel, limit: membersPage, cursor });
      ids.push(...(page.members ?? []));
      cursor = page.response_metadata?.next_cursor ?? '';
    } while (cursor !== '' && ids.length <= largestAudience);
    if (ids.length <= largestAudience) return await readMembers(ids);
    log.warn(
      { channel, members: ids.length },
      'A channel has more members than are looked at; least rights are used',
    );
    return [unknownMembers];
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

  async function readMembers(ids: readonly string[]): Promise<readonly Sender[]> {
    const isMany = ids.filter((id) => !accounts.has(id)).length > askedSingly;
    const listed = isMany ? await listAccounts() : new Map<string, Account>();
    const found = ids.flatMap((id) => listed.get(id) ?? []);
    const members = found.filter(isReader).map(asSender);
    const unlisted = ids.filter((id) => !listed.has(id));
    // Beside somebody without an address nobody reads anything, whoever the others are.
    if (members.some(({ email }) => email === undefined))
      return [...members, ...unlisted.map((accountId) => ({ accountId }))];
    if (isMany && unlisted.length > askedSingly) return [...members, unknownMembers];
    for (let at = 0; at < unlisted.length; at += askedAtOnce) {
      const asked = await Promise.all(unlisted.slice(at, at + askedAtOnce).map(account));
      members.push(...asked.filter(isReader).map(asSender));
    }
    return members;
  }

  /** A channel of thousands takes long to read for the first time. */
  async function awaitAudience(channel: string): Promise<readonly Sender[]> {
    const key = `${channel} ${(await joins?.read(channel)) ?? ''}`;
    const reading = audiences.get(key, () => readAudience(channel));
    const { patienceMs: patience = patienceMs } = options;
    const limit = new AbortController();
    const late = sleep(patience, null, { signal: limit.signal, ref: false });
    try {
      const read = await Promise.race([reading, late]);
      if (read !== null) return read;
    } finally {
      limit.abort();
      // What fails later is asked for anew with the next question.
      reading.catch(() => {});
      late.catch(() => {});
    }
    log.warn({ channel }, 'The members of a channel take long to read; least rights are used until then');
    return [unknownMembers];
  }

  return {
    bot,
    account,
    knownLocale: (accountId) => locales.get(accountId, async () => ''),
    async audience(channelId) {
      try {
        return await awaitAudience(channelId);
      } catch (err) {
        log.warn({ err, channel: channelId }, 'The members of a channel could not be read');
        return [unknownMembers];
      }
    },
    async joined(channelId) {
      await joins?.set(channelId);
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

/** Bots answer nobody, and who was deactivated cannot sign in. */
const isReader = ({ standing, isDeactivated }: Account): boolean =>
  standing !== 'bot' && isDeactivated !== true;

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
