import type { RecordName } from '../connector.ts';
import type { LinearApi } from './linear-api.ts';

/**
 * Whether issues that are no longer listed stand in teams that the credential does not see any more. Linear shows no such
 * team, as it shows none that was deleted; where it shows the team, its issues were deleted or moved.
 *
 * @returns the sentence that says so; null where all of the teams are still shown.
 */
export async function findWithheld(
  api: Pick<LinearApi, 'teams'>,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | null> {
  const shown = new Set<string>();
  for await (const { key } of api.teams(signal)) shown.add(key);
  const withheld = new Map<string, number>();
  for (const { key } of gone) {
    const [, team] = /^(.+)-\d+$/.exec(key) ?? [];
    if (team !== undefined && !shown.has(team)) withheld.set(team, (withheld.get(team) ?? 0) + 1);
  }
  if (withheld.size === 0) return null;
  const teams = [...withheld].map(([team, count]) => `${team} (${count} ${count === 1 ? 'task' : 'tasks'})`);
  return `Linear no longer shows the teams ${teams.join(', ')} to the key: either they were deleted or have another key now, or it lost its access; look at the teams that it may read.`;
}
