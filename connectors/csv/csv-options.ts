import { z } from 'zod';
import { taskStatuses } from '../../graph-schema/index.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';

const headers = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .describe(
    "Header of the file's column, or a list of headers where the field is a list (or a name in parts).",
  );

const peopleColumns = z
  .strictObject({
    id: headers,
    name: headers,
    aliases: headers,
    email: headers,
    title: headers,
    teams: headers,
    manager: headers,
    company: headers,
    startDate: headers,
    endDate: headers,
    location: headers,
    timeZone: headers,
    url: headers,
    updated: headers,
  })
  .partial();

const historyColumns = z
  .strictObject({
    id: headers,
    from: headers,
    title: headers,
    teams: headers,
    manager: headers,
    leads: headers,
  })
  .partial();

const teamColumns = z
  .strictObject({
    id: headers,
    name: headers,
    aliases: headers,
    kind: headers,
    parent: headers,
    mission: headers,
    leads: headers,
    members: headers,
    url: headers,
    updated: headers,
  })
  .partial();

const taskColumns = z
  .strictObject({
    id: headers,
    title: headers,
    description: headers,
    status: headers,
    sourceStatus: headers,
    priority: headers,
    assignees: headers,
    reporter: headers,
    approvers: headers,
    team: headers,
    project: headers,
    parent: headers,
    blockedBy: headers,
    articles: headers,
    created: headers,
    updated: headers,
    due: headers,
    completed: headers,
    readers: headers,
    url: headers,
  })
  .partial();

const columnsHint =
  'Which header of the file holds which field, where the obvious names (id, name, e-mail …) do not.';

const fileOptions = {
  file: z.string().min(1).describe('The file, relative to the configuration file.'),
  listSeparator: z.string().min(1).default(';').describe('What separates the items of a list in one cell.'),
  encoding: z
    .string()
    .refine(isEncoding, { error: 'an encoding such as utf-8, windows-1252, utf-16le or gb18030' })
    .optional()
    .describe('Encoding of the file; found out when left away.'),
  delimiter: z
    .string()
    .length(1)
    .optional()
    .describe('What separates the columns: one character; found out among , ; tab and | when left away.'),
  dateFormat: z
    .enum(['DD/MM/YYYY', 'MM/DD/YYYY'])
    .optional()
    .describe('How to read dates such as 03/04/2024, where the column itself does not tell.'),
  extra: z
    .union([z.literal('all'), z.array(z.string().min(1))])
    .default('all')
    .describe('Columns without a field of their own that are kept under their header.'),
  url: z
    .string()
    .includes('{id}', { error: 'an address that contains {id}' })
    .optional()
    .describe('Address of a record in its source, with {id} for its identifier.'),
};

const peopleFileSchema = z.strictObject({
  ...fileOptions,
  columns: peopleColumns.default({}).describe(columnsHint),
});

const historyFileSchema = z.strictObject({
  ...fileOptions,
  columns: historyColumns.default({}).describe(columnsHint),
});

const teamsFileSchema = z.strictObject({
  ...fileOptions,
  columns: teamColumns.default({}).describe(columnsHint),
  leads: z
    .array(
      z.strictObject({
        column: z.string().min(1).describe("Header of the file's column."),
        role: z.string().min(1).describe("What the people in it are, e.g. 'chair'."),
      }),
    )
    .default([])
    .describe('Columns of people who lead the team, each in a role; beside the column lead.'),
});

const tasksFileSchema = z.strictObject({
  ...fileOptions,
  columns: taskColumns.default({}).describe(columnsHint),
  statusMapping: z
    .record(z.string(), z.enum(taskStatuses))
    .default({})
    .describe("What a status word of the source means, e.g. 'Ready for QA': in_progress."),
  readers: readingRuleSchema.describe('Who may see tasks that name no readers of their own.'),
});

/** Options of the `csv` driver, as they stand in the configuration. */
export const csvOptionsSchema = z.strictObject({
  people: peopleFileSchema.optional().describe('File of people, one a row.'),
  history: historyFileSchema
    .optional()
    .describe('File of how people were before: one row a change, with its effective date.'),
  teams: teamsFileSchema.optional().describe('File of teams, one a row.'),
  tasks: tasksFileSchema.optional().describe('File of tasks, one a row.'),
});

export type CsvOptions = z.input<typeof csvOptionsSchema>;
export type PeopleFileOptions = z.output<typeof peopleFileSchema>;
export type HistoryFileOptions = z.output<typeof historyFileSchema>;
export type TeamsFileOptions = z.output<typeof teamsFileSchema>;
export type TasksFileOptions = z.output<typeof tasksFileSchema>;
export type CsvFileOptions = PeopleFileOptions | HistoryFileOptions | TeamsFileOptions | TasksFileOptions;

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
