import { AppError } from '../../src/operations/app-error.ts';
import { isMissingRight, missingRight } from '../http/source-error.ts';
import type { ConfluenceApi } from './confluence-api.ts';
import type { ConfluencePeople } from './confluence-people.ts';
import type { Permission, RoleAssignment, Space } from './confluence-schemas.ts';

/** Classes of accounts that take in everybody who may use the site, or more. */
const everybody: ReadonlySet<string> = new Set([
  'anonymous-users',
  'authenticated-users',
  'all-licensed-users',
]);

/**
 * Who may view a space: people and groups with the permission, and those of roles that have it, on sites with roles.
 *
 * @returns readers in one order; never none.
 * @throws AppError `source_unreadable` where the account may not read that, or nobody is known.
 */
export async function readSpaceReaders(
  api: ConfluenceApi,
  people: ConfluencePeople,
  { id, key }: Space,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const readers = await readReaders(api, people, id, signal).catch((cause: unknown) => {
    if (!isMissingRight(cause)) throw cause;
    const message = `Who may view the space ${key} may not be read by this account; let it view the space and the profiles of people, or name readers in the configuration.`;
    throw missingRight(message, cause);
  });
  if (readers.includes('everyone')) return ['everyone'];
  if (readers.length > 0) return [...new Set(readers)].sort();
  throw new AppError(
    'source_unreadable',
    `Nobody is known who may view the space ${key}; name readers in the configuration.`,
  );
}

async function readReaders(
  api: ConfluenceApi,
  people: ConfluencePeople,
  space: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const granted: { readonly type: string; readonly id: string }[] = [];
  for await (const permission of api.permissions(space, signal)) {
    if (isView(permission) && permission.principal != null) granted.push(permission.principal);
  }
  const idsOf = (type: string) => granted.filter((one) => one.type === type).map((one) => one.id);
  const roles = idsOf('role');
  const assigned = granted.length === 0 || roles.length > 0 ? await assignmentsOf(api, space, signal) : [];
  // Every role lets its holders view the space; where the permissions name roles, those alone count.
  const held = assigned.filter(({ roleId }) => roles.length === 0 || roles.includes(roleId));
  const principals = (type: string) =>
    held.flatMap(({ principal }) => (principal.principalType === type ? [principal.principalId] : []));
  if (principals('ACCESS_CLASS').some((name) => everybody.has(name))) return ['everyone'];
  return await people.readersOf(
    [...idsOf('user'), ...principals('USER')],
    [...idsOf('group'), ...principals('GROUP')],
    signal,
  );
}

/** A site without roles has no assignments to ask for. */
async function assignmentsOf(
  api: ConfluenceApi,
  space: string,
  signal: AbortSignal,
): Promise<readonly RoleAssignment[]> {
  const assignments: RoleAssignment[] = [];
  try {
    for await (const assignment of api.roleAssignments(space, signal)) assignments.push(assignment);
  } catch (error) {
    if (!isMissingRight(error)) throw error;
  }
  return assignments;
}

function isView({ operation }: Permission): boolean {
  return operation?.key === 'read' && operation.targetType === 'space';
}
