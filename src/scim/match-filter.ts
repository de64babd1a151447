import { type Filter, parse } from 'scim2-parse-filter';
import { ScimError } from './scim-error.ts';
import { isObject } from './tidy-attributes.ts';

const longestFilter = 1_000;

/**
 * A filter (RFC 7644, 3.4.2.2).
 *
 * @throws ScimError 400 `invalidFilter` with where it cannot be read.
 */
export function parseFilter(text: string): Filter {
  // A quote that is never closed before many line breaks would keep the parser busy for ever.
  if (text.length > longestFilter || /\p{Cc}/u.test(text))
    throw new ScimError(
      400,
      `A filter has at most ${longestFilter} characters, on one line.`,
      'invalidFilter',
    );
  try {
    return joinValuePath(parse(text));
  } catch (error) {
    throw new ScimError(400, `The filter cannot be read: ${String(error)}`, 'invalidFilter');
  }
}

/**
 * The parser takes `emails[type eq "work"].value eq "…"` apart into two conditions, which two addresses could satisfy between
 * them; one and the same must.
 */
function joinValuePath(filter: Filter): Filter {
  switch (filter.op) {
    case 'and': {
      const [outer, inner, ...rest] = filter.filters;
      if (
        rest.length === 0 &&
        outer?.op === '[]' &&
        inner !== undefined &&
        'attrPath' in inner &&
        inner.op !== '[]'
      ) {
        const prefix = `${outer.attrPath}.`;
        if (inner.attrPath.startsWith(prefix)) {
          const own = { ...inner, attrPath: inner.attrPath.slice(prefix.length) };
          return { ...outer, valFilter: { op: 'and', filters: [outer.valFilter, own] } };
        }
      }
      return { ...filter, filters: filter.filters.map(joinValuePath) };
    }
    case 'or':
      return { ...filter, filters: filter.filters.map(joinValuePath) };
    case 'not':
      return { ...filter, filter: joinValuePath(filter.filter) };
    default:
      return filter;
  }
}

/** Whether a resource, or one of several values, satisfies a filter. Case counts in identifiers alone (RFC 7643, 2.2). */
export function matchesFilter(value: unknown, filter: Filter): boolean {
  switch (filter.op) {
    case 'and':
      return filter.filters.every((one) => matchesFilter(value, one));
    case 'or':
      return filter.filters.some((one) => matchesFilter(value, one));
    case 'not':
      return !matchesFilter(value, filter.filter);
    case '[]':
      return valuesAt(value, filter.attrPath).some((one) => matchesFilter(one, filter.valFilter));
    case 'pr':
      return valuesAt(value, filter.attrPath).length > 0;
    case 'ne':
      return !matchesFilter(value, { ...filter, op: 'eq' });
    default: {
      const isExact = /(^|\.)(id|externalId)$/i.test(filter.attrPath);
      const form = (one: unknown): string => (isExact ? String(one) : String(one).toLowerCase());
      const wanted = form(filter.compValue);
      return valuesAt(value, filter.attrPath).some((found) => compare(filter.op, form(found), wanted));
    }
  }
}

function compare(op: string, found: string, wanted: string): boolean {
  switch (op) {
    case 'eq':
      return found === wanted;
    case 'co':
      return found.includes(wanted);
    case 'sw':
      return found.startsWith(wanted);
    case 'ew':
      return found.endsWith(wanted);
    case 'gt':
      return found > wanted;
    case 'ge':
      return found >= wanted;
    case 'lt':
      return found < wanted;
    default:
      return found <= wanted;
  }
}

/** The values at a path, those of several among them; of an object that has a `value`, that. */
function valuesAt(value: unknown, path: string): readonly unknown[] {
  const colon = path.lastIndexOf(':');
  const names = [...(colon < 0 ? [] : [path.slice(0, colon)]), ...path.slice(colon + 1).split('.')];
  let found: readonly unknown[] = [value];
  for (const name of names)
    found = found.flatMap((one) => {
      const inner = isObject(one) ? Object.entries(one).find(([key]) => isSame(key, name))?.[1] : undefined;
      return inner === undefined || inner === null ? [] : [inner].flat();
    });
  return found.length === 0 && /^urn:ietf:params:scim:schemas:core:2\.0:\w+:/i.test(path)
    ? valuesAt(value, path.slice(colon + 1))
    : found;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** An attribute that resources are found by without looking at all of them. */
export interface Lookup {
  readonly attribute: 'id' | 'userName' | 'externalId' | 'displayName' | 'email';
  readonly value: string;
}

const lookups: Readonly<Record<string, Lookup['attribute']>> = {
  id: 'id',
  username: 'userName',
  externalid: 'externalId',
  displayname: 'displayName',
  'emails.value': 'email',
  emails: 'email',
};

/** What every resource that satisfies the filter must have; undefined where all must be looked at. */
export function lookupOf(filter: Filter, within = ''): Lookup | undefined {
  switch (filter.op) {
    case 'and':
      return filter.filters.map((one) => lookupOf(one, within)).find((found) => found !== undefined);
    case '[]':
      return lookupOf(filter.valFilter, `${filter.attrPath}.`);
    case 'eq': {
      const attribute = lookups[`${within}${filter.attrPath}`.toLowerCase()];
      return attribute === undefined || typeof filter.compValue !== 'string'
        ? undefined
        : { attribute, value: filter.compValue };
    }
    default:
      return undefined;
  }
}
