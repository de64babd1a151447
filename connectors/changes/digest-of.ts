import { hash } from 'node:crypto';

/** Tells values apart that can be written as JSON; maps must be sorted by whoever asks. */
export function digestOf(value: unknown): string {
  return hash('sha1', JSON.stringify(value), 'base64url');
}
