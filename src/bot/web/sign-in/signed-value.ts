import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Values that go out and come back unchanged, or not at all. */
export interface SignedValues {
  /** @param purpose what it is for; it counts for nothing else. */
  sign(value: string, purpose: string): string;
  /** @returns null where it was changed, made elsewhere, or is for something else. */
  verify(signed: string, purpose: string): string | null;
}

/** Longer ones are none of ours. */
const longest = 2_000;

/**
 * HMAC-SHA-256 under a key of its own for each purpose (RFC 2104, RFC 5869).
 *
 * @param keys of 32 bytes in base64; the first signs, each verifies.
 */
export function createSignedValues(keys: readonly string[]): SignedValues {
  const secrets = keys.map((key) => Buffer.from(key, 'base64'));
  const mac = (secret: Buffer, value: string, purpose: string): Buffer =>
    createHmac('sha256', Buffer.from(hkdfSync('sha256', secret, '', `orgwise page ${purpose}`, 32)))
      .update(value)
      .digest();
  return {
    sign(value, purpose) {
      const [first] = secrets;
      if (first === undefined) throw new Error('there is no key to sign with');
      return `${Buffer.from(value).toString('base64url')}.${mac(first, value, purpose).toString('base64url')}`;
    },
    verify(signed, purpose) {
      const [, value64 = '', mac64 = ''] = /^([\w-]+)\.([\w-]{43})$/.exec(signed.slice(0, longest)) ?? [];
      const value = Buffer.from(value64, 'base64url').toString('utf8');
      const given = Buffer.from(mac64, 'base64url');
      // One value has one spelling: base64 with other last bits reads the same and is not ours.
      if (value === '' || Buffer.from(value).toString('base64url') !== value64) return null;
      if (given.toString('base64url') !== mac64) return null;
      return secrets.some((secret) => timingSafeEqual(mac(secret, value, purpose), given)) ? value : null;
    },
  };
}
