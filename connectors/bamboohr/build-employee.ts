import type { EmployeeRecord, EmployeeState } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { instantOf } from '../http/instant-of.ts';
import { departmentKey } from '../people/department-teams.ts';
import type { ChangedEmployee, Fields } from './bamboohr-api.ts';
import type { BambooHrSettings } from './bamboohr-options.ts';

export interface EmployeeContext {
  /** Rows of the table of jobs that have begun. */
  readonly jobs: readonly Fields[];
  readonly settings: BambooHrSettings;
}

export type BuiltEmployee =
  | { readonly record: EmployeeRecord }
  | {
      readonly message: string;
      /** Whether the person is there as before, and only hidden from the key. */
      readonly isWithheld: boolean;
    };

/** A person, or in one sentence why there is none. */
export function buildEmployee(
  { id, lastChanged }: ChangedEmployee,
  fields: Fields,
  { jobs, settings }: EmployeeContext,
): BuiltEmployee {
  const { firstName, lastName, preferredName, terminationDate } = fields;
  const name = [preferredName ?? firstName, lastName].filter((part) => part !== undefined).join(' ');
  if (name === '')
    return { message: 'The key may not see a name of the person; left as known before.', isWithheld: true };
  if (fields.status === 'Inactive' && dayOf(terminationDate) === undefined)
    return { message: 'The person is inactive and has no last day; left out.', isWithheld: false };
  const whole = [firstName, lastName].filter((part) => part !== undefined).join(' ');
  const url = new URL(
    `/employees/employee.php?id=${encodeURIComponent(id)}`,
    `https://${settings.company}.bamboohr.com`,
  ).href;
  const extra = Object.entries(settings.extra).flatMap(([label, field]) => {
    const value = fields[field];
    return value === undefined ? [] : [[label, value] as const];
  });
  return {
    record: {
      kind: 'employee',
      key: id,
      name,
      url,
      place: url,
      ...withoutAbsent({
        updatedAt: instantOf(lastChanged),
        aliases: whole === name || whole === '' ? undefined : [whole],
        email: fields.workEmail?.toLowerCase(),
        title: fields.jobTitleName ?? fields.jobTitle,
        location: fields.location,
        manager: fields.reportsToId ?? fields.supervisorEId,
        teams: teamsOf(fields.department, settings),
        startDate: dayOf(fields.hireDate),
        // A day that is entered ahead is one on which somebody is going to leave.
        endDate: dayOf(terminationDate),
        extra: extra.length === 0 ? undefined : Object.fromEntries(extra),
        history: historyOf(jobs, url, settings),
      }),
    },
  };
}

/** Since which day which job held; the row that holds now says what the person's own fields say. */
function historyOf(
  jobs: readonly Fields[],
  place: string,
  settings: BambooHrSettings,
): readonly EmployeeState[] | undefined {
  const states = jobs.flatMap((job): readonly EmployeeState[] => {
    const from = dayOf(job.date);
    if (from === undefined) return [];
    const state = withoutAbsent({
      title: job.jobTitle,
      manager: job.reportsTo,
      teams: teamsOf(job.department, settings),
    });
    return [{ from, place, ...state }];
  });
  states.sort((one, other) => (one.from < other.from ? -1 : 1));
  return states.length === 0 ? undefined : states;
}

function teamsOf(department: string | undefined, { departments }: BambooHrSettings) {
  return department === undefined || !departments ? undefined : [departmentKey(department)];
}

function dayOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
}
