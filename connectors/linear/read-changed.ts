import { z } from 'zod';
import { eachOnce } from '../changes/each-once.ts';
import type { Fetched } from '../connector.ts';
import type { IssueChoice, LinearApi } from './linear-api.ts';

/** As many issues as are asked for by their identifiers at once. */
const perRequest = 100;

export interface ChangedIssues {
  readonly changes: IssueChoice;
  /** Identifiers of the teams whose issues are tasks. */
  readonly teams: readonly string[];
  readonly isKnown: (key: string) => boolean;
}

const keySchema = z.object({ identifier: z.string() }).transform(({ identifier }) => identifier);

/**
 * Issues that changed, each still unchecked, and the names of all others that stand in the teams: what moved to where the credential sees
 * nothing, and what was deleted for good, no other answer tells. What is listed and not known is read, however long ago it changed.
 */
export async function* readChanged(
  api: Pick<LinearApi, 'issues' | 'names'>,
  { changes, teams, isKnown }: ChangedIssues,
  signal: AbortSignal,
): AsyncGenerator<{ readonly value: unknown } | Extract<Fetched, { readonly same: unknown }>, void> {
  const read = new Set<string | undefined>();
  for await (const { value } of eachOnce(api.issues(changes, signal), keyOfIssue)) {
    read.add(keyOfIssue(value));
    yield { value };
  }
  const unknown = new Set<string>();
  for await (const { id, identifier, trashed } of api.names(teams, signal)) {
    if (trashed === true || read.has(identifier)) continue;
    if (isKnown(identifier)) yield { same: { kind: 'task', key: identifier } };
    else unknown.add(id);
  }
  for (let at = 0; at < unknown.size; at += perRequest)
    for await (const value of api.issues({ issues: [...unknown].slice(at, at + perRequest) }, signal))
      yield { value };
}

/** Its `ENG-12`, whatever else is wrong with it. */
export function keyOfIssue(value: unknown): string | undefined {
  return keySchema.safeParse(value).data;
}
