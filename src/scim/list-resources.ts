import { z } from 'zod';
import type { ScimAnswer, ScimRequest } from './answer-request.ts';
import { lookupOf, matchesFilter, parseFilter } from './match-filter.ts';
import type { ResourceStore } from './resource-store.ts';
import { ScimError } from './scim-error.ts';
import type { Attributes, ResourceKind, ScimResource } from './scim-resource.ts';
import { mostResults, urn } from './scim-schemas.ts';
import { readProjection, showResource } from './show-resource.ts';

const searchSchema = z.object({
  filter: z.string().optional(),
  startIndex: z.int().optional(),
  count: z.int().optional(),
  attributes: z.array(z.string()).optional(),
  excludedAttributes: z.array(z.string()).optional(),
});

/** A query that stands in the body (RFC 7644, 3.4.3), as if it stood in the address. */
export async function readSearch({ method, readBody }: ScimRequest): Promise<URLSearchParams> {
  if (method !== 'POST') throw new ScimError(405, 'A search is a POST.');
  const parsed = searchSchema.safeParse(await readBody());
  if (!parsed.success) throw new ScimError(400, 'The search cannot be read.', 'invalidSyntax');
  return new URLSearchParams(
    Object.entries(parsed.data).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    ),
  );
}

export interface Listing {
  readonly store: ResourceStore;
  readonly address: string;
  readonly kinds: readonly ResourceKind[];
}

/** A page of the resources that a query finds, with how many there are in all (RFC 7644, 3.4.2). */
export async function listResources(
  query: URLSearchParams,
  { store, address, kinds }: Listing,
): Promise<ScimAnswer> {
  const projection = readProjection(query);
  const startIndex = Math.max(1, wholeNumber(query, 'startIndex', 1));
  const count = Math.min(mostResults, Math.max(0, wholeNumber(query, 'count', mostResults)));
  const text = query.get('filter');
  const filter = text === null || text.trim() === '' ? undefined : parseFilter(text);
  const lookup = filter === undefined ? undefined : lookupOf(filter);
  const page: object[] = [];
  let total = 0;
  for (const kind of kinds) {
    const candidates = lookup === undefined ? store.all(kind) : await store.find(kind, lookup);
    for await (const resource of candidates) {
      if (filter !== undefined && !matchesFilter(filterable(resource), filter)) continue;
      total++;
      if (total >= startIndex && page.length < count) page.push(showResource(resource, address, projection));
      // How many there are is known without looking at the rest.
      else if (filter === undefined && total >= startIndex) break;
    }
  }
  if (filter === undefined)
    total = (await Promise.all(kinds.map((kind) => store.count(kind)))).reduce(sum, 0);
  return { status: 200, body: listOf(page, total, startIndex) };
}

function filterable({ id, created, lastModified, attributes }: ScimResource): Attributes {
  return { ...attributes, id, meta: { created, lastModified } };
}

/** A list as it is answered. */
export function listOf(page: readonly object[], totalResults: number, startIndex: number): object {
  return { schemas: [urn.list], totalResults, startIndex, itemsPerPage: page.length, Resources: page };
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^-?\d{1,9}$/.test(text)) throw new ScimError(400, `${name} must be a whole number.`, 'invalidValue');
  return Number(text);
}

function sum(one: number, other: number): number {
  return one + other;
}
