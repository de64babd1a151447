import { isMissingRight } from '../http/source-error.ts';
import type { NotionApi } from './notion-api.ts';
import type { NotionPage, Parent } from './notion-schemas.ts';
import { plainId } from './rich-text-phrasing.ts';

export interface Place {
  /** Identifiers of the pages above, the highest first, without hyphens. */
  readonly above: readonly string[];
  /** Whether that leads up to the top; not where something above is not shared with the connection. */
  readonly isWhole: boolean;
}

/** Tells what stands above a page; blocks and databases between pages are asked for once a run. */
export interface PagePlaces {
  placeOf(page: NotionPage, signal: AbortSignal): Promise<Place>;
}

/** @param pages all pages by identifier without hyphens */
export function createPagePlaces(api: NotionApi, pages: ReadonlyMap<string, NotionPage>): PagePlaces {
  const asked = new Map<string, Promise<Parent | undefined>>();

  function ask(what: 'blocks' | 'databases', id: string, signal: AbortSignal): Promise<Parent | undefined> {
    const parent =
      asked.get(id) ??
      api.parentOf(what, id, signal).catch((error: unknown) => {
        if (isMissingRight(error)) return undefined;
        throw error;
      });
    asked.set(id, parent);
    return parent;
  }

  return {
    async placeOf(page, signal) {
      const above: string[] = [];
      let parent: Parent | undefined = page.parent;
      // No tree of pages is as deep as that; a circle would be.
      for (let step = 0; step < 200; step++) {
        if (parent === undefined) return { above, isWhole: false };
        if (parent.type === 'workspace') return { above, isWhole: true };
        if (parent.page_id != null) {
          above.unshift(plainId(parent.page_id));
          parent = pages.get(plainId(parent.page_id))?.parent;
        } else if (parent.block_id != null) parent = await ask('blocks', parent.block_id, signal);
        else if (parent.database_id != null) parent = await ask('databases', parent.database_id, signal);
        else return { above, isWhole: false };
      }
      return { above, isWhole: false };
    },
  };
}
