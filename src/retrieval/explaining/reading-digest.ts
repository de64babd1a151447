import { createHash } from 'node:crypto';
import { viewerKey } from '../../graph/viewer-key.ts';
import type { SourceFreshness } from '../answer.ts';
import type { AnswerContext } from '../composing/answer-context.ts';

/**
 * A digest of what an answer could be made from: what its viewer may read, whether others read along, and the state of the
 * sources. Another one means that something of it may not be told, or no longer, so that no words of it may be kept on.
 */
export function readingDigest(
  { viewer, isShared = false }: Pick<AnswerContext, 'viewer' | 'isShared'>,
  asOf: readonly SourceFreshness[],
): string {
  const read = JSON.stringify([viewerKey(viewer), isShared, asOf]);
  return createHash('sha256').update(read).digest('base64url');
}
