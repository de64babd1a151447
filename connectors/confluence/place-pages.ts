import pMap from 'p-map';
import type { ListedPage } from '../changes/page-choice.ts';
import type { Problem, ReadingRule } from '../connector.ts';
import type { Space } from './confluence-schemas.ts';
import type { IndexedPage, PageIndex } from './page-index.ts';
import type { PageRestrictions } from './page-restrictions.ts';

/** Where a page stands, and who may read it. */
export interface Place {
  readonly ancestors: readonly string[];
  readonly readers: ReadingRule;
}

export interface PlacedSpace {
  readonly space: Space;
  readonly rule: ReadingRule;
  /** By identifier, without those whose restrictions may not be read. */
  readonly places: ReadonlyMap<string, Place>;
  readonly listed: readonly ListedPage[];
  readonly problems: readonly Problem[];
}

interface Placing {
  readonly index: PageIndex;
  readonly restrictions: PageRestrictions;
  readonly signal: AbortSignal;
}

/** Pages whose restrictions are asked for at a time. */
const concurrency = 4;

/** The place of one page; the identifier of what closes it where its restrictions may not be read. */
export async function placePage(
  { id, parentId }: Pick<IndexedPage, 'id' | 'parentId'>,
  rule: ReadingRule,
  { index, restrictions, signal }: Placing,
): Promise<Place | { readonly closedBy: string }> {
  const ancestors = await index.ancestorsOf({ id, parentId });
  const restricted = await restrictions.clausesOf([...ancestors, id], signal);
  return 'closedBy' in restricted ? restricted : { ancestors, readers: [...rule, ...restricted.clauses] };
}

/**
 * Asks for the restrictions of all pages of a space: they change without a change of the page.
 *
 * @param rule who may view the space
 */
export async function placeSpace(space: Space, rule: ReadingRule, placing: Placing): Promise<PlacedSpace> {
  const { index } = placing;
  const places = new Map<string, Place>();
  const listed: ListedPage[] = [];
  const closed = new Set<string>();
  await pMap(
    index.inSpace(space.id),
    async (page) => {
      const place = await placePage(page, rule, placing);
      if ('closedBy' in place) closed.add(place.closedBy);
      else {
        places.set(page.id, place);
        const above = place.ancestors.flatMap((id) => index.get(id) ?? []);
        const path = [space.name, ...above.map(({ id, title }) => [id, title])];
        listed.push({
          ...{ key: page.id, updatedAt: page.updatedAt },
          frame: [path, page.title, page.webui, place.readers],
        });
      }
    },
    { concurrency },
  );
  const problems = [...closed].map((id) => describeClosed(id, space, index));
  return { space, rule, places, listed, problems };
}

function describeClosed(id: string, { key }: Space, index: PageIndex): Problem {
  const page = index.get(id);
  const name = page === undefined ? `what has the number ${id}` : `'${page.title}'`;
  return {
    place: `${key}: ${name}`,
    message: `The restriction of ${name} may not be read by this account, or lets in nobody who is known; it and all below it are left out.`,
    lacksRight: true,
  };
}
