/** Where the Bot Framework's services are. All of them are given at once: naming one turns the library's defaults off. */
export interface TeamsEndpoints {
  /** Before the tenant's id and `/oauth2/v2.0/token`; without a slash at the end. */
  readonly loginUrl: string;
  /** What the bot's own token is for. */
  readonly scope: string;
  /** Who signs the tokens that come with activities. */
  readonly tokenIssuer: string;
  /** Where that issuer publishes its keys. */
  readonly openIdUrl: string;
  /** Keys for tokens of emulators; such tokens are refused, but the library wants the address. */
  readonly emulatorOpenIdUrl: string;
  /** The token service, where people sign in; without a slash at the end, as the following. */
  readonly userTokenUrl: string;
  /** Microsoft Graph, which tells whose token one is. */
  readonly graphUrl: string;
  /** The client's own links, such as those that open a chat; without a slash at the end. */
  readonly clientUrl: string;
}

/** The public cloud, as "Authenticate requests with the Bot Connector API" names it. */
export const publicEndpoints: TeamsEndpoints = {
  loginUrl: 'https://login.microsoftonline.com',
  scope: 'https://api.botframework.com',
  tokenIssuer: 'https://api.botframework.com',
  openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  emulatorOpenIdUrl:
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
  userTokenUrl: 'https://token.botframework.com',
  graphUrl: 'https://graph.microsoft.com',
  clientUrl: 'https://teams.microsoft.com',
};
