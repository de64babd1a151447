import type { Delivery } from './fake-teams.ts';

/**
 * A question in a personal chat as a replica notes it in the inbox, as this code did before it died.
 *
 * @param asked what was said in that chat; the question itself, where no other is given.
 */
export function notedQuestion(
  { activity }: Delivery,
  { activityId = activity.id, text = String(activity.text) } = {},
): object {
  const { serviceUrl, conversation, recipient, from } = activity;
  return {
    kind: 'question',
    reference: { serviceUrl, channelId: 'msteams', conversation, bot: recipient, user: from },
    activityId,
    text,
    sender: { id: (from as { readonly id: string }).id },
    roster: conversation.id,
  };
}
