import type { EmployeeRecord, ReadingRule, SourceRecord } from '../../connectors/connector.ts';
import { type ErasedPeople, erasedName } from '../access/erased-people.ts';
import { recordId } from './node-ids.ts';
import type { SourceRead } from './plan-sync.ts';

type Name = (text: string) => string;

/** What a text of a source that calls somebody says without those who were erased. */
function createNaming(records: readonly SourceRecord[], source: string, erased: ErasedPeople): Name {
  // A key of this source means its own record first, whoever had such a key elsewhere.
  const own = new Set<string>();
  for (const record of records)
    if (record.kind === 'employee' && pseudonymOf(record, source, erased) === null) own.add(record.key);
  return (text) => (own.has(text) ? text : (erased.byText(text) ?? text));
}

function pseudonymOf({ key, email }: EmployeeRecord, source: string, erased: ErasedPeople): string | null {
  return erased.byRecord(recordId('employee', source, key), email);
}

function renamed(record: SourceRecord, source: string, erased: ErasedPeople, name: Name): SourceRecord {
  switch (record.kind) {
    case 'employee': {
      const pseudonym = pseudonymOf(record, source, erased);
      const called = pseudonym === null ? record : anonymous(record, pseudonym);
      const { manager, history } = called;
      return {
        ...called,
        ...(manager !== undefined && { manager: name(manager) }),
        ...(history !== undefined && {
          history: history.map((state) =>
            state.manager === undefined ? state : { ...state, manager: name(state.manager) },
          ),
        }),
      };
    }
    case 'team': {
      const { leads, members } = record;
      return {
        ...record,
        ...(leads !== undefined && { leads: leads.map((one) => ({ ...one, person: name(one.person) })) }),
        ...(members !== undefined && {
          members: members.map((one) => ({ ...one, person: name(one.person) })),
        }),
      };
    }
    case 'task': {
      const { assignees, reporter, approvers, readers } = record;
      return {
        ...record,
        ...(assignees !== undefined && { assignees: assignees.map(name) }),
        ...(reporter !== undefined && { reporter: name(reporter) }),
        ...(approvers !== undefined && { approvers: approvers.map(name) }),
        ...(readers !== undefined && { readers: rule(readers, name) }),
      };
    }
    case 'article': {
      const { author, readers } = record;
      return {
        ...record,
        ...(author !== undefined && { author: name(author) }),
        ...(readers !== undefined && { readers: rule(readers, name) }),
      };
    }
  }
}

/** Only what counts need: where they belonged, and until when. */
function anonymous(record: EmployeeRecord, pseudonym: string): EmployeeRecord {
  const { kind, place, teams, manager, company, endDate, history } = record;
  return {
    kind,
    place,
    key: pseudonym,
    name: erasedName,
    ...(teams !== undefined && { teams }),
    ...(manager !== undefined && { manager }),
    ...(company !== undefined && { company }),
    ...(endDate !== undefined && { endDate }),
    ...(history !== undefined && { history: history.map(({ title: _, ...state }) => state) }),
  };
}

function rule(readers: ReadingRule, name: Name): ReadingRule {
  return readers.map((clause) =>
    clause.map((reader) => {
      const [, kind, person] = /^(user|account):(.*)$/s.exec(reader) ?? [];
      return person === undefined ? reader : `${kind}:${name(person)}`;
    }),
  );
}

/**
 * What was read of a source as it is without the people who were erased: of their own record nothing stays but where it
 * belongs and when it ended, under a pseudonym, so that counts stay; whatever names them names the pseudonym, what is gone or
 * set aside and its reading rules included.
 */
export function readWithoutErased<Read extends SourceRead>(read: Read, erased: ErasedPeople): Read {
  if (erased.isEmpty) return read;
  const { source } = read.connector;
  const { records, gone, setAside } = read.fetched;
  const called = (ids: ReadonlySet<string>): Set<string> =>
    new Set(
      [...ids].map((id) => {
        const pseudonym = erased.byRecord(id, undefined);
        return pseudonym === null ? id : recordId('employee', source, pseudonym);
      }),
    );
  const name = createNaming(records, source, erased);
  const rules = new Map(
    [...setAside.rules].map(([id, readers]) => [id, readers === null ? null : rule(readers, name)]),
  );
  return {
    ...read,
    fetched: {
      ...read.fetched,
      records: records.map((record) => renamed(record, source, erased, name)),
      gone: called(gone),
      setAside: { ...setAside, ids: called(setAside.ids), rules },
    },
  };
}
