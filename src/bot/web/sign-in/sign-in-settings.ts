/** How people sign in to the page. */
export interface SignInSettings {
  /** The provider's issuer identifier, exactly as its tokens have it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends people back to: the page's public origin and `callbackPath`. */
  readonly redirectUrl: string;
  /** Of 32 bytes in base64; the first signs, each verifies, so that a key can be changed. */
  readonly sessionKeys: readonly string[];
  /** After so long, whoever signed in must do so again. */
  readonly sessionHours: number;
  /** Sign-ins that one network address may begin and end in a minute. */
  readonly attemptsPerMinute: number;
  /** Whether the bot gives people links that sign them in. */
  readonly links: boolean;
  /** In small letters. An address counts as confirmed only of an account of one of these organisations (Google's claim `hd`). */
  readonly hostedDomains?: readonly string[];
  /** Source of Microsoft Entra ID whose object ids tell who somebody is; by their confirmed address where absent. */
  readonly entraSource?: string;
}

/** Path of `redirectUrl`. */
export const callbackPath = '/sign-in/callback';
