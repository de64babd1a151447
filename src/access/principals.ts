import { foldText } from '../graph/fold-text.ts';
import type { GraphReader, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';

/** What a person answers to in reading rules, folded: `everyone`, `user:…`, `group:…`. */
export type Principals = ReadonlySet<string>;

/**
 * A person's principals: everyone, themselves by id, key and address, and each team that they belong to or lead, with
 * the teams above it.
 */
export async function principalsOf(
  graph: GraphReader,
  person: NameRecord,
  today: string,
): Promise<Principals> {
  const principals = new Set(['everyone', `user:${foldText(person.id)}`, `user:${foldText(person.key)}`]);
  if (person.email !== null) principals.add(`user:${foldText(person.email)}`);
  for (const team of await teamsOf(graph, person.id, today)) {
    for (const name of [team.id, team.key, team.name]) principals.add(`group:${foldText(name)}`);
  }
  return principals;
}

interface TeamName {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

async function teamsOf(graph: GraphReader, personId: string, today: string): Promise<TeamName[]> {
  const isPerson = { property: 'id', op: 'eq', value: personId } as const;
  const own = {
    any: [
      { related: { type: 'MEMBER_OF', direction: 'in', label: 'Employee' }, where: isPerson },
      { related: { type: 'LEADS', direction: 'in', label: 'Employee' }, where: isPerson },
    ],
  } as const;
  const result = await graph.query(
    {
      find: 'Team',
      where: {
        any: [
          own,
          { related: { type: 'PART_OF', direction: 'in', label: 'Team', transitive: true }, where: own },
        ],
      },
      return: { kind: 'list', fields: [{ property: 'key' }], limit: 1000 },
    },
    operatorViewer,
    today,
  );
  if (result.kind !== 'list') return [];
  return result.rows.map((row) => ({ id: row.id, key: String(row.values.key ?? ''), name: row.name }));
}

/** Whether principals satisfy a rule: each clause has one of them. */
export function satisfies(principals: Principals, clauses: readonly (readonly string[])[]): boolean {
  return clauses.every((clause) => clause.some((reader) => principals.has(foldText(reader))));
}
