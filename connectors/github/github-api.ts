import { z } from 'zod';
import { readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits } from '../http/source-client.ts';
import { SourceError } from '../http/source-error.ts';
import { graphqlAddress, saysLimited } from './github-graphql.ts';
import type { GithubSettings } from './github-options.ts';
import { createProjectApi, type ProjectApi } from './project-api.ts';

const user = z.object({ login: z.string() }).nullable();

const repositorySchema = z.object({
  full_name: z.string(),
  private: z.boolean(),
  visibility: z.string().optional(),
  archived: z.boolean().optional(),
  has_issues: z.boolean().optional(),
});

const issueSchema = z.object({
  id: z.int(),
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  state_reason: z.string().nullish(),
  html_url: z.string(),
  user: user.optional(),
  assignees: z.array(z.object({ login: z.string() })).nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])),
  milestone: z.object({ title: z.string(), due_on: z.string().nullish() }).nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
  pull_request: z.looseObject({ merged_at: z.string().nullish() }).optional(),
  parent_issue_url: z.string().nullish(),
  issue_dependencies_summary: z
    .object({ blocked_by: z.int(), total_blocked_by: z.int().optional() })
    .optional(),
});

const blockersSchema = z.array(z.object({ number: z.int(), repository_url: z.string(), state: z.string() }));
const collaboratorsSchema = z.array(z.object({ login: z.string() }));

export type Repository = z.output<typeof repositorySchema>;
export type Issue = z.output<typeof issueSchema>;

export interface Blocker {
  readonly key: string;
  readonly isOpen: boolean;
}

/** What is read of GitHub's REST API, version 2022-11-28, and of its GraphQL API what the former does not tell. */
export interface GithubApi {
  readonly projects: ProjectApi;
  repository(name: string, signal: AbortSignal): Promise<Repository>;
  repositoriesOf(organization: string, signal: AbortSignal): AsyncIterable<Repository>;
  /** Open and closed ones, all or those updated since an instant, oldest first, pull requests among them. Each still unchecked, so that one alone can be set aside. */
  issues(repository: string, signal: AbortSignal, since?: string): AsyncIterable<unknown>;
  /** How many issues there are, pull requests left out; null where the token, or an older server, does not tell. */
  countIssues(repository: string, signal: AbortSignal): Promise<number | null>;
  /** GitHub's time at its first answer; null before it, or where it told none. */
  readonly beganAt: string | null;
  /** One issue, still unchecked; undefined where it is gone or is another repository's now. */
  issue(repository: string, number: number, signal: AbortSignal): Promise<unknown>;
  /** The issues that this one waits for or waited for. */
  blockers(repository: string, number: number, signal: AbortSignal): AsyncIterable<Blocker>;
  collaborators(repository: string, signal: AbortSignal): AsyncIterable<string>;
}

const perPage = 100;

const countQuery = `query Count($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { issues { totalCount } }
}`;
const countSchema = z.object({
  data: z.object({ repository: z.object({ issues: z.object({ totalCount: z.int() }) }).nullish() }).nullish(),
});
/** Requests are counted by the hour, so that a run that has spent them waits until the next, and a little for clocks that differ. */
const longestWait = 62 * 60_000;

export function parseIssue(value: unknown) {
  return issueSchema.safeParse(value);
}

/** The key of an issue by an address of the API: `…/repos/OWNER/NAME/issues/12` is `OWNER/NAME#12`. */
export function keyOfIssueUrl(url: string): string | undefined {
  const [, repository, number] = /\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)$/.exec(url) ?? [];
  return repository === undefined ? undefined : `${repository}#${number}`;
}

export function createGithubApi(settings: GithubSettings, limits?: Partial<RequestLimits>): GithubApi {
  const client = createSourceClient({
    service: 'GitHub',
    baseUrl: settings.baseUrl,
    headers: () => ({
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${settings.token}`,
      'x-github-api-version': '2022-11-28',
      'user-agent': 'orgwise',
    }),
    limitedFor: secondsOfLimit,
    limits: { longestWait, ...limits },
  });

  async function* list<T>(
    path: string,
    schema: z.ZodType<readonly T[]>,
    signal: AbortSignal,
    query: Readonly<Record<string, string>> = {},
  ): AsyncGenerator<T, void> {
    yield* readPages<T, string>(path, async (cursor) => {
      const first = { query: { ...query, per_page: perPage } };
      const { body, headers } = await client.request({
        path: cursor ?? path,
        ...(cursor === null ? first : {}),
        schema,
        signal,
      });
      return { items: body, next: nextOf(headers) };
    });
  }

  return {
    projects: createProjectApi(client, settings.baseUrl),
    get beganAt() {
      return client.beganAt;
    },
    repository: async (name, signal) => {
      const { body } = await client.request({ path: `repos/${name}`, schema: repositorySchema, signal });
      return body;
    },
    repositoriesOf: (organization, signal) =>
      list(`orgs/${organization}/repos`, z.array(repositorySchema), signal),
    // By creation, which never changes: sorted by their updates, issues would move between pages while these are read.
    issues: (repository, signal, since) =>
      list(`repos/${repository}/issues`, z.array(z.unknown()), signal, {
        state: 'all',
        sort: 'created',
        direction: 'asc',
        ...(since === undefined ? {} : { since }),
      }),
    async countIssues(repository, signal) {
      const [owner, name] = repository.split('/');
      try {
        const { body } = await client.request({
          path: graphqlAddress(settings.baseUrl),
          json: { query: countQuery, variables: { owner, name } },
          schema: countSchema,
          signal,
        });
        return body.data?.repository?.issues.totalCount ?? null;
      } catch (error) {
        if (error instanceof SourceError && ['forbidden', 'missing', 'refused'].includes(error.failure))
          return null;
        throw error;
      }
    },
    async issue(repository, number, signal) {
      const path = `repos/${repository}/issues/${number}`;
      try {
        return (await client.request({ path, schema: z.unknown(), signal })).body;
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },
    async *blockers(repository, number, signal) {
      const path = `repos/${repository}/issues/${number}/dependencies/blocked_by`;
      for await (const issue of list(path, blockersSchema, signal)) {
        const name = /\/repos\/(.+)$/.exec(issue.repository_url)?.[1] ?? repository;
        yield { key: `${name}#${issue.number}`, isOpen: issue.state !== 'closed' };
      }
    },
    async *collaborators(repository, signal) {
      const path = `repos/${repository}/collaborators`;
      for await (const { login } of list(path, collaboratorsSchema, signal)) yield login;
    },
  };
}

/** Deleted, or moved to where the token does not see it. */
export function isGone(error: unknown): boolean {
  return error instanceof SourceError && (error.failure === 'gone' || error.failure === 'missing');
}

/**
 * GitHub says 403 for its limits too: with a wait of its own, with nothing left of the hour, or in words alone; then it asks for a
 * minute ("Troubleshooting the REST API", rate limit errors). Its GraphQL API says them with 200 as well.
 */
async function secondsOfLimit(response: Response): Promise<number | undefined> {
  const { status, headers } = response;
  const isLimit = status === 200 && saysLimited(await response.clone().text());
  if (status !== 403 && status !== 429 && !isLimit) return undefined;
  const wait = headers.get('retry-after');
  if (wait !== null) return Number(wait);
  if (headers.get('x-ratelimit-remaining') === '0') {
    // By its own clock, since ours may be ahead.
    const now = Date.parse(headers.get('date') ?? '') || Date.now();
    return Math.ceil(Number(headers.get('x-ratelimit-reset') ?? 0) - now / 1000);
  }
  return isLimit || status === 429 || /rate limit/i.test(await response.clone().text()) ? 60 : undefined;
}

/** The next page by the `Link` header (RFC 8288). */
function nextOf(headers: Headers): string | null {
  const links = (headers.get('link') ?? '').split(/,\s*(?=<)/);
  const next = links.find((link) => /;\s*rel="next"/.test(link));
  return next === undefined ? null : (/<([^>]+)>/.exec(next)?.[1] ?? null);
}
