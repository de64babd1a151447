import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuardedCompany, openGuardedCompany, secrets } from './guarded-company.ts';
import { type Attempt, attempts, makeAttempt } from './make-attempt.ts';

let guarded: GuardedCompany;
/** The same company in which nothing is hidden, because it is not there. */
let innocent: GuardedCompany;
/** Attempts by which somebody who may read all does see what is hidden. */
const telling = new Set<string>();

beforeAll(async () => {
  guarded = await openGuardedCompany({ hasSecrets: true });
  innocent = await openGuardedCompany({ hasSecrets: false });
  const warmUp: Attempt = { id: 'warm up', way: '', language: 'en', steps: ['Who is Ben Okafor?', 'Travel'] };
  for (const company of [guarded, innocent]) await makeAttempt(warmUp, company);
});
afterAll(async () => {
  await guarded?.close();
  await innocent?.close();
});

/** Secrets that the attempt itself does not name. */
function unsaid(attempt: Attempt): readonly string[] {
  const said = JSON.stringify(attempt).toLowerCase();
  return secrets.filter((one) => !said.includes(one.toLowerCase()));
}

describe.each(
  Map.groupBy(attempts, (one) => one.way)
    .entries()
    .toArray(),
)('by %s', (_, ofWay) => {
  it.each(ofWay)('$id ($language)', async (attempt) => {
    const seen = await makeAttempt(attempt, guarded);
    const drawn = seen.drawn.join('\n');
    expect(unsaid(attempt).filter((one) => drawn.includes(one))).toEqual([]);
    if (attempt.aside === true) return;
    // Said or drawn otherwise, or by more or fewer looks into the graph: each would tell that something is there.
    expect(seen).toEqual(await makeAttempt(attempt, innocent));
    const open = await makeAttempt(attempt, guarded, 'helena');
    const closed = await makeAttempt(attempt, innocent, 'helena');
    if (JSON.stringify(open.drawn) !== JSON.stringify(closed.drawn)) telling.add(attempt.id);
  });
});

it('the suite is of the size and breadth that it claims, and would notice a leak', () => {
  expect(attempts.length).toBeGreaterThanOrEqual(200);
  expect(new Set(attempts.map((one) => one.way)).size).toBe(14);
  expect(attempts.filter((one) => one.language === 'zh').length).toBeGreaterThanOrEqual(40);
  expect(telling.size).toBeGreaterThanOrEqual(80);
});
