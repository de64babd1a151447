import { describe, expect, it, vi } from 'vitest';
import { botWordings } from '../../../src/bot/wording/bot-wordings.ts';
import { untilSaid } from './harness.ts';
import { echo, useSlack } from './use-slack.ts';
import { type FakeBlock, textsOf, visibleText } from './workspace.ts';

const wire = useSlack('http');

const textOf = (message: Parameters<typeof visibleText>[0] | undefined): string =>
  message === undefined ? '' : visibleText(message);

describe('what Slack refuses is said all the same', () => {
  it.each(['restricted_action_thread_locked', 'is_archived'])(
    'shows its asker alone an answer that may not be posted: %s',
    async (error) => {
      const bot = await wire.start();
      wire.slack.fail({ method: 'chat.postMessage', error });
      wire.slack.mention('UANA', 'C1', 'hello');
      const [why, answer] = await untilSaid(() => wire.slack.messages('C1'), 2);
      expect([why?.ephemeralFor, answer?.ephemeralFor]).toEqual(['UANA', 'UANA']);
      expect(textOf(why)).toMatch(/could not post .*\n.*id `[0-9a-f]{8}`/s);
      expect(textOf(answer)).toBe('mention: hello');
      expect(bot.lines.some((line) => line.message.includes('refused an answer in its place'))).toBe(true);
    },
  );

  it('writes to its asker where nothing at all may be posted in the channel', async () => {
    await wire.start();
    wire.slack.fail({ method: 'chat.postMessage', error: 'is_archived' });
    wire.slack.fail({ method: 'chat.postEphemeral', error: 'is_archived', times: 2 });
    wire.slack.mention('UANA', 'C1', 'hello');
    const said = await untilSaid(() => wire.slack.messages('DUANA'), 2);
    expect(said.map(textOf).join('\n')).toMatch(/could not post .*id `[0-9a-f]{8}`.*mention: hello/s);
  });

  it.each(['home', 'message'] as const)(
    'tells its asker later, once, of an answer that may be posted nowhere: %s',
    async (surface) => {
      const bot = await wire.start();
      wire.slack.fail({ method: 'chat.postMessage', error: 'is_archived', times: 2 });
      wire.slack.fail({ method: 'chat.postEphemeral', error: 'is_archived' });
      wire.slack.mention('UANA', 'C1', 'hello');
      await vi.waitFor(
        () => expect(bot.lines.some((one) => one.message.includes('takes an answer nowhere'))).toBe(true),
        { timeout: 5_000 },
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      const look = async (): Promise<string> => {
        if (surface === 'home') {
          wire.slack.workspace.homes.delete('UANA');
          await wire.slack.openApp('UANA', 'home');
          return await vi.waitFor(
            () => {
              const home = wire.slack.workspace.homes.get('UANA');
              if (home === undefined) throw new Error('no home yet');
              return textsOf(home.blocks as readonly FakeBlock[]).join('\n');
            },
            { timeout: 5_000 },
          );
        }
        const before = wire.slack.messages('DUANA').length;
        wire.slack.directMessage('UANA', 'hi');
        await untilSaid(() => wire.slack.messages('DUANA').slice(before));
        await new Promise((resolve) => setTimeout(resolve, 50));
        return wire.slack.messages('DUANA').slice(before).map(textOf).join('\n');
      };
      const told = await look();
      expect(told).toMatch(/could show it to you nowhere.*id `[0-9a-f]{8}`/s);
      expect(await look()).not.toContain('nowhere');
    },
  );

  it.each(['mention', 'command'] as const)(
    'tries an answer again that met a passing failure of Slack: %s',
    async (kind) => {
      const bot = await wire.start(echo, { holdMs: 150 });
      bot.inbox.watch([bot.adapter]);
      const said = (): readonly { readonly text: string }[] => wire.slack.messages('C1');
      if (kind === 'mention') {
        // Six tries each time.
        wire.slack.fail({ method: 'chat.postMessage', status: 500, times: 8 });
        wire.slack.mention('UANA', 'C1', 'hello');
      } else {
        wire.slack.expireResponseUrls();
        wire.slack.fail({ method: 'chat.postEphemeral', status: 500, times: 8 });
        wire.slack.command('UANA', 'C1', '/ask', 'hello');
        wire.slack.expireResponseUrls();
      }
      await vi.waitFor(() => expect(said().map((one) => one.text)).toEqual([`${kind}: hello`]), {
        timeout: 5_000,
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(said()).toHaveLength(1);
    },
  );

  it('tells its asker later, once, where trying again has not helped either', async () => {
    const bot = await wire.start(echo, { holdMs: 30 });
    bot.inbox.watch([bot.adapter]);
    wire.slack.fail({ method: 'chat.postMessage', status: 500, times: 36 });
    wire.slack.mention('UANA', 'C1', 'hello');
    await vi.waitFor(
      () => expect(bot.lines.some((one) => one.message.includes('is tried no more'))).toBe(true),
      { timeout: 9_000 },
    );
    wire.slack.directMessage('UANA', 'hi');
    const said = await untilSaid(() => wire.slack.messages('DUANA'), 2);
    expect(said.map(textOf).join('\n')).toMatch(
      /direct: hi.*could show it to you nowhere.*id `[0-9a-f]{8}`/s,
    );
  });

  it('gives the rest of an answer to its asker where Slack fails after its first message', async () => {
    const bot = await wire.start(async () => ({ kind: 'text', text: 'word '.repeat(3_000) }), {
      holdMs: 150,
    });
    bot.inbox.watch([bot.adapter]);
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    await vi.waitFor(() => expect(wire.slack.repliesTo(ts)).toHaveLength(1), { interval: 1 });
    wire.slack.fail({ method: 'chat.postMessage', status: 500, times: 6 });
    const [why] = await untilSaid(
      () => wire.slack.messages('C1').filter((one) => one.ephemeralFor === 'UANA'),
      3,
    );
    expect(textOf(why)).toMatch(/could not post .*id `[0-9a-f]{8}`/s);
  });

  it('says that the settings could not be opened, with an id', async () => {
    await wire.start(async (message) =>
      message.kind === 'home'
        ? { kind: 'home', text: 'home', home: { examples: [], commands: [], sources: [] } as never }
        : { kind: 'settings', text: 'Settings', settings: { fields: [] } },
    );
    const { id } = wire.slack.command('UANA', 'C1', '/orgwise', 'settings');
    const [said] = await untilSaid(() => wire.slack.responsesTo(id));
    if (said === undefined) throw new Error('no settings');
    wire.slack.fail({ method: 'views.open', error: 'expired_trigger_id' });
    wire.slack.click('UANA', said, 'settings:open');
    const [told] = await untilSaid(() => wire.slack.messages('DUANA'));
    expect(textOf(told)).toMatch(/could not be shown.*id `[0-9a-f]{8}`/s);
  });

  it('says that the home could not be drawn, with an id', async () => {
    const bot = await wire.start();
    wire.slack.fail({ method: 'views.publish', error: 'fatal_error' });
    await wire.slack.openApp('UANA', 'home');
    const [told] = await untilSaid(() => wire.slack.messages('DUANA'));
    const [, id] = /id `([0-9a-f]{8})`/.exec(textOf(told)) ?? [];
    expect(id).toBeDefined();
    expect(bot.lines.some((line) => line.level === 'error')).toBe(true);
  });

  it.each(['edit', 'remove'] as const)(
    'says that an answer did not follow its question where its place cannot be looked up: %s',
    async (change) => {
      await wire.start();
      const { delivered, ...question } = wire.slack.mention('UANA', 'C1', 'hello');
      await untilSaid(() => wire.slack.repliesTo(question.ts));
      await delivered;
      const find = vi.spyOn(wire.state, 'readRecord').mockImplementation(async (kind) => {
        if (kind === 'posted') throw new Error('the disk is gone');
        return null;
      });
      if (change === 'edit') await wire.slack.edit(question, 'no mention <@UBOT> at all');
      else await wire.slack.remove(question);
      const told = await vi.waitFor(() => {
        const found = wire.slack.messages('C1').find((one) => one.ephemeralFor === 'UANA');
        if (found === undefined) throw new Error('nothing said yet');
        return found;
      });
      expect(textOf(told)).toMatch(/stands as it was.*id `[0-9a-f]{8}`/s);
      find.mockRestore();
    },
  );
});

describe('what fails before anything is known of whoever asks', () => {
  const wanted = botWordings.zh.failures;

  it('is said in the language of their words', async () => {
    await wire.start();
    wire.slack.fail({ method: 'users.info', error: 'fatal_error' });
    const { ts } = wire.slack.mention('UBEN', 'C1', '谁负责这个？');
    const [said] = await untilSaid(() => wire.slack.repliesTo(ts));
    expect(textOf(said)).toContain(wanted.unknownAudience);
  });

  it('is said in the language that was known of them before', async () => {
    wire.slack.workspace.users.push({ id: 'UMEI', name: 'Mei', email: 'mei@acme.example', locale: 'zh-CN' });
    await wire.start();
    wire.slack.directMessage('UMEI', '1');
    await untilSaid(() => wire.slack.messages('DUMEI'));
    const { delivered, ...question } = wire.slack.directMessage('UMEI', '2');
    await delivered;
    await untilSaid(() => wire.slack.messages('DUMEI'), 2);
    const find = vi.spyOn(wire.state, 'readRecord').mockImplementation(async (kind) => {
      if (kind === 'posted') throw new Error('the disk is gone');
      return null;
    });
    await wire.slack.remove(question);
    const said = await untilSaid(() => wire.slack.messages('DUMEI'), 3);
    expect(said.map(textOf).join('\n')).toContain(wanted.notFollowed);
    find.mockRestore();
  });
});

it('an answer that is posted is posted once', async () => {
  await wire.start(echo);
  const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
  await untilSaid(() => wire.slack.repliesTo(ts));
  expect(wire.slack.messages('C1')).toHaveLength(1);
});
