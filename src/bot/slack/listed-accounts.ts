import type { webApi } from '@slack/bolt';
import { type Account, readAccount } from './slack-account.ts';
import type { BotIdentity } from './slack-people.ts';

/** All accounts of a workspace by their ids: for channels whose members would take too many calls one by one. */
export type ListedAccounts = () => Promise<ReadonlyMap<string, Account>>;

/** Slack takes up to 1,000 and recommends fewer ("Pagination"); "users.list" takes about 20 calls a minute. */
const pageSize = 500;
const mostPages = 200;

export interface ListedAccountsOptions {
  readonly bot: () => Promise<BotIdentity>;
  readonly ownTeams: readonly string[];
  /** How long they are kept, in ms; after half of it, whoever asks has them read anew without waiting. */
  readonly lifeMs: number;
  readonly now: () => number;
  /** Told of each account as it is read. */
  readonly onAccount?: (account: Account) => void;
}

interface Listing {
  readonly begun: number;
  readonly accounts: Promise<ReadonlyMap<string, Account>>;
}

export function createListedAccounts(
  client: webApi.WebClient,
  { bot, ownTeams, lifeMs, now, onAccount }: ListedAccountsOptions,
): ListedAccounts {
  /** The one that was read last, and the one that is being read. */
  let last: Listing | undefined;
  let next: Listing | undefined;

  async function read(): Promise<ReadonlyMap<string, Account>> {
    const identity = await bot();
    const accounts = new Map<string, Account>();
    let cursor = '';
    for (let page = 0; page < mostPages; page++) {
      const listed = await client.users.list({ limit: pageSize, include_locale: true, cursor });
      for (const user of listed.members ?? []) {
        const one = readAccount(user, identity, ownTeams);
        accounts.set(one.accountId, one);
        onAccount?.(one);
      }
      cursor = listed.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
    return accounts;
  }

  function begin(): Listing {
    if (next !== undefined) return next;
    const listing: Listing = { begun: now(), accounts: read() };
    next = listing;
    listing.accounts.then(
      () => {
        last = listing;
        next = undefined;
      },
      () => {
        next = undefined;
      },
    );
    return listing;
  }

  return async () => {
    const age = last === undefined ? Number.POSITIVE_INFINITY : now() - last.begun;
    if (last === undefined || age >= lifeMs) return await begin().accounts;
    if (age >= lifeMs / 2) begin();
    return await last.accounts;
  };
}
