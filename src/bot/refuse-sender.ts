import type { Sender } from './message.ts';

export type RefusalReason =
  | 'bot'
  | 'other_tenant'
  | 'external'
  | 'guest'
  | 'not_in_directory'
  /** More messages than one person writes. */
  | 'too_many';

/**
 * Why somebody gets no answer; null for whoever does. The one place where that is decided.
 * 1. A bot never, so that two of them do not talk for ever.
 * 2. Whoever the platform does not count as one of the company's own, whatever address they carry: another company's
 *    administrators say what that is.
 * 3. Whoever the directory does not know.
 *
 * @param isKnown whether the directory knows the address.
 */
export function refuseSender(sender: Sender, isKnown: boolean): RefusalReason | null {
  if (sender.standing !== undefined) return sender.standing;
  if (sender.operator === true) return null;
  return isKnown ? null : 'not_in_directory';
}
