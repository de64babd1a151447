import { isMissingRight, missingRight } from '../http/source-error.ts';
import type { AccountBook } from '../people/account-book.ts';
import type { OutlineApi, Shared } from './outline-api.ts';
import type { Collection, OutlineUser } from './outline-schemas.ts';

/** Who may see collections and documents that are shared by themselves. */
export interface OutlineReaders {
  /**
   * Everyone for a collection that is open to the workspace; else its members, those of groups included.
   *
   * @throws AppError `source_unreadable` where the key may not read the members.
   */
  ofCollection(collection: Collection, signal: AbortSignal): Promise<readonly string[]>;
  /**
   * Those of its collection, and whom a document is shared with by itself; Outline hands that down to the documents below.
   *
   * @param readers of its collection
   */
  ofDocument(id: string, readers: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
}

export function createOutlineReaders(
  api: OutlineApi,
  users: ReadonlyMap<string, OutlineUser>,
  book: AccountBook,
): OutlineReaders {
  const groups = new Map<string, Promise<readonly string[]>>();

  const readerOf = (id: string): string => book.reader(accountOf(users.get(id) ?? { id }));

  function membersOf(group: string, signal: AbortSignal): Promise<readonly string[]> {
    const asked = groups.get(group) ?? collect(api.groupMembers(group, signal));
    groups.set(group, asked);
    return asked;
  }

  async function sharedWith(of: Shared, id: string, signal: AbortSignal): Promise<readonly string[]> {
    const people = await collect(api.members(of, id, signal));
    for (const group of await collect(api.groups(of, id, signal)))
      people.push(...(await membersOf(group, signal)));
    return [...new Set(people)].map(readerOf).sort();
  }

  return {
    async ofCollection({ id, name, permission }, signal) {
      if (permission != null) return ['everyone'];
      return await withRight(`the collection '${name}'`, () => sharedWith('collections', id, signal));
    },
    async ofDocument(id, readers, signal) {
      if (readers.includes('everyone')) return readers;
      const own = await withRight(`the document ${id}`, () => sharedWith('documents', id, signal));
      return [...new Set([...readers, ...own])].sort();
    },
  };
}

async function withRight<T>(what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!isMissingRight(cause)) throw cause;
    const message = `Who may see ${what} may not be read by this key; make it that of an administrator, or name readers in the configuration.`;
    throw missingRight(message, cause);
  }
}

export function accountOf({ id, name, email, isSuspended }: OutlineUser) {
  return { id, email, name: name ?? undefined, active: isSuspended !== true };
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
