import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import type { IncomingMessage, Sender } from '../../src/bot/message.ts';
import type { Action, ActionKind, Reply } from '../../src/bot/reply.ts';
import { createLog } from '../../src/operations/log.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';

const nora = 'nora.weiss@voltmoor.example';
const john = 'john.doe@voltmoor.example';
const salary = 'What is the gross salary band for a senior engineer in Berlin?';
const of = (email: string): Sender => ({ accountId: email, email });
const channel = [of(nora), of(john)];

let company: SampleCompany;
let handle: ReturnType<typeof createMessageHandler>;
beforeAll(async () => {
  company = await openSampleCompany();
  await company.orgwise.sync();
  handle = createMessageHandler({
    ...company.orgwise,
    log: createLog('silent'),
    admins: [nora.toUpperCase()],
    keepsQuestions: true,
  });
});
afterAll(() => company.close());

let count = 0;
async function say(
  email: string,
  text: string,
  more: Partial<IncomingMessage> = {},
  progress: string[] = [],
): Promise<Reply> {
  count += 1;
  return await handle(
    {
      id: `m${count}`,
      platform: 'web',
      kind: 'direct',
      text,
      conversationId: `c${count}`,
      sender: of(email),
      ...more,
    },
    { onProgress: (told) => progress.push(told) },
  );
}

const mention = { kind: 'mention', audience: channel, canReplyPrivately: true } as const;

function action(reply: Reply, kind: ActionKind): Action {
  const found = reply.actions?.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} among ${reply.actions?.map((one) => one.kind)}`);
  return found;
}

async function press(
  email: string,
  reply: Reply,
  kind: ActionKind,
  more: Partial<IncomingMessage> = {},
  reason?: string,
): Promise<Reply> {
  const { ref } = action(reply, kind);
  const pressed = { ref, ...(reason === undefined ? {} : { reason }) };
  return await say(email, '', { kind: 'action', action: pressed, ...more });
}

const textOf = (reply: Reply): string => (reply.kind === 'answer' ? reply.answer.text : reply.text);
const namesOf = (reply: Reply): readonly string[] =>
  reply.kind === 'answer' ? (reply.answer.rows?.rows.map((row) => row.cells[0] ?? '') ?? []) : [];

describe('buttons', () => {
  it('show the rest of a long list, page by page, every row once', async () => {
    let page = await say(nora, 'Which tasks are open?');
    const total = page.kind === 'answer' ? (page.answer.total ?? 0) : 0;
    expect(action(page, 'next_page').label).toBe('Show the next 20');
    const seen = [...namesOf(page)];
    while (page.actions?.some((one) => one.kind === 'next_page') === true) {
      page = await press(nora, page, 'next_page');
      seen.push(...namesOf(page));
    }
    expect(total).toBeGreaterThan(40);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
    expect(textOf(page)).not.toContain('…');
  });

  it('do not go beyond what was asked for', async () => {
    const reply = await say(nora, 'Who are the 3 longest-serving employees?');
    expect(namesOf(reply)).toHaveLength(3);
    expect(reply.actions?.map((one) => one.kind)).not.toContain('next_page');
  });

  it('show nothing of a private answer to another person', async () => {
    const reply = await say(nora, salary, { kind: 'command', command: 'ask', isInChannel: true });
    expect(textOf(reply)).toContain('70,000');
    for (const kind of ['explain', 'share', 'feedback_up'] as const) {
      const refused = await press(john, reply, kind, { audience: channel, canReplyPrivately: true });
      expect(refused).toMatchObject({ kind: 'text', visibleTo: 'asker' });
      expect(textOf(refused)).toContain('somebody else’s answer');
    }
  });

  it('share only what everybody in the channel may read', async () => {
    const reply = await say(nora, salary, { kind: 'command', command: 'ask', isInChannel: true });
    const shared = await press(nora, reply, 'share', { audience: channel, canReplyPrivately: true });
    expect(shared.visibleTo).toBe('channel');
    expect(textOf(shared)).not.toContain('70,000');
    const unknown = await press(nora, reply, 'share', { canReplyPrivately: true });
    expect(unknown).toMatchObject({ kind: 'text', visibleTo: 'asker' });
  });

  it('answer with the rights of whoever presses, privately where that is asked for', async () => {
    const reply = await say(nora, salary, mention);
    expect(textOf(reply)).not.toContain('70,000');
    const place = { audience: channel, canReplyPrivately: true } as const;
    const hers = await press(nora, reply, 'show_privately', place);
    expect([hers.visibleTo, textOf(hers)]).toEqual(['asker', expect.stringContaining('70,000')]);
    const his = await press(john, reply, 'show_privately', place);
    expect([his.visibleTo, textOf(his)]).toEqual(['asker', expect.not.stringContaining('70,000')]);
  });

  it('are not private where the platform cannot be', async () => {
    const reply = await say(nora, salary, { kind: 'mention', audience: channel });
    expect(reply.actions?.map((one) => one.kind)).not.toContain('show_privately');
    const could = await say(nora, salary, mention);
    const pressed = await press(nora, could, 'show_privately', { audience: channel });
    expect(pressed.visibleTo).toBeUndefined();
    expect(textOf(pressed)).not.toContain('70,000');
  });

  it('choose among namesakes, and explain', async () => {
    const asked = await say(nora, 'How many tasks are assigned to Ana Silva?');
    const chosen = await press(nora, asked, 'choose');
    expect(chosen.kind === 'answer' && chosen.answer.candidates).toBe(undefined);
    const how = await press(nora, chosen, 'explain');
    expect(textOf(how)).toContain('How I answered');
  });

  it('end: an unknown reference, or one of another platform, does nothing', async () => {
    const reply = await say(nora, 'Who leads the Platform team?');
    const { ref } = action(reply, 'explain');
    for (const wrong of [
      { action: { ref: `${ref}9` } },
      { action: { ref: '' } },
      { platform: 'slack', action: { ref } },
    ] as const)
      expect(textOf(await say(nora, '', { kind: 'action', ...wrong }))).toContain('time is over');
  });
});

describe('what people think of answers', () => {
  it('is kept once a person and answer, and listed for administrators alone', async () => {
    const reply = await say(john, 'How many tasks are open?');
    await press(john, reply, 'feedback_up');
    await press(john, reply, 'feedback_down', {}, '  I meant my own  ');
    const list = textOf(await say(nora, 'feedback list'));
    expect(list.match(/How many tasks are open\?/g)).toHaveLength(1);
    expect(list).toContain('Answers that did not help:\n- “How many tasks are open?”: I meant my own (2');
    expect(list).toMatch(
      /^In the last 30 days: 0 helpful, 1 not helpful, \d+ questions? without an answer\.\n/,
    );
    expect(textOf(await say(nora, 'feedback last 7 days'))).toContain('In the last 7 days: 0 helpful, 1 not');
    expect(textOf(await say(nora, '/feedback forever'))).toContain('“forever” is no period');
    expect(textOf(await say(nora, '/orgwise feedback 最近7天'))).toContain('最近 7 天：0 次有帮助');
    expect(textOf(await say(john, 'feedback list'))).toBe('Only administrators may see that.');
    expect(textOf(await say(nora, 'feedback list', mention))).toBe('Only administrators may see that.');
  });

  it('stands on the home of administrators, with what had no answer', async () => {
    await say(john, 'What is the airspeed of an unladen swallow?');
    const home = await say(nora, '', { kind: 'home' });
    if (home.kind !== 'home') throw new Error('no home');
    expect(home.home.admin?.unanswered.map((one) => one.question)).toContain(
      'What is the airspeed of an unladen swallow?',
    );
    expect(home.home.admin?.sync.map((one) => one.source)).toEqual(home.home.sources.map((one) => one.name));
    expect(home.text).toContain('Questions without an answer');
    const his = await say(john, '', { kind: 'home' });
    expect(his).not.toHaveProperty('home.admin');
    expect(his.kind === 'home' && his.home.myTasks?.text).toContain('WEB-57');
    expect(his.kind === 'home' && his.home.myTeam?.text).toContain('Marta Kowalczyk');
  });

  it('leaves the words of questions out where they may not be kept', async () => {
    const quiet = createMessageHandler({ ...company.orgwise, log: createLog('silent'), admins: [nora] });
    const secret = 'What is the zorblax of the quuxine?';
    const direct = { platform: 'web', kind: 'direct', sender: of(nora) } as const;
    await quiet({ ...direct, id: 'q1', text: secret, conversationId: 'quiet' });
    const list = await quiet({ ...direct, id: 'q2', text: 'feedback', conversationId: 'quiet' });
    expect(textOf(list)).toContain('(words not kept)');
    expect(textOf(list)).toContain('“audit.questions” in orgwise.yaml');
    expect(textOf(list)).not.toContain('zorblax');
  });
});

describe('settings', () => {
  it('change by words, in the language that was chosen, and hold from then on', async () => {
    const shown = await say(john, '/orgwise settings');
    expect(shown).toMatchObject({
      kind: 'settings',
      settings: { fields: [{ value: 'auto' }, { value: 'off' }, {}] },
    });
    expect(textOf(await say(john, 'settings language fr'))).not.toContain('settings.saved');
    expect(textOf(await say(john, 'settings language zh'))).toContain('已保存');
    expect(textOf(await say(john, 'help'))).toContain('命令');
    await say(john, '/settings timezone Asia/Shanghai');
    await say(john, '/settings private on');
    expect(textOf(await say(john, 'status'))).toContain('GMT+8');
    const hidden = await say(john, 'How many tasks are assigned to me?', mention);
    expect(hidden).toMatchObject({ visibleTo: 'asker', timeZone: 'Asia/Shanghai' });
    for (const text of ['language auto', 'private off', 'timezone auto'])
      await say(john, text, { kind: 'command', command: 'settings' });
    expect(textOf(await say(john, 'help'))).toContain('Commands');
  });
});

describe('a question', () => {
  it('that is edited or deleted takes its turn along', async () => {
    const place = { conversationId: 'edits' };
    await say(nora, 'How many tasks are assigned to John Doe?', { ...place, messageId: '1' });
    await say(nora, 'How many tasks are assigned to Marta Kowalczyk?', {
      ...place,
      messageId: '1',
      change: 'edited',
    });
    expect(textOf(await say(nora, 'and how many of those are done?', place))).toContain('Marta Kowalczyk');
    const gone = { conversationId: 'gone', messageId: '2' };
    await say(nora, 'How many tasks are assigned to John Doe?', gone);
    expect((await say(nora, '', { ...gone, change: 'deleted' })).kind).toBe('nothing');
    expect(textOf(await say(nora, 'how did you get this?', { conversationId: 'gone' }))).toContain(
      'not answered anything',
    );
  });

  it('tells what is being done, in its language', async () => {
    const [english, chinese]: [string[], string[]] = [[], []];
    await say(nora, 'Which tasks are assigned to John Doe?', {}, english);
    await say(nora, 'John Doe 有哪些任务？', {}, chinese);
    expect(english).toContain('looking at 12 tasks…');
    expect(chinese).toContain('正在查看 12 项任务…');
  });

  it('about a person brings their card', async () => {
    const reply = await say(nora, 'John Doe', { kind: 'command', command: 'whois' });
    const [profile, ...others] = reply.kind === 'answer' ? (reply.profiles ?? []) : [];
    expect(others).toEqual([]);
    expect(profile).toMatchObject({ name: 'John Doe', email: john, manager: 'Marta Kowalczyk' });
    expect(profile?.teams.length).toBeGreaterThan(0);
  });

  it('of a guest, a bot and another tenant is refused, whatever their address', async () => {
    for (const standing of ['guest', 'external', 'other_tenant', 'bot'] as const)
      expect(await say(nora, salary, { sender: { ...of(nora), standing } })).toMatchObject({
        kind: 'text',
        refused: standing,
      });
    expect(textOf(await say('x@y.example', '约翰有多少任务？'))).toContain('没有找到您');
  });

  it('/org tells manager and reports, also of oneself', async () => {
    expect(textOf(await say(john, 'org John Doe'))).toContain('Marta Kowalczyk');
    expect(textOf(await say(john, '', { kind: 'command', command: 'org' }))).toContain('Marta Kowalczyk');
  });

  it('on another message: who should answer it', async () => {
    const asked = await say(nora, 'SSO runbook', { kind: 'shortcut', shortcut: 'who_should_answer' });
    expect(textOf(asked)).toContain('Elena Petrova');
  });
});

describe('a private answer in a channel', () => {
  it('is remembered for whoever asked alone', async () => {
    const { state } = company.orgwise;
    const place = { ...mention, conversationId: 'a thread' };
    await say(nora, '/settings private on');
    const first = await say(nora, 'How many tasks are assigned to John Doe?', place);
    expect(first.visibleTo).toBe('asker');
    expect(await state.readConversation('a thread')).toBeNull();
    expect(textOf(await say(nora, 'and how many of those are overdue?', place))).toMatch(/\b1\b.*John Doe/);
    expect(textOf(await say(john, 'how did you get this?', place))).not.toContain('John Doe');
    // What is counted for her alone is not shown to the others while it is counted.
    const [shown, own]: [string[], string[]] = [[], []];
    await say(nora, 'How many open tasks are there?', mention, shown);
    await say(nora, 'How many open tasks are there?', {}, own);
    expect(shown).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
    await say(nora, '/settings private off');
  });
});
