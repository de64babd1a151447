import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { UserTokenClient } from 'botframework-connector';
import { type EntraAccount, readAccount } from './read-account.ts';
import type { SignedInPeople } from './signed-in-people.ts';
import { statusOf } from './status-of.ts';

/** What shows that somebody signed in; none of both where they may have done so before. */
export interface SignInProof {
  /** What Teams gives for the bot's app without asking anybody ("Enable SSO for bot"). */
  readonly token?: string;
  /** What the page gives to whoever signed in there. */
  readonly code?: string;
}

/** Where somebody may sign in. */
export interface SignInResource {
  readonly link: string;
  /** By this Teams tries it without asking anybody; absent where the connection is not made for that. */
  readonly exchange?: { readonly id: string; readonly uri?: string };
}

/** Signing in with Entra ID through the Bot Framework's token service, which alone keeps tokens. */
export interface SignIn {
  readonly connectionName: string;
  resource(context: TurnContext): Promise<SignInResource>;
  /**
   * Learns whose account it is, and keeps its addresses.
   *
   * @returns `none` where nobody has signed in; `of_another` where the account is not that of whoever the activity is from,
   *   or none of the company's own.
   */
  redeem(context: TurnContext, proof: SignInProof): Promise<'signed_in' | 'none' | 'of_another'>;
  /**
   * Has the service forget the token, and forgets the addresses.
   *
   * @throws Error where the service does not; the addresses are kept then.
   */
  end(context: TurnContext): Promise<void>;
}

export interface SignInOptions {
  readonly connection: CloudAdapter;
  readonly connectionName: string;
  readonly tenantId: string;
  /** Microsoft Graph, without a slash at the end. */
  readonly graphUrl: string;
  readonly signedIn: SignedInPeople;
  readonly log: { warn(details: object, message: string): void };
}

const channel = 'msteams';

export function createSignIn(options: SignInOptions): SignIn {
  const { connection, connectionName, tenantId, graphUrl, signedIn, log } = options;

  function serviceOf(context: TurnContext): UserTokenClient {
    return context.turnState.get<UserTokenClient>(connection.UserTokenClientKey);
  }

  async function readToken(context: TurnContext, { token, code }: SignInProof): Promise<string | null> {
    const service = serviceOf(context);
    const { id } = context.activity.from;
    try {
      const read =
        token === undefined
          ? await service.getUserToken(id, connectionName, channel, code ?? '')
          : await service.exchangeToken(id, connectionName, channel, { token });
      return read?.token || null;
    } catch (error) {
      const status = statusOf(error);
      if (status === undefined || status >= 500 || status === 401 || status === 403)
        throw serviceFailure(error);
      return null;
    }
  }

  return {
    connectionName,
    async resource(context) {
      const { signInLink, tokenExchangeResource } = await serviceOf(context).getSignInResource(
        connectionName,
        context.activity,
        '',
      );
      const { id, uri } = tokenExchangeResource ?? {};
      if (!signInLink) throw new Error('the token service gave no address to sign in at');
      return {
        link: signInLink,
        ...(id ? { exchange: { id, ...(uri ? { uri } : {}) } } : {}),
      };
    },
    async redeem(context, proof) {
      const token = await readToken(context, proof);
      if (token === null) return 'none';
      const account = await readAccount(token, graphUrl);
      const { aadObjectId = '' } = context.activity.from;
      if (account === null || !isOwn(account, aadObjectId, tenantId)) {
        log.warn({ account: aadObjectId }, 'Somebody signed in with an account that is not theirs here');
        return 'of_another';
      }
      await signedIn.remember(aadObjectId, account.addresses);
      return 'signed_in';
    },
    async end(context) {
      const { id, aadObjectId } = context.activity.from;
      // Who is forgotten here alone would be signed in again by the service's token at the next question.
      await serviceOf(context)
        .signOutUser(id, connectionName, channel)
        .catch((error: unknown) => {
          throw serviceFailure(error);
        });
      if (aadObjectId !== undefined) await signedIn.forget(aadObjectId);
    },
  };
}

/** The library's error carries the request, and with it the token. */
function serviceFailure(error: unknown): Error {
  const status = statusOf(error);
  return new Error(`the token service gave ${status === undefined ? 'no answer' : `status ${status}`}`);
}

function isOwn(account: EntraAccount, aadObjectId: string, tenantId: string): boolean {
  return (
    account.objectId.toLowerCase() === aadObjectId.toLowerCase() &&
    account.tenantId.toLowerCase() === tenantId.toLowerCase() &&
    !account.isGuest
  );
}
