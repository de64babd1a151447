import type { EmployeeState } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import type { ColumnDefinitions } from './column-definition.ts';
import type { HistoryFileOptions } from './csv-options.ts';
import type { RowReader } from './row-reader.ts';

type HistoryField = keyof HistoryFileOptions['columns'];

/** The columns of a job history as HR systems export it: one row for each change of each person. */
export const historyColumns: ColumnDefinitions<HistoryField> = {
  id: {
    headers: [
      'id',
      'employee_id',
      'employee_number',
      'personnel_number',
      'employee',
      'user_id',
      'key',
      'login',
    ],
    required: true,
  },
  from: {
    headers: [
      'effective_date',
      'effective_from',
      'effective',
      'valid_from',
      'from',
      'since',
      'date',
      'start_date',
    ],
    required: true,
    date: true,
  },
  title: { headers: ['title', 'job_title', 'position', 'role'] },
  teams: { headers: ['teams', 'team', 'departments', 'department', 'groups', 'group'], several: true },
  manager: {
    headers: ['manager', 'manager_id', 'reports_to', 'reporting_to', 'manager_email', 'supervisor'],
  },
  leads: { headers: ['leads', 'lead_of', 'heads', 'head_of', 'leads_team'], several: true },
};

export interface HistoryRow {
  readonly key: string;
  readonly state: EmployeeState;
}

/** @returns a message instead where the row does not say from when on it holds. */
export function buildState(row: RowReader<HistoryField>, key: string): HistoryRow | string {
  const from = row.day('from');
  if (from === undefined) return 'The row has no effective date; it is set aside.';
  return {
    key,
    state: {
      from,
      place: row.place,
      ...withoutAbsent({
        title: row.has('title') ? (row.text('title') ?? '') : undefined,
        teams: row.has('teams') ? (row.list('teams') ?? []) : undefined,
        manager: row.has('manager') ? (row.text('manager') ?? '') : undefined,
        leads: row.has('leads') ? (row.list('leads') ?? []) : undefined,
      }),
    },
  };
}
