/** The oldest server whose Cypher has all that the stores write: unique relationship properties came with it. */
export const neededVersion = '5.7';

/**
 * Whether a server's version, `5.26.12`, `2025.08.0` or `5.27-aura`, is new enough. A version that cannot be read is
 * let through: a fork or a preview says for itself what it cannot do.
 */
export function isNewEnough(version: string, needed = neededVersion): boolean {
  const [major, minor] = parts(version);
  const [neededMajor, neededMinor] = parts(needed);
  if (Number.isNaN(major) || major > neededMajor) return true;
  return major === neededMajor && minor >= neededMinor;
}

function parts(version: string): readonly [number, number] {
  const [major = '', minor = ''] = version.split('.');
  return [Number.parseInt(major, 10), Number.parseInt(minor, 10) || 0];
}
