import { z } from 'zod';
import { describeShape } from '../http/describe-shape.ts';
import { nextWhere, readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits } from '../http/source-client.ts';
import { SourceError } from '../http/source-error.ts';
import { errorsSchema, isRateLimited, readRefusal, toSourceError } from './linear-errors.ts';
import type { LinearSettings } from './linear-options.ts';
import {
  issuesQuery,
  labelsQuery,
  membersQuery,
  namesQuery,
  relationsQuery,
  teamsQuery,
  usersQuery,
} from './linear-queries.ts';
import {
  connectionSchema,
  type LinearName,
  type LinearRelation,
  type LinearTeam,
  type LinearUser,
  labelSchema,
  membershipSchema,
  nameSchema,
  relationSchema,
  teamSchema,
  userSchema,
} from './linear-schemas.ts';

/** Which issues are read: all of them without any of these, those that meet one of them with. */
export interface IssueChoice {
  /** Identifiers of teams, beyond which no issue is read. */
  readonly within?: readonly string[];
  readonly updatedSince?: string;
  /** Identifiers of teams of which everything is read, whatever was updated. */
  readonly teams?: readonly string[];
  readonly issues?: readonly string[];
}

/** What is read of Linear's GraphQL API. */
export interface LinearApi {
  /** Issues, archived ones and those in the trash among them, each still unchecked, so that one alone can be set aside. */
  issues(choice: IssueChoice, signal: AbortSignal): AsyncIterable<unknown>;
  /** What all issues of some teams are called, those in the trash among them. */
  names(teams: readonly string[], signal: AbortSignal): AsyncIterable<LinearName>;
  relations(signal: AbortSignal): AsyncIterable<LinearRelation>;
  /** Teams that the credential sees. */
  teams(signal: AbortSignal): AsyncIterable<LinearTeam>;
  /** Identifiers of the members of a team. */
  members(team: string, signal: AbortSignal): AsyncIterable<string>;
  users(signal: AbortSignal): AsyncIterable<LinearUser>;
  labels(signal: AbortSignal): AsyncIterable<{ readonly id: string; readonly name: string }>;
  /** Linear's time at its first answer; null before it, or where it told none. */
  readonly beganAt: string | null;
}

/** Budgets are by the hour, so that a run that has spent one waits until the next, and a little for clocks that differ. */
const longestWait = 62 * 60_000;

const answerSchema = z.object({ errors: errorsSchema.nullish(), data: z.unknown() });

export function createLinearApi(settings: LinearSettings, limits?: Partial<RequestLimits>): LinearApi {
  const client = createSourceClient({
    service: 'Linear',
    baseUrl: settings.baseUrl,
    headers: () => ({
      // API keys stand as they are, access tokens behind a word ("Authentication" in Linear's documentation).
      authorization: settings.token.startsWith('lin_api_') ? settings.token : `Bearer ${settings.token}`,
      'user-agent': 'orgwise',
    }),
    limitedFor: secondsOfLimit,
    limits: { longestWait, ...limits },
  });
  let beganAt: string | null = null;

  async function ask<T>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const request = client.request({
      path: 'graphql',
      json: { query, variables },
      schema: answerSchema,
      signal,
    });
    const { body, headers, status } = await request.catch((error: unknown) => {
      throw readRefusal(error);
    });
    // Data that stand beside an error are not whole.
    if (body.errors != null && body.errors.length > 0) throw toSourceError(body.errors, status);
    const date = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(date)) beganAt ??= new Date(date).toISOString();
    const parsed = schema.safeParse(body.data);
    if (parsed.success) return parsed.data;
    throw new SourceError(
      'malformed',
      `Linear answered in another shape than it promises${describeShape(parsed.error)}.`,
      { status, cause: parsed.error },
    );
  }

  function list<Node, Data>(
    listing: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    { data, read }: Listing<Node, Data>,
    signal: AbortSignal,
  ): AsyncGenerator<Node, void> {
    return readPages<Node, string>(listing, async (after) => {
      const { nodes, pageInfo } = read(await ask(query, { ...variables, after }, data, signal));
      return { items: nodes, next: nextWhere(pageInfo.hasNextPage, pageInfo.endCursor, listing) };
    });
  }

  return {
    get beganAt() {
      return beganAt;
    },
    issues: (choice, signal) =>
      list('the issues', issuesQuery, { filter: filterOf(choice) }, rootOf('issues', z.unknown()), signal),
    names: (within, signal) =>
      list('the names', namesQuery, { filter: filterOf({ within }) }, rootOf('issues', nameSchema), signal),
    relations: (signal) =>
      list('the relations', relationsQuery, {}, rootOf('issueRelations', relationSchema), signal),
    teams: (signal) => list('the teams', teamsQuery, {}, rootOf('teams', teamSchema), signal),
    async *members(team, signal) {
      const data = z.object({ team: z.object({ memberships: connectionSchema(membershipSchema) }) });
      const listing = { data, read: (answer: z.output<typeof data>) => answer.team.memberships };
      for await (const { user } of list(`the members of ${team}`, membersQuery, { team }, listing, signal))
        yield user.id;
    },
    users: (signal) => list('the users', usersQuery, {}, rootOf('users', userSchema), signal),
    labels: (signal) => list('the labels', labelsQuery, {}, rootOf('issueLabels', labelSchema), signal),
  };
}

type Connection<Node> = z.output<ReturnType<typeof connectionSchema<Node>>>;

/** Where a list stands in the data of an answer. */
interface Listing<Node, Data> {
  readonly data: z.ZodType<Data>;
  readonly read: (data: Data) => Connection<Node>;
}

function rootOf<Node>(name: string, node: z.ZodType<Node>): Listing<Node, Record<string, Connection<Node>>> {
  const data = z.record(z.string(), connectionSchema(node)).refine((roots) => name in roots, {
    error: `expected ${name}`,
  });
  const empty: Connection<Node> = { nodes: [], pageInfo: { hasNextPage: false } };
  return { data, read: (roots) => roots[name] ?? empty };
}

/** @returns what GraphQL takes as an `IssueFilter`; undefined for all issues. */
function filterOf({ within, updatedSince, teams = [], issues = [] }: IssueChoice): object | undefined {
  const any = [
    ...(updatedSince === undefined ? [] : [{ updatedAt: { gte: updatedSince } }]),
    ...(teams.length === 0 ? [] : [{ team: { id: { in: teams } } }]),
    ...(issues.length === 0 ? [] : [{ id: { in: issues } }]),
  ];
  const filter = {
    ...(within === undefined ? {} : { team: { id: { in: within } } }),
    ...(any.length === 0 ? {} : { or: any }),
  };
  return Object.keys(filter).length === 0 ? undefined : filter;
}

/**
 * Linear says 400 for its limits, and tells in headers how much is left of each budget, and when it is full again, as
 * milliseconds since 1970 ("Rate limiting" in Linear's documentation).
 */
async function secondsOfLimit(response: Response): Promise<number | undefined> {
  if (response.status !== 400 && response.status !== 429) return undefined;
  const wait = response.headers.get('retry-after');
  const isLimited = isRateLimited(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  if (!isLimited) return response.status === 429 && wait !== null ? Number(wait) : undefined;
  if (wait !== null) return Number(wait);
  const budgets = ['requests', 'complexity'].map((name) => ({
    left: Number(response.headers.get(`x-ratelimit-${name}-remaining`) ?? Number.NaN),
    reset: Number(response.headers.get(`x-ratelimit-${name}-reset`) ?? Number.NaN),
  }));
  const told = budgets.filter(({ reset }) => !Number.isNaN(reset));
  const spent = told.filter(({ left }) => left <= 0);
  // A query that costs more than what is left is refused as well, with something left.
  const resets = (spent.length > 0 ? spent : told).map(({ reset }) => reset);
  return resets.length === 0 ? 60 : Math.ceil((Math.max(...resets) - Date.now()) / 1000);
}
