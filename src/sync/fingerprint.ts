import { hash } from 'node:crypto';

/** Canonical JSON: keys in order at every depth and absent ones left out, so that equal values give equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** Hash of a JSON value; only ever compared with others of this function. */
export function fingerprintOf(value: unknown): string {
  return hash('sha1', canonicalJson(value), 'base64url');
}

const digests = new Map<string, string>();

/**
 * Short digest of an identifier, 72 bits: keeps the ids of relationships short whatever a source's keys look like.
 * Remembered, because each node is an end of several relationships.
 */
export function digestOf(text: string): string {
  let digest = digests.get(text);
  if (digest === undefined) {
    if (digests.size > 500_000) digests.clear();
    digest = hash('sha1', text, 'base64url').slice(0, 12);
    digests.set(text, digest);
  }
  return digest;
}
