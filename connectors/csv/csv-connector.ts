import type { Connector } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { createSourceClock } from '../files/source-clock.ts';
import { type CsvOptions, csvOptionsSchema } from './csv-options.ts';
import { buildEmployee, employeeColumns } from './employee-rows.ts';
import { readRecords } from './read-records.ts';
import { createTaskBuilder, taskColumns } from './task-rows.ts';
import { buildTeam, teamColumns } from './team-rows.ts';

export interface CsvConnectorOptions extends CsvOptions {
  /** Name in the configuration. */
  readonly source: string;
  /** IANA time zone of times without an offset; UTC when left away. */
  readonly timeZone?: string | undefined;
}

/** Reads people, teams and tasks from CSV files; paths are absolute or relative to the working directory. */
export function createCsvConnector({ source, timeZone, ...options }: CsvConnectorOptions): Connector {
  const { people, teams, tasks } = csvOptionsSchema.parse(options);
  const clock = createSourceClock(timeZone);
  return {
    source,
    driver: 'csv',
    async *fetch({ signal }) {
      if (people !== undefined) {
        yield* readRecords({
          file: people,
          definitions: employeeColumns,
          build: buildEmployee,
          clock,
          signal,
        });
      }
      if (teams !== undefined) {
        yield* readRecords({ file: teams, definitions: teamColumns, build: buildTeam, clock, signal });
      }
      if (tasks !== undefined) {
        const readers = tasks.readers === undefined ? undefined : toReadingRule(tasks.readers);
        const build = createTaskBuilder({ statusMapping: tasks.statusMapping, readers });
        yield* readRecords({ file: tasks, definitions: taskColumns, build, clock, signal });
      }
    },
  };
}
