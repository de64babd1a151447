import type { ReadingRule, TaskRecord } from '../connector.ts';
import { parseReaders } from '../files/parse-readers.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { createStatusReader } from '../tasks/task-status-words.ts';
import type { ColumnDefinitions } from './column-definition.ts';
import type { TasksFileOptions } from './csv-options.ts';
import type { RefusedRow } from './read-records.ts';
import type { RowReader } from './row-reader.ts';

type TaskField = keyof TasksFileOptions['columns'];

export const taskColumns: ColumnDefinitions<TaskField> = {
  id: { headers: ['id', 'key', 'issue_key', 'task_id', 'number', 'ticket'], required: true },
  title: { headers: ['title', 'summary', 'subject', 'name'], required: true },
  description: { headers: ['description', 'details', 'body'] },
  status: { headers: ['status', 'state'] },
  sourceStatus: { headers: ['status_in_source', 'source_status'] },
  priority: { headers: ['priority'] },
  assignees: { headers: ['assignees', 'assignee', 'assigned_to'], several: true },
  reporter: { headers: ['reporter', 'created_by', 'creator', 'author', 'requester'] },
  approvers: { headers: ['approvers', 'approver', 'approved_by'], several: true },
  team: { headers: ['team', 'owning_team'] },
  project: { headers: ['project', 'project_key', 'project_name'] },
  parent: { headers: ['parent', 'parent_id', 'parent_key', 'parent_task'] },
  blockedBy: { headers: ['blocked_by', 'depends_on'], several: true },
  articles: { headers: ['articles', 'article', 'pages', 'page'], several: true },
  created: { headers: ['created', 'created_at', 'created_on', 'creation_date', 'opened'], date: true },
  updated: {
    headers: ['updated', 'updated_at', 'last_updated', 'updated_on', 'modified', 'last_modified'],
    date: true,
  },
  due: { headers: ['due', 'due_date', 'deadline'], date: true },
  completed: {
    headers: ['completed', 'completed_at', 'completed_on', 'resolved', 'closed', 'closed_at', 'finished'],
    date: true,
  },
  readers: { headers: ['readers', 'visible_to'], several: true },
  url: { headers: ['url', 'link'] },
};

/** @returns a function that gives a message instead where the row cannot be taken as a task. */
export function createTaskBuilder(options: {
  readonly statusMapping: TasksFileOptions['statusMapping'];
  readonly readers: ReadingRule;
}): (row: RowReader<TaskField>, key: string) => TaskRecord | string | RefusedRow {
  const readStatus = createStatusReader(options.statusMapping);

  return (row, key) => {
    const title = row.text('title');
    const readers = readReaders(row);
    if (readers === 'unreadable') {
      return `Nobody can be told from the readers '${row.text('readers')}', so the row is not shown to anyone; write everyone, user:…, group:… or team:….`;
    }
    if (title === undefined) {
      const message = 'The row has no title; fill it in.';
      return { message, readers: readers ?? options.readers };
    }
    const word = row.text('status');
    const status = word === undefined ? undefined : readStatus(word);
    if (word !== undefined && status === undefined) {
      row.reportRepeated(`The status '${word}' is not known; say under statusMapping what it means`);
    }
    return {
      kind: 'task',
      key,
      title,
      place: row.place,
      readers: readers ?? options.readers,
      ...withoutAbsent({
        description: row.text('description'),
        status,
        sourceStatus: row.text('sourceStatus') ?? word,
        priority: row.text('priority'),
        assignees: row.list('assignees'),
        reporter: row.text('reporter'),
        approvers: row.list('approvers'),
        team: row.text('team'),
        project: row.text('project'),
        parent: row.text('parent'),
        blockedBy: row.list('blockedBy'),
        articles: row.list('articles'),
        createdAt: row.day('created'),
        updatedAt: row.instant('updated'),
        dueDate: row.day('due'),
        completedAt: row.day('completed'),
        url: row.url('url', key),
        extra: row.extra(),
      }),
    };
  };
}

function readReaders(row: RowReader<TaskField>): ReadingRule | 'unreadable' | undefined {
  const words = row.list('readers');
  if (words === undefined) return undefined;
  const parsed = parseReaders([words]);
  if (parsed === undefined) return 'unreadable';
  for (const word of parsed.unknown)
    row.report(`'${word}' names no reader; write user:…, group:… or team:….`);
  return parsed.rule;
}
