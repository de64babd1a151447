import { isMissingRight } from '../http/source-error.ts';
import type { OutlineApi } from './outline-api.ts';
import type { OutlineDocument } from './outline-schemas.ts';

type Known = Pick<OutlineDocument, 'id' | 'urlId' | 'title' | 'collectionId' | 'parentDocumentId'>;

/** Documents that others name: those read already, and others asked for once a run. */
export interface DocumentLookup {
  note(document: OutlineDocument): void;
  /** @returns undefined for one that is gone, or that the key may not see. */
  find(id: string, signal: AbortSignal): Promise<Known | undefined>;
  /** What stands above a document, the highest first. */
  above(document: Known, signal: AbortSignal): Promise<readonly Known[]>;
}

export function createDocumentLookup(api: OutlineApi): DocumentLookup {
  const known = new Map<string, Promise<Known | undefined>>();

  async function ask(id: string, signal: AbortSignal): Promise<Known | undefined> {
    try {
      return shortOf(await api.document(id, signal));
    } catch (error) {
      if (isMissingRight(error)) return undefined;
      throw error;
    }
  }

  function find(id: string, signal: AbortSignal): Promise<Known | undefined> {
    const asked = known.get(id) ?? ask(id, signal);
    known.set(id, asked);
    return asked;
  }

  return {
    note(document) {
      const short = Promise.resolve(shortOf(document));
      known.set(document.id, short);
      known.set(document.urlId, short);
    },
    find,
    async above(document, signal) {
      const chain: Known[] = [];
      let next = document.parentDocumentId ?? undefined;
      while (next !== undefined && !chain.some(({ id }) => id === next)) {
        const parent = await find(next, signal);
        if (parent === undefined) break;
        chain.unshift(parent);
        next = parent.parentDocumentId ?? undefined;
      }
      return chain;
    },
  };
}

/** Without the text, since all of them are kept for the length of a run. */
function shortOf({ id, urlId, title, collectionId, parentDocumentId }: OutlineDocument): Known {
  return { id, urlId, title, collectionId, parentDocumentId };
}
