import type { EmployeeRecord, EmployeeState, SourceRecord } from '../../connectors/connector.ts';
import type { FieldPolicy } from '../access/field-policy.ts';
import { dayWithoutYear, type StoredLabel, storingOf } from '../access/stored-fields.ts';
import { unstoredDay } from './graph-records.ts';
import type { SourceRead } from './plan-sync.ts';

/** Fields of a person that a policy may leave unstored. */
const optional = ['aliases', 'title', 'startDate', 'location', 'timeZone'] as const;

/**
 * What was read of a source without the fields that are never stored, so that neither the graph nor a plan, a digest or the
 * log holds them.
 *
 * @param onLeftOut is told once of each field that a source sent in vain.
 */
export function readWithoutUnstored(
  read: SourceRead,
  policy: FieldPolicy,
  onLeftOut: (field: string) => void = () => {},
): SourceRead {
  const told = new Set<string>();
  const leaveOut = (field: string): void => {
    if (told.has(field)) return;
    told.add(field);
    onLeftOut(field);
  };
  const records = read.fetched.records.map((record) => stored(record, policy, leaveOut));
  return { ...read, fetched: { ...read.fetched, records } };
}

function stored(record: SourceRecord, policy: FieldPolicy, leaveOut: (field: string) => void): SourceRecord {
  if (record.kind === 'employee') return storedEmployee(record, policy, leaveOut);
  const label = labels[record.kind];
  if (record.extra === undefined) return record;
  return { ...record, extra: Object.fromEntries(storedExtra(record.extra, label, policy, leaveOut)) };
}

const labels = { team: 'Team', task: 'Task', article: 'Article' } as const;

/** Fields of the source's own, as they are stored. */
function storedExtra(
  extra: Readonly<Record<string, string>>,
  label: StoredLabel,
  policy: FieldPolicy,
  leaveOut: (field: string) => void,
): readonly (readonly [string, string])[] {
  return Object.entries(extra).flatMap(([name, value]) => {
    const storing = storingOf(`extra.${name}`, policy, label);
    const day = storing === 'day' ? dayWithoutYear(value) : value;
    if (storing !== 'never' && day !== null) return [[name, day] as const];
    leaveOut(`extra.${name}`);
    return [];
  });
}

function storedEmployee(
  record: EmployeeRecord,
  policy: FieldPolicy,
  leaveOut: (field: string) => void,
): EmployeeRecord {
  const { extra, history, ...rest } = record;
  const kept = { ...rest };
  for (const field of optional) {
    if (kept[field] === undefined || storingOf(field, policy) !== 'never') continue;
    delete kept[field];
    leaveOut(field);
  }
  const entries = storedExtra(extra ?? {}, 'Employee', policy, leaveOut);
  const isTitleStored = storingOf('title', policy) !== 'never';
  return {
    ...kept,
    ...(entries.length > 0 && { extra: Object.fromEntries(entries) }),
    ...(history !== undefined && {
      history: withoutFirstDay(record, policy).map(({ title, ...state }) =>
        title === undefined || !isTitleStored ? state : { ...state, title },
      ),
    }),
  };
}

/** A history begins with the first day, which would be stored all the same. */
function withoutFirstDay(
  { history = [], startDate = '' }: EmployeeRecord,
  policy: FieldPolicy,
): readonly EmployeeState[] {
  if (storingOf('startDate', policy) !== 'never') return history;
  const first = history.reduce((day, { from }) => (from < day ? from : day), '9999-12-31');
  return history.map((state) =>
    state.from === first || state.from <= startDate ? { ...state, from: unstoredDay } : state,
  );
}
