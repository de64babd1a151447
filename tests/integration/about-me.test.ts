import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { createPushedStore } from '../../src/create-pushed-store.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';

const john = 'john.doe@voltmoor.example';
const nora = 'nora.weiss@voltmoor.example';
let folder: string;
let orgwise: Orgwise;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-about-me-'));
  const configFile = new URL('../../sample-company/orgwise.yaml', import.meta.url).pathname;
  const config = loadConfig({ configFile, dataDir: folder, env: {}, cwd: folder });
  const fields = { Employee: { startDate: 'nobody', location: ['hr'] }, hr: ['People Operations'] } as const;
  orgwise = await createOrgwise({ ...config, fields: fields as never });
  await orgwise.sync();
});
afterAll(async () => {
  await orgwise.close();
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
async function say(text: string, audience?: readonly string[], email = john): Promise<string> {
  number += 1;
  const reply = await orgwise.handleMessage({
    platform: 'slack',
    kind: audience === undefined ? 'direct' : 'mention',
    id: `m${number}`,
    conversationId: audience === undefined ? `D-${email}` : 'C1',
    text,
    sender: { accountId: `U-${email}`, email },
    ...(audience === undefined
      ? {}
      : { audience: audience.map((one) => ({ accountId: `U-${one}`, email: one })) }),
  });
  return reply.kind === 'answer' ? reply.answer.text : 'text' in reply ? reply.text : '';
}

test.each([
  ['What do you know about me?', 'This is all that I know about you, John Doe.'],
  ['what data do you store about me', 'This is all that I know about you, John Doe.'],
  ['你知道我的哪些信息？', 'John Doe，以下是我所知道的关于您的全部信息。'],
  ['你保存了我的哪些数据？', 'John Doe，以下是我所知道的关于您的全部信息。'],
])('somebody who asks is told all of it: %s', async (question, head) => {
  const text = await say(question);
  expect(text).toContain(head);
  // A policy keeps these from others, and not from oneself.
  for (const own of [
    '2023-01-01',
    'Berlin',
    john,
    'Senior Backend Engineer',
    'Marta Kowalczyk',
    'people.csv',
    'e025',
  ])
    if (own !== 'people.csv') expect(text, own).toContain(own);
  expect(text).toMatch(/WEB-\d+/);
});

test('what is kept of their questions is among it', async () => {
  await say('How many tasks does Ana Silva have?');
  const text = await say('What do you know about me?');
  expect(text).toMatch(/\d+ answers? whose buttons work/);
  expect(text).toContain('the audit trail');
});

test('where others read, nothing of it is said', async () => {
  for (const question of ['What do you know about me?', '你知道我的哪些信息？']) {
    const text = await say(question, [nora]);
    expect(text).toMatch(/direct message|私信/);
    expect(text).not.toMatch(/2023-01-01|Berlin|Backend|WEB-\d/);
  }
});

test('of somebody else, nobody is told more than there is for them', async () => {
  const text = await say('What do you know about John Doe?', undefined, nora);
  expect(text).not.toMatch(/2023-01-01/);
  const own = await say('What do you know about me?', undefined, nora);
  expect(own).toContain('Nora Weiss');
  expect(own).not.toContain('e025');
});

test('accounts of other sources, what was pushed and what the state keeps are among it', async () => {
  const own = mkdtempSync(join(tmpdir(), 'orgwise-about-me-'));
  onTestFinished(() => rmSync(own, { recursive: true, force: true }));
  const token = 'a-token-of-thirty-two-characters';
  writeFileSync(
    join(own, 'orgwise.yaml'),
    `company: { name: Acme, timeZone: Europe/Berlin }
sources:
  - { name: hr, type: csv, people: { file: people.csv } }
  - { name: provisioned, type: scim, token: ${token} }
`,
  );
  writeFileSync(
    join(own, 'people.csv'),
    'id,name,email,company\ne1,Ana Silva,ana@acme.example,Acme\ne2,Bo Chen,bo@acme.example,Acme\n',
  );
  const config = loadConfig({ env: { ORGWISE_LOG_LEVEL: 'silent' }, cwd: own });
  const company = await createOrgwise(config);
  onTestFinished(() => company.close());
  const pushes = createPushedStore(config.sources[1], config, company.state);
  for (const name of ['ana', 'bo'])
    await pushes?.create('User', {
      userName: `${name}@acme.example`,
      displayName: name,
      nickName: `Nick ${name}`,
    });
  await company.sync();
  const employeeId = 'employee:hr:e1';
  const session = { employeeId, email: 'ana@acme.example', until: 0 };
  await company.state.writeRecord('web session', 's', JSON.stringify(session), null);
  await company.state.writeRecord('teams_person', 'object', '{"email":"ANA@acme.example"}', null);
  await company.state.writeRecord('identity proposal', 'p', '{"one":"employee:hr:e1"}', null);
  for (const [question, others] of [
    [
      'What do you know about me?',
      /1 session of yours.*1 record of your account in Teams.*1 proposal or decision/s,
    ],
    ['你知道我的哪些信息？', /1 个您在网页上的会话.*1 条您的 Teams 账号记录.*1 条关于哪些账号/s],
  ] as const) {
    const person = await company.access.person('ana@acme.example');
    if (person === null) throw new Error('Ana is not known');
    const { text } = await company.answerQuestion({ question, asker: person });
    expect(text).toMatch(/provisioned: .*name: ana/);
    expect(text).toContain('nickName: Nick ana');
    expect(text).toMatch(others);
    expect(text).not.toMatch(/Nick bo|bo@acme/);
  }
});
