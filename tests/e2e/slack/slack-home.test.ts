import { beforeAll, describe, expect, it, vi } from 'vitest';
import { botWordings } from '../../../src/bot/wording/bot-wordings.ts';
import { untilSaid } from './harness.ts';
import { buttonOf, channel, john, nora, textOf, useSlackCompany } from './slack-company.ts';
import type { FakeBlock, FakeMessage, FakeView } from './workspace.ts';

const guest = 'UGUEST';

function homeText(blocks: unknown): string {
  return textOf({ text: '', blocks: blocks as readonly FakeBlock[] } as FakeMessage);
}

describe('the home of Orgwise in Slack', () => {
  const running = useSlackCompany('socket', {
    more: [{ id: guest, name: 'Guest', isRestricted: true }],
  });

  // The first answer of a process reads all that there is of words, which on a busy machine takes longer than Slack waits.
  beforeAll(async () => {
    await running.company.ask({ question: 'My open tasks', as: 'john.doe@voltmoor.example' });
  });

  async function openHome(user: string): Promise<string> {
    const { homes } = running.slack.workspace;
    homes.delete(user);
    expect((await running.slack.openApp(user, 'home')).attempts).toBe(1);
    return await vi.waitFor(
      () => {
        const home = homes.get(user);
        if (home === undefined) throw new Error('no home yet');
        return homeText(home.blocks);
      },
      { timeout: 10_000 },
    );
  }

  async function openedForm(count: number): Promise<FakeView> {
    return await vi.waitFor(() => {
      const { views } = running.slack.workspace;
      const view = views.at(-1);
      if (views.length < count || view === undefined) throw new Error('no form yet');
      return view;
    });
  }

  it('tells a guest why it is empty', async () => {
    expect(await openHome(guest)).toContain('your account is that of a guest');
  });

  it('says an id where it cannot be drawn', async () => {
    running.slack.fail({ method: 'users.info', error: 'internal_error', times: 1 });
    running.slack.workspace.users.push({ id: 'UNEW', name: 'New' });
    expect(await openHome('UNEW')).toMatch(/could not find out.*id `[0-9a-f]{8}`/);
  });

  it('suggests questions beside the messages, to those who are answered', async () => {
    const { slack } = running;
    await slack.openApp(guest, 'messages');
    await slack.openApp(john, 'messages');
    await vi.waitFor(() => expect(slack.workspace.prompts.get(`D${john}`)).toBeDefined());
    expect(slack.workspace.prompts.get(`D${john}`)).toEqual(botWordings.en.examples.slice(0, 4));
    expect(slack.workspace.prompts.has(`D${guest}`)).toBe(false);
  });

  it('keeps settings by a form, opened from the home', async () => {
    const { slack } = running;
    await openHome(john);
    await slack.clickHome(john, 'settings:open');
    const form = await openedForm(1);
    const fields = form.view.blocks as { block_id: string; element: { initial_option: { value: string } } }[];
    expect(fields.map((one) => [one.block_id, one.element.initial_option.value])).toEqual([
      ['language', 'auto'],
      ['private', 'off'],
      ['timezone', 'auto'],
    ]);
    slack.workspace.homes.delete(john);
    await slack.submit(john, form, {
      language: { value: { selected_option: { value: 'zh' } } },
      private: { value: { selected_option: { value: 'on' } } },
      timezone: { value: { selected_option: { value: 'America/New_York' } } },
    });
    await vi.waitFor(() =>
      expect(homeText(slack.workspace.homes.get(john)?.blocks ?? [])).toMatch(/我的任务.*GMT-5/),
    );
    slack.mention(john, channel, 'Who leads the Platform team?');
    const [said] = await untilSaid(() => slack.messages(channel));
    expect(said?.ephemeralFor).toBe(john);
  });

  it('opens the form from the words of the settings too, and says where it fails', async () => {
    const { slack } = running;
    const { id } = slack.command(nora, channel, '/orgwise', 'settings');
    const [said] = await untilSaid(() => slack.responsesTo(id));
    if (said === undefined) throw new Error('no answer');
    const opened = slack.workspace.views.length;
    slack.click(nora, said, buttonOf(said, 'Change settings').action_id);
    const form = await openedForm(opened + 1);
    expect(JSON.stringify(form.view)).toContain('Answer me in private');
    slack.click(guest, said, buttonOf(said, 'Change settings').action_id);
    const [refused] = await untilSaid(() => slack.messages(`D${guest}`));
    expect(textOf(refused)).toContain('your account is that of a guest');
    expect(slack.workspace.views).toHaveLength(opened + 1);
  });
});
