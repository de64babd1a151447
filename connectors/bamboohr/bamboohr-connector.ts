import { pMapIterable } from 'p-map';
import { askedSince } from '../changes/asked-since.ts';
import type { Connector, Fetched, FetchOptions } from '../connector.ts';
import { createSourceClock, type SourceClock } from '../files/source-clock.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { isMissingRight, missingRight, SourceError } from '../http/source-error.ts';
import { departmentTeams } from '../people/department-teams.ts';
import {
  type BambooHrApi,
  type ChangedEmployee,
  createBambooHrApi,
  type JobHistory,
} from './bamboohr-api.ts';
import { bambooHrCursor, digestOfSettings } from './bamboohr-cursor.ts';
import { type BambooHrOptions, type BambooHrSettings, bambooHrOptionsSchema } from './bamboohr-options.ts';
import { buildEmployee } from './build-employee.ts';
import { createChoice } from './choose-people.ts';

export type BambooHrConnectorOptions = BambooHrOptions &
  ServiceOptions & {
    /** IANA name of the zone in which days begin; UTC when left away. */
    readonly timeZone?: string;
  };

/** People who are asked for at a time. */
const concurrency = 4;

/**
 * Reads people, their departments and how their jobs changed from BambooHR: each person takes a request, so that between whole runs
 * only those do who changed. Who there is, a list of all says each time.
 */
export function createBambooHrConnector({
  source,
  timeZone,
  limits,
  ...options
}: BambooHrConnectorOptions): Connector {
  const settings = bambooHrOptionsSchema.parse(options);
  const clock = createSourceClock(timeZone);
  return {
    source,
    driver: 'bamboohr',
    fetch: (fetch) =>
      readPeople({ api: createBambooHrApi(settings, limits), source, settings, clock, ...fetch }),
  };
}

interface Reading extends FetchOptions {
  readonly api: BambooHrApi;
  readonly source: string;
  readonly settings: BambooHrSettings;
  readonly clock: SourceClock;
}

async function* readPeople({
  api,
  source,
  settings,
  clock,
  since,
  isKnown,
  signal,
}: Reading): AsyncGenerator<Fetched, void> {
  const asked = askedSince(since);
  const digest = digestOfSettings(settings);
  const cursor = bambooHrCursor.parse(since);
  const former = cursor?.settings === digest ? cursor : null;
  const employees = await api.employees(signal);
  const jobs = settings.history ? await withRight(() => api.jobs(signal)) : new Map<string, JobHistory>();
  const today = clock.dayAt(Date.now());
  // What begins later does not hold yet.
  const jobsOf = (id: string) => (jobs.get(id)?.rows ?? []).filter(({ date = '' }) => date <= today);
  const from = asked === undefined ? former : { at: asked, day: clock.dayAt(Date.parse(asked)) };
  const isChanged = from === null ? () => true : createChoice(from, jobs, today);
  const known = new Set(former?.left);
  const isSame = ({ id }: ChangedEmployee) =>
    asked !== undefined || known.has(id) || isKnown?.({ kind: 'employee', key: id }) === true;
  const [again, same]: [ChangedEmployee[], ChangedEmployee[]] = [[], []];
  for (const employee of employees) (!isChanged(employee) && isSame(employee) ? same : again).push(employee);

  /** Of those who are read: now, and before, since a department that is only of the past is one too. */
  const departments = new Map<string, readonly string[]>();
  const current = new Map<string, string>();
  const note = (id: string, department: string | undefined): void => {
    if (department !== undefined) current.set(id, department);
    const all = [department, ...jobsOf(id).map((job) => job.department)];
    departments.set(
      id,
      all.filter((name) => name !== undefined),
    );
  };
  const left: string[] = [];
  for (const { id } of same) {
    if (known.has(id)) left.push(id);
    else if (asked === undefined) {
      note(id, former?.departments[id]);
      yield { same: { kind: 'employee', key: id } };
    }
  }
  let [people, addresses] = [0, 0];
  const refusals: SourceError[] = [];
  const setAside = (id: string, message: string): Fetched => ({
    problem: { place: `${source}: employee ${id}`, message, lacksRight: true },
    setAside: { kind: 'employee', key: id },
  });
  const read = pMapIterable(
    again,
    async (employee) => ({ employee, fields: await api.employee(employee.id, signal) }),
    { concurrency },
  );
  for await (const { employee, fields } of read) {
    signal.throwIfAborted();
    const { id } = employee;
    if (fields instanceof SourceError) {
      refusals.push(fields);
      // Whoever is listed is not deleted: what is known of one whom the key may not see any more stays.
      note(id, former?.departments[id]);
      const message =
        "The person is listed and may not be seen by the key's account; left as known before: give the account access, or delete the person in BambooHR.";
      yield setAside(id, message);
    } else if (fields.status === 'Inactive' && !settings.former) left.push(id);
    else {
      const built = buildEmployee(employee, fields, { jobs: jobsOf(id), settings });
      if ('message' in built) {
        if (built.isWithheld) {
          note(id, former?.departments[id]);
          yield setAside(id, built.message);
        } else yield { problem: { place: `${source}: employee ${id}`, message: built.message } };
        continue;
      }
      people++;
      if (built.record.email !== undefined) addresses++;
      note(id, fields.department);
      yield built;
    }
    signal.throwIfAborted();
  }
  const isWhole = from === null;
  const [refusal] = refusals;
  if (isWhole && refusal?.failure === 'forbidden' && refusals.length === again.length) throw refusal;
  if (settings.departments)
    for (const record of departmentTeams([...departments.values()].flat())) yield { record };
  if (isWhole && people > 0 && addresses === 0) {
    const message =
      "No work e-mail address may be seen; give the key's account access to that field, or nobody is known in chats and other systems.";
    yield { problem: { place: source, message, lacksRight: true } };
  }
  // What was asked for by hand says nothing of what changed before.
  if (asked !== undefined) yield { cursor: asked, isWhole };
  else if (api.beganAt !== null)
    yield {
      cursor: bambooHrCursor.build({
        ...{ at: api.beganAt, day: today, settings: digest, left },
        departments: Object.fromEntries(current),
      }),
      isWhole,
      isSwept: !isWhole,
    };
}

async function withRight<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isMissingRight(error)) throw error;
    throw missingRight(
      "The table of jobs may not be read by the key's account; give it access to job information, or set history: false.",
      error,
    );
  }
}
