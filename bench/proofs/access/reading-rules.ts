import type { NodeRecord } from '../../../src/graph/changes.ts';
import type { Draw } from './draw.ts';
import { type Group, type Person, peopleWithin } from './people-and-groups.ts';

/** Whom one place of a rule names, kept as what is meant, beside the words by which the rule says it. */
type Reader =
  | { readonly everyone: true }
  | { readonly person: Person }
  | { readonly group: Group }
  | { readonly stranger: string };

/** A reading rule, as it is stored and as it is meant. */
export interface ReadingRule {
  readonly node: NodeRecord;
  readonly clauses: readonly (readonly Reader[])[];
}

/** Rules of all sorts: everyone, nobody, people, groups, several of them, and several of those at once. */
export function drawRules(
  draw: Draw,
  count: number,
  { people, groups }: { readonly people: readonly Person[]; readonly groups: readonly Group[] },
): ReadingRule[] {
  const person = (): Reader => ({ person: draw.pick(people) });
  const group = (): Reader => ({ group: draw.pick(groups) });
  const sorts: (() => readonly (readonly Reader[])[])[] = [
    () => [[group()]],
    () => [[group(), group()]],
    () => [[group()], [group(), person(), person()]],
    () => [[{ everyone: true }], [group(), group(), group()]],
    () => [[person(), person(), person(), group()]],
    () => [[person()]],
    () => [[{ stranger: 'group:nobody knows it' }, { stranger: 'user:gone@elsewhere.example' }]],
    () => [[]],
  ];
  const fixed: readonly (readonly (readonly Reader[])[])[] = [
    [[{ everyone: true }]],
    [[{ everyone: true }, group()], [{ everyone: true }]],
    [],
  ];
  return Array.from({ length: count }, (_, at) => {
    const clauses = fixed[at] ?? draw.pick(sorts)();
    const said = clauses.map((clause) => clause.map((reader) => sayReader(draw, reader)));
    const properties = { clauses: JSON.stringify(said) };
    const id = `acl:${at}`;
    return { node: { id, label: 'Acl', source: 'shared', key: id, properties, fingerprint: '1' }, clauses };
  });
}

/** By its id, key, name or address, in capitals or not, as sources do. */
function sayReader(draw: Draw, reader: Reader): string {
  if ('everyone' in reader) return 'everyone';
  if ('stranger' in reader) return reader.stranger;
  const said =
    'person' in reader
      ? `user:${draw.pick([reader.person.id, reader.person.key, reader.person.email])}`
      : `group:${draw.pick([reader.group.id, reader.group.key, reader.group.name])}`;
  return draw.chance(0.2) ? said.toUpperCase() : said;
}

/**
 * Who satisfies a rule, told from the rule down to the people in its groups; Orgwise goes from a person up to their groups.
 */
export function readersOf({ clauses }: ReadingRule, everybody: readonly Person[]): ReadonlySet<Person> {
  let readers: readonly Person[] = everybody;
  for (const clause of clauses) {
    const meant = new Set<Person>(
      clause.flatMap((reader) => {
        if ('everyone' in reader) return everybody;
        if ('stranger' in reader) return [];
        return 'person' in reader ? [reader.person] : peopleWithin(reader.group);
      }),
    );
    readers = readers.filter((one) => meant.has(one));
  }
  return new Set(readers);
}
