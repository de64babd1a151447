import type { App } from '@slack/bolt';
import type { PreviewLinks } from '../links/preview-links.ts';
import { listenToChanges } from './listen-to-changes.ts';
import { listenToCommands } from './listen-to-commands.ts';
import { listenToFollowUps } from './listen-to-follow-ups.ts';
import { listenToHome } from './listen-to-home.ts';
import { listenToJoins } from './listen-to-joins.ts';
import { listenToLinks } from './listen-to-links.ts';
import { listenToPresses } from './listen-to-presses.ts';
import { listenToShortcuts } from './listen-to-shortcuts.ts';
import { listenToWords } from './listen-to-words.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

/** Events the bot subscribes to, as the manifest names them. */
export const slackEvents: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'link_shared',
  'member_joined_channel',
  // Of channels and group messages, what becomes of questions alone is looked at: edits, deletions, what goes on with them in their thread.
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
];

/** Turns all that comes from Slack into messages, and sends their answers. */
export function listenToSlack(
  app: App,
  workspaceOf: WorkspaceOf,
  { previewLinks }: { readonly previewLinks: PreviewLinks },
): void {
  listenToWords(app, workspaceOf);
  listenToFollowUps(app, workspaceOf);
  listenToChanges(app, workspaceOf);
  listenToShortcuts(app, workspaceOf);
  listenToCommands(app, workspaceOf);
  listenToPresses(app, workspaceOf);
  listenToHome(app, workspaceOf);
  listenToJoins(app, workspaceOf);
  listenToLinks(app, workspaceOf, previewLinks);
}
