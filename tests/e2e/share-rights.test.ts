import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { openState, startCompanySlack, startBot as startSlackBot, untilSaid } from './slack/harness.ts';
import { buttonOf as slackButtonOf, textOf } from './slack/slack-company.ts';
import { buttonOf, pressAnswer, wordsOf, wordsOfCard } from './teams/read-reply.ts';
import { startBot as startTeamsBot } from './teams/start-bot.ts';

const john = 'john.doe@voltmoor.example';
const nora = 'nora.weiss@voltmoor.example';
const question = 'How many days of holiday do I get?';
const told = '28 days of paid holiday';

const folder = mkdtempSync(join(tmpdir(), 'orgwise-share-'));
const page = join(folder, 'articles/policies/annual-leave.md');
let orgwise: Orgwise;
let open: string;

beforeAll(async () => {
  cpSync(new URL('../../sample-company', import.meta.url), folder, { recursive: true });
  open = readFileSync(page, 'utf8');
  orgwise = await createOrgwise(
    loadConfig({
      configFile: join(folder, 'orgwise.yaml'),
      dataDir: join(folder, 'data'),
      env: {},
      cwd: folder,
    }),
  );
});
beforeEach(async () => {
  writeFileSync(page, open);
  await orgwise.sync();
});
afterAll(async () => {
  await orgwise.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page that the answer came from is closed to all but one, after the answer was given. */
async function closePage(): Promise<void> {
  writeFileSync(page, open.replace(/^tags:/m, 'readers:\n  - user:e001\ntags:'));
  await orgwise.sync();
}

it('"share in channel" and "show me privately" ask for the rights as of then in Slack', async () => {
  const slack = await startCompanySlack({
    users: [
      { id: 'UJOHN', name: 'John Doe', email: john },
      { id: 'UNORA', name: 'Nora Weiss', email: nora },
    ],
    channels: [{ id: 'C1', name: 'general', members: ['UJOHN', 'UNORA', 'UBOT'] }],
  });
  const bot = await startSlackBot(slack, 'http', orgwise.handleMessage, await openState());
  try {
    const { id } = slack.command('UJOHN', 'C1', '/ask', question);
    const [alone] = await untilSaid(() => slack.responsesTo(id));
    if (alone === undefined) throw new Error('no answer');
    expect(textOf(alone)).toContain(told);
    const { ts } = slack.mention('UJOHN', 'C1', question);
    const [open] = await untilSaid(() => slack.repliesTo(ts));
    if (open === undefined) throw new Error('no answer');
    await closePage();
    const shared = slack.click('UJOHN', alone, slackButtonOf(alone, 'Share in channel').action_id);
    const [said] = await untilSaid(() => slack.messages('C1').filter((one) => one.ts > open.ts));
    await shared.delivered;
    expect(textOf(said)).not.toContain(told);
    const shown = slack.click('UJOHN', open, slackButtonOf(open, 'Show me privately').action_id);
    const [hidden] = await untilSaid(() => slack.responsesTo(shown.id));
    expect(textOf(hidden)).not.toContain(told);
  } finally {
    await bot.stop();
    await slack.stop();
  }
});

it('and in Teams', async () => {
  const { teams } = await startTeamsBot(orgwise.handleMessage);
  const [him, her] = [teams.person('John Doe', { email: john }), teams.person('Nora Weiss', { email: nora })];
  const channel = teams.channel([him, her]);
  const asked = await teams.mention(him, channel, question);
  const said = await teams.answerTo(asked);
  const thread = { ...channel, conversation: { ...channel.conversation, ...asked.activity.conversation } };
  expect(wordsOf(said)).toContain(told);
  const show = buttonOf(said, 'Show me privately');
  const alone = pressAnswer(await teams.click(him, thread, said, show));
  expect(wordsOfCard(alone.card)).toContain(told);
  await closePage();
  const share = buttonOf({ card: alone.card }, 'Share in channel');
  const shared = await teams.answerTo(await teams.click(him, thread, said, share));
  expect(wordsOf(shared)).not.toContain(told);
  const again = pressAnswer(await teams.click(him, thread, said, show));
  expect(`${again.text}${again.card === undefined ? '' : wordsOfCard(again.card)}`).not.toContain(told);
});
