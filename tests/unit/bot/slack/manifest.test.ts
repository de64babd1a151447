import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../../../manifest.json' with { type: 'json' };
import { botScopes } from '../../../../src/bot/slack/bot-scopes.ts';
import { slashCommands } from '../../../../src/bot/slack/listen-to-commands.ts';
import { slackShortcuts } from '../../../../src/bot/slack/listen-to-shortcuts.ts';
import { slackEvents } from '../../../../src/bot/slack/listen-to-slack.ts';

const folder = new URL('../../../../src/bot/slack/', import.meta.url);
const source = readdirSync(folder)
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

/** Scopes by what needs them ("Methods", "Events" and "Scopes" in Slack's reference). */
const scopesOfMethods: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  // Of an organisation's token.
  'auth.teams.list': [],
  'chat.appendStream': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.startStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  'chat.unfurl': ['links:write'],
  'chat.update': ['chat:write'],
  'conversations.members': ['channels:read', 'groups:read', 'mpim:read'],
  'conversations.history': ['im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'users.getPresence': ['users:read'],
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  // Of the app-level token.
  'apps.connections.open': [],
};
const scopesOfEvents: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  // Of our own installation.
  app_uninstalled: [],
  tokens_revoked: [],
  app_mention: ['app_mentions:read'],
  link_shared: ['links:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
};

describe('manifest.json', () => {
  it('brings the commands that are handled, and no other', () => {
    const commands = manifest.features.slash_commands.map((one) => one.command.slice(1));
    expect(commands.sort()).toEqual([...slashCommands].sort());
  });

  it('brings the shortcuts that are handled, and no other', () => {
    const shortcuts = manifest.features.shortcuts.map((one) => one.callback_id);
    expect(shortcuts.sort()).toEqual(Object.keys(slackShortcuts).sort());
    // "App manifest reference: shortcuts".
    for (const { name, type, description } of manifest.features.shortcuts) {
      expect(type).toBe('message');
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  it('subscribes to the events that are listened to, and no other', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(slackEvents);
    const listened = [...source.matchAll(/app\.(?:event\('(\w+)'|(message)\()/g)].map(
      ([, event, message]) => event ?? message,
    );
    expect(new Set(listened)).toEqual(new Set(slackEvents.map((one) => one.split('.')[0])));
  });

  it('asks for the scopes that the code needs, and no other', () => {
    const methods = [
      ...source.matchAll(/(?:[cC]lient|reader|writer|hurried)\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g),
    ].map(([, method = '']) => method);
    expect([...new Set(methods)].sort()).toEqual(Object.keys(scopesOfMethods).sort());
    const needed = [...Object.values(scopesOfMethods), ...Object.values(scopesOfEvents), ['commands']].flat();
    expect(manifest.oauth_config.scopes.bot).toEqual([...new Set(needed)].sort());
    expect(Object.keys(botScopes)).toEqual(manifest.oauth_config.scopes.bot);
  });

  it('keeps to the lengths that Slack takes', () => {
    const { name, description, long_description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(175);
    expect(long_description.length).toBeLessThanOrEqual(4000);
    for (const { description: told, usage_hint } of manifest.features.slash_commands) {
      expect(told.length).toBeLessThanOrEqual(2000);
      expect(usage_hint.length).toBeLessThanOrEqual(1000);
    }
  });

  it('shows the app as an agent, with questions that it understands', () => {
    // "App manifest reference: agent_view"; `assistant_view` is taken of old apps alone.
    const { agent_description, suggested_prompts } = manifest.features.agent_view;
    expect(Object.keys(manifest.features)).not.toContain('assistant_view');
    expect(agent_description.length).toBeLessThanOrEqual(300);
    expect(suggested_prompts.length).toBeLessThanOrEqual(4);
  });

  it('has nothing that no code answers', () => {
    expect(Object.keys(manifest.features).sort()).toEqual([
      'agent_view',
      'app_home',
      'bot_user',
      'shortcuts',
      'slash_commands',
    ]);
    expect(Object.keys(manifest.oauth_config.scopes)).toEqual(['bot']);
  });

  it('lets people write to the bot and press its buttons', () => {
    expect(manifest.features.app_home).toMatchObject({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });
});
