import type { ConfigMistake } from './invalid-config-error.ts';

/** What signing in to the page needs of secrets. */
export interface WebEnvironment {
  readonly clientSecret: string;
  /** The first signs, each verifies. */
  readonly sessionKeys: readonly string[];
}

/** Bytes of a key for HMAC-SHA-256 (RFC 2104). */
const keyBytes = 32;

/** `WEB_CLIENT_SECRET` and `WEB_SESSION_KEY`, which section `web.signIn` asks for. */
export function readWebEnvironment(env: Readonly<Record<string, string>>): {
  readonly web: WebEnvironment;
  /** Where people are to sign in. */
  readonly mistakes: readonly ConfigMistake[];
} {
  const { WEB_CLIENT_SECRET: clientSecret = '', WEB_SESSION_KEY: keys = '' } = env;
  const sessionKeys = keys
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const mistakes: ConfigMistake[] = [];
  if (clientSecret === '')
    mistakes.push({
      path: 'WEB_CLIENT_SECRET',
      message:
        "found nothing, and web.signIn is configured; accepted: the page's client secret at the provider.",
    });
  if (sessionKeys.length === 0 || !sessionKeys.every(isKey))
    mistakes.push({
      path: 'WEB_SESSION_KEY',
      message: `found ${sessionKeys.length === 0 ? 'nothing' : 'something else'}, and web.signIn is configured; accepted: ${keyBytes} bytes in base64, as \`openssl rand -base64 ${keyBytes}\` prints them; former keys behind it, with commas between.`,
    });
  return { web: { clientSecret, sessionKeys }, mistakes };
}

function isKey(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === keyBytes;
}
