import { foldText } from '../graph/fold-text.ts';
import type { Condition } from '../graph/graph-query.ts';
import type { GraphReader, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../graph/viewer.ts';
import { askOnce } from './ask-once.ts';
import { commonRules, type GroupedPerson } from './audience-rules.ts';
import { commonRestrictions } from './common-restrictions.ts';
import type { Departures } from './departures.ts';
import { type FieldPolicy, restrictionsOf } from './field-policy.ts';
import { createGroupSets, type GroupSets } from './group-sets.ts';
import {
  addressKey,
  principalKey,
  principalsOf,
  type ReadingRule,
  type RuleNames,
  readRuleNames,
  satisfies,
  toReadingRule,
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
  /** Ids of those of them who may ask, by their addresses as they are asked for. */
  idsOf(emails: readonly string[]): Promise<ReadonlyMap<string, string>>;
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

/** What rights are worked out from. */
interface Rights {
  readonly names: RuleNames;
  readonly rules: readonly ReadingRule[];
  readonly groups: GroupSets;
  /** Ids of all who report to somebody, directly or not. */
  readonly belowOf: (id: string) => Promise<readonly string[]>;
}

interface Snapshot extends Rights {
  readonly revision: number;
  readonly today: string;
  readonly staff: ReadonlyMap<string, NameRecord>;
  readonly resolved: (record: NameRecord) => Promise<KnownPerson>;
}

/** People of an audience beyond whom the teams of everybody are read at once. */
const askedSingly = 25;

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
      const people = await graph.names('Employee', operatorViewer);
      const staff = await readStaff(graph, people, { company, sources }, day);
      const names = await readRuleNames(graph, people);
      const rules = (await graph.acls()).map(toReadingRule);
      const groups = createGroupSets(graph, day, names);
      const belowOf = askOnce((id: string) => reportsOf(graph, id, day));
      const rights = { names, rules, groups, belowOf };
      const resolved = askOnce((record: NameRecord) => resolve(record, rights, fields));
      snapshot = { revision, today: day, staff, ...rights, resolved };
    }
    return snapshot;
  }

  async function refused(): Promise<(person: NameRecord) => boolean> {
    const [isRevoked, departureOf] = await Promise.all([revocations.current(), departures.current()]);
    return (record) => isRevoked(record) || departureOf(record) !== null;
  }

  async function person(email: string): Promise<KnownPerson | null> {
    const [now, isRefused] = [await current(), await refused()];
    const record = now.staff.get(addressKey(email));
    return record === undefined || isRefused(record) ? null : await now.resolved(record);
  }

  async function commonViewer(people: readonly NameRecord[], now: Rights): Promise<Viewer> {
    if (people.length > askedSingly) await now.groups.readAll();
    const grouped = await Promise.all(
      people.map(
        async (record): Promise<GroupedPerson> => ({ record, groups: await now.groups.of(record.id) }),
      ),
    );
    const standings = grouped.map((one) => ({ id: one.record.id, isHr: isHr(one, fields) }));
    return {
      acls: commonRules(now.rules, grouped, now.names),
      ...(await commonRestrictions(fields, standings, now.belowOf)),
    };
  }

  return {
    person,
    async idsOf(emails) {
      const [{ staff }, isRefused] = [await current(), await refused()];
      return new Map(
        emails.flatMap((email) => {
          const record = staff.get(addressKey(email));
          return record === undefined || isRefused(record) ? [] : [[email, record.id] as const];
        }),
      );
    },
    async audience(emails) {
      const [now, isRefused] = [await current(), await refused()];
      const people = new Map<string, NameRecord>();
      for (const email of emails) {
        const record = now.staff.get(addressKey(email));
        // Whoever is not known may read nothing, whatever the others may.
        if (record === undefined || isRefused(record)) return stranger;
        people.set(record.id, record);
      }
      return people.size === 0 ? stranger : await commonViewer([...people.values()], now);
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

async function resolve(
  record: NameRecord,
  { names, rules, groups, belowOf }: Rights,
  fields: FieldPolicy,
): Promise<KnownPerson> {
  const person = { record, groups: await groups.of(record.id) };
  const principals = principalsOf(record, person.groups, names);
  const acls = new Set(rules.filter((rule) => satisfies(principals, rule)).map((rule) => rule.id));
  const standing = { id: record.id, isHr: isHr(person, fields) };
  return {
    employeeId: record.id,
    name: record.name,
    email: record.email ?? '',
    viewer: { acls, ...(await commonRestrictions(fields, [standing], belowOf)) },
  };
}

const isHr = ({ groups }: GroupedPerson, { hr = [] }: FieldPolicy): boolean =>
  hr.some((group) => groups.has(principalKey(`group:${group}`)));

/** Ids of all who report to somebody, directly or not. */
async function reportsOf(graph: GraphReader, id: string, today: string): Promise<string[]> {
  const manager: Condition = {
    related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
    where: { property: 'id', op: 'eq', value: id },
  };
  return await employeesWhere(graph, manager, today);
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
  const own = (await graph.names('Company', operatorViewer)).filter((one) =>
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
