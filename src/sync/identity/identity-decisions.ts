import { AppError } from '../../operations/app-error.ts';
import type { RecordStore } from '../../state/state-store.ts';
import { type IdentityPair, pairKey } from './person-claim.ts';

/** Kind of the state's records of decisions; their ids are numbers in the order in which they were made. */
const decisionKind = 'identity decision';
const most = 100_000;

/** What somebody decided of who is who. None is ever deleted: what was undone says so. */
export interface IdentityDecision extends IdentityPair {
  readonly number: number;
  readonly act: 'accept' | 'reject' | 'merge' | 'split';
  readonly names: readonly [string, string];
  /** An employee's node id, or `operator`. */
  readonly by: string;
  /** Instant. */
  readonly at: string;
  /** In the words of who decided; empty where they gave none. */
  readonly why: string;
  readonly undone?: { readonly by: string; readonly at: string; readonly why: string };
}

/** All decisions, the first one first. */
export async function readDecisions(state: Pick<RecordStore, 'listRecords'>): Promise<IdentityDecision[]> {
  const records = await state.listRecords(decisionKind, most);
  return records
    .map(({ json }) => JSON.parse(json) as IdentityDecision)
    .sort((one, other) => one.number - other.number);
}

/** What holds: of each pair the last decision that was not undone. */
export function decisionsInForce(decisions: readonly IdentityDecision[]): IdentityDecision[] {
  const last = new Map<string, IdentityDecision>();
  for (const decision of decisions)
    if (decision.undone === undefined) last.set(pairKey(decision.one, decision.other), decision);
  return [...last.values()].sort((one, other) => one.number - other.number);
}

/** Notes a decision after all others. */
export async function decide(
  state: RecordStore,
  decision: Omit<IdentityDecision, 'number' | 'undone'>,
): Promise<IdentityDecision> {
  const number = ((await readDecisions(state)).at(-1)?.number ?? 0) + 1;
  const noted = { ...decision, number };
  await state.writeRecord(decisionKind, String(number), JSON.stringify(noted), null);
  return noted;
}

/**
 * Takes a decision back, and with it what the decision before it said of the pair holds again.
 *
 * @param number the last one that was not undone where absent.
 * @throws AppError `invalid_input` where there is none of that number, or it was undone before.
 */
export async function undoDecision(
  state: RecordStore,
  number: number | undefined,
  undone: NonNullable<IdentityDecision['undone']>,
): Promise<IdentityDecision> {
  const decisions = await readDecisions(state);
  const found =
    number === undefined
      ? decisions.findLast((one) => one.undone === undefined)
      : decisions.find((one) => one.number === number);
  if (found === undefined)
    throw new AppError(
      'invalid_input',
      number === undefined
        ? 'There is no decision to take back.'
        : `There is no decision ${number}; "orgwise identity list" shows those that there are.`,
    );
  if (found.undone !== undefined)
    throw new AppError(
      'invalid_input',
      `Decision ${found.number} was taken back at ${found.undone.at} already.`,
    );
  const taken = { ...found, undone };
  await state.writeRecord(decisionKind, String(found.number), JSON.stringify(taken), null);
  return taken;
}
