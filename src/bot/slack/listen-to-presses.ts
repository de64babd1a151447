import type { App, BlockAction, types } from '@slack/bolt';
import { z } from 'zod';
import type { AnswerPlace } from './answer-place.ts';
import { isDirect, readMessage } from './read-message.ts';
import { readReason, reasonForm, reasonFormId } from './reason-form.ts';
import { readButton } from './render-actions.ts';
import { conversationIdOf, respondBy } from './slack-place.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

const containerSchema = z.object({
  message_ts: z.string(),
  thread_ts: z.string().optional(),
  is_ephemeral: z.boolean().optional(),
});

/** Answers the buttons of replies where they stand; one that asks for words opens a form for them. */
export function listenToPresses(app: App, workspaceOf: WorkspaceOf): void {
  async function press(pressed: {
    readonly body: unknown;
    readonly teamId: string | undefined;
    readonly place: AnswerPlace;
    readonly action: { readonly ref: string; readonly reason?: string };
    /** Does the deed, and says nothing of it. */
    readonly isSilent?: boolean;
  }): Promise<void> {
    const { body, teamId, place, action, isSilent = false } = pressed;
    const { people, sender } = await workspaceOf(body);
    const { channel, user, eventId: id, isHidden, threadTs } = place;
    const conversationId = conversationIdOf(teamId, channel, isHidden ? user : threadTs);
    const read = () =>
      readMessage(people, { id, kind: 'action', action, user, text: '', channel, conversationId, isHidden });
    if (isSilent) await sender.reply(place, read);
    else await sender.answer(place, read);
  }

  async function openForm(body: BlockAction, view: types.ModalView): Promise<boolean> {
    const { clients, log } = await workspaceOf(body);
    try {
      await clients.hurried.views.open({ trigger_id: body.trigger_id, view });
      return true;
    } catch (err) {
      // Whoever pressed is thanked instead: a trigger counts for three seconds.
      log.warn({ err }, 'A form could not be opened');
      return false;
    }
  }

  app.action({ type: 'block_actions' }, async ({ body, action, respond }) => {
    const pressed = action.type === 'button' ? readButton(action.action_id, action.value) : null;
    const container = containerSchema.safeParse(body.container).data;
    const channel = body.channel?.id;
    if (action.type !== 'button' || pressed === null || channel === undefined || container === undefined)
      return;
    const { ref, kind } = pressed;
    const isHidden = container.is_ephemeral === true;
    const privateThreadTs: string | undefined = container.thread_ts ?? body.message?.thread_ts;
    const threadTs = privateThreadTs ?? (isHidden || isDirect(channel) ? undefined : container.message_ts);
    const where = { channel, threadTs, privateThreadTs, isHidden };
    const isAsked =
      kind === 'feedback_down' && (await openForm(body, reasonForm(action.text.text, { ref, ...where })));
    await press({
      body,
      teamId: body.team?.id,
      place: {
        ...where,
        user: body.user.id,
        ...(body.team?.id === undefined ? {} : { team: body.team.id }),
        eventId: body.trigger_id,
        respond: respondBy(respond, where),
      },
      action: { ref },
      isSilent: isAsked,
    });
  });

  app.view(reasonFormId, async ({ body, view }) => {
    const filled = readReason(view);
    if (filled === null) return;
    const { ref, reason } = filled;
    const place = { ...filled.place, user: body.user.id, eventId: view.id };
    await press({ body, teamId: body.team?.id, place, action: { ref, reason } });
  });
}
