import type { NodeLabel } from '../../graph-schema/index.ts';
import type { GraphReader, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../graph/viewer.ts';
import type { Departures } from './departures.ts';
import type { DirectoryAccess } from './directory-access.ts';
import { groupNames, groupsOf, readRuleNames, type TeamName, userNames } from './principals.ts';
import type { Revocations } from './revocations.ts';

/** Who somebody is to Orgwise, what they may read, and why. */
export interface AccessDescription {
  readonly person: Pick<NameRecord, 'id' | 'name' | 'email' | 'source' | 'key'>;
  /** Why they may not ask; null where they may. */
  readonly refusedFor:
    | 'revoked'
    | 'left'
    | 'lost'
    | 'not_configured'
    | 'no_address'
    | 'shared_address'
    | 'not_here'
    | null;
  /** What they answer to in reading rules, and by which of their memberships. */
  readonly principals: readonly { readonly principal: string; readonly why: string }[];
  /** Of the reading rules that there are, how many they satisfy. */
  readonly rules: { readonly satisfied: number; readonly total: number };
  readonly readable: readonly {
    readonly label: NodeLabel;
    readonly visible: number;
    readonly total: number;
  }[];
  /** Fields that they may not read, or only of some records. */
  readonly hidden: readonly string[];
}

const restricted = ['Article', 'Task'] as const satisfies readonly NodeLabel[];

export async function describeAccess(
  record: NameRecord,
  deps: {
    readonly graph: GraphReader;
    readonly access: Pick<DirectoryAccess, 'person'>;
    readonly revocations: Pick<Revocations, 'current'>;
    readonly departures: Pick<Departures, 'current'>;
    readonly today: string;
    /** Names of the sources that are configured. */
    readonly sources: ReadonlySet<string>;
  },
): Promise<AccessDescription> {
  const { graph, access, today } = deps;
  const { id, name, email, source, key } = record;
  const isRevoked = await deps.revocations.current();
  const departureOf = await deps.departures.current();
  const found = email === null ? null : await access.person(email);
  // Where this record's source is configured no more, another's may have the address.
  const known = found?.employeeId === id ? found : null;
  const { own, above } = await groupsOf(graph, id, today);
  const viewer: Viewer = known?.viewer ?? { acls: new Set() };
  const everybody = await graph.names('Employee', operatorViewer);
  const people = email === null ? [] : everybody.filter((one) => sameAddress(one, email));
  const names = await readRuleNames(graph, everybody);
  const principalOf = (team: TeamName, why: string) => {
    const groups = groupNames(team, names);
    const own = `group:${team.name}`;
    if (groups.includes(own)) return { principal: own, why };
    return { principal: groups[1] ?? own, why: `${why}; several teams are called ${team.name}` };
  };
  const rules = await graph.acls();
  const readable = [];
  for (const label of restricted)
    readable.push({
      label,
      visible: await count(graph, label, viewer, today),
      total: await count(graph, label, operatorViewer, today),
    });
  const whyNot = (): AccessDescription['refusedFor'] => {
    if (isRevoked(record)) return 'revoked';
    const departure = departureOf(record);
    if (departure !== null) return departure;
    if (!deps.sources.has(source)) return 'not_configured';
    if (email === null) return 'no_address';
    return people.length > 1 ? 'shared_address' : 'not_here';
  };
  return {
    person: { id, name, email, source, key },
    refusedFor: known !== null ? null : whyNot(),
    principals: [
      { principal: 'everyone', why: 'is somebody of the company' },
      ...userNames(record, names).map((one) => ({ principal: `user:${one}`, why: 'is this person' })),
      ...own.map((team) => principalOf(team, 'is a member of it, or leads it')),
      ...above.map((team) => principalOf(team, 'a team of theirs is a part of it')),
    ],
    rules: { satisfied: viewer.acls === 'all' ? rules.length : viewer.acls.size, total: rules.length },
    readable,
    hidden: [
      ...Object.entries(viewer.hidden ?? {}).flatMap(([label, names]) =>
        [...names].map((one) => `${label}.${one}`),
      ),
      ...Object.entries(viewer.ofSome ?? {}).flatMap(([label, names]) =>
        [...names].map(([one, ids]) => `${label}.${one} (but of ${ids.size})`),
      ),
      ...(viewer.hiddenTypes ?? []),
    ].sort(),
  };
}

const sameAddress = (one: NameRecord, email: string): boolean =>
  one.email !== null && one.email.trim().toLowerCase() === email.trim().toLowerCase();

async function count(graph: GraphReader, label: NodeLabel, viewer: Viewer, today: string): Promise<number> {
  const result = await graph.query({ find: label, return: { kind: 'count' } }, viewer, today);
  return result.kind === 'count' ? result.total : 0;
}
