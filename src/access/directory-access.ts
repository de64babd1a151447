import { foldText } from '../graph/fold-text.ts';
import type { Condition } from '../graph/graph-query.ts';
import type { GraphReader, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../graph/viewer.ts';
import type { Departures } from './departures.ts';
import {
  asksForManagers,
  type FieldPolicy,
  type Restrictions,
  restrictedForAny,
  restrictionsOf,
} from './field-policy.ts';
import {
  addressKey,
  type Principals,
  principalsOf,
  type RuleNames,
  readRuleNames,
  satisfies,
} from './principals.ts';
import type { Revocations } from './revocations.ts';

/** Somebody of the directory, with what they may read. */
export interface KnownPerson {
  readonly employeeId: string;
  readonly name: string;
  readonly email: string;
  readonly viewer: Viewer;
}

/** Who somebody is, and what they or a whole audience may read. */
export interface DirectoryAccess {
  /**
   * @returns null for an address that the directory does not know, that two people have, or that belongs to somebody of
   *   another company or to somebody whose last day has passed.
   */
  person(email: string): Promise<KnownPerson | null>;
  /** What every one of them may read; an address that is not known may read nothing. */
  audience(emails: readonly string[]): Promise<Viewer>;
  /** Everybody who may ask, by name. */
  people(): Promise<
    readonly { readonly email: string; readonly name: string; readonly title: string | null }[]
  >;
}

export interface DirectoryAccessOptions {
  readonly graph: GraphReader;
  readonly today: () => string;
  /** Name of our own company: contacts at other companies are in the directory, but may not ask. */
  readonly company: string;
  /** Who may read which field; everyone where absent. */
  readonly fields?: FieldPolicy;
  /** Who may no longer ask, whatever the directory says; nobody where absent. */
  readonly revocations?: Pick<Revocations, 'current'>;
  /** Whom a source lost that ranks higher than the one that still has them; nobody where absent. */
  readonly departures?: Pick<Departures, 'current'>;
  /** Sources that are configured: whom only others have may not ask, as nothing tells any more that they left. All where absent. */
  readonly sources?: ReadonlySet<string> | undefined;
}

interface Snapshot {
  readonly revision: number;
  readonly today: string;
  readonly staff: ReadonlyMap<string, NameRecord>;
  readonly names: RuleNames;
  readonly known: Map<string, Promise<KnownPerson>>;
}

/** Rights are worked out once per person, day and revision of the graph. */
export function createDirectoryAccess({
  graph,
  today,
  company,
  fields = {},
  revocations = { current: async () => () => false },
  departures = { current: async () => () => null },
  sources,
}: DirectoryAccessOptions): DirectoryAccess {
  const fromStrangers = restrictionsOf(fields, null);
  const stranger: Viewer = { acls: new Set<string>(), ...fromStrangers };
  let snapshot: Snapshot | undefined;

  async function current(): Promise<Snapshot> {
    const revision = await graph.revision();
    const day = today();
    if (snapshot?.revision !== revision || snapshot.today !== day) {
      const people = await graph.names('Employee');
      const staff = await readStaff(graph, people, { company, sources }, day);
      const names = await readRuleNames(graph, people);
      snapshot = { revision, today: day, staff, names, known: new Map() };
    }
    return snapshot;
  }

  async function refused(): Promise<(person: NameRecord) => boolean> {
    const [isRevoked, departureOf] = await Promise.all([revocations.current(), departures.current()]);
    return (record) => isRevoked(record) || departureOf(record) !== null;
  }

  async function person(email: string): Promise<KnownPerson | null> {
    return await knownPerson(email, await current(), await refused());
  }

  async function knownPerson(
    email: string,
    now: Snapshot,
    isRefused: (person: NameRecord) => boolean,
  ): Promise<KnownPerson | null> {
    const address = addressKey(email);
    const record = now.staff.get(address);
    if (record === undefined || isRefused(record)) return null;
    const known = now.known.get(address) ?? resolve(graph, record, now, fields);
    now.known.set(address, known);
    // A graph that could not be reached just now may be at the next question.
    known.catch(() => now.known.delete(address));
    return await known;
  }

  return {
    person,
    async audience(emails) {
      const [now, isRefused] = [await current(), await refused()];
      const viewers = await Promise.all(
        emails.map(async (email) => (await knownPerson(email, now, isRefused))?.viewer ?? stranger),
      );
      return viewers.length === 0 ? stranger : intersectViewers(viewers);
    },
    async people() {
      const [{ staff }, isRefused] = [await current(), await refused()];
      const isTitleHidden = fromStrangers.hidden?.Employee?.has('title') === true;
      return [...staff.values()]
        .filter((record) => !isRefused(record))
        .map(({ email, name, detail }) => ({
          email: email ?? '',
          name,
          title: isTitleHidden ? null : detail,
        }))
        .sort((one, other) => one.name.localeCompare(other.name, 'en'));
    },
  };
}

/** What all of them may read. */
export function intersectViewers(viewers: readonly Viewer[]): Viewer {
  const [first, ...rest] = viewers;
  if (first === undefined) return { acls: new Set() };
  return rest.reduce<Viewer>(
    (all, one) => Object.assign({ acls: common(all.acls, one.acls) }, restrictedForAny(all, one)),
    first,
  );
}

function common(one: Viewer['acls'], other: Viewer['acls']): Viewer['acls'] {
  if (one === 'all') return other;
  return other === 'all' ? one : new Set([...one].filter((id) => other.has(id)));
}

async function resolve(
  graph: GraphReader,
  record: NameRecord,
  { today, names }: Pick<Snapshot, 'today' | 'names'>,
  fields: FieldPolicy,
): Promise<KnownPerson> {
  const principals = await principalsOf(graph, record, today, names);
  const rules = await graph.acls();
  const acls = new Set(rules.filter((rule) => satisfies(principals, rule.clauses)).map((rule) => rule.id));
  return {
    employeeId: record.id,
    name: record.name,
    email: record.email ?? '',
    viewer: { acls, ...(await restrictions(graph, record.id, principals, today, fields)) },
  };
}

async function restrictions(
  graph: GraphReader,
  id: string,
  principals: Principals,
  today: string,
  fields: FieldPolicy,
): Promise<Restrictions> {
  const isHr = (fields.hr ?? []).some((group) => satisfies(principals, [[`group:${group}`]]));
  const manager: Condition = {
    related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
    where: { property: 'id', op: 'eq', value: id },
  };
  const below = asksForManagers(fields) ? await employeesWhere(graph, manager, today) : [];
  return restrictionsOf(fields, { id, isHr, below: new Set(below) });
}

/** Whoever may ask, by address. An address that two people have is nobody's: it is refused rather than guessed. */
async function readStaff(
  graph: GraphReader,
  people: readonly NameRecord[],
  { company, sources }: Pick<DirectoryAccessOptions, 'company' | 'sources'>,
  today: string,
): Promise<Map<string, NameRecord>> {
  const strangers = new Set([
    ...(await outsiders(graph, company, today)),
    ...(await employeesWhere(graph, { property: 'endDate', op: 'lt', value: today }, today)),
  ]);
  const staff = new Map<string, NameRecord>();
  const shared = new Set<string>();
  for (const record of people) {
    if (record.email === null || strangers.has(record.id) || sources?.has(record.source) === false) continue;
    const address = addressKey(record.email);
    if (staff.has(address)) shared.add(address);
    staff.set(address, record);
  }
  for (const address of shared) staff.delete(address);
  return staff;
}

/**
 * People who work for a company that is not ours. Where the data name employers and none of them is ours, which a name that
 * is misspelt in the configuration looks like, everybody with an employer is somebody else's: better nobody asks than
 * somebody who may not.
 */
async function outsiders(graph: GraphReader, company: string, today: string): Promise<string[]> {
  const own = (await graph.names('Company')).filter((one) =>
    [one.name, ...one.aliases].some((name) => foldText(name) === foldText(company)),
  );
  const ids = own.map((one) => one.id);
  const employer = { type: 'WORKS_FOR', direction: 'out', label: 'Company' } as const;
  const elsewhere: Condition =
    ids.length === 0
      ? { related: employer }
      : {
          all: [
            { related: employer },
            { not: { related: employer, where: { property: 'id', op: 'in', values: ids } } },
          ],
        };
  return await employeesWhere(graph, elsewhere, today);
}

const pageSize = 1000;

/** Ids of all employees who meet a condition, however many. */
async function employeesWhere(graph: GraphReader, where: Condition, today: string): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const page = await graph.query(
      { find: 'Employee', where, return: { kind: 'list', limit: pageSize, offset: ids.length } },
      operatorViewer,
      today,
    );
    if (page.kind !== 'list' || page.rows.length === 0) return ids;
    ids.push(...page.rows.map((row) => row.id));
    if (ids.length >= page.total) return ids;
  }
}
