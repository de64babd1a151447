import { foldText } from '../graph/fold-text.ts';
import type { Condition } from '../graph/graph-query.ts';
import type { GraphReader, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { createMeanings, type Meanings } from './meanings.ts';

/**
 * What a person answers to in reading rules: `everyone`, `user:…` by exact address, id or key in any case, `group:…` folded,
 * as people write the names of groups. Accents make another user, and no other group.
 */
export type Principals = ReadonlySet<string>;

/** Whom and what rules mean. */
export interface RuleNames {
  readonly people: Meanings;
  readonly teams: Meanings;
}

/** @param people all of the graph, those who left among them. */
export async function readRuleNames(
  graph: Pick<GraphReader, 'names'>,
  people: readonly NameRecord[],
): Promise<RuleNames> {
  return {
    people: createPeopleNames(people),
    teams: createTeamNames(await graph.names('Team', operatorViewer)),
  };
}

/** A team is called by its key and by its name, with or without its source before them. */
export function createTeamNames(teams: readonly NameRecord[]): Meanings {
  return createMeanings(teams, ({ source, key, name }) => [`${source}:${name}`, key, name], foldText);
}

function createPeopleNames(people: readonly NameRecord[]): Meanings {
  const addresses = ({ email }: NameRecord): readonly string[] => (email === null ? [] : [email]);
  return createMeanings(people, (person) => [person.key, ...addresses(person)], addressKey);
}

/**
 * A person's principals: everyone, themselves by id, key and address, and each team that they belong to or lead, with
 * the teams above it. A key or a name that another one has too means neither of them.
 *
 * @param groups of their teams, folded.
 */
export function principalsOf(person: NameRecord, groups: Principals, names: RuleNames): Principals {
  return new Set(['everyone', ...userPrincipals(person, names), ...groups]);
}

/** What a person answers to by themselves. */
export function userPrincipals(person: NameRecord, names: RuleNames): readonly string[] {
  return userNames(person, names).map((one) => principalKey(`user:${one}`));
}

/** What a person is called in rules, behind `user:`. */
export function userNames(person: NameRecord, { people }: Pick<RuleNames, 'people'>): readonly string[] {
  // Whoever may ask has an address that nobody else has who may; one who left may have had it before.
  return [...new Set([...people.namesOf(person), ...(person.email === null ? [] : [person.email])])];
}

/** What a team is called in rules, each as `group:NAME`. */
export function groupNames(
  { id: teamId }: Pick<TeamName, 'id'>,
  { teams }: Pick<RuleNames, 'teams'>,
): readonly string[] {
  const record = teams.called(teamId).find(({ id }) => id === teamId);
  return record === undefined ? [] : teams.namesOf(record).map((name) => `group:${name}`);
}

/** The teams that make a person's groups: those they belong to or lead at present, and those above them. */
export async function groupsOf(
  graph: GraphReader,
  personId: string,
  today: string,
): Promise<{ readonly own: readonly TeamName[]; readonly above: readonly TeamName[] }> {
  const own = await teamsWhere(graph, ownTeams(personId), today);
  const ids = new Set(own.map((team) => team.id));
  return { own, above: (await teamsOf(graph, personId, today)).filter((team) => !ids.has(team.id)) };
}

export interface TeamName {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

function ownTeams(personId: string): Condition {
  const isPerson = { property: 'id', op: 'eq', value: personId } as const;
  return {
    any: [
      { related: { type: 'MEMBER_OF', direction: 'in', label: 'Employee' }, where: isPerson },
      { related: { type: 'LEADS', direction: 'in', label: 'Employee' }, where: isPerson },
    ],
  };
}

/** The same, all together. */
export async function teamsOf(graph: GraphReader, personId: string, today: string): Promise<TeamName[]> {
  const own = ownTeams(personId);
  const above: Condition = {
    related: { type: 'PART_OF', direction: 'in', label: 'Team', transitive: true },
    where: own,
  };
  return await teamsWhere(graph, { any: [own, above] }, today);
}

async function teamsWhere(graph: GraphReader, where: Condition, today: string): Promise<TeamName[]> {
  const result = await graph.query(
    { find: 'Team', where, return: { kind: 'list', fields: [{ property: 'key' }], limit: 1000 } },
    operatorViewer,
    today,
  );
  if (result.kind !== 'list') return [];
  return result.rows.map((row) => ({ id: row.id, key: String(row.values.key ?? ''), name: row.name }));
}

/** A reading rule with its readers as principals have them: each clause needs one of them. */
export interface ReadingRule {
  readonly id: string;
  readonly clauses: readonly (readonly string[])[];
}

export function toReadingRule({ id, clauses }: ReadingRule): ReadingRule {
  return { id, clauses: clauses.map((clause) => clause.map(principalKey)) };
}

export function satisfies(principals: Principals, { clauses }: Pick<ReadingRule, 'clauses'>): boolean {
  return clauses.every((clause) => clause.some((reader) => principals.has(reader)));
}

/** Addresses differ in case alone where they are the same; accents make another person's. */
export function addressKey(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** A reader as principals have it. */
export function principalKey(reader: string): string {
  return /^\s*user:/i.test(reader) ? addressKey(reader) : foldText(reader);
}
