import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { MetPeople } from './met-people.ts';
import type { TeamsPlace } from './teams-event.ts';

/**
 * Speaks in somebody's own chat with the bot: the one that is kept of them, else a new one.
 *
 * @throws the library's error, as where they have not added the bot.
 */
export type SpeakInOwnChat = (
  place: TeamsPlace,
  speak: (context: TurnContext) => Promise<void>,
) => Promise<void>;

export interface OwnChatDependencies {
  readonly connection: CloudAdapter;
  /** Null where authentication is off. */
  readonly app: { readonly appId: string; readonly tenantId: string } | null;
  readonly scope: string;
  readonly people: MetPeople;
}

export function createOwnChats({ connection, app, scope, people }: OwnChatDependencies): SpeakInOwnChat {
  const appId = app?.appId ?? '';
  return async ({ reference: { bot, serviceUrl = '' }, sender }, speak) => {
    const met = sender.aadObjectId === undefined ? null : await people.find(sender.aadObjectId);
    if (met?.chat !== undefined) return await connection.continueConversationAsync(appId, met.chat, speak);
    const parameters = {
      isGroup: false,
      bot: bot ?? { id: appId, name: '' },
      members: [{ id: sender.id, name: '' }],
      ...(app === null ? {} : { tenantId: app.tenantId }),
      channelData: app === null ? {} : { tenant: { id: app.tenantId } },
    };
    await connection.createConversationAsync(appId, 'msteams', serviceUrl, scope, parameters, speak);
  };
}
