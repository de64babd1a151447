import { randomUUID } from 'node:crypto';
import { buttonsOf } from './buttons.ts';
import type { createDelivery } from './delivery.ts';
import type { WordsOf } from './posting.ts';
import type { createResponseUrls } from './response-urls.ts';
import { type FakeMessage, type FakeView, nextTs, type Workspace } from './workspace.ts';

export interface InteractionsOptions {
  readonly workspace: Workspace;
  readonly delivery: Pick<ReturnType<typeof createDelivery>, 'deliver'>;
  readonly responseUrls: Pick<ReturnType<typeof createResponseUrls>, 'open'>;
  readonly wordsOf: WordsOf;
  readonly triggerLifeMs: number;
  /** Address of a response URL. */
  urlOf(id: string): string;
}

/** What people do with commands, buttons, shortcuts and forms ("Interaction payloads"). */
export function createInteractions(options: InteractionsOptions) {
  const { workspace, delivery, responseUrls, wordsOf, triggerLifeMs, urlOf } = options;

  function newTrigger(user: string): string {
    const id = `${Date.now()}.${randomUUID()}`;
    workspace.triggers.set(id, { user, until: Date.now() + triggerLifeMs, isUsed: false });
    return id;
  }

  function commonOf(user: string, trigger: string): Record<string, unknown> {
    const { teamId } = workspace;
    return {
      team: { id: teamId },
      user: { id: user, team_id: teamId },
      api_app_id: 'A1',
      token: 'legacy',
      trigger_id: trigger,
    };
  }

  return {
    /** Runs a command; `id` finds its responses. */
    command(user: string, channel: string, command: string, text: string) {
      const id = responseUrls.open(channel, user);
      const trigger = newTrigger(user);
      const delivered = delivery.deliver('slash_commands', trigger, {
        token: 'legacy',
        team_id: workspace.teamId,
        channel_id: channel,
        channel_name: workspace.channels.find((one) => one.id === channel)?.name ?? 'directmessage',
        user_id: user,
        command,
        text,
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        response_url: urlOf(id),
        trigger_id: trigger,
      });
      return { id, delivered };
    },
    /** Presses a button of a message. @throws Error where the message has none of that id. */
    click(user: string, message: FakeMessage, actionId: string) {
      const button = buttonsOf(message).find((one) => one.action_id === actionId);
      if (button === undefined) throw new Error(`no button ${actionId}`);
      const id = responseUrls.open(message.channel, user);
      const trigger = newTrigger(user);
      const { ts, channel, threadTs, ephemeralFor } = message;
      const delivered = delivery.deliver('interactive', trigger, {
        type: 'block_actions',
        ...commonOf(user, trigger),
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channel,
          is_ephemeral: ephemeralFor !== undefined,
          ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        },
        channel: { id: channel },
        ...(ephemeralFor === undefined ? { message: { type: 'message', ts, thread_ts: threadTs } } : {}),
        response_url: urlOf(id),
        actions: [{ ...button, block_id: 'b', action_ts: nextTs() }],
      });
      return { id, delivered };
    },
    /** Chooses a shortcut on a message. */
    shortcut(user: string, message: FakeMessage, callbackId: string) {
      const id = responseUrls.open(message.channel, user);
      const trigger = newTrigger(user);
      const delivered = delivery.deliver('interactive', trigger, {
        type: 'message_action',
        callback_id: callbackId,
        ...commonOf(user, trigger),
        channel: { id: message.channel },
        message_ts: message.ts,
        message: { type: 'message', ...wordsOf(message) },
        response_url: urlOf(id),
      });
      return { id, delivered };
    },
    /** Presses a button of the home tab. */
    clickHome(user: string, actionId: string) {
      const view = workspace.homes.get(user);
      const button = buttonsOf({ blocks: (view?.blocks ?? []) as FakeMessage['blocks'] }).find(
        (one) => one.action_id === actionId,
      );
      if (button === undefined) throw new Error(`no button ${actionId}`);
      const trigger = newTrigger(user);
      return delivery.deliver('interactive', trigger, {
        type: 'block_actions',
        ...commonOf(user, trigger),
        container: { type: 'view', view_id: 'VHOME' },
        view: { id: 'VHOME', ...view },
        actions: [{ ...button, block_id: 'b', action_ts: nextTs() }],
      });
    },
    /** Sends a modal off, its fields filled in by block and action. */
    submit(user: string, { id, view }: FakeView, values: Readonly<Record<string, Record<string, object>>>) {
      const trigger = newTrigger(user);
      return delivery.deliver('interactive', trigger, {
        type: 'view_submission',
        ...commonOf(user, trigger),
        view: { id, ...view, state: { values } },
        response_urls: [],
      });
    },
  };
}
