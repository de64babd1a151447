import { z } from 'zod';

/** An account as Entra ID has it. */
export interface EntraAccount {
  readonly objectId: string;
  readonly tenantId: string;
  readonly isGuest: boolean;
  /** The mailbox's address, the name to sign in with, then the other addresses of the mailbox; each once. */
  readonly addresses: readonly string[];
}

const claims = z.looseObject({ tid: z.string().min(1), oid: z.string().min(1) });
const profile = z.looseObject({
  id: z.string().min(1),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userType: z.string().nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
});

const fields = 'id,mail,userPrincipalName,userType,proxyAddresses';
const timeoutMs = 5000;

/**
 * Whose token that is, by Microsoft Graph ("Get a user"), which believes no token that is forged or over. The token is
 * used here and nowhere else.
 *
 * @returns null where Graph refuses the token, or it is not of an account of work.
 * @throws Error where Graph cannot be reached or answers something else; without the token in it.
 */
export async function readAccount(token: string, graphUrl: string): Promise<EntraAccount | null> {
  const claimed = claims.safeParse(payloadOf(token));
  if (!claimed.success) return null;
  const response = await fetch(`${graphUrl}/v1.0/me?$select=${fields}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status === 401 || response.status === 403) return null;
  const read = response.ok ? profile.safeParse(await response.json()) : null;
  if (read?.success !== true) throw new Error(`Microsoft Graph answered with status ${response.status}`);
  const { id, mail, userPrincipalName: name, userType, proxyAddresses } = read.data;
  if (id.toLowerCase() !== claimed.data.oid.toLowerCase()) return null;
  const proxies = (proxyAddresses ?? []).flatMap((one) => /^smtp:(.+)$/i.exec(one)?.[1] ?? []);
  const addresses = [mail, name, ...proxies].flatMap((one) => one || []);
  return {
    objectId: id,
    tenantId: claimed.data.tid,
    // Somebody of another company who was made a member here still carries the mark in their name.
    isGuest: userType?.toLowerCase() === 'guest' || (name ?? '').toUpperCase().includes('#EXT#'),
    addresses: [...new Map(addresses.map((one) => [one.toLowerCase(), one])).values()],
  };
}

/** The claims of a token whose signature somebody else checks. */
function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
