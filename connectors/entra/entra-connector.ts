import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched, TeamRecord } from '../connector.ts';
import { createSourceClock, type SourceClock } from '../files/source-clock.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { departmentKey, departmentTeams } from '../people/department-teams.ts';
import { buildAccount, buildEmployee, placeOfUser } from './build-employee.ts';
import { createEntraApi, type EntraApi, type EntraChanges } from './entra-api.ts';
import { createReadToken } from './entra-credential.ts';
import { buildCursor, digestOf, type EntraCursor, parseCursor } from './entra-cursor.ts';
import { type EntraOptions, type EntraSettings, entraOptionsSchema } from './entra-options.ts';
import { type EntraGroup, userSchema } from './entra-schemas.ts';
import { isPerson } from './is-person.ts';

export type EntraConnectorOptions = EntraOptions &
  ServiceOptions & {
    /** IANA name of the zone in which days begin; UTC when left away. */
    readonly timeZone?: string;
  };

/** Each changed account takes a request; beyond so many, reading all of them by the page takes fewer. */
const mostSingle = 200;

/**
 * Reads people, departments and chosen groups from Microsoft Entra ID: all of them, or those that changed since the last time.
 *
 * @throws AppError `invalid_config` where it is not told, or told twice, how the app signs in.
 */
export function createEntraConnector({
  source,
  timeZone,
  limits,
  ...options
}: EntraConnectorOptions): Connector {
  const settings = entraOptionsSchema.parse(options);
  checkSignIn(source, settings);
  const clock = createSourceClock(timeZone);
  const readToken = createReadToken(settings);
  return {
    source,
    driver: 'entra',
    fetch: ({ signal, since }) => {
      const api = createEntraApi(settings, readToken, limits);
      return readDirectory({ api, settings, clock, signal }, parseCursor(since, settings));
    },
  };
}

function checkSignIn(
  source: string,
  { clientSecret, certificateFile, managedIdentity, tenant, clientId }: EntraSettings,
): void {
  const ways = [clientSecret !== undefined, certificateFile !== undefined, managedIdentity];
  if (ways.filter(Boolean).length !== 1)
    throw new AppError(
      'invalid_config',
      `The source '${source}' needs one of clientSecret, certificateFile and managedIdentity.`,
    );
  if (!managedIdentity && (tenant === undefined || clientId === undefined))
    throw new AppError(
      'invalid_config',
      `The source '${source}' needs tenant and clientId, those of the app registration that reads the directory.`,
    );
}

interface Reading {
  readonly api: EntraApi;
  readonly settings: EntraSettings;
  readonly clock: SourceClock;
  readonly signal: AbortSignal;
}

async function* readDirectory(reading: Reading, former: EntraCursor | null): AsyncGenerator<Fetched, void> {
  const { api, settings, signal } = reading;
  const changes = former === null ? null : await api.changes(former.deltaLink, signal);
  const isWhole = former === null || changes === null || changes.changed.size > mostSingle;
  // Asked for before anything is read, so that what changes meanwhile is read again.
  const deltaLink = isWhole ? await api.latest(signal) : changes.deltaLink;
  const departments: string[] = [];
  const unread: string[] = [];
  if (isWhole) yield* readUsers(reading, departments);
  else {
    const changed = new Set([...changes.changed, ...former.unread.filter((id) => !changes.removed.has(id))]);
    yield* readChanged(reading, { ...changes, changed }, { departments, unread });
  }

  const known = new Map((isWhole ? [] : former.departments).map((name) => [departmentKey(name), name]));
  for (const { key, name } of settings.teams.departments ? departmentTeams(departments) : [])
    if (!known.has(key)) known.set(key, name);
  // All of them, since who left one whose team were not given would stay in it: the team might say so.
  for (const record of departmentTeams(known.values())) yield { record };
  const groups = new Set<string>();
  if (settings.teams.groups !== undefined)
    for await (const group of api.groups(settings.teams.groups.filter, signal)) {
      groups.add(group.id);
      yield await readGroup(reading, group);
      signal.throwIfAborted();
    }
  for (const key of isWhole ? [] : former.groups) if (!groups.has(key)) yield { gone: { kind: 'team', key } };
  yield {
    cursor: buildCursor({
      deltaLink,
      settings: digestOf(settings),
      departments: [...known.values()],
      groups: [...groups],
      unread,
    }),
    isWhole,
  };
}

async function* readUsers(reading: Reading, departments: string[]): AsyncGenerator<Fetched, void> {
  // Somebody who is changed while pages are read may stand on two of them.
  const seen = new Set<string>();
  for await (const value of reading.api.users(reading.signal)) {
    reading.signal.throwIfAborted();
    const id = idOf(value);
    if (id !== undefined && seen.has(id)) continue;
    if (id !== undefined) seen.add(id);
    const read = readUser(reading, value, departments);
    if (read !== undefined) yield read;
    reading.signal.throwIfAborted();
  }
}

async function* readChanged(
  reading: Reading,
  { changed, removed }: EntraChanges,
  { departments, unread }: { readonly departments: string[]; readonly unread: string[] },
): AsyncGenerator<Fetched, void> {
  for (const key of removed) yield { gone: { kind: 'employee', key } };
  for (const key of changed) {
    const value = await reading.api.user(key, reading.signal);
    reading.signal.throwIfAborted();
    // What was just created may not be at every server of Entra ID yet, and the list of changes names it once.
    if (value === null) {
      unread.push(key);
      yield notYet(key);
    } else {
      // Somebody who became a guest, or was switched off, is none of the people any more.
      yield readUser(reading, value, departments) ?? { gone: { kind: 'employee', key } };
    }
    reading.signal.throwIfAborted();
  }
}

function notYet(key: string): Fetched {
  const message =
    'The account is said to have changed, and is not found yet; left as known before, and asked for again at the next run.';
  return { problem: { place: `user ${key}`, message }, setAside: { kind: 'employee', key } };
}

function readUser({ settings, clock }: Reading, value: unknown, departments: string[]): Fetched | undefined {
  const parsed = userSchema.safeParse(value);
  const key = idOf(value);
  const setAside = key === undefined ? null : ({ kind: 'employee', key } as const);
  if (!parsed.success) {
    const message = `The account has another shape${describeShape(parsed.error)}; left out.`;
    return { problem: { place: `user ${key ?? '?'}`, message }, setAside };
  }
  const user = parsed.data;
  if (!isPerson(user, settings)) return undefined;
  if (settings.accounts) return { record: buildAccount(user) };
  const built = buildEmployee(user, settings, clock);
  if ('message' in built) return { problem: { place: placeOfUser(user), message: built.message }, setAside };
  if (user.department !== undefined) departments.push(user.department);
  return built;
}

async function readGroup({ api, settings, signal }: Reading, group: EntraGroup): Promise<Fetched> {
  const { id: key, displayName: name, description } = group;
  const place = `group ${name ?? key}`;
  if (name === undefined)
    return {
      problem: { place, message: 'The group has no display name; left out.' },
      setAside: { kind: 'team', key },
    };
  const members = new Set<string>();
  for await (const user of api.members(key, signal)) if (isPerson(user, settings)) members.add(user.id);
  const record: TeamRecord = {
    kind: 'team',
    key,
    name,
    teamKind: 'group',
    place,
    ...withoutAbsent({
      mission: description,
      members: members.size === 0 ? undefined : [...members].sort().map((person) => ({ person })),
    }),
  };
  return { record };
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
