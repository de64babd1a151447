import { foldText } from '../graph/fold-text.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { Finding } from '../operations/finding.ts';
import type { FieldPolicy } from './field-policy.ts';
import { createTeamNames } from './principals.ts';

/** Groups that rules or `fields.hr` name and that are several teams, so that the rule lets in none of them. */
export async function examineGroups(
  graph: Pick<GraphReader, 'acls' | 'names'>,
  fields: FieldPolicy,
): Promise<readonly Finding[]> {
  const teams = createTeamNames(await graph.names('Team', operatorViewer));
  const ruled = (await graph.acls()).flatMap(({ clauses }) => clauses.flat());
  const groups = [...ruled, ...(fields.hr ?? []).map((name) => `group:${name}`)].flatMap(
    (reader) => /^group:(.*)$/is.exec(reader)?.[1] ?? [],
  );
  const named = new Map(groups.map((name) => [foldText(name), name]));
  return [...named.values()].flatMap((name): Finding[] => {
    const called = teams.called(name);
    if (called.length < 2 || called.some((team) => teams.namesOf(team).some(isCalled(name)))) return [];
    const keys = called.map(({ source, key }) => `${source}:${key}`);
    return [
      {
        part: `group ${name}`,
        ok: false,
        message: `${keys.join(' and ')} are called so, and a rule that names it lets in neither`,
        remedy:
          'Name the one that is meant in the rule, as group:SOURCE:KEY, and in fields.hr as SOURCE:KEY.',
      },
    ];
  });
}

const isCalled =
  (name: string) =>
  (other: string): boolean =>
    foldText(other) === foldText(name);
