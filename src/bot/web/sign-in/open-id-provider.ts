import * as client from 'openid-client';
import { z } from 'zod';
import { fetchWithin } from './fetch-within.ts';
import {
  type IdentityProvider,
  type PendingSignIn,
  type SignInClaims,
  SignInError,
} from './identity-provider.ts';
import type { SignInSettings } from './sign-in-settings.ts';

/** For each request to the provider, in seconds. */
const timeoutSeconds = 10;

const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.string().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  oid: z.string().optional().catch(undefined),
  hd: z.string().optional().catch(undefined),
});

type Claims = z.output<typeof claimsSchema>;

/** Whether an address is this machine's own, where TLS adds nothing. */
export const isLoopback = (address: string): boolean =>
  URL.canParse(address) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);

/** What the provider says of itself; PKCE needs no more (OpenID Connect Discovery 1.0, RFC 7636). */
export async function discoverProvider(
  settings: Pick<SignInSettings, 'issuer' | 'clientId' | 'clientSecret'>,
): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const post = client.ClientSecretPost(clientSecret);
  const basic = client.ClientSecretBasic(clientSecret);
  const configuration = await client.discovery(
    new URL(issuer),
    clientId,
    undefined,
    // Basic is what a provider takes that names nothing.
    (server, ...rest) =>
      (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? post : basic)(
        server,
        ...rest,
      ),
    {
      [client.customFetch]: fetchWithin,
      timeout: timeoutSeconds,
      // The code flow could trust TLS alone; a signature tells a proxy's tokens from the provider's.
      execute: [
        client.enableNonRepudiationChecks,
        ...(isLoopback(issuer) ? [client.allowInsecureRequests] : []),
      ],
    },
  );
  // The library lets the issuer of all tenants of Entra ID stand for each of them.
  const told = configuration.serverMetadata().issuer;
  if (!isSameIssuer(told, issuer))
    throw new SignInError('not_believed', `${issuer} says that its issuer is ${told}.`);
  return configuration;
}

/** OpenID Connect's authorization-code flow with PKCE, state and nonce. */
export function createOpenIdProvider(settings: SignInSettings): IdentityProvider {
  const { redirectUrl, entraSource } = settings;
  let discovered: Promise<client.Configuration> | undefined;

  /** A provider that could not be asked is asked again by the next. */
  async function configuration(): Promise<client.Configuration> {
    discovered ??= discoverProvider(settings);
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      throw asSignInError(error);
    }
  }

  return {
    async begin({ state, nonce, verifier }) {
      return client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUrl,
        scope: entraSource === undefined ? 'openid email' : 'openid profile',
        response_type: 'code',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
    },
    async finish(address, pending) {
      const known = await configuration();
      try {
        return await exchange(known, address, pending, settings);
      } catch (error) {
        throw asSignInError(error);
      }
    },
  };
}

async function exchange(
  known: client.Configuration,
  address: URL,
  { state, nonce, verifier }: PendingSignIn,
  { issuer, entraSource, hostedDomains }: SignInSettings,
): Promise<SignInClaims> {
  const tokens = await client.authorizationCodeGrant(known, address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new SignInError('not_believed', 'The provider sent no ID token.');
  if (!isSameIssuer(claims.iss, issuer))
    throw new SignInError('not_believed', `The ID token is of ${claims.iss}.`);
  const told = claimsSchema.parse(claims);
  const believed = (all: Claims): SignInClaims =>
    isOfOrganisation(all, hostedDomains)
      ? withoutAbsent(all)
      : withoutAbsent({ ...all, email_verified: false });
  if (entraSource !== undefined || told.email !== undefined) return believed(told);
  if (known.serverMetadata().userinfo_endpoint === undefined) return believed(told);
  // With an access token, providers may keep the address out of the ID token (OpenID Connect Core 1.0, section 5.4).
  const more = await client.fetchUserInfo(known, tokens.access_token, told.sub);
  return believed(claimsSchema.parse({ ...more, sub: told.sub }));
}

/**
 * Google confirms the address of a private account too, and goes on saying so after a company gave the address to somebody else; only
 * accounts of an organisation have `hd` (Google, "OpenID Connect", ID token's payload).
 */
function isOfOrganisation({ hd }: Claims, domains: readonly string[] | undefined): boolean {
  return domains === undefined || (hd !== undefined && domains.includes(hd.toLowerCase()));
}

const isSameIssuer = (one: string, other: string): boolean =>
  one === other || (URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href);

function withoutAbsent({ sub, email, email_verified, oid }: Claims): SignInClaims {
  return {
    sub,
    email_verified,
    ...(email === undefined ? {} : { email }),
    ...(oid === undefined ? {} : { oid }),
  };
}

/** Codes have a form; the visitor may have written anything else into the address. */
const errorCode = (text: string): string => (/^\w{1,50}$/.test(text) ? text : 'with no code of an error');

/** The library's words may hold what the provider said, so that they are told the log alone. */
function asSignInError(error: unknown): SignInError {
  if (error instanceof SignInError) return error;
  const cause = { cause: error };
  if (error instanceof client.AuthorizationResponseError)
    return new SignInError('denied', `The provider answered ${errorCode(error.error)}.`, cause);
  if (error instanceof TypeError || (error instanceof Error && /^(Timeout|Abort)Error$/.test(error.name)))
    return new SignInError('unreachable', 'The provider could not be reached.', cause);
  return new SignInError('not_believed', "The provider's answer is not as it must be.", cause);
}
