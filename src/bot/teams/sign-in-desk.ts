import { randomUUID } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import type { InvokeAnswer } from './invoke-answer.ts';
import { languageOf, type ReplySender } from './reply-sender.ts';
import { sendPatiently } from './send-patiently.ts';
import type { SignIn, SignInProof } from './sign-in.ts';
import type { SignedInPeople } from './signed-in-people.ts';
import type { TeamsEvent, TeamsSignIn } from './teams-event.ts';

/** Offers signing in to whom the directory does not know, and answers their question once they did. */
export interface SignInDesk {
  /**
   * @returns `offered` where the reply is not to be said, as they are asked to sign in; `signed_in` where they had done so
   *   already, and the question is to be answered anew.
   */
  offer(context: TurnContext, event: TeamsEvent, reply: Reply): Promise<'signed_in' | 'offered' | 'not'>;
  /**
   * Takes what shows that somebody signed in.
   *
   * @param proof none of its parts where it was lost with a replica.
   * @param answer takes what Teams waits for.
   */
  complete(event: TeamsSignIn, proof: SignInProof, answer?: (answer: InvokeAnswer) => boolean): Promise<void>;
  /** Teams could not sign somebody in, and says nothing of it to them. */
  fail(event: TeamsSignIn, failure: SignInFailure): Promise<void>;
  /**
   * The reply to somebody who signs out; null where the event asks for something else.
   *
   * @throws Error where they stay signed in.
   */
  end(context: TurnContext, event: TeamsEvent): Promise<Reply | null>;
}

/** Why, as Teams says ("SSO Troubleshooting"): `resourcematchfailed` where the app's id as a resource is another one. */
export interface SignInFailure {
  readonly code: string;
  readonly message?: string | undefined;
}

export interface SignInDeskDependencies {
  readonly signIn: SignIn;
  readonly signedIn: SignedInPeople;
  readonly replies: ReplySender;
  /** Answers what waited. */
  perform(event: TeamsEvent): Promise<void>;
  readonly log: { warn(details: object, message: string): void };
}

const signOut = /^\/?(?:sign ?out|退出登录)$/i;

/** Teams shows its own way to sign in then ("Handle token exchange failure"). */
export const notExchanged: InvokeAnswer = {
  status: 412,
  body: { failureDetail: 'The token was not exchanged.' },
};
const taken: InvokeAnswer = { status: 200, body: {} };

export function createSignInDesk(dependencies: SignInDeskDependencies): SignInDesk {
  const { signIn, signedIn, replies, perform, log } = dependencies;

  async function tell(event: TeamsSignIn, reply: Reply): Promise<void> {
    await replies.converse(event.reference, async (context) => {
      await replies.send(context, event, reply);
    });
  }

  const say = (event: TeamsSignIn, text: string): Promise<void> => tell(event, { kind: 'text', text });

  async function redeem(event: TeamsSignIn, proof: SignInProof): ReturnType<SignIn['redeem']> {
    let outcome: Awaited<ReturnType<SignIn['redeem']>> = 'none';
    try {
      await replies.converse(event.reference, async (context) => {
        outcome = await signIn.redeem(context, proof);
      });
    } catch (err) {
      log.warn({ err }, 'Somebody could not sign in');
    }
    return outcome;
  }

  return {
    async offer(context, event, reply) {
      const { sender, audience } = event;
      const isUnknown = reply.kind === 'text' && reply.refused === 'not_in_directory';
      const isAsked = event.kind === 'question' || event.kind === 'welcome';
      if (!isUnknown || !isAsked || audience !== undefined || sender.aadObjectId === undefined) return 'not';
      try {
        // Whoever signed in, and still is not known, is none of the directory's.
        if ((await signedIn.find(sender.aadObjectId)) !== null) return 'not';
        if ((await signIn.redeem(context, {})) === 'signed_in') return 'signed_in';
        const card = await signInCard(context, event, signIn);
        await signedIn.keepWaiting(event);
        context.activity.id = event.activityId;
        await sendPatiently(() => context.sendActivity(card));
        return 'offered';
      } catch (err) {
        log.warn({ err }, 'Nobody can sign in at the moment');
        return 'not';
      }
    },
    async complete(event, proof, answer) {
      const words = botWordings[languageOf(event)].signIn;
      const outcome = await redeem(event, proof);
      const isLost = proof.token === undefined && proof.code === undefined;
      answer?.(outcome === 'none' && proof.token !== undefined ? notExchanged : taken);
      if (outcome === 'of_another') return await say(event, words.ofAnother);
      if (outcome === 'none' && !isLost)
        return proof.code === undefined ? undefined : await say(event, words.failed);
      const waiting = await signedIn.takeWaiting(event.reference.conversation?.id ?? '');
      if (waiting !== null) await perform(waiting);
      else if (outcome === 'signed_in' && proof.code !== undefined) await say(event, words.done);
    },
    async fail(event, { code, message }) {
      const id = randomUUID().slice(0, 8);
      log.warn({ failure: id, platform: 'teams', code, reason: message }, 'Teams could not sign somebody in');
      const text = botWordings[languageOf(event)].signIn.failed;
      await tell(event, { kind: 'failure', id, text }).catch((err: unknown) =>
        log.warn({ err, failure: id }, 'Nor could they be told'),
      );
    },
    async end(context, event) {
      if (event.kind !== 'question' || event.audience !== undefined) return null;
      if (!signOut.test(`${event.command ?? ''}${event.text}`.trim())) return null;
      await signIn.end(context);
      return { kind: 'text', text: botWordings[languageOf(event)].signIn.ended };
    },
  };
}

/** Teams tries it without asking, and shows the card's button where that does not go ("Authentication with OAuthCard"). */
async function signInCard(
  context: TurnContext,
  event: TeamsEvent,
  signIn: SignIn,
): Promise<Partial<Activity>> {
  const { offer, button } = botWordings[languageOf(event)].signIn;
  const { link, exchange } = await signIn.resource(context);
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.oauth',
        content: {
          text: offer,
          connectionName: signIn.connectionName,
          ...(exchange === undefined ? {} : { tokenExchangeResource: exchange }),
          buttons: [{ type: 'signin', title: button, value: link }],
        },
      },
    ],
  };
}
