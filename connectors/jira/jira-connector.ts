import { askedSince } from '../changes/asked-since.ts';
import type { Connector, Fetched, FetchOptions } from '../connector.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { missingRight } from '../http/source-error.ts';
import { type AccountBook, createAccountBook } from '../people/account-book.ts';
import { buildTask } from './build-task.ts';
import { findWithheld } from './find-withheld.ts';
import { createJiraApi, type JiraApi } from './jira-api.ts';
import { digestOfSettings, type JiraCursor, jiraCursor } from './jira-cursor.ts';
import { type JiraOptions, type JiraSettings, jiraOptionsSchema } from './jira-options.ts';
import { type ProjectReaders, readProjectReaders } from './jira-readers.ts';
import { issueSchema, type JiraProject, ruledIssueSchema } from './jira-schemas.ts';
import { keyOfIssue, readChanged } from './read-changed.ts';

export type JiraConnectorOptions = JiraOptions & ServiceOptions;

/**
 * Reads issues of Jira Cloud as tasks: all of them, or those that changed since the last time. Jira does not tell which were deleted or
 * moved away, so that the keys of all are listed each time, and those that are listed no more are asked for before they count as gone.
 */
export function createJiraConnector({ source, limits, ...options }: JiraConnectorOptions): Connector {
  const settings = jiraOptionsSchema.parse(options);
  const nothing = (): Reading['seen'] => ({ projects: new Map(), leftOut: new Set(), listed: 0 });
  let seen = nothing();
  return {
    source,
    driver: 'jira',
    fetch: (fetch) => {
      seen = nothing();
      return readIssues({
        api: createJiraApi(settings, limits),
        settings,
        book: createAccountBook({ source, ...settings }),
        seen,
        ...fetch,
      });
    },
    findWithheld: (gone, { signal }) =>
      findWithheld(createJiraApi(settings, limits), { source, ...settings }, seen, gone, signal),
  };
}

interface Reading extends FetchOptions {
  readonly api: JiraApi;
  readonly settings: JiraSettings;
  readonly book: AccountBook;
  /** Filled while reading: what was seen. */
  readonly seen: {
    readonly projects: Map<string, ProjectReaders>;
    readonly leftOut: Set<string>;
    listed: number;
  };
}

async function* readIssues(reading: Reading): AsyncGenerator<Fetched, void> {
  const { api, settings, book, seen, since, isKnown, signal } = reading;
  const asked = askedSince(since);
  const digest = digestOfSettings(settings);
  const cursor = jiraCursor.parse(since);
  const former = cursor?.settings === digest ? cursor : null;
  const projects: Record<string, JiraCursor['projects'][string]> = {};
  const blocked = new Set<string>();
  for (const project of await chosenProjects(api, settings, signal)) {
    const { key } = project;
    const readers = await readProjectReaders(api, project, settings, book, signal);
    seen.projects.set(key, readers);
    const before = former?.projects[key];
    const isSame = before !== undefined && before.rights === (await readers.digest(before.levels));
    const values =
      former !== null && isSame
        ? readChanged(
            api,
            {
              ...{ project: key, at: former.at, blocked: new Set(former.blocked) },
              isKnown: (issue) => isKnown?.({ kind: 'task', key: issue }) === true,
            },
            signal,
          )
        : readEach(api.issues(key, signal, asked));
    for await (const one of values) {
      signal.throwIfAborted();
      seen.listed++;
      if ('same' in one) yield one;
      else yield* readIssue(one.value, { project, readers, blocked }, reading);
      signal.throwIfAborted();
      for (const problem of [...readers.problems(), ...book.problems()]) yield { problem };
    }
    for (const problem of [...readers.problems(), ...book.problems()]) yield { problem };
    const levels = readers.levels();
    projects[key] = { rights: await readers.digest(levels), levels: [...levels] };
  }
  // What was asked for by hand says nothing of what changed before.
  if (asked !== undefined) yield { cursor: asked, isWhole: false };
  else if (api.beganAt !== null)
    yield {
      cursor: jiraCursor.build({ at: api.beganAt, settings: digest, projects, blocked: [...blocked] }),
      isWhole: former === null,
      isSwept: former !== null,
    };
}

async function* readEach(values: AsyncIterable<unknown>): AsyncGenerator<{ readonly value: unknown }, void> {
  for await (const value of values) yield { value };
}

async function* readIssue(
  value: unknown,
  {
    project,
    readers,
    blocked,
  }: { readonly project: JiraProject; readonly readers: ProjectReaders; readonly blocked: Set<string> },
  { settings, book, seen }: Reading,
): AsyncGenerator<Fetched, void> {
  const parsed = issueSchema.safeParse(value);
  if (!parsed.success) {
    const key = keyOfIssue(value);
    const message = `The issue has another shape${describeShape(parsed.error)}; left out.`;
    const ruled = ruledIssueSchema.safeParse(value);
    const now = ruled.success ? await readers.ruleOf(ruled.data) : undefined;
    yield {
      problem: { place: key ?? `${project.key}: an issue`, message },
      setAside: key === undefined ? null : { kind: 'task', key },
      ...(now !== undefined && { readers: now }),
    };
    return;
  }
  const rule = await readers.ruleOf(parsed.data);
  if (rule === undefined) {
    seen.leftOut.add(parsed.data.key);
    return;
  }
  const record = buildTask(parsed.data, { project: project.name, readers: rule, book }, settings);
  if (record.blockedBy !== undefined) blocked.add(record.key);
  yield { record };
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
    throw missingRight(
      `The account sees no project ${missing.join(', ')} in Jira; ${right}, or take it out of projects.`,
    );
  if (projects.length === 0) throw missingRight(`The account sees no projects in Jira; ${right}.`);
  return projects;
}
