import { foldText } from '../graph/fold-text.ts';
import type { GraphReader, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../graph/viewer.ts';
import { principalsOf, satisfies } from './principals.ts';

/** Somebody of the directory, with what they may read. */
export interface KnownPerson {
  readonly employeeId: string;
  readonly name: string;
  readonly email: string;
  readonly viewer: Viewer;
}

/** Who somebody is, and what they or a whole audience may read. */
export interface DirectoryAccess {
  /** @returns null for an address that the directory does not know, or that belongs to somebody of another company. */
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
}

interface Snapshot {
  readonly revision: number;
  readonly staff: ReadonlyMap<string, NameRecord>;
  readonly known: Map<string, Promise<KnownPerson>>;
}

/** Rights are worked out once per person and revision of the graph. */
export function createDirectoryAccess({ graph, today, company }: DirectoryAccessOptions): DirectoryAccess {
  let snapshot: Snapshot | undefined;

  async function current(): Promise<Snapshot> {
    const revision = await graph.revision();
    if (snapshot?.revision !== revision) {
      snapshot = { revision, staff: await readStaff(graph, company, today()), known: new Map() };
    }
    return snapshot;
  }

  async function person(email: string): Promise<KnownPerson | null> {
    const now = await current();
    const key = foldText(email);
    const record = now.staff.get(key);
    if (record === undefined) return null;
    const known = now.known.get(key) ?? resolve(graph, record, today());
    now.known.set(key, known);
    return await known;
  }

  return {
    person,
    async audience(emails) {
      const viewers = await Promise.all(
        emails.map(async (email) => (await person(email))?.viewer ?? { acls: new Set<string>() }),
      );
      return intersectViewers(viewers);
    },
    async people() {
      const { staff } = await current();
      return [...staff.values()]
        .map(({ email, name, detail }) => ({ email: email ?? '', name, title: detail }))
        .sort((one, other) => one.name.localeCompare(other.name, 'en'));
    },
  };
}

/** What all of them may read. */
export function intersectViewers(viewers: readonly Viewer[]): Viewer {
  const [first, ...rest] = viewers;
  if (first === undefined) return { acls: new Set() };
  return rest.reduce<Viewer>((all, one) => ({ acls: common(all.acls, one.acls) }), first);
}

function common(one: Viewer['acls'], other: Viewer['acls']): Viewer['acls'] {
  if (one === 'all') return other;
  return other === 'all' ? one : new Set([...one].filter((id) => other.has(id)));
}

async function resolve(graph: GraphReader, record: NameRecord, today: string): Promise<KnownPerson> {
  const principals = await principalsOf(graph, record, today);
  const rules = await graph.acls();
  const acls = new Set(rules.filter((rule) => satisfies(principals, rule.clauses)).map((rule) => rule.id));
  return { employeeId: record.id, name: record.name, email: record.email ?? '', viewer: { acls } };
}

async function readStaff(
  graph: GraphReader,
  company: string,
  today: string,
): Promise<Map<string, NameRecord>> {
  const outside = new Set(await outsiders(graph, company, today));
  const staff = new Map<string, NameRecord>();
  for (const record of await graph.names('Employee')) {
    if (record.email !== null && !outside.has(record.id)) staff.set(foldText(record.email), record);
  }
  return staff;
}

/** People who work for a company that is not ours; nobody, where the data never name our own as an employer. */
async function outsiders(graph: GraphReader, company: string, today: string): Promise<string[]> {
  const own = (await graph.names('Company')).filter((one) =>
    [one.name, ...one.aliases].some((name) => foldText(name) === foldText(company)),
  );
  if (own.length === 0) return [];
  const ids = own.map((one) => one.id);
  const employer = { type: 'WORKS_FOR', direction: 'out', label: 'Company' } as const;
  const result = await graph.query(
    {
      find: 'Employee',
      where: {
        all: [
          { related: employer },
          { not: { related: employer, where: { property: 'id', op: 'in', values: ids } } },
        ],
      },
      return: { kind: 'list', limit: 1000 },
    },
    operatorViewer,
    today,
  );
  return result.kind === 'list' ? result.rows.map((row) => row.id) : [];
}
