import type { App } from '@slack/bolt';
import type { LinkPreview, PreviewLinks } from '../links/preview-links.ts';
import { note, section } from './block-parts.ts';
import { cutText, escapeMrkdwn } from './mrkdwn.ts';
import { isDirect } from './read-message.ts';
import { asSender } from './slack-people.ts';
import { conversationIdOf } from './slack-place.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

const titleCharacters = 150;
const factsCharacters = 500;

/** Shows below links to the company's own tasks and articles what they are, where all who read there may see it. */
export function listenToLinks(app: App, workspaceOf: WorkspaceOf, previewLinks: PreviewLinks): void {
  app.event('link_shared', async ({ event, body }) => {
    const { channel, user, links, message_ts: ts, thread_ts: threadTs, source } = event;
    // Nobody can tell who will read what is still being written, or what stands where the bot is no member.
    if (source === 'composer' || !event.is_bot_user_member) return;
    const { people, clients, log } = await workspaceOf(body);
    const [account, audience] = await Promise.all([
      people.account(user),
      isDirect(channel) ? undefined : people.audience(channel),
    ]);
    const previews = await previewLinks({
      platform: 'slack',
      conversationId: conversationIdOf(body.team_id, channel, threadTs),
      sender: asSender(account),
      urls: links.map((one) => one.url),
      ...(audience === undefined ? {} : { audience }),
      ...(account.locale === undefined ? {} : { locale: account.locale }),
    });
    if (previews.length === 0) return;
    const unfurls = Object.fromEntries(previews.map((one) => [one.url, { blocks: renderPreview(one) }]));
    try {
      await clients.reader.chat.unfurl({ channel, ts, unfurls });
    } catch (err) {
      log.warn({ err, channel }, 'Slack did not take the previews of links');
    }
  });
}

function renderPreview({ title, facts }: LinkPreview) {
  const told = cutText(facts.join(' · ').replace(/\s+/g, ' '), factsCharacters);
  return [
    section(`*${escapeMrkdwn(cutText(title.replace(/[\s*]+/g, ' ').trim() || '–', titleCharacters))}*`),
    ...(told === '' ? [] : [note(escapeMrkdwn(told))]),
  ];
}
