import { z } from 'zod';
import type { SourceClient } from '../http/source-client.ts';
import { SourceError, type SourceFailure } from '../http/source-error.ts';

const errorSchema = z.object({
  type: z.string().nullish(),
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
});
const answerSchema = z.object({ errors: z.array(errorSchema).nullish(), data: z.unknown().optional() });

export type GraphqlProblem = z.output<typeof errorSchema>;

/** What GitHub calls the errors that stand in an answer of status 200 ("Resource limits and rate limits" and answers of the API). */
const failures: Readonly<Record<string, SourceFailure>> = {
  INSUFFICIENT_SCOPES: 'forbidden',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'missing',
  RATE_LIMITED: 'limited',
};

export interface GraphqlQuestion<T> {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly schema: z.ZodType<T>;
  /** Errors of a part of the answer, which is null in their place, that the rest is read without. */
  readonly mayLack?: (problem: GraphqlProblem) => boolean;
  readonly signal: AbortSignal;
}

/**
 * Asks GitHub's GraphQL API, where errors come with status 200.
 *
 * @throws SourceError by the kind of the first error that is not passed over; `malformed` for data of another shape.
 */
export async function askGraphql<T>(
  client: SourceClient,
  baseUrl: string,
  { query, variables, schema, mayLack = () => false, signal }: GraphqlQuestion<T>,
): Promise<T> {
  const { body, status } = await client.request({
    path: graphqlAddress(baseUrl),
    json: { query, variables },
    schema: answerSchema,
    signal,
  });
  const problem = body.errors?.find((one) => !mayLack(one));
  if (problem !== undefined) {
    const failure = failures[problem.type ?? ''] ?? 'unavailable';
    throw new SourceError(failure, `GitHub says: ${problem.message.replace(/\.$/, '')}.`, { status });
  }
  const parsed = schema.safeParse(body.data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : ` at ${issue.path.join('.')}: ${issue.message}`;
  throw new SourceError(
    'malformed',
    `GitHub's GraphQL API answered in another shape than it promises${where}.`,
    {
      status,
      cause: parsed.error,
    },
  );
}

/** A company's own server has it beside the REST API ("Forming calls with GraphQL"). */
export function graphqlAddress(baseUrl: string): string {
  return `${baseUrl.replace(/\/$/, '').replace(/\/v3$/, '')}/graphql`;
}

/**
 * Whether an answer of status 200 says that too much was asked for: by its type where the hour's points are spent, by words alone at a
 * secondary limit ("Rate limits and query limits for the GraphQL API"). Texts of issues may speak of limits too, so that only errors count.
 */
export function saysLimited(text: string): boolean {
  // Most answers are not GraphQL's, and long.
  if (!/^\s*\{\s*"(?:data|errors)"/.test(text)) return false;
  try {
    const { errors } = answerSchema.parse(JSON.parse(text));
    return (errors ?? []).some(
      ({ type, message }) => type === 'RATE_LIMITED' || (type == null && /rate limit/i.test(message)),
    );
  } catch {
    return false;
  }
}
