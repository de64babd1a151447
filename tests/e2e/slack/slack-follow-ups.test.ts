import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { untilSaid } from './harness.ts';
import { channel, john, nora, textOf, useSlackCompany } from './slack-company.ts';

const running = useSlackCompany('http');

async function askedBy(user: string, thread?: string): Promise<string> {
  const { slack } = running;
  const { ts } = slack.mention(user, channel, 'Who leads the Platform team?', thread);
  const place = thread ?? ts;
  const before = slack.repliesTo(place).length;
  await untilSaid(() => slack.repliesTo(place), before + 1);
  // Whose thread it is now is written right after the answer.
  await sleep(50);
  return place;
}

/** Waits until all that was delivered is answered or left be. */
async function untilQuiet(): Promise<void> {
  const { slack } = running;
  const { ts } = slack.mention(john, channel, 'help');
  await untilSaid(() => slack.repliesTo(ts));
  await sleep(50);
}

const unanswered = async () => (await running.company.orgwise.state.listRecords('unanswered', 100)).length;

describe('what an asker writes below an answer in Slack', () => {
  it.each([
    'ok, will look into it tomorrow',
    'lol',
    '👍',
    'great, I will tell the team on Monday',
    'we should ask Ben',
    'yes',
    'Ben, can you take this?',
    'thanks!',
    '好的，我明天看看',
  ])('is left be where it is a remark: %s', async (remark) => {
    const { slack } = running;
    const thread = await askedBy(john);
    const before = await unanswered();
    await slack.replyInThread(john, channel, remark, thread).delivered;
    await untilQuiet();
    expect(slack.repliesTo(thread).map(textOf)).toHaveLength(1);
    expect(await unanswered()).toBe(before);
  });

  it.each(['And who is in it?', 'and the Security team', 'who is in it', '他们有多少任务？'])(
    'is answered where it asks: %s',
    async (question) => {
      const { slack } = running;
      const thread = await askedBy(john);
      slack.replyInThread(john, channel, question, thread);
      const said = await untilSaid(() => slack.repliesTo(thread), 2);
      expect(textOf(said[1])).not.toBe('');
    },
  );

  it('is answered in a thread that somebody else began, for whoever asked last', async () => {
    const { slack } = running;
    const { ts } = slack.write(nora, channel, 'good morning');
    await askedBy(john, ts);
    await slack.replyInThread(nora, channel, 'Who leads the Security team?', ts).delivered;
    await untilQuiet();
    expect(slack.repliesTo(ts)).toHaveLength(1);
    await askedBy(john, ts);
    slack.replyInThread(john, channel, 'And who is in it?', ts);
    expect(textOf((await untilSaid(() => slack.repliesTo(ts), 3))[2])).toContain('people in Platform');
  });

  it('loses its answer where it is edited into a remark, and gets one where it is edited again', async () => {
    const { slack } = running;
    const thread = await askedBy(john);
    const { delivered, ...asked } = slack.replyInThread(john, channel, 'And who is in it?', thread);
    await delivered;
    await untilSaid(() => slack.repliesTo(thread), 2);
    await slack.edit(asked, 'ok, will look into it tomorrow');
    await vi.waitFor(() => expect(slack.repliesTo(thread)).toHaveLength(1));
    await slack.edit({ ...asked, text: 'ok, will look into it tomorrow' }, 'Who leads the Security team?');
    await untilSaid(() => slack.repliesTo(thread), 2);
    expect(textOf(slack.repliesTo(thread)[1])).toContain('Security');
  });

  it('is not noted where it is for others', async () => {
    const { slack, state } = running;
    const thread = await askedBy(john);
    const other = await slack.replyInThread(nora, channel, 'Who leads the Security team?', thread).delivered;
    const { ts } = slack.write(nora, channel, 'good morning');
    const { delivered, ...talk } = slack.replyInThread(nora, channel, 'good morning', ts);
    const edit = await slack.edit(talk, 'good evening');
    const own = await slack.replyInThread(john, channel, 'And who is in it?', thread).delivered;
    const isNew = async (id: string) =>
      await state.receiveEvent({ id: `slack:${id}`, payload: '{}' }, 'x', 1);
    for (const { id } of [other, await delivered, edit]) expect(await isNew(id)).toBe(true);
    expect(await isNew(own.id)).toBe(false);
    expect(slack.repliesTo(thread)).toHaveLength(1);
  });
});
