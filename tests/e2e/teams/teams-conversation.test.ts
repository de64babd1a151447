import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { createOrgwise, type Orgwise } from '../../../src/main.ts';
import { AppError } from '../../../src/operations/app-error.ts';
import { cardMistakes, elementsOf } from '../../unit/bot/teams/check-card.ts';
import type { FakeMember, SentActivity } from './fake-connector.ts';
import { type CardAction, type FakeTeams, type Place, startFakeTeams } from './fake-teams.ts';
import { startBotAt } from './start-bot.ts';

const root = new URL('../../../', import.meta.url).pathname;

let folder: string;
let orgwise: Orgwise;
let teams: FakeTeams;
let bot: Awaited<ReturnType<typeof startBotAt>>;
let john: FakeMember;
let nora: FakeMember;
let channel: Place;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-teams-'));
  const configFile = join(root, 'sample-company/orgwise.yaml');
  orgwise = await createOrgwise(
    loadConfig({ configFile, dataDir: folder, env: { ORGWISE_LOG_LEVEL: 'silent' }, cwd: folder }),
  );
  await orgwise.sync();
  teams = await startFakeTeams();
  bot = await startBotAt(teams, orgwise.handleMessage, { state: orgwise.state });
  john = teams.person('John Doe', { email: 'john.doe@voltmoor.example' });
  nora = teams.person('Nora Weiss', { email: 'nora.weiss@voltmoor.example' });
  channel = teams.channel([john, nora]);
});
afterAll(async () => {
  await bot?.stop();
  await teams?.stop();
  await orgwise?.close();
  rmSync(folder, { recursive: true, force: true });
});

const cardOf = (sent: SentActivity): unknown => sent.attachments?.[0]?.content;

/** All that can be read in a message. */
function wordsOf(sent: SentActivity): string {
  const card = cardOf(sent);
  if (card === undefined) return sent.text ?? '';
  expect(cardMistakes(card)).toEqual([]);
  return elementsOf(card)
    .map((one) => String(one.text ?? one.title ?? ''))
    .join('\n')
    .replaceAll('\\', '');
}

function buttonOf(sent: SentActivity, title: RegExp): CardAction {
  const action = elementsOf(cardOf(sent)).find(
    (one) => one.type === 'Action.Submit' && title.test(String(one.title)),
  );
  if (action === undefined) throw new Error(`no button ${title} in ${wordsOf(sent)}`);
  return { type: 'Action.Submit', data: action.data as Record<string, unknown> };
}

describe('a conversation with the sample company in Teams', () => {
  it('answers a mention in its thread, with sources and their age', async () => {
    const asked = await teams.mention(john, channel, 'Who leads the Platform team?');
    const reply = await teams.answerTo(asked);
    expect(reply.conversationId).toContain(`;messageid=${asked.activity.id}`);
    expect(wordsOf(reply)).toMatch(/Platform/);
    expect(wordsOf(reply)).toMatch(/As of directory .* UTC/);
    expect(reply.entities?.[0]).toHaveProperty('citation');
  });

  it('answers a direct message, and a question that follows from it', async () => {
    const first = await teams.answerTo(await teams.direct(john, 'How many tasks are assigned to John Doe?'));
    expect(wordsOf(first)).toMatch(/\d+/);
    const second = await teams.answerTo(await teams.direct(john, 'And how many of those has he finished?'));
    expect(wordsOf(second)).not.toContain('No answer in the data');
    expect(wordsOf(second)).toMatch(/John Doe/);
  });

  it('runs whois and tasks from the menu', async () => {
    const whois = await teams.answerTo(await teams.command(john, 'whois', 'Nora Weiss'));
    expect(wordsOf(whois)).toContain('nora.weiss@voltmoor.example');
    const tasks = await teams.answerTo(await teams.command(john, 'tasks', ''));
    expect(wordsOf(tasks)).toMatch(/[A-Z]+-\d+/);
    const help = await teams.answerTo(await teams.command(john, 'help', ''));
    expect(help.text).toContain('/whois NAME');
  });

  it('asks back who is meant, and answers for the one whose button is pressed', async () => {
    const place = teams.personal(john);
    const unclear = await teams.answerTo(await teams.direct(john, 'What is Ana Silva working on?'));
    const pressed = await teams.click(john, place, unclear, buttonOf(unclear, /Senior Data Engineer/));
    expect(pressed.status).toBe(200);
    const clear = await teams.answerTo(pressed);
    expect(wordsOf(clear)).toContain('Ana Silva');
    expect(wordsOf(clear)).not.toContain('Account Executive');
    expect(elementsOf(cardOf(clear)).some((one) => one.type === 'Table' || one.type === 'TextBlock')).toBe(
      true,
    );
  });

  it('takes the press of a button of the newer kind, and says so at once', async () => {
    const place = teams.personal(john);
    const unclear = await teams.answerTo(await teams.direct(john, 'What is Ana Silva working on?'));
    const { data = {} } = buttonOf(unclear, /Account Executive/);
    const pressed = await teams.click(john, place, unclear, { type: 'Action.Execute', verb: 'ask', data });
    expect(JSON.parse(pressed.body)).toMatchObject({ statusCode: 200, value: 'On it.' });
    expect(wordsOf(await teams.answerTo(pressed))).toContain('Ana Silva');
  });

  it('says that there is no answer', async () => {
    const reply = await teams.answerTo(await teams.direct(john, 'Where may I park my car in Berlin?'));
    expect(wordsOf(reply)).toContain('No answer in the data');
  });

  it('tells in a channel only what everybody there may read', async () => {
    const question = 'What is the gross salary band for a senior engineer in Berlin?';
    expect(wordsOf(await teams.answerTo(await teams.direct(nora, question)))).toContain('70,000');
    const asked = await teams.mention(nora, channel, question);
    expect(JSON.stringify(await teams.answerTo(asked))).not.toContain('70,000');
  });

  it('tells nothing to somebody whom the directory does not know', async () => {
    const eve = teams.person('Eve', { email: 'eve@voltmoor.example' });
    const guest = teams.person('Nora Weiss', { email: 'nora.weiss@voltmoor.example', userRole: 'guest' });
    for (const stranger of [eve, guest]) {
      const reply = await teams.answerTo(await teams.direct(stranger, 'Who leads the Platform team?'));
      expect(reply.text).toContain('I could not find you there');
    }
  });

  it('gives an id where the data cannot be reached, and answers the next question', async () => {
    const { readConversation } = orgwise.state;
    orgwise.state.readConversation = async () => {
      throw new AppError('storage_unreachable', 'The database gives no answer.');
    };
    const failed = await teams.answerTo(await teams.direct(john, 'Who leads the Platform team?'));
    expect(failed.text).toMatch(/^I cannot reach my data .*\(id \w{8}\)$/);
    orgwise.state.readConversation = readConversation;
    const reply = await teams.answerTo(await teams.direct(john, 'Who leads the Platform team?'));
    expect(wordsOf(reply)).toContain('Platform');
  });

  it('speaks Chinese to whoever asks in Chinese', async () => {
    const reply = await teams.answerTo(await teams.mention(john, channel, '谁负责 Platform 团队？'));
    expect(wordsOf(reply)).toContain('数据截至');
  });
});
