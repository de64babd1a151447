import type { Account, AccountBook } from '../people/account-book.ts';
import type { ConfluenceApi } from './confluence-api.ts';
import type { ConfluenceUser } from './confluence-schemas.ts';

/** People behind accounts and groups, each asked for once a run. */
export interface ConfluencePeople {
  /** What the site tells of these accounts; those that it does not know are absent. */
  lookUp(accounts: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Account>>;
  /** Readers of rules: accounts as they are looked up, members of groups; apps are none. */
  readersOf(
    accounts: readonly string[],
    groups: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  readers(users: readonly ConfluenceUser[]): readonly string[];
}

/** Accounts of one request ("Create bulk user lookup using ids"). */
const mostAccounts = 100;

export function createConfluencePeople(api: ConfluenceApi, book: AccountBook): ConfluencePeople {
  const known = new Map<string, Promise<ConfluenceUser | undefined>>();
  const groups = new Map<string, Promise<readonly string[]>>();

  function ask(accounts: readonly string[], signal: AbortSignal): void {
    const missing = accounts.filter((account) => !known.has(account));
    for (let at = 0; at < missing.length; at += mostAccounts) {
      const some = missing.slice(at, at + mostAccounts);
      const answer = api.users(some, signal);
      for (const account of some)
        known.set(
          account,
          answer.then((users) => users.find(({ accountId }) => accountId === account)),
        );
    }
  }

  async function usersOf(accounts: readonly string[], signal: AbortSignal): Promise<ConfluenceUser[]> {
    ask(accounts, signal);
    return await Promise.all(
      accounts.map(async (account) => (await known.get(account)) ?? { accountId: account }),
    );
  }

  const readers = (users: readonly ConfluenceUser[]): readonly string[] =>
    users.flatMap((user) => {
      const account = accountOf(user);
      return account === undefined || user.accountType === 'app' ? [] : [book.reader(account)];
    });

  function membersOf(group: string, signal: AbortSignal): Promise<readonly string[]> {
    const asked =
      groups.get(group) ??
      (async () => {
        const users: ConfluenceUser[] = [];
        for await (const user of api.members(group, signal)) users.push(user);
        return readers(users);
      })();
    groups.set(group, asked);
    return asked;
  }

  return {
    async lookUp(accounts, signal) {
      const users = await usersOf(accounts, signal);
      return new Map(
        users.flatMap((user) => {
          const account = accountOf(user);
          return account === undefined ? [] : [[account.id, account] as const];
        }),
      );
    },
    async readersOf(accounts, groupIds, signal) {
      const members = await Promise.all(groupIds.map((group) => membersOf(group, signal)));
      return [...readers(await usersOf(accounts, signal)), ...members.flat()];
    },
    readers,
  };
}

function accountOf({ accountId, email, displayName, publicName, accountStatus }: ConfluenceUser) {
  if (accountId == null || accountId === '') return undefined;
  return {
    id: accountId,
    email,
    name: present(displayName) ?? present(publicName),
    active: accountStatus == null ? undefined : accountStatus === 'active',
  } satisfies Account;
}

function present(text: string | null | undefined): string | undefined {
  return text == null || text.trim() === '' ? undefined : text;
}
