import { ScimError } from './scim-error.ts';
import type { Attributes, ResourceKind } from './scim-resource.ts';
import { canonicalNames, multiValued, urn } from './scim-schemas.ts';

/** Not kept: ours to say, or a secret. */
const notKept = new Set(['id', 'meta', 'schemas', 'groups', 'password']);
const deepest = 8;
const longestName = 500;

/** Names that objects have by themselves; nothing pushed may be called so. */
export const forbiddenNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What was pushed in one form, whichever provider wrote it: names as the schemas write them, switches that came as texts, single
 * values where several are meant, a manager that came as a bare id; without what is empty, and what is not kept.
 *
 * @throws ScimError 400 where it is no resource, or lacks what it needs.
 */
export function tidyAttributes(kind: ResourceKind, body: unknown): Attributes {
  if (!isObject(body)) throw new ScimError(400, 'The body must be one JSON object.', 'invalidSyntax');
  const attributes: Record<string, unknown> = {};
  for (const [given, value] of Object.entries(body)) {
    const name = nameOf(given);
    if (notKept.has(name)) continue;
    const tidy = tidyValue(name, value, 1);
    if (tidy !== undefined) attributes[name] = tidy;
  }
  const named = kind === 'User' ? 'userName' : 'displayName';
  const text = attributes[named];
  if (typeof text !== 'string' || text.trim() === '' || text.length > longestName)
    throw new ScimError(
      400,
      `A ${kind} needs ${named}, a text of at most ${longestName} characters.`,
      'invalidValue',
    );
  return attributes;
}

/** The name as the schemas write it. @throws ScimError 400 for one that may not be used. */
export function nameOf(given: string): string {
  if (forbiddenNames.has(given))
    throw new ScimError(400, `Nothing can be called '${given}'.`, 'invalidSyntax');
  const lower = given.toLowerCase();
  if (lower === urn.enterprise.toLowerCase()) return urn.enterprise;
  return canonicalNames.get(lower) ?? given;
}

function tidyValue(name: string, value: unknown, depth: number): unknown {
  if (depth > deepest) throw new ScimError(400, `'${name}' is nested too deep.`, 'invalidValue');
  if (value === null || value === undefined || value === '') return undefined;
  if (name === 'active' || name === 'primary') return asSwitch(value);
  if (name === 'manager' && typeof value === 'string') return { value };
  // Who manages somebody is told by the id; a name would grow old here, and be that of somebody else's.
  if (name === 'manager' && isObject(value) && 'displayName' in value) {
    const { displayName: _, ...told } = value;
    return tidyValue(name, told, depth);
  }
  if (multiValued.has(name)) return tidyList(name, Array.isArray(value) ? value : [value], depth);
  if (Array.isArray(value)) {
    const items = value.map((item) => tidyValue(name, item, depth + 1)).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    // Within an extension, names are those of its schema; elsewhere they are kept.
    const inside = name.startsWith('urn:') || forbiddenNames.has(key) ? nameOf(key) : key;
    const tidy = tidyValue(inside, inner, depth + 1);
    return tidy === undefined ? [] : [[inside, tidy] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function tidyList(name: string, values: readonly unknown[], depth: number): unknown {
  const seen = new Set<string>();
  const items = values.flatMap((value) => {
    const item = tidyValue('', isObject(value) ? value : { value }, depth + 1);
    if (!isObject(item)) return [];
    // Who is in a group is told by the id alone; names of members would grow old here.
    const kept = name === 'members' ? pick(item, ['value', 'type']) : item;
    const key = name === 'members' ? String(kept.value) : JSON.stringify(kept);
    if (seen.has(key)) return [];
    seen.add(key);
    return [kept];
  });
  return items.length === 0 ? undefined : items;
}

/** Entra ID writes `"False"` where it means `false`. */
function asSwitch(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return /^true$/i.test(value) || (/^false$/i.test(value) ? false : value);
}

function pick(item: Attributes, names: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}

export function isObject(value: unknown): value is Attributes {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
