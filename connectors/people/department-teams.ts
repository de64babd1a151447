import type { TeamRecord } from '../connector.ts';

/** The key of the team that a department is, whatever case its name is written in. */
export function departmentKey(name: string): string {
  return `department:${name.toLowerCase()}`;
}

/** A team for each of these names of departments, under the spelling that most people have; one name for each person. */
export function departmentTeams(names: Iterable<string>): readonly TeamRecord[] {
  const spellings = new Map<string, Map<string, number>>();
  for (const name of names) {
    const counts = spellings.get(departmentKey(name)) ?? new Map<string, number>();
    spellings.set(departmentKey(name), counts.set(name, (counts.get(name) ?? 0) + 1));
  }
  return [...spellings].map(([key, counts]) => {
    const [[name = ''] = []] = [...counts].toSorted(
      ([one, of], [other, among]) => among - of || (one < other ? -1 : 1),
    );
    return { kind: 'team', key, name, teamKind: 'department', place: `department ${name}` };
  });
}
