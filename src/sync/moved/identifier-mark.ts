import type { NodeRecord } from '../../graph/changes.ts';
import { digestOf } from '../fingerprint.ts';

/** What stands in a fingerprint before the digest of the source's own identifier; no fingerprint has it. */
const mark = '~';

/** The node, whose fingerprint tells by what identifier its source knows it: that is all that has to be remembered of it. */
export function withIdentifier(node: NodeRecord, identifier: string | undefined): NodeRecord {
  if (identifier === undefined) return node;
  return { ...node, fingerprint: `${node.fingerprint}${mark}${digestOf(identifier)}` };
}

/** The digest of the identifier in a stored fingerprint; undefined where it has none. */
export function identifierDigestOf(fingerprint: string): string | undefined {
  const at = fingerprint.indexOf(mark);
  return at === -1 ? undefined : fingerprint.slice(at + mark.length);
}
