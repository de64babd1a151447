import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched, TeamRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { describeShape } from '../http/describe-shape.ts';
import { instantOf } from '../http/instant-of.ts';
import { departmentTeams } from '../people/department-teams.ts';
import type { PushedDirectory, PushedResource } from '../pushed-directory.ts';
import { buildEmployee, placeOfUser } from './build-employee.ts';
import { enterpriseOf, groupSchema, userSchema } from './scim-attributes.ts';
import { type ScimOptions, type ScimSettings, scimOptionsSchema } from './scim-options.ts';

export type ScimConnectorOptions = ScimOptions & {
  /** Name in the configuration. */
  readonly source: string;
  readonly directory: PushedDirectory;
};

/** Reads what Okta, Entra ID or another identity provider pushed by SCIM 2.0, all of it at each run. */
export function createScimConnector({ source, directory, ...options }: ScimConnectorOptions): Connector {
  const settings = scimOptionsSchema.parse(options);
  return {
    source,
    driver: 'scim',
    fetch: ({ signal }) => readPushed(directory, settings, signal),
  };
}

async function* readPushed(
  directory: PushedDirectory,
  settings: ScimSettings,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  signal.throwIfAborted();
  // Nothing pushed yet is not the same as everybody gone.
  if ((await directory.lastPush()) === null)
    throw new AppError(
      'source_unreadable',
      "Nothing was pushed yet; give the identity provider this server's address with /scim/v2 at its end, and the token of the source.",
    );
  const departments: string[] = [];
  const people = new Set<string>();
  for await (const pushed of directory.users(signal)) {
    signal.throwIfAborted();
    const parsed = userSchema.safeParse(pushed.attributes);
    const setAside = { kind: 'employee', key: pushed.id } as const;
    if (!parsed.success) {
      const message = `The person has another shape${describeShape(parsed.error)}; left out.`;
      yield { problem: { place: `user ${pushed.id}`, message }, setAside };
      continue;
    }
    if (parsed.data.active === false && !settings.inactive) continue;
    const built = buildEmployee(pushed, parsed.data, settings);
    if ('message' in built) {
      yield { problem: { place: placeOfUser(pushed.id, parsed.data), message: built.message }, setAside };
      continue;
    }
    people.add(pushed.id);
    const { department } = enterpriseOf(parsed.data);
    if (department !== undefined) departments.push(department);
    yield built;
    signal.throwIfAborted();
  }
  if (settings.departments) for (const record of departmentTeams(departments)) yield { record };
  if (settings.groups) yield* readGroups(directory, people, signal);
}

async function* readGroups(
  directory: PushedDirectory,
  people: ReadonlySet<string>,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  // A group may stand within another one that comes before it.
  const groups = new Map<string, { readonly pushed: PushedResource; readonly members: readonly string[] }>();
  for await (const pushed of directory.groups(signal)) {
    const { members } = groupSchema.parse(pushed.attributes);
    groups.set(pushed.id, { pushed, members: members.flatMap(({ value }) => value ?? []) });
  }
  for (const [key, { pushed }] of groups) {
    signal.throwIfAborted();
    const { displayName: name } = groupSchema.parse(pushed.attributes);
    const place = `group ${name ?? key}`;
    if (name === undefined) {
      yield {
        problem: { place, message: 'The group was pushed without a name; left out.' },
        setAside: { kind: 'team', key },
      };
      continue;
    }
    const members = new Set<string>();
    const seen = new Set([key]);
    const open = [key];
    for (let id = open.pop(); id !== undefined; id = open.pop())
      for (const member of groups.get(id)?.members ?? []) {
        if (people.has(member)) members.add(member);
        else if (groups.has(member) && !seen.has(member)) {
          seen.add(member);
          open.push(member);
        }
      }
    const record: TeamRecord = {
      kind: 'team',
      key,
      name,
      teamKind: 'group',
      place,
      ...withoutAbsent({
        updatedAt: instantOf(pushed.lastModified),
        members: members.size === 0 ? undefined : [...members].sort().map((person) => ({ person })),
      }),
    };
    yield { record };
    signal.throwIfAborted();
  }
}
