import { z } from 'zod';
import { digestOf } from './digest-of.ts';

/**
 * Digests of what records say that their own change times do not tell: where they stand, who may see them. They stand in a bounded number
 * of groups, so that a cursor does not grow with the source; what shares a group with a changed one counts as changed.
 */
export const frameDigestsSchema = z.record(z.string(), z.string());

export type FrameDigests = z.output<typeof frameDigestsSchema>;

const mostGroups = 1_024;

/** @param frames by the key of the record, each to be written as JSON */
export function digestFrames(frames: Iterable<readonly [string, unknown]>): FrameDigests {
  const groups = new Map<string, string[]>();
  for (const [key, frame] of frames) {
    const group = groupOf(key);
    const found = groups.get(group) ?? [];
    found.push(digestOf([key, frame]));
    groups.set(group, found);
  }
  return Object.fromEntries([...groups].map(([group, found]) => [group, digestOf(found.sort()).slice(0, 8)]));
}

/** Whether the frame of a record may be another than before. */
export function compareFrames(now: FrameDigests, before: FrameDigests): (key: string) => boolean {
  return (key) => now[groupOf(key)] !== before[groupOf(key)];
}

/** Makes the frame of a record, and those that share its group, count as changed at the next comparison. */
export function dropFrame(frames: FrameDigests, key: string): void {
  delete frames[groupOf(key)];
}

function groupOf(key: string): string {
  return String(Buffer.from(digestOf(key), 'base64url').readUInt16BE(0) % mostGroups);
}
