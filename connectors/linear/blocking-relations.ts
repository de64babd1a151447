import { hash } from 'node:crypto';
import type { LinearApi } from './linear-api.ts';

export interface Blocker {
  /** Its `ENG-12`. */
  readonly identifier: string;
  readonly isOpen: boolean;
}

export const closedTypes: ReadonlySet<string> = new Set(['completed', 'canceled', 'duplicate']);

/** Which issues block which, by the identifier of the blocked one, in one order; issues in the trash block nothing. */
export async function readBlockers(
  api: Pick<LinearApi, 'relations'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Blocker[]>> {
  const blockers = new Map<string, Blocker[]>();
  for await (const { type, issue, relatedIssue } of api.relations(signal)) {
    if (type !== 'blocks' || issue.trashed === true) continue;
    const found = blockers.get(relatedIssue.id) ?? [];
    found.push({ identifier: issue.identifier, isOpen: !closedTypes.has(issue.state.type) });
    blockers.set(relatedIssue.id, found);
  }
  for (const found of blockers.values())
    found.sort((one, other) => (one.identifier < other.identifier ? -1 : 1));
  return blockers;
}

/** What tells another set of blockers, or one of which some were closed, since an issue is not updated by either. */
export function digestBlockers(
  blockers: ReadonlyMap<string, readonly Blocker[]>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...blockers].map(([issue, found]) => [
      issue,
      hash('sha1', JSON.stringify(found), 'base64url').slice(0, 8),
    ]),
  );
}

/** Issues that are blocked by others than before, or no longer. */
export function changedBlocked(
  now: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set([...Object.keys(now), ...Object.keys(before)])].filter(
    (issue) => now[issue] !== before[issue],
  );
}
