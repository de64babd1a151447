import type { NodeRef, RelatedValue, Row } from '../graph/graph-query.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { askOnce } from './ask-once.ts';
import { groupNames, principalKey, type RuleNames, teamsOf } from './principals.ts';

/** What somebody answers to in rules by their teams, folded; people of the same teams have the same object. */
export type GroupSet = ReadonlySet<string>;

/** The groups of people, on one day and at one revision of the graph. */
export interface GroupSets {
  of(personId: string): Promise<GroupSet>;
  /** Reads those of everybody at once, which costs less than one by one where many are asked for. */
  readAll(): Promise<void>;
}

export function createGroupSets(graph: GraphReader, today: string, names: RuleNames): GroupSets {
  const byTeams = new Map<string, GroupSet>();
  const askOne = askOnce(async (personId: string) => setOf(await teamsOf(graph, personId, today)));
  const askAll = askOnce((_: 'all') => readTeams());
  let all: ReadonlyMap<string, GroupSet> | undefined;

  function setOf(teams: readonly Team[]): GroupSet {
    const ids = [...new Set(teams.map(({ id }) => id))].sort();
    const groups =
      byTeams.get(ids.join(' ')) ??
      new Set(ids.flatMap((id) => groupNames({ id }, names)).map((name) => principalKey(name)));
    byTeams.set(ids.join(' '), groups);
    return groups;
  }

  async function readTeams(): Promise<ReadonlyMap<string, GroupSet>> {
    const teams = new Map<string, Team[]>();
    for await (const row of rowsOfTeams(graph, today)) {
      const those = [row, ...relatedTo(row, 'above')];
      for (const { id } of [...relatedTo(row, 'members'), ...relatedTo(row, 'leads')])
        teams.set(id, [...(teams.get(id) ?? []), ...those]);
    }
    return new Map([...teams].map(([id, those]) => [id, setOf(those)]));
  }

  return {
    async of(personId) {
      if (all !== undefined) return all.get(personId) ?? setOf([]);
      return await askOne(personId);
    },
    async readAll() {
      all = await askAll('all');
    },
  };
}

const pageSize = 1000;

/** Every team with who belongs to it or leads it at present, and the teams above it. */
async function* rowsOfTeams(graph: GraphReader, today: string): AsyncGenerator<Row> {
  const people = { direction: 'in', label: 'Employee' } as const;
  const above = { type: 'PART_OF', direction: 'out', label: 'Team', transitive: true } as const;
  for (let offset = 0; ; offset += pageSize) {
    const page = await graph.query(
      {
        find: 'Team',
        return: {
          kind: 'list',
          fields: [
            { related: { type: 'MEMBER_OF', ...people }, property: 'key', as: 'members' },
            { related: { type: 'LEADS', ...people }, property: 'key', as: 'leads' },
            { related: above, property: 'key', as: 'above' },
          ],
          limit: pageSize,
          offset,
        },
      },
      operatorViewer,
      today,
    );
    if (page.kind !== 'list') return;
    yield* page.rows;
    if (page.rows.length < pageSize) return;
  }
}

type Team = Pick<NodeRef, 'id'>;

const relatedTo = ({ values }: Row, field: string): readonly RelatedValue[] =>
  (values[field] ?? []) as readonly RelatedValue[];
