import type { Row, Step } from '../graph/graph-query.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';

const rowsAtOnce = 1000;

/** Who belongs to which team, and which team to which. */
export interface TeamTree {
  /** Teams by who is in them or leads them. */
  readonly teamsOf: ReadonlyMap<string, readonly string[]>;
  /** The teams that one is part of, whole chains. */
  above(id: string): readonly string[];
}

/** All teams as they are today. */
export async function readTeamTree(graph: Pick<GraphStore, 'query'>, today: string): Promise<TeamTree> {
  const teamsOf = new Map<string, string[]>();
  const parents = new Map<string, readonly string[]>();
  const people = (type: 'MEMBER_OF' | 'LEADS'): Step => ({ type, direction: 'in', label: 'Employee' });
  for (let offset = 0; ; offset += rowsAtOnce) {
    const result = await graph.query(
      {
        find: 'Team',
        return: {
          kind: 'list',
          fields: [
            { related: people('MEMBER_OF'), property: 'id', as: 'members' },
            { related: people('LEADS'), property: 'id', as: 'leads' },
            {
              related: { type: 'PART_OF', direction: 'out', label: 'Team', transitive: true },
              property: 'id',
              as: 'above',
            },
          ],
          orderBy: [{ by: 'id' }],
          limit: rowsAtOnce,
          offset,
        },
      },
      operatorViewer,
      today,
    );
    const rows = result.kind === 'list' ? result.rows : [];
    for (const row of rows) {
      parents.set(row.id, idsIn(row, 'above'));
      for (const person of new Set([...idsIn(row, 'members'), ...idsIn(row, 'leads')])) {
        const teams = teamsOf.get(person);
        if (teams === undefined) teamsOf.set(person, [row.id]);
        else teams.push(row.id);
      }
    }
    if (rows.length < rowsAtOnce) break;
  }
  return { teamsOf, above: (id) => parents.get(id) ?? [] };
}

/** Ids that a field of related nodes gave. */
export function idsIn(row: Row, field: string): readonly string[] {
  const value = row.values[field];
  return Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one : one.id)) : [];
}
