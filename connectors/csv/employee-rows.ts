import type { EmployeeRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import type { ColumnDefinitions } from './column-definition.ts';
import type { PeopleFileOptions } from './csv-options.ts';
import type { RowReader } from './row-reader.ts';

type EmployeeField = keyof PeopleFileOptions['columns'];

export const employeeColumns: ColumnDefinitions<EmployeeField> = {
  id: {
    headers: [
      'id',
      'key',
      'employee_id',
      'employee_number',
      'personnel_number',
      'user_id',
      'login',
      'account',
    ],
    required: true,
  },
  name: {
    headers: ['name', 'full_name', 'display_name', 'employee_name', 'employee'],
    required: true,
    several: true,
  },
  aliases: {
    headers: ['also_known_as', 'aliases', 'alias', 'known_as', 'nicknames', 'nickname', 'preferred_name'],
    several: true,
  },
  email: { headers: ['email', 'e_mail', 'email_address', 'work_email', 'mail'] },
  title: { headers: ['title', 'job_title', 'position', 'role'] },
  teams: { headers: ['teams', 'team', 'departments', 'department', 'groups', 'group'], several: true },
  manager: { headers: ['manager', 'manager_id', 'reports_to', 'manager_email', 'supervisor'] },
  company: { headers: ['company', 'employer', 'organization', 'organisation'] },
  startDate: { headers: ['start_date', 'hire_date', 'joined', 'started', 'start'], date: true },
  endDate: { headers: ['end_date', 'leaving_date', 'termination_date', 'last_day', 'end'], date: true },
  location: { headers: ['location', 'office', 'city', 'site'] },
  timeZone: { headers: ['time_zone', 'timezone', 'tz'] },
  url: { headers: ['url', 'link'] },
  updated: { headers: ['updated', 'updated_at', 'last_updated', 'modified', 'last_modified'], date: true },
};

/** @returns a message instead where the row cannot be taken as a person. */
export function buildEmployee(row: RowReader<EmployeeField>, key: string): EmployeeRecord | string {
  const name = row.joined('name');
  if (name === undefined) return 'The row has no name; fill it in.';
  return {
    kind: 'employee',
    key,
    name,
    place: row.place,
    ...withoutAbsent({
      aliases: row.list('aliases'),
      email: readEmail(row),
      title: row.text('title'),
      teams: row.list('teams'),
      manager: row.text('manager'),
      company: row.text('company'),
      startDate: row.day('startDate'),
      endDate: row.day('endDate'),
      location: row.text('location'),
      timeZone: readTimeZone(row),
      url: row.url('url', key),
      updatedAt: row.instant('updated'),
      extra: row.extra(),
    }),
  };
}

/** People are recognised by their address: something else in its place must not pass for one. */
function readEmail(row: RowReader<EmployeeField>): string | undefined {
  const email = row.text('email');
  if (email === undefined || /^[^\s@;,]+@[^\s@;,]+$/.test(email)) return email;
  row.report(`'${email}' is no e-mail address; left empty.`);
  return undefined;
}

function readTimeZone(row: RowReader<EmployeeField>): string | undefined {
  const timeZone = row.text('timeZone');
  if (timeZone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    row.report(`'${timeZone}' is no IANA time zone such as Europe/Berlin; left empty.`);
    return undefined;
  }
}
