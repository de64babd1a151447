import { hash } from 'node:crypto';
import type { Lookup } from './match-filter.ts';
import type { ScimResource } from './scim-resource.ts';
import { isObject } from './tidy-attributes.ts';

/** Under which keys a resource is found without looking at all of them. */
export function keysOf({ attributes }: ScimResource): ReadonlySet<string> {
  const { userName, externalId, displayName, emails } = attributes;
  const keys = new Set<string>();
  const add = (attribute: Lookup['attribute'], value: unknown): void => {
    if (typeof value === 'string') keys.add(normalizeKey(attribute, value));
  };
  add('userName', userName);
  add('externalId', externalId);
  add('displayName', displayName);
  for (const email of Array.isArray(emails) ? emails : []) if (isObject(email)) add('email', email.value);
  return keys;
}

/** Values may be long, and keys must not be. */
export function normalizeKey(attribute: Lookup['attribute'], value: string): string {
  return `${attribute}:${hash('sha256', value.toLowerCase(), 'base64url')}`;
}
