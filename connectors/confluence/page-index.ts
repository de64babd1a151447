import type { ZodError } from 'zod';
import type { Fetched } from '../connector.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ConfluenceApi } from './confluence-api.ts';
import { pageSchema, placedSchema, type Space } from './confluence-schemas.ts';
import type { PageName } from './storage-to-markdown.ts';

export interface IndexedPage {
  readonly id: string;
  readonly title: string;
  /** What it stands below: a page, or a folder, a board or a database, which are no pages. */
  readonly parentId: string | undefined;
  /** Path below the site. */
  readonly webui: string;
  /** When it was last changed. */
  readonly updatedAt: string | undefined;
}

/** A page of another shape. */
export interface MalformedPage {
  readonly told: Extract<Fetched, { readonly problem: unknown }>;
  /** Identifier of its space. */
  readonly space: string;
  /** Where it stands, which tells who may see it; undefined where that is malformed as well. */
  readonly at: Pick<IndexedPage, 'id' | 'parentId'> | undefined;
}

/** The pages of the spaces that are read, without their text. */
export interface PageIndex {
  get(id: string): IndexedPage | undefined;
  /** @param space its identifier */
  inSpace(space: string): readonly IndexedPage[];
  /** Pages of another shape. */
  readonly setAside: readonly MalformedPage[];
  /** @param space key of the space of the page that names it */
  find(name: PageName, space: string): IndexedPage | undefined;
  /** Identifiers of what stands above a page, the highest first. */
  ancestorsOf(page: {
    readonly id: string;
    readonly parentId: string | undefined;
  }): Promise<readonly string[]>;
}

/** Links name pages by title, and restrictions come from above, so that all pages are looked at before the first is read. */
export async function createPageIndex(
  api: ConfluenceApi,
  spaces: readonly Space[],
  signal: AbortSignal,
): Promise<PageIndex> {
  const byId = new Map<string, IndexedPage>();
  const byName = new Map<string, IndexedPage>();
  const bySpace = new Map<string, IndexedPage[]>();
  const setAside: MalformedPage[] = [];
  const above = new Map<string, Promise<readonly string[]>>();
  for (const space of spaces) {
    for await (const value of api.pages(space.id, 'titles', signal)) {
      const parsed = pageSchema.safeParse(value);
      if (!parsed.success) {
        const at = placedSchema.safeParse(value);
        setAside.push({
          told: describeMalformed(value, space, parsed.error),
          space: space.id,
          at: at.success ? { id: at.data.id, parentId: at.data.parentId ?? undefined } : undefined,
        });
        continue;
      }
      const { id, title, parentId, version, _links } = parsed.data;
      const page: IndexedPage = {
        ...{ id, title, parentId: parentId ?? undefined, updatedAt: version?.createdAt },
        webui: _links?.webui ?? `/pages/${id}`,
      };
      byId.set(id, page);
      const others = bySpace.get(space.id) ?? [];
      others.push(page);
      bySpace.set(space.id, others);
      byName.set(nameKey(space.key, title), page);
    }
  }

  /** The service is asked where the index does not lead up to the top: above anything that is no page of it. */
  function askAbove(id: string, parentId: string): Promise<readonly string[]> {
    const asked = above.get(parentId) ?? api.ancestors(id, signal);
    above.set(parentId, asked);
    return asked;
  }

  return {
    get: (id) => byId.get(id),
    inSpace: (space) => bySpace.get(space) ?? [],
    setAside,
    find: ({ title, space: named }, space) => byName.get(nameKey(named ?? space, title)),
    async ancestorsOf({ id, parentId }) {
      const chain: string[] = [];
      for (let next = parentId; next !== undefined; ) {
        const parent = byId.get(next);
        // Pages may be moved while they are listed, so that one seems to stand above itself.
        if (parent === undefined || chain.includes(next)) return await askAbove(id, parentId ?? next);
        chain.unshift(next);
        next = parent.parentId;
      }
      return chain;
    },
  };
}

/** What is told of a page of another shape, of which what was read before stays. */
export function describeMalformed(value: unknown, { key }: Space, error: ZodError) {
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined;
  const message = `The page has another shape${describeShape(error)}; left out.`;
  return {
    problem: { place: `${key}: page ${id ?? '?'}`, message },
    setAside: id === undefined ? null : ({ kind: 'article', key: id } as const),
  };
}

/** A title is unique within its space. */
function nameKey(space: string, title: string): string {
  return `${space}\n${title}`;
}
