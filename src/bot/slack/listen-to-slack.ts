import type { App } from '@slack/bolt';
import type { PreviewLinks } from '../links/preview-links.ts';
import { listenToChanges } from './listen-to-changes.ts';
import { listenToCommands } from './listen-to-commands.ts';
import { listenToHome } from './listen-to-home.ts';
import { listenToLinks } from './listen-to-links.ts';
import { listenToPresses } from './listen-to-presses.ts';
import { listenToShortcuts } from './listen-to-shortcuts.ts';
import { listenToWords } from './listen-to-words.ts';
import type { WorkspaceOf } from './slack-workspace.ts';

/** Events the bot subscribes to, as the manifest names them. */
export const slackEvents: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'link_shared',
  // Of channels, edits and deletions of questions alone are looked at.
  'message.channels',
  'message.groups',
  'message.im',
];

/** Turns all that comes from Slack into messages, and sends their answers. */
export function listenToSlack(app: App, workspaceOf: WorkspaceOf, previewLinks: PreviewLinks): void {
  listenToWords(app, workspaceOf);
  listenToChanges(app, workspaceOf);
  listenToShortcuts(app, workspaceOf);
  listenToCommands(app, workspaceOf);
  listenToPresses(app, workspaceOf);
  listenToHome(app, workspaceOf);
  listenToLinks(app, workspaceOf, previewLinks);
}
