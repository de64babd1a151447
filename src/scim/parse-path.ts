import type { Filter } from 'scim2-parse-filter';
import { parseFilter } from './match-filter.ts';
import { ScimError } from './scim-error.ts';
import { urn } from './scim-schemas.ts';
import { forbiddenNames, nameOf } from './tidy-attributes.ts';

/** What an operation changes (RFC 7644, 3.5.2): `emails[type eq "work"].value`. */
export interface PatchPath {
  /** The extension that the attribute is of; undefined for the core schemas. */
  readonly extension: string | undefined;
  /** Undefined for all of the extension. */
  readonly attribute: string | undefined;
  /** Which of several values. */
  readonly filter: Filter | undefined;
  readonly sub: string | undefined;
}

const core: readonly string[] = [urn.user, urn.group];
const shape = /^([A-Za-z$_][\w$-]*)(?:\[(.*)\])?(?:\.([A-Za-z$_][\w$-]*))?$/s;

/** @throws ScimError 400 `invalidPath` or `invalidFilter`. */
export function parsePath(path: string): PatchPath {
  const bracket = path.indexOf('[');
  const colon = path.lastIndexOf(':', bracket < 0 ? undefined : bracket);
  const isUrn = /^urn:/i.test(path) && colon > 0;
  if (isUrn && isExtension(path))
    return { extension: nameOf(path), attribute: undefined, filter: undefined, sub: undefined };
  const schema = isUrn ? nameOf(path.slice(0, colon)) : undefined;
  const match = shape.exec(isUrn ? path.slice(colon + 1) : path);
  const [, attribute = '', filter, sub] = match ?? [];
  if (match === null || forbiddenNames.has(attribute) || forbiddenNames.has(sub ?? ''))
    throw new ScimError(400, `The path '${path.slice(0, 200)}' cannot be read.`, 'invalidPath');
  const isCore = core.some((one) => one.toLowerCase() === schema?.toLowerCase());
  return {
    extension: isCore ? undefined : schema,
    attribute: nameOf(attribute),
    filter: filter === undefined ? undefined : parseFilter(filter),
    sub,
  };
}

/** Whether a URN names a whole extension rather than one of its attributes: they end in the kind of resource. */
export function isExtension(name: string): boolean {
  return /^urn:.*:(User|Group)$/i.test(name) && !core.some((one) => one.toLowerCase() === name.toLowerCase());
}
