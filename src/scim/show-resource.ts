import { hash } from 'node:crypto';
import { ScimError } from './scim-error.ts';
import type { Attributes, ScimResource } from './scim-resource.ts';
import { urn } from './scim-schemas.ts';
import { isObject } from './tidy-attributes.ts';

/** Which attributes an answer has (RFC 7644, 3.9); lower-case names. */
export interface Projection {
  readonly only: ReadonlySet<string> | null;
  readonly without: ReadonlySet<string>;
}

export function readProjection(query: URLSearchParams): Projection {
  const names = (parameter: string): readonly string[] =>
    (query.get(parameter) ?? '')
      .split(',')
      .map((name) => withoutCore(name.trim().toLowerCase()))
      .filter((name) => name !== '');
  const only = names('attributes');
  const without = names('excludedAttributes');
  if (only.length > 0 && without.length > 0)
    throw new ScimError(400, 'Of attributes and excludedAttributes, one can be given.', 'invalidValue');
  return { only: only.length === 0 ? null : new Set(only), without: new Set(without) };
}

/** Changes whenever what was pushed changes. */
export function versionOf(resource: ScimResource): string {
  return `W/"${hash('sha1', JSON.stringify(resource.attributes), 'base64url')}"`;
}

/** A resource as it is answered. */
export function showResource(resource: ScimResource, address: string, projection: Projection): object {
  const { kind, id, created, lastModified, attributes } = resource;
  const extensions = Object.keys(attributes).filter((name) => name.startsWith('urn:'));
  const location = `${address}/${kind}s/${id}`;
  const meta = { resourceType: kind, created, lastModified, location, version: versionOf(resource) };
  const shown = Object.entries({ ...attributes, meta }).flatMap(([name, value]) => {
    const part = project(name, value, projection);
    return part === undefined ? [] : [[name, part] as const];
  });
  return {
    schemas: [kind === 'User' ? urn.user : urn.group, ...extensions],
    id,
    ...Object.fromEntries(shown),
  };
}

function project(name: string, value: unknown, { only, without }: Projection): unknown {
  const lower = name.toLowerCase();
  if (without.has(lower)) return undefined;
  // An extension's attributes stand behind a colon, parts of others behind a dot.
  const separator = lower.startsWith('urn:') ? ':' : '.';
  const isPart = (one: string): boolean => one.startsWith(lower + separator);
  const wanted = only === null || only.has(lower) ? null : [...only].filter(isPart);
  if (wanted?.length === 0) return undefined;
  const unwanted = [...without].filter(isPart);
  if (wanted === null && unwanted.length === 0) return value;
  const cut = (item: unknown): unknown =>
    isObject(item)
      ? pick(item, (key) => {
          const full = `${lower}${separator}${key.toLowerCase()}`;
          return (
            (wanted?.some((one) => one === full || one.startsWith(`${full}.`)) ?? true) &&
            !unwanted.includes(full)
          );
        })
      : item;
  return Array.isArray(value) ? value.map(cut) : cut(value);
}

function pick(item: Attributes, isWanted: (name: string) => boolean): Attributes {
  return Object.fromEntries(Object.entries(item).filter(([name]) => isWanted(name)));
}

function withoutCore(name: string): string {
  return name.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, '');
}
