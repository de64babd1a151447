import type { AccountProblem } from '../fetch-source.ts';
import type { Reference } from '../graph-records.ts';
import type { TransformedSource } from '../transform-records.ts';
import type { UnknownAccount } from './propose-matches.ts';

/** Gathers the texts of a source that name nobody, with what the source tells beside them. */
export class UnknownAccounts {
  readonly #source: string;
  readonly #names: ReadonlyMap<string, string>;
  /** Teams of tasks, by the id of the task. */
  readonly #teams = new Map<string, string>();
  readonly #found = new Map<string, { readonly place: string; readonly teams: Set<string> }>();

  constructor({ source, references }: TransformedSource, accounts: readonly AccountProblem[]) {
    this.#source = source;
    this.#names = new Map(
      accounts.flatMap(({ account: { key, name } }) => (name === undefined ? [] : [[key, name] as const])),
    );
    for (const { type, from, to } of references)
      if (type === 'OWNED_BY' && 'id' in from && 'text' in to) this.#teams.set(from.id, to.text);
  }

  note(text: string, { place, to }: Reference): void {
    const found = this.#found.get(text) ?? { place, teams: new Set<string>() };
    this.#found.set(text, found);
    const team = 'id' in to ? this.#teams.get(to.id) : undefined;
    if (team !== undefined) found.teams.add(team);
  }

  list(): readonly UnknownAccount[] {
    return [...this.#found].map(([key, { place, teams }]) => {
      const name = this.#names.get(key);
      return { source: this.#source, key, teams: [...teams], place, ...(name !== undefined && { name }) };
    });
  }
}
