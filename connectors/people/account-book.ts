import type { Problem } from '../connector.ts';

/** An account of a service, as far as it shows it. */
export interface Account {
  readonly id: string;
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  /** Whether somebody still uses it; accounts of leavers are not worth a report. */
  readonly active?: boolean | undefined;
}

/** Tells whose an account is, and remembers those of which that is not known. */
export interface AccountBook {
  /** How records name the person: by the configured map, else the address, else the account itself. */
  person(account: Account): string;
  /** The same as a reader of a rule; a name that anyone may change counts for nothing there, nor does a key of another source. */
  reader(account: Account): string;
  /** One for each account that could not be told since the last call. */
  problems(): readonly Problem[];
}

export interface AccountBookOptions {
  /** Name of the source, for messages. */
  readonly source: string;
  readonly accounts: Readonly<Record<string, string>>;
  readonly matchNames: boolean;
}

export function createAccountBook({ source, accounts, matchNames }: AccountBookOptions): AccountBook {
  const known = new Map(Object.entries(accounts));
  const reported = new Set<string>();
  let problems: Problem[] = [];

  function addressOf({ id, email }: Account): string | undefined {
    return known.get(id) ?? (email == null || email.trim() === '' ? undefined : email.trim());
  }

  function report({ id, name, active }: Account): void {
    if (active === false || reported.has(id)) return;
    reported.add(id);
    problems.push({
      place: `${source}: account ${id}`,
      account: { key: id, ...(name !== undefined && { name }) },
      message: `The service shows no e-mail address of ${name === undefined ? 'it' : `${name}'s account`}; say whose it is under accounts.`,
    });
  }

  return {
    person(account) {
      const address = addressOf(account);
      if (address !== undefined) return address;
      if (matchNames && account.name !== undefined && account.name.trim() !== '') return account.name.trim();
      report(account);
      return account.id;
    },
    reader(account) {
      const address = addressOf(account);
      if (address === undefined) report(account);
      return address === undefined ? `account:${account.id}` : `user:${address}`;
    },
    problems() {
      const found = problems;
      problems = [];
      return found;
    },
  };
}
