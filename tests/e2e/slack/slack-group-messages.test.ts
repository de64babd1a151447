import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FakeSlack } from './fake-slack.ts';
import { untilSaid } from './harness.ts';
import { buttonOf, john, nora, type SlackCompany, startSlackCompany, textOf } from './slack-company.ts';

/** Something that Nora may read and John may not, as `slack-actions.test.ts` asks it too. */
const question = 'What is the gross salary band for a senior engineer in Berlin?';
const secret = '70,000';
const [both, alone] = ['G10', 'C11'] as const;

describe('a group message in Slack', () => {
  let running: SlackCompany;
  let slack: FakeSlack;

  beforeAll(async () => {
    const group = { name: 'mpdm-nora--john-1', isGroupMessage: true } as const;
    running = await startSlackCompany('http', {
      channels: [
        { id: both, ...group, members: [nora, john, 'UBOT'] },
        { id: alone, ...group, members: [nora, 'UBOT'] },
      ],
    });
    ({ slack } = running);
  });
  afterAll(() => running.stop());

  const answerIn = async (channel: string, text: string) => {
    const asked = slack.mention(nora, channel, text);
    const [answer] = await untilSaid(() => slack.repliesTo(asked.ts));
    return { asked, answer, text: textOf(answer) };
  };

  it('uses only what all of its members may read, and shows its asker more in private', async () => {
    const whole = await answerIn(alone, question);
    const shared = await answerIn(both, question);
    expect(shared.text).not.toBe(whole.text);
    expect(whole.text).toContain(secret);
    expect(shared.text).not.toContain(secret);
    if (shared.answer === undefined) throw new Error('no answer');
    const { id } = slack.click(nora, shared.answer, buttonOf(shared.answer, 'Show me privately').action_id);
    const [own] = await untilSaid(() => slack.responsesTo(id));
    expect(own?.ephemeralFor).toBe(nora);
    expect(textOf(own)).toContain(secret);
  });

  it('reads its members once, however much is asked', async () => {
    const read = () =>
      slack.calls.filter((one) => one.method === 'conversations.members' && one.args.channel === both).length;
    await answerIn(both, 'Who leads the Platform team?');
    const before = read();
    await answerIn(both, 'Who leads the Security team?');
    expect(read()).toBe(before);
  });

  it('answers a mention, what goes on with it and its edits, and nothing else', async () => {
    const { asked } = await answerIn(both, 'Who leads the Platform team?');
    slack.replyInThread(nora, both, 'And who is in it?', asked.ts);
    await untilSaid(() => slack.repliesTo(asked.ts), 2);
    const { delivered: _, ...message } = asked;
    slack.edit(message, '<@UBOT> Who leads the Security team?');
    await vi.waitFor(() => expect(textOf(slack.repliesTo(asked.ts)[0])).toContain('Security'));
    const said = slack.messages(both).length;
    await slack.deliverEvent(
      slack.eventOf(slack.write(john, both, 'Who leads the Platform team?'), {
        type: 'message',
        channel_type: 'mpim',
      }),
    );
    await sleep(100);
    expect(slack.messages(both)).toHaveLength(said);
  });

  it('finds nothing where it may not know who reads along', async () => {
    slack.workspace.scopes.delete('mpim:read');
    const group = { name: 'mpdm', isGroupMessage: true } as const;
    slack.workspace.channels.push({ id: 'G12', ...group, members: [nora, 'UBOT'] });
    expect((await answerIn('G12', question)).text).not.toContain(secret);
    slack.workspace.scopes.add('mpim:read');
  });
});
