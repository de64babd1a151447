import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Connector } from '../../connectors/connector.ts';
import { SourceError } from '../../connectors/http/source-error.ts';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { digestOf } from '../../src/sync/fingerprint.ts';
import { readSuccessions } from '../../src/sync/identity/successions.ts';
import type { SyncOutcome } from '../../src/sync/sync-report.ts';
import { presentKnowledge } from '../fixtures/present-knowledge.ts';
import { hasAccount, SimulatedCompany, type SimulatedFiles } from '../fixtures/simulated-company.ts';
import { writeFiles } from '../fixtures/write-files.ts';
import {
  connect,
  openMemory,
  type SimulatedSource,
  type Stores,
  sourceNames,
  syncOn,
  tellingChanges,
} from './simulated-sources.ts';

const seed = 14;
const names = sourceNames;
type Source = SimulatedSource;

const week = 7 * 24 * 3_600_000;

const dayOf = (night: number): string => `2026-03-${String(10 + night).padStart(2, '0')}`;

/** What goes wrong, by night. */
const incidents: Readonly<Record<number, { readonly source: Source; readonly outcome: SyncOutcome }>> = {
  4: { source: 'tracker', outcome: 'failed' },
  6: { source: 'directory', outcome: 'denied' },
  9: { source: 'wiki', outcome: 'stopped' },
};

const isOf = (source: Source, path: string): boolean =>
  source === 'wiki'
    ? path.startsWith('wiki/')
    : source === 'tracker'
      ? path === 'tasks.csv'
      : source === 'accounts'
        ? path === 'accounts.csv'
        : path === 'people.csv' || path === 'teams.csv';

function failing(source: Source, error: Error): Connector {
  return {
    source,
    driver: 'failing',
    // biome-ignore lint/correctness/useYield: it fails before it has anything to give.
    async *fetch() {
      throw error;
    },
  };
}

/** Who had which title, team, manager and tasks on a day, as `person WHAT other`. */
type Snapshot = ReadonlySet<string>;

function snapshotOf(company: SimulatedCompany): Snapshot {
  return new Set(
    company.people.flatMap(({ id, title, team, manager }) => [
      `${id} HELD ${title.toLowerCase()}`,
      `${id} MEMBER_OF ${team}`,
      ...(manager === '' ? [] : [`${id} REPORTS_TO ${manager}`]),
    ]),
  );
}

/** @param known ids of those whom the directory has told of. */
function assignmentsOf(company: SimulatedCompany, known: ReadonlySet<string>): Snapshot {
  return new Set(
    company.tasks.flatMap(({ id, assignees }) =>
      assignees
        .filter((person) => known.has(person) || hasAccount({ id: person }))
        .map((person) => `${person} ASSIGNED_TO ${id}`),
    ),
  );
}

const keyOf = (id: string): string => id.slice(id.lastIndexOf(':') + 1).replace(/^u-/, '');

/** Titles, teams and managers of some people, whose managers are there still. */
const isEmployment =
  (people: ReadonlySet<string>) =>
  (line: string): boolean => {
    const [id = '', what] = line.split(' ');
    return people.has(id) && (what === 'HELD' || what === 'MEMBER_OF');
  };

/** The same, as the graph knows it of a day that is past. */
async function rememberedOn(
  graph: GraphStore,
  people: readonly string[],
  day: string,
  nameOf = (key: string): string => `directory:${key}`,
): Promise<Snapshot> {
  const history = await graph.relationshipsOf(people.map((key) => `employee:${nameOf(key)}`));
  return new Set(
    history.flatMap(({ type, from, to, period }) => {
      if (type !== 'HELD' && type !== 'MEMBER_OF' && type !== 'REPORTS_TO' && type !== 'ASSIGNED_TO')
        return [];
      const isThen = (period?.from ?? '') <= day && day < (period?.to ?? '9999');
      return isThen ? [`${keyOf(from)} ${type} ${keyOf(to)}`] : [];
    }),
  );
}

/**
 * What can be held against a graph from scratch on a night on which a source was not read: rules that nothing is under any more
 * go once all are read, and what that source says by now of somebody who came back, or whose account outlived them, is not known.
 */
function comparable(known: Record<string, string>, turned: ReadonlySet<string>): Record<string, string> {
  const digests = [...turned].flatMap((key) =>
    [`employee:directory:${key}`, `employee:accounts:u-${key}`].map(digestOf),
  );
  return Object.fromEntries(
    Object.entries(known).filter(
      ([id]) => !id.startsWith('acl:') && !digests.some((digest) => id.split(':').includes(digest)),
    ),
  );
}

export interface TwoWeeksOptions {
  /** A folder that is there, for files and embedded stores. */
  readonly folder: string;
  /** How many the company begins with. */
  readonly people: number;
  /** Sources of which only what changed is read, but for the first night and one a week later. */
  readonly changes?: readonly SimulatedSource[];
  /** Told of each night that was as it must be. */
  readonly onNight?: (night: NightReport) => void;
}

export interface NightReport {
  readonly day: string;
  /** What went wrong, as `source: outcome`. */
  readonly incident: string | null;
  /** Nodes and relationships that the graph and the one from scratch both hold. */
  readonly held: number;
  readonly people: number;
  readonly joined: number;
  readonly moved: number;
  readonly left: number;
}

/**
 * Two weeks of a simulated company: after each night the graph is one from scratch, and the past is what the company was.
 *
 * @param open gives the stores of the graph that is synced night by night; they are closed at the end.
 */
export async function liveTwoWeeks(
  { folder, people: size, changes = [], onNight }: TwoWeeksOptions,
  open: (folder: string) => Promise<Stores>,
): Promise<void> {
  const files = join(folder, 'files');
  const company = new SimulatedCompany({ people: size, seed, day: dayOf(0) });
  const running = await open(folder);
  const past = new Map<string, Snapshot>();
  let snapshot = snapshotOf(company);
  let inDirectory = new Set(company.people.map(({ id }) => id));
  let assignments = assignmentsOf(company, inDirectory);
  const note = (day: string): void => void past.set(day, snapshot.union(assignments));
  note(dayOf(0));
  const everAway = new Set<string>();
  let effective: SimulatedFiles = company.files();
  writeFiles(files, effective);
  const connectRunning = (): Record<Source, Connector> => {
    const all = connect(files);
    for (const source of changes) all[source] = tellingChanges(all[source]);
    return all;
  };
  await syncOn(running, dayOf(0), Object.values(connectRunning()));
  const movements = { joined: 0, moved: 0, left: 0 };
  /** Who left the night before, and went on with their account. */
  let outlived: ReadonlySet<string> = new Set();

  for (let night = 1; night <= 14; night++) {
    const day = dayOf(night);
    const before = new Set(company.people.map(({ id }) => id));
    const away = new Set(company.left.map(({ id }) => id));
    company.live(day);
    const incident = incidents[night];
    const current = company.files();
    writeFiles(files, incident?.outcome === 'stopped' ? halved(current) : current);
    const sources = connectRunning();
    if (incident?.outcome === 'failed')
      sources[incident.source] = failing(incident.source, new Error('The tracker is down.'));
    if (incident?.outcome === 'denied')
      sources[incident.source] = failing(
        incident.source,
        new SourceError('unauthorized', 'The token ended.'),
      );
    const report = await syncOn(
      running,
      day,
      Object.values(sources),
      {},
      changes.length === 0 ? undefined : week,
    );
    for (const source of names)
      assert.equal(
        report.sources.find((one) => one.source === source)?.outcome,
        incident?.source === source ? incident.outcome : 'done',
        `${day} ${source}`,
      );

    // A source that was not read is as it was.
    effective = Object.fromEntries([
      ...Object.entries(current).filter(([path]) => !isFailed(path, incident?.source)),
      ...Object.entries(effective).filter(([path]) => isFailed(path, incident?.source)),
    ]);
    const isRead = incident?.source !== 'directory';
    if (isRead) {
      snapshot = snapshotOf(company);
      inDirectory = new Set(company.people.map(({ id }) => id));
    }
    if (incident?.source !== 'tracker') assignments = assignmentsOf(company, inDirectory);
    note(day);
    for (const { id } of company.left) everAway.add(id);

    writeFiles(files, effective);
    const scratch = await openMemory();
    await syncOn(scratch, day, Object.values(connect(files)));
    const [known, fresh] = await Promise.all(
      [running, scratch].map(({ graph }) => presentKnowledge(graph, names)),
    );
    if (incident === undefined) assert.deepEqual(known, fresh, day);
    else {
      const now = new Set(company.people.map(({ id }) => id));
      const returned = now.intersection(away).union(before.symmetricDifference(now));
      assert.deepEqual(comparable(known ?? {}, returned), comparable(fresh ?? {}, returned), day);
    }
    await scratch.graph.close();
    await scratch.state.close();

    const movementsOf = (source: Source) => report.sources.find((one) => one.source === source)?.movements;
    const own = movementsOf('directory');
    const now = new Set(company.people.map(({ id }) => id));
    // Whose account outlives their record goes on with that for a day, and only then has left.
    const goingOn = new Set([...before.difference(now)].filter((id) => hasAccount({ id })));
    if (isRead && incidents[night - 1]?.source !== 'directory') {
      const back = outlived.intersection(now);
      assert.equal(own?.joined.total ?? 0, now.difference(before).difference(back).size, day);
      assert.equal(own?.left.total ?? 0, before.difference(now).difference(goingOn).size, day);
      assert.equal(movementsOf('accounts')?.left.total ?? 0, outlived.difference(now).size, day);
      assert.equal(movementsOf('accounts')?.joined.total ?? 0, 0, day);
      const heirs = new Set((await readSuccessions(running.state)).map(({ heir }) => heir));
      assert.deepEqual(heirs, new Set([...goingOn].map((id) => `employee:accounts:u-${id}`)), day);
      const held = await rememberedOn(
        running.graph,
        [...goingOn],
        dayOf(night - 1),
        (key) => `accounts:u-${key}`,
      );
      const lines = [...(past.get(dayOf(night - 1)) ?? [])].filter(isEmployment(goingOn));
      assert.deepEqual([...held].filter(isEmployment(goingOn)).sort(), lines.sort(), day);
    }
    outlived = isRead ? goingOn : new Set();
    movements.joined += own?.joined.total ?? 0;
    movements.moved += own?.moved.total ?? 0;
    const left = (own?.left.total ?? 0) + (movementsOf('accounts')?.left.total ?? 0);
    movements.left += left;
    onNight?.({
      day,
      incident: incident === undefined ? null : `${incident.source}: ${incident.outcome}`,
      held: Object.keys(fresh ?? {}).length,
      people: company.people.length,
      joined: own?.joined.total ?? 0,
      moved: own?.moved.total ?? 0,
      left,
    });
  }
  assert.ok(Math.min(...Object.values(movements)) > 5);

  const people = company.people.map(({ id }) => id);
  const present = new Set(people);
  const wasThere = (day: string, id: string): boolean =>
    [...(past.get(day) ?? [])].some((line) => line.startsWith(`${id} HELD `));
  // Whose task it is while somebody is away, the tracker says of nobody who is known.
  const isComparable = (line: string): boolean => {
    const [id = '', what] = line.split(' ');
    return present.has(id) && !(what === 'ASSIGNED_TO' && everAway.has(id));
  };
  for (const [day, then] of past) {
    const remembered = await rememberedOn(running.graph, people, day);
    assert.deepEqual([...remembered].filter(isComparable).sort(), [...then].filter(isComparable).sort(), day);
  }
  // Somebody left and came back within these days, and it was remembered.
  const returned = people.filter((id) => {
    const days = [...past.keys()].map((day) => wasThere(day, id));
    return days.lastIndexOf(false) > days.indexOf(true) && days.indexOf(true) !== -1;
  });
  assert.notDeepEqual(returned, []);
  await askThePast(running.graph, past);
  await running.graph.close();
  await running.state.close();
}

const isFailed = (path: string, source: Source | undefined): boolean =>
  source !== undefined && isOf(source, path);

/** Half of the pages are gone by mistake. */
function halved(files: SimulatedFiles): SimulatedFiles {
  const pages = Object.keys(files).filter((path) => isOf('wiki', path));
  const lost = new Set(pages.slice(0, Math.ceil(pages.length / 2)));
  return Object.fromEntries(Object.entries(files).filter(([path]) => !lost.has(path)));
}

/** The same past by way of a query, as a question asks it: who was in the team Platform. */
async function askThePast(graph: GraphStore, past: ReadonlyMap<string, Snapshot>): Promise<void> {
  const present = new Set((await graph.keys('Employee')).map(({ key }) => key));
  for (const [day, then] of past) {
    const result = await graph.query(
      {
        find: 'Employee',
        at: day,
        where: {
          related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' },
          where: { property: 'key', op: 'eq', value: 'platform' },
        },
        return: { kind: 'list', limit: 1000 },
      },
      operatorViewer,
      dayOf(14),
    );
    const members = result.kind === 'list' ? result.rows.map(({ id }) => keyOf(id)).sort() : [];
    const expected = [...then]
      .filter((line) => line.endsWith(' MEMBER_OF platform'))
      .map((line) => line.split(' ')[0] ?? '');
    assert.deepEqual(members, expected.filter((id) => present.has(id)).sort(), day);
  }
}
