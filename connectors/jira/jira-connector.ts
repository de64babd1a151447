import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched } from '../connector.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { type AccountBook, createAccountBook } from '../people/account-book.ts';
import { buildTask } from './build-task.ts';
import { createJiraApi, type JiraApi } from './jira-api.ts';
import { type JiraOptions, type JiraSettings, jiraOptionsSchema } from './jira-options.ts';
import { readProjectReaders } from './jira-readers.ts';
import { issueSchema, type JiraProject } from './jira-schemas.ts';

export type JiraConnectorOptions = JiraOptions & ServiceOptions;

/** Reads issues of Jira Cloud as tasks, all of them at each run: Jira does not tell which were deleted or moved away. */
export function createJiraConnector({ source, limits, ...options }: JiraConnectorOptions): Connector {
  const settings = jiraOptionsSchema.parse(options);
  return {
    source,
    driver: 'jira',
    fetch: ({ signal }) =>
      readIssues(
        createJiraApi(settings, limits),
        settings,
        createAccountBook({ source, ...settings }),
        signal,
      ),
  };
}

async function* readIssues(
  api: JiraApi,
  settings: JiraSettings,
  book: AccountBook,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  for (const project of await chosenProjects(api, settings, signal)) {
    const readers = await readProjectReaders(api, project, settings, book, signal);
    for await (const value of api.issues(project.key, signal)) {
      signal.throwIfAborted();
      const parsed = issueSchema.safeParse(value);
      if (!parsed.success) {
        const message = `The issue has another shape${describeShape(parsed.error)}; left out.`;
        yield { problem: { place: placeOfValue(project, value), message } };
        continue;
      }
      const rule = await readers.ruleOf(parsed.data);
      if (rule !== undefined)
        yield { record: buildTask(parsed.data, { project: project.name, readers: rule, book }, settings) };
      signal.throwIfAborted();
      for (const problem of [...readers.problems(), ...book.problems()]) yield { problem };
    }
    for (const problem of [...readers.problems(), ...book.problems()]) yield { problem };
  }
}

/**
 * @throws AppError `source_unreadable` where a named project, or any at all, cannot be seen: an account that lost its right
 *   would look like one whose projects are empty.
 */
async function chosenProjects(
  api: JiraApi,
  { projects: keys }: JiraSettings,
  signal: AbortSignal,
): Promise<readonly JiraProject[]> {
  const projects: JiraProject[] = [];
  for await (const project of api.projects(keys, signal)) projects.push(project);
  const right = "give it the permission 'Browse projects' there";
  const missing = keys.filter((key) => !projects.some((project) => project.key === key));
  if (missing.length > 0)
    throw new AppError(
      'source_unreadable',
      `The account sees no project ${missing.join(', ')} in Jira; ${right}, or take it out of projects.`,
    );
  if (projects.length === 0)
    throw new AppError('source_unreadable', `The account sees no projects in Jira; ${right}.`);
  return projects;
}

function placeOfValue({ key }: JiraProject, value: unknown): string {
  const own = typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined;
  return typeof own === 'string' ? own : `${key}: an issue`;
}
