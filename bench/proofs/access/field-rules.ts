import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { FieldPolicy, FieldReaders } from '../../../src/access/field-policy.ts';
import type { NodeRecord, RelationshipRecord } from '../../../src/graph/changes.ts';
import type { Viewer } from '../../../src/graph/viewer.ts';
import { type Group, type Person, peopleWithin } from './people-and-groups.ts';

/** Who may read which field: as it is configured, and whom that means, told from the people themselves. */
export interface FieldRules {
  readonly policy: FieldPolicy;
  /** Members of HR and of its parts. */
  readonly hr: ReadonlySet<Person>;
  /** What some people together may not read of records and relationships. */
  keptFrom(members: readonly Person[]): KeptFields;
}

export interface KeptFields {
  /** The record without those of its fields that are kept. */
  node(record: NodeRecord): NodeRecord;
  /** Null where nobody of them may follow it; without a beginning that is a first day which is kept. */
  relationship(record: RelationshipRecord): RelationshipRecord | null;
  /** For whoever words an answer, who must say that something is kept; reads of the reference do without. */
  readonly restrictions: Pick<Viewer, 'hidden' | 'ofSome' | 'hiddenTypes'>;
}

const ofPeople = {
  title: ['managers', 'hr'],
  startDate: ['managers', 'hr'],
  location: ['hr'],
  timeZone: 'nobody',
  'extra.badge': ['self'],
} as const satisfies Record<string, FieldReaders>;

/** Nobody's own, so that HR alone may read them. */
const ofOthers: { readonly [label in NodeLabel]?: Readonly<Record<string, readonly ['hr']>> } = {
  Team: { mission: ['hr'] },
  Project: { description: ['hr'] },
  Task: { priority: ['hr'], 'extra.budget': ['hr'] },
};
const relations = { REPORTED: 'hr', LEADS: 'hr' } as const;

/** Titles that people held are their titles, and stand in these places too; of some of them, they would tell of all. */
const titlesHeld = ['title', 'key'];

/** A policy with readers of all sorts, and one group that is HR. */
export function createFieldRules(hrGroup: Group, people: readonly Person[]): FieldRules {
  const hr = new Set(peopleWithin(hrGroup));
  const byId = new Map(people.map((person) => [person.id, person]));
  return {
    policy: { Employee: ofPeople, ...ofOthers, relations, hr: [hrGroup.name] },
    hr,
    keptFrom: (members) => keptFrom(members, hr, byId),
  };
}

function keptFrom(
  members: readonly Person[],
  hr: ReadonlySet<Person>,
  people: ReadonlyMap<string, Person>,
): KeptFields {
  const isAllHr = members.every((one) => one.mayAsk && hr.has(one));
  const mayRead = (readers: FieldReaders, of: Person): boolean =>
    typeof readers !== 'string' &&
    members.every(
      (one) =>
        one.mayAsk &&
        (one === of ||
          (readers.includes('hr') && hr.has(one)) ||
          (readers.includes('managers') && isAbove(one, of))),
    );
  const keptOf = (record: NodeRecord): readonly string[] => {
    const person = people.get(record.id);
    if (person !== undefined)
      return Object.entries(ofPeople).flatMap(([name, readers]) => (mayRead(readers, person) ? [] : [name]));
    if (isAllHr) return [];
    return record.label === 'Position' ? titlesHeld : Object.keys(ofOthers[record.label] ?? {});
  };
  return {
    node: (record) => without(record, keptOf(record)),
    relationship: (record) => {
      if (record.type in relations && !isAllHr) return null;
      const person = record.type === 'WORKS_FOR' ? people.get(record.from) : undefined;
      if (person === undefined || mayRead(ofPeople.startDate, person)) return record;
      return { ...record, period: { from: null, to: record.period?.to ?? null } };
    },
    restrictions: restrictionsOf(members, isAllHr, (readers) =>
      [...people.values()].filter((one) => mayRead(readers, one)).map(({ id }) => id),
    ),
  };
}

const isAbove = (one: Person, other: Person): boolean =>
  other.manager !== null && (other.manager === one || isAbove(one, other.manager));

const withoutFields = new WeakMap<NodeRecord, Map<string, NodeRecord>>();

/** The same record each time, so that what the reference remembers of it holds for many viewers. */
function without(record: NodeRecord, names: readonly string[]): NodeRecord {
  if (names.length === 0) return record;
  const known = withoutFields.get(record) ?? new Map<string, NodeRecord>();
  withoutFields.set(record, known);
  const before = known.get(names.join(' '));
  if (before !== undefined) return before;
  const isKept = ([name]: readonly [string, unknown]): boolean => !names.includes(name);
  const extra = Object.entries(record.extra ?? {}).filter(([name]) => !names.includes(`extra.${name}`));
  const less: NodeRecord = {
    ...record,
    key: names.includes('key') ? '' : record.key,
    properties: Object.fromEntries(Object.entries(record.properties).filter(isKept)),
    extra: Object.fromEntries(extra),
  };
  known.set(names.join(' '), less);
  return less;
}

function restrictionsOf(
  members: readonly Person[],
  isAllHr: boolean,
  idsOf: (readers: FieldReaders) => readonly string[],
): KeptFields['restrictions'] {
  const isNobodyStrange = members.every((one) => one.mayAsk);
  const ofSome = new Map<string, ReadonlySet<string>>();
  const hidden = new Map<string, ReadonlySet<string>>();
  const wholly = new Set<string>();
  for (const [name, readers] of Object.entries(ofPeople)) {
    if (readers === 'nobody' || !isNobodyStrange) wholly.add(name);
    else if (!isAllHr || !readers.some((one) => one === 'hr')) ofSome.set(name, new Set(idsOf(readers)));
  }
  hidden.set('Employee', wholly);
  if (!isAllHr) {
    hidden.set('Position', new Set(titlesHeld));
    for (const [label, fields] of Object.entries(ofOthers)) hidden.set(label, new Set(Object.keys(fields)));
  }
  return {
    hidden: Object.fromEntries(hidden),
    ofSome: { Employee: ofSome },
    ...(isAllHr ? {} : { hiddenTypes: new Set(['REPORTED', 'LEADS'] as const) }),
  };
}
