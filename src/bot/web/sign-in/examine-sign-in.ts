import * as client from 'openid-client';
import type { Finding } from '../../../operations/finding.ts';
import { discoverProvider } from './open-id-provider.ts';
import type { SignInSettings } from './sign-in-settings.ts';

const part = 'web sign-in';

/**
 * Asks the provider what it says of itself, and whether it takes our client: with a code that nobody was given, it refuses
 * either the code or the client (RFC 6749, section 5.2).
 */
export async function examineSignIn(settings: SignInSettings): Promise<Finding> {
  const { issuer, clientId, redirectUrl } = settings;
  let known: client.Configuration;
  try {
    known = await discoverProvider(settings);
  } catch (error) {
    return {
      part,
      ok: false,
      message: `The issuer ${issuer} does not tell where to sign in: ${reasonOf(error)}.`,
      remedy: `Set web.signIn.issuer to the issuer as ${issuer.replace(/\/$/, '')}/.well-known/openid-configuration has it, and let this machine reach it.`,
    };
  }
  const { response_types_supported: types, code_challenge_methods_supported: challenges } =
    known.serverMetadata();
  if (types !== undefined && !types.includes('code'))
    return {
      part,
      ok: false,
      message: `${issuer} has no authorization-code flow.`,
      remedy: 'Sign in with a provider that has it.',
    };
  const refusal = await refusalOf(known, settings);
  if (refusal === 'invalid_client' || refusal === 'unauthorized_client')
    return {
      part,
      ok: false,
      message: `${issuer} does not accept the client ${clientId}: ${refusal}.`,
      remedy: 'Set web.signIn.clientId and WEB_CLIENT_SECRET to those of the page at the provider.',
    };
  // Providers such as Entra ID have PKCE and do not say so.
  const pkce = challenges?.includes('S256') === true ? ' with PKCE' : '';
  const taken =
    refusal === 'invalid_grant' ? 'it accepts our client' : 'it was not seen to accept our client';
  return {
    part,
    ok: true,
    message: `People sign in at ${issuer}${pkce}, and come back to ${redirectUrl}; ${taken}.`,
  };
}

/** The provider's word for why it takes no code that it never gave; null where it has none. */
async function refusalOf(
  known: client.Configuration,
  { redirectUrl }: SignInSettings,
): Promise<string | null> {
  const address = new URL(redirectUrl);
  address.search = new URLSearchParams({
    code: 'orgwise-doctor',
    iss: known.serverMetadata().issuer,
  }).toString();
  try {
    await client.authorizationCodeGrant(known, address, {
      pkceCodeVerifier: client.randomPKCECodeVerifier(),
      expectedState: client.skipStateCheck,
    });
    return null;
  } catch (error) {
    if (error instanceof client.ResponseBodyError) return error.error;
    // With basic authentication, a client that is not accepted gets 401 and a challenge.
    return error instanceof client.WWWAuthenticateChallengeError ? 'invalid_client' : null;
  }
}

/** Of what `fetch` throws, the cause tells more. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  return cause instanceof Error ? `${message}, ${cause.message}` : message;
}
