import { isMissingRight } from '../http/source-error.ts';
import type { ConfluenceApi } from './confluence-api.ts';
import type { ConfluencePeople } from './confluence-people.ts';

/** Readers by restrictions: a page is for those whom its own and all those above it let in. */
export interface PageRestrictions {
  /**
   * @param contents a page and all that stands above it
   * @returns one clause for each that is restricted; the identifier of one whose restriction may not be read, or lets in nobody who is
   *   known.
   */
  clausesOf(
    contents: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly clauses: readonly (readonly string[])[] } | { readonly closedBy: string }>;
}

/** Confluence does not list what a page inherits, so that each page above is asked for itself, once a run. */
export function createPageRestrictions(api: ConfluenceApi, people: ConfluencePeople): PageRestrictions {
  const asked = new Map<string, Promise<readonly string[] | 'open' | 'closed'>>();

  async function read(content: string, signal: AbortSignal) {
    try {
      const { users, groups } = await api.restriction(content, signal);
      if (users.length === 0 && groups.length === 0) return 'open';
      const members = await people.readersOf(
        [],
        groups.flatMap(({ id }) => id ?? []),
        signal,
      );
      const readers = [...new Set([...people.readers(users), ...members])].sort();
      return readers.length === 0 ? 'closed' : readers;
    } catch (error) {
      if (isMissingRight(error)) return 'closed';
      throw error;
    }
  }

  return {
    async clausesOf(contents, signal) {
      const restrictions = await Promise.all(
        contents.map((content) => {
          const known = asked.get(content) ?? read(content, signal);
          asked.set(content, known);
          return known;
        }),
      );
      const closed = restrictions.indexOf('closed');
      if (closed >= 0) return { closedBy: contents[closed] ?? '' };
      return { clauses: restrictions.filter((one) => typeof one !== 'string') };
    },
  };
}
