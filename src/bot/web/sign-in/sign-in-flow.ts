import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { KnownPerson } from '../../../access/directory-access.ts';
import type { StateStore } from '../../../state/state-store.ts';
import { type AccountLookup, findSignedIn } from './find-signed-in.ts';
import { type IdentityProvider, SignInError } from './identity-provider.ts';
import type { SignInProblem } from './render-sign-in.ts';
import type { SignedValues } from './signed-value.ts';

/** The way to the provider and back. */
export interface SignInFlow {
  /**
   * @returns where to send the visitor, and what their browser keeps meanwhile: whoever comes back without it began elsewhere.
   * @throws SignInError where the provider cannot be asked.
   */
  begin(): Promise<{ readonly url: URL; readonly pending: string }>;
  /** @param address where the visitor came back to, with its query. */
  finish(address: URL, pending: string | null): Promise<SignInOutcome>;
}

export type SignInOutcome =
  | { readonly person: KnownPerson }
  /** `account` is the provider's id of it, where that is known; `error` is for the log. */
  | { readonly problem: SignInProblem; readonly account?: string; readonly error?: unknown };

/** How long somebody may take at the provider, in ms. */
export const pendingLifeMs = 10 * 60_000;

const purpose = 'pending sign-in';
const random = z.string().regex(/^[\w-]{43}$/);
const schema = z.object({ state: random, nonce: random, verifier: random, until: z.number() });

export function createSignInFlow(options: {
  readonly provider: IdentityProvider;
  readonly lookup: AccountLookup;
  readonly state: Pick<StateStore, 'addToSum'>;
  readonly values: SignedValues;
  /** In ms. */
  readonly clock: () => number;
}): SignInFlow {
  const { provider, lookup, state, values, clock } = options;

  function read(pending: string | null): z.output<typeof schema> | null {
    const json = pending === null ? null : values.verify(pending, purpose);
    const kept = json === null ? undefined : schema.safeParse(JSON.parse(json)).data;
    return kept === undefined || kept.until <= clock() ? null : kept;
  }

  return {
    async begin() {
      const kept = { state: makeRandom(), nonce: makeRandom(), verifier: makeRandom() };
      const url = await provider.begin(kept);
      return {
        url,
        pending: values.sign(JSON.stringify({ ...kept, until: clock() + pendingLifeMs }), purpose),
      };
    },
    async finish(address, pending) {
      const kept = read(pending);
      if (kept === null || address.searchParams.get('state') !== kept.state)
        return { problem: 'begun_elsewhere' };
      const used = `web sign-in ${createHash('sha256').update(kept.state).digest('base64url')}`;
      // All replicas count together, and the first one wins.
      if ((await state.addToSum(used, 1, pendingLifeMs)) !== 1) return { problem: 'begun_elsewhere' };
      try {
        const claims = await provider.finish(address, kept);
        const found = await findSignedIn(claims, lookup);
        return typeof found === 'string' ? { problem: found, account: claims.sub } : { person: found };
      } catch (error) {
        if (error instanceof SignInError) return { problem: error.code, error };
        throw error;
      }
    },
  };
}

/** 256 bits; as a PKCE verifier it has the length that RFC 7636 asks for. */
const makeRandom = (): string => randomBytes(32).toString('base64url');
