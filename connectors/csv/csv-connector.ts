import type { Connector, EmployeeRecord } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { createSourceClock } from '../files/source-clock.ts';
import { type CsvOptions, csvOptionsSchema } from './csv-options.ts';
import { buildEmployee, employeeColumns } from './employee-rows.ts';
import { buildState, type HistoryRow, historyColumns } from './history-rows.ts';
import { readRecords } from './read-records.ts';
import { createTaskBuilder, taskColumns } from './task-rows.ts';
import { buildTeam, teamColumns } from './team-rows.ts';

export interface CsvConnectorOptions extends CsvOptions {
  /** Name in the configuration. */
  readonly source: string;
  /** IANA time zone of times without an offset; UTC when left away. */
  readonly timeZone?: string | undefined;
}

/** A person with how it was before, which is taken from the map. */
function withHistory(record: EmployeeRecord, states: Map<string, HistoryRow['state'][]>): EmployeeRecord {
  const history = states.get(record.key);
  if (history === undefined) return record;
  states.delete(record.key);
  return { ...record, history };
}

/** Reads people, their history, teams and tasks from CSV files; paths are absolute or relative to the working directory. */
export function createCsvConnector({ source, timeZone, ...options }: CsvConnectorOptions): Connector {
  const { people, history, teams, tasks } = csvOptionsSchema.parse(options);
  const clock = createSourceClock(timeZone);
  return {
    source,
    driver: 'csv',
    async *fetch({ signal }) {
      const states = new Map<string, HistoryRow['state'][]>();
      if (history !== undefined) {
        const rows = { file: history, definitions: historyColumns, build: buildState, repeats: true };
        for await (const read of readRecords({ ...rows, clock, signal })) {
          if ('problem' in read) yield read;
          else states.set(read.record.key, [...(states.get(read.record.key) ?? []), read.record.state]);
        }
      }
      if (people !== undefined) {
        const rows = {
          file: people,
          definitions: employeeColumns,
          build: buildEmployee,
          kind: 'employee',
        } as const;
        for await (const read of readRecords({ ...rows, clock, signal })) {
          yield 'problem' in read ? read : { record: withHistory(read.record, states) };
        }
      }
      for (const [key, [first]] of states) {
        const message = `The history speaks of '${key}', whom the people file does not have; left out.`;
        if (first !== undefined) yield { problem: { place: first.place, message } };
      }
      if (teams !== undefined) {
        const rows = { file: teams, definitions: teamColumns, build: buildTeam, kind: 'team' } as const;
        yield* readRecords({ ...rows, clock, signal });
      }
      if (tasks !== undefined) {
        const readers = toReadingRule(tasks.readers);
        const build = createTaskBuilder({ statusMapping: tasks.statusMapping, readers });
        const rows = { file: tasks, definitions: taskColumns, build, kind: 'task' } as const;
        yield* readRecords({ ...rows, clock, signal });
      }
    },
  };
}
