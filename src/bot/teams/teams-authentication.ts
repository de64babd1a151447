import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  AuthenticationError,
  type ServiceClientCredentials,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { BotToken } from './bot-token.ts';
import type { TeamsEndpoints } from './teams-endpoints.ts';
import type { TeamsSettings } from './teams-settings.ts';

/** What jsonwebtoken throws for a token that it does not accept; the library passes all but the first one on as they are. */
const tokenErrors = ['TokenExpiredError', 'JsonWebTokenError', 'NotBeforeError', 'SyntaxError'];

/**
 * Checks what comes in. An activity is believed when its token
 * 1. is signed by a key that the Bot Framework publishes and that is endorsed for Teams,
 * 2. is in force, with five minutes of tolerance,
 * 3. was issued by the Bot Framework for this bot, and
 * 4. names the service URL that the activity names, since answers and the bot's own token go there.
 *
 * Everything else is an `AuthenticationError`, which is answered with 401: the library alone answers a forged signature, no
 * signature and a token not yet in force with 500, and takes tokens of emulators, whose service URL nobody vouches for.
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #issuer: string | null;

  constructor(settings: TeamsSettings, endpoints: TeamsEndpoints, token: BotToken | null) {
    const { authentication } = settings;
    const appId = authentication.kind === 'app' ? authentication.appId : '';
    if (authentication.kind === 'app' && appId === '')
      throw new Error('an empty app id would let anybody speak as anybody');
    super(
      {
        MicrosoftAppId: appId,
        ToChannelFromBotLoginUrl: endpoints.loginUrl,
        ToChannelFromBotOAuthScope: endpoints.scope,
        ToBotFromChannelTokenIssuer: endpoints.tokenIssuer,
        ToBotFromChannelOpenIdMetadataUrl: endpoints.openIdUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: endpoints.emulatorOpenIdUrl,
        OAuthUrl: endpoints.userTokenUrl,
        ValidateAuthority: true,
        CallerId: '',
      },
      createCredentialsFactory(authentication, token),
      { requiredEndorsements: authentication.kind === 'app' ? ['msteams'] : [] },
    );
    this.#issuer = authentication.kind === 'app' ? endpoints.tokenIssuer : null;
  }

  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    if (this.#issuer === null) return await super.authenticateRequest(activity, header);
    // Other channels have validators of their own, with other issuers.
    if (activity.channelId !== 'msteams' || !activity.serviceUrl)
      throw new AuthenticationError('The activity does not come from Teams.', 401);
    let result: AuthenticateRequestResult;
    try {
      result = await super.authenticateRequest(activity, header);
    } catch (error) {
      if (error instanceof Error && tokenErrors.includes(error.name))
        throw new AuthenticationError('The token is not valid.', 401);
      throw error;
    }
    if (result.claimsIdentity.getClaimValue(AuthenticationConstants.IssuerClaim) !== this.#issuer)
      throw new AuthenticationError('The token was not issued by the Bot Framework.', 401);
    return result;
  }
}

function createCredentialsFactory(
  authentication: TeamsSettings['authentication'],
  token: BotToken | null,
): ServiceClientCredentialsFactory {
  const credentials: ServiceClientCredentials = {
    async signRequest(request) {
      if (token !== null) request.headers.set('authorization', `Bearer ${await token.read()}`);
      return request;
    },
  };
  return {
    isValidAppId: async (id) => authentication.kind === 'app' && id === authentication.appId,
    isAuthenticationDisabled: async () => authentication.kind === 'off',
    createCredentials: async () => credentials,
  };
}
