import { pMapIterable } from 'p-map';
import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched } from '../connector.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { isMissingRight } from '../http/source-error.ts';
import { departmentTeams } from '../people/department-teams.ts';
import { type BambooHrApi, createBambooHrApi, type Fields } from './bamboohr-api.ts';
import { type BambooHrOptions, type BambooHrSettings, bambooHrOptionsSchema } from './bamboohr-options.ts';
import { buildEmployee } from './build-employee.ts';

export type BambooHrConnectorOptions = BambooHrOptions & ServiceOptions;

/** People who are asked for at a time. */
const concurrency = 4;

/** Reads people, their departments and how their jobs changed from BambooHR; each person takes a request. */
export function createBambooHrConnector({ source, limits, ...options }: BambooHrConnectorOptions): Connector {
  const settings = bambooHrOptionsSchema.parse(options);
  return {
    source,
    driver: 'bamboohr',
    fetch: ({ signal }) => readPeople(createBambooHrApi(settings, limits), source, settings, signal),
  };
}

async function* readPeople(
  api: BambooHrApi,
  source: string,
  settings: BambooHrSettings,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  const employees = await api.employees(signal);
  const jobs = settings.history
    ? await withRight(() => api.jobs(signal))
    : new Map<string, readonly Fields[]>();
  const today = new Date().toISOString().slice(0, 10);
  const departments: string[] = [];
  let [people, addresses, unseen] = [0, 0, 0];
  const read = pMapIterable(
    employees,
    async (employee) => ({ employee, fields: await api.employee(employee.id, signal) }),
    { concurrency },
  );
  for await (const { employee, fields } of read) {
    signal.throwIfAborted();
    if (fields === undefined) unseen++;
    if (fields === undefined || (fields.status === 'Inactive' && !settings.former)) continue;
    // What begins later does not hold yet.
    const own = (jobs.get(employee.id) ?? []).filter(({ date = '' }) => date <= today);
    const built = buildEmployee(employee, fields, { jobs: own, settings });
    if ('message' in built) {
      yield { problem: { place: `${source}: employee ${employee.id}`, message: built.message } };
      continue;
    }
    people++;
    if (built.record.email !== undefined) addresses++;
    if (settings.departments)
      // A department that is only of the past is one too.
      for (const { department } of [fields, ...own])
        if (department !== undefined) departments.push(department);
    yield built;
    signal.throwIfAborted();
  }
  for (const record of departmentTeams(departments)) yield { record };
  if (unseen > 0) {
    const message = `${unseen} people are listed and may not be seen by the key's account; they are left out.`;
    yield { problem: { place: source, message } };
  }
  if (people > 0 && addresses === 0) {
    const message =
      "No work e-mail address may be seen; give the key's account access to that field, or nobody is known in chats and other systems.";
    yield { problem: { place: source, message } };
  }
}

async function withRight<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isMissingRight(error)) throw error;
    throw new AppError(
      'source_unreadable',
      "The table of jobs may not be read by the key's account; give it access to job information, or set history: false.",
      { cause: error },
    );
  }
}
