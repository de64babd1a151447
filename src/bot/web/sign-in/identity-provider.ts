/** What is remembered between the way to the provider and the way back. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
}

/** What the provider vouches for of the account that signed in. */
export interface SignInClaims {
  /** The provider's own id of the account. */
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: unknown;
  /** Object id in Microsoft Entra ID. */
  readonly oid?: string;
}

/** Where people sign in. */
export interface IdentityProvider {
  /** @returns where to send the visitor. @throws where the provider does not tell. */
  begin(pending: PendingSignIn): Promise<URL>;
  /**
   * Exchanges the code that the visitor came back with.
   *
   * @param address where they came back to, with its query.
   * @throws SignInError where anything of it is not as it must be.
   */
  finish(address: URL, pending: PendingSignIn): Promise<SignInClaims>;
}

/** Why the provider's word does not count. */
export class SignInError extends Error {
  /** `denied`: the provider did not let them in, or they turned back. */
  readonly code: 'denied' | 'unreachable' | 'not_believed';

  constructor(code: SignInError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SignInError';
    this.code = code;
  }
}
