import type { DirectoryAccess } from '../access/directory-access.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { IncomingMessage } from './message.ts';

/**
 * What may be said in a place: from all that whoever speaks may read, and before others, from what every one of them may.
 *
 * @param own what whoever speaks may read.
 */
export async function sharedViewer(
  own: Viewer,
  {
    sender,
    audience,
  }: Pick<IncomingMessage, 'sender'> & {
    readonly audience?: IncomingMessage['audience'] | undefined;
  },
  access: Pick<DirectoryAccess, 'audience'>,
): Promise<Viewer> {
  if (audience === undefined) return own;
  return await access.audience([sender, ...audience].map((one) => one.email ?? ''));
}
