import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Inbox } from '../inbox.ts';
import { type InvokeAnswer, openAnswerWindow, unknownInvoke } from './invoke-answer.ts';
import { placeOf } from './read-activity.ts';
import type { SignInProof } from './sign-in.ts';
import type { SignInDesk, SignInFailure } from './sign-in-desk.ts';
import type { TeamsSignIn } from './teams-event.ts';

const exchange = z.looseObject({
  id: z.string().min(1),
  connectionName: z.string(),
  token: z.string().min(1),
});
const failure = z.looseObject({ code: z.string().max(100), message: z.string().max(1000).optional() });
const verification = z.looseObject({ state: z.string().min(1).max(200) });

export interface AnswerSignInDependencies {
  readonly desk: SignInDesk;
  readonly connectionName: string;
  readonly inbox: Inbox;
  /** How long Teams waits, in ms. */
  readonly pressMs: number;
  readonly log: { warn(details: object, message: string): void };
  /** Lets the adapter's stop wait for what goes on. */
  track(work: Promise<void>): Promise<void>;
}

/**
 * Answers what Teams sends as somebody signs in; null where an invoke is something else. Each of their clients tries the same
 * exchange under the same id: one replica does it once. The inbox notes that it goes on, and never what shows it.
 */
export function createAnswerSignIn(
  dependencies: AnswerSignInDependencies,
): (context: TurnContext) => Promise<InvokeAnswer> | null {
  const { desk, connectionName, inbox, pressMs, log, track } = dependencies;

  async function take(activity: Activity, id: string, proof: SignInProof): Promise<InvokeAnswer> {
    const place = placeOf(activity);
    // Signing in is offered to one person in their own chat, so that nobody else's button is theirs.
    if (place === null || place.audience !== undefined) return unknownInvoke;
    const event: TeamsSignIn = { kind: 'sign_in', ...place };
    const window = openAnswerWindow(pressMs, { status: 200, body: {} });
    try {
      const outcome = await inbox.accept('teams', `sign in ${activity.from.id} ${id}`, event, () =>
        track(desk.complete(event, proof, window.answer)),
      );
      if (outcome === 'duplicate') window.answer({ status: 200, body: {} });
    } catch (err) {
      log.warn({ err }, 'That somebody signs in could not be noted');
      window.answer({ status: 412, body: { failureDetail: 'The data cannot be reached.' } });
    }
    return await window.answered;
  }

  /** Each of somebody's clients says so: told once a minute. */
  async function failed(activity: Activity, reason: SignInFailure): Promise<InvokeAnswer> {
    const place = placeOf(activity);
    if (place === null || place.audience !== undefined) return unknownInvoke;
    const event: TeamsSignIn = { kind: 'sign_in', ...place };
    const id = `sign in failed ${activity.from.id} ${Math.floor(Date.now() / 60_000)}`;
    try {
      await inbox.accept('teams', id, event, () => track(desk.fail(event, reason)));
    } catch (err) {
      log.warn({ err, code: reason.code }, 'That Teams could not sign somebody in could not be noted');
    }
    return { status: 200, body: {} };
  }

  return ({ activity }) => {
    if (activity.name === 'signin/failure') {
      const read = failure.safeParse(activity.value);
      return read.success ? failed(activity, read.data) : Promise.resolve(unknownInvoke);
    }
    if (activity.name === 'signin/tokenExchange') {
      const read = exchange.safeParse(activity.value);
      if (!read.success || read.data.connectionName !== connectionName) return Promise.resolve(unknownInvoke);
      return take(activity, read.data.id, { token: read.data.token });
    }
    if (activity.name === 'signin/verifyState') {
      const read = verification.safeParse(activity.value);
      if (!read.success) return Promise.resolve(unknownInvoke);
      return take(activity, String(activity.id), { code: read.data.state });
    }
    return null;
  };
}
