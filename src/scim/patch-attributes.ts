import type { Filter } from 'scim2-parse-filter';
import { z } from 'zod';
import { matchesFilter } from './match-filter.ts';
import { isExtension, type PatchPath, parsePath } from './parse-path.ts';
import { ScimError } from './scim-error.ts';
import type { Attributes } from './scim-resource.ts';
import { multiValued, urn } from './scim-schemas.ts';
import { isObject } from './tidy-attributes.ts';

const patchSchema = z.object({
  schemas: z
    .array(z.string())
    .refine((names) => names.includes(urn.patch), { error: `must name ${urn.patch}` }),
  Operations: z
    .array(
      z.object({
        // Okta writes 'replace', Entra ID 'Replace'.
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'replace', 'remove'], { error: 'must be add, replace or remove' })),
        path: z.string().optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(10_000),
});

interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: PatchPath;
  readonly value: unknown;
}

type Changing = Record<string, unknown>;

/**
 * The attributes after a PATCH; they are still to be tidied. All of its operations, or none.
 *
 * @throws ScimError 400 where it cannot be understood or has no target.
 */
export function patchAttributes(attributes: Attributes, body: unknown): Attributes {
  const parsed = patchSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') ?? '';
    throw new ScimError(400, `The PATCH is wrong at ${place}: ${issue?.message ?? ''}.`, 'invalidSyntax');
  }
  const changed: Changing = structuredClone(attributes);
  for (const { op, path, value } of parsed.data.Operations)
    for (const operation of expand(op, path, value)) apply(changed, operation);
  return changed;
}

/** Without a path, the value is an object of what is changed, whose names may be paths too. */
function expand(op: Operation['op'], path: string | undefined, value: unknown): readonly Operation[] {
  if (path !== undefined && path !== '') {
    const target = parsePath(path);
    // All of an extension at once is each of its attributes.
    return target.attribute === undefined && op !== 'remove' && isObject(value)
      ? Object.entries(value).map(([name, inner]) => ({
          op,
          path: parsePath(`${path}:${name}`),
          value: inner,
        }))
      : [{ op, path: target, value }];
  }
  if (op === 'remove') throw new ScimError(400, 'A remove needs a path.', 'noTarget');
  if (!isObject(value))
    throw new ScimError(400, 'Without a path, the value must be an object.', 'invalidValue');
  return Object.entries(value).flatMap(([name, inner]) =>
    name.toLowerCase() === 'schemas' || (isExtension(name) && !isObject(inner))
      ? []
      : expand(op, name, inner),
  );
}

function apply(root: Changing, operation: Operation): void {
  const { extension, attribute } = operation.path;
  if (attribute === undefined) {
    if (extension !== undefined) delete root[extension];
    return;
  }
  const holder = extension === undefined ? root : objectIn(root, extension);
  const before = holder[attribute];
  const after =
    operation.path.filter === undefined
      ? changeAll(before, operation, attribute)
      : changeMatching(before, operation, operation.path.filter);
  if (after === undefined) delete holder[attribute];
  else holder[attribute] = after;
}

function changeAll(before: unknown, { op, path: { sub }, value }: Operation, attribute: string): unknown {
  if (sub !== undefined) {
    if (Array.isArray(before)) return before.map((item) => withSub(item, sub, op, value));
    return multiValued.has(attribute) && op !== 'remove'
      ? [withSub({}, sub, op, value)]
      : withSub(before, sub, op, value);
  }
  if (op === 'remove')
    return value === undefined || !Array.isArray(before) ? undefined : without(before, value);
  if (isObject(before) && isObject(value)) return { ...before, ...value };
  return op === 'add' && Array.isArray(before) ? [...before, ...[value].flat()] : value;
}

function changeMatching(before: unknown, { op, path: { sub }, value }: Operation, filter: Filter): unknown {
  const items: readonly unknown[] = Array.isArray(before) ? before : before === undefined ? [] : [before];
  const matches = (item: unknown): boolean => matchesFilter(item, filter);
  if (op === 'remove')
    return sub === undefined
      ? items.filter((item) => !matches(item))
      : items.map((item) => (matches(item) ? withSub(item, sub, op, value) : item));
  const change = (item: unknown): unknown => {
    if (sub !== undefined) return withSub(item, sub, op, value);
    return isObject(item) && isObject(value) ? { ...item, ...value } : withSub(item, 'value', op, value);
  };
  if (items.some(matches)) return items.map((item) => (matches(item) ? change(item) : item));
  // Entra ID replaces the work address of somebody who has none, which makes one.
  const made = equalities(filter);
  if (made === undefined) throw new ScimError(400, 'No value satisfies the filter of the path.', 'noTarget');
  return [...items, change(made)];
}

function withSub(item: unknown, sub: string, op: Operation['op'], value: unknown): Attributes {
  const own = isObject(item) ? item : {};
  const name = Object.keys(own).find((key) => key.toLowerCase() === sub.toLowerCase()) ?? sub;
  const others = Object.entries(own).filter(([key]) => key !== name);
  return Object.fromEntries(op === 'remove' ? others : [...others, [name, value]]);
}

/** Values are told by their `value` where they have one, since names beside it may differ. */
function without(items: readonly unknown[], value: unknown): readonly unknown[] {
  const keyOf = (item: unknown): string =>
    isObject(item) && item.value !== undefined
      ? String(item.value)
      : isObject(item)
        ? JSON.stringify(item)
        : String(item);
  const gone = new Set([value].flat().map(keyOf));
  return items.filter((item) => !gone.has(keyOf(item)));
}

/** The value that a filter of nothing but equalities describes. */
function equalities(filter: Filter): Attributes | undefined {
  if (filter.op === 'eq') return { [filter.attrPath]: filter.compValue };
  if (filter.op !== 'and') return undefined;
  const parts = filter.filters.map(equalities);
  return parts.every((part) => part !== undefined) ? Object.assign({}, ...parts) : undefined;
}

function objectIn(root: Changing, name: string): Changing {
  const found = root[name];
  const object: Changing = isObject(found) ? { ...found } : {};
  root[name] = object;
  return object;
}
