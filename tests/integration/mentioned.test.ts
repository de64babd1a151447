import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise } from '../../src/main.ts';
import { openCliCompany } from './cli-company.ts';

const [ana, ben] = ['ana@voltmoor.example', 'ben@voltmoor.example'];

async function open(fields: string) {
  const company = openCliCompany(`fields: ${fields}\n`);
  const { config: configFile, data: dataDir, folder: cwd } = company;
  const orgwise = await createOrgwise(loadConfig({ configFile, dataDir, env: {}, cwd }));
  onTestFinished(() => orgwise.close());
  await orgwise.sync();
  let number = 0;
  const say = async (text: string, words: string, email: string, audience?: readonly string[]) =>
    await orgwise.handleMessage({
      platform: 'slack',
      kind: 'direct',
      id: `m${number++}`,
      conversationId: `D${number}`,
      text,
      mentioned: [{ words, email }],
      sender: { accountId: 'UWANG', email: 'wang@voltmoor.example' },
      ...(audience === undefined
        ? {}
        : { audience: audience.map((one) => ({ accountId: one, email: one })) }),
    });
  return { orgwise, say };
}

test.each(['{ Employee: { email: nobody } }', '{ Employee: { email: [self, managers] } }'])(
  'a mention tells nobody an address that is kept from them, and finds whom it means: %s',
  async (fields) => {
    const { say } = await open(fields);
    for (const text of ['/whois Benny', '/tasks Benny', 'Who is the manager of Benny?']) {
      const reply = await say(text, 'Benny', ben);
      expect(JSON.stringify(reply)).not.toContain(ben);
      expect(reply).toMatchObject({ kind: 'answer' });
      expect(JSON.stringify(reply)).toContain('Ben Okafor');
    }
    // Two are called so.
    const one = JSON.stringify(await say('/whois Ana Silva', 'Ana Silva', ana));
    expect(one).not.toContain(ana);
    expect(one).toContain('Data Engineer');
    expect(one).not.toContain('Account Executive');
  },
);

test('before others it is named as they may know it', async () => {
  const { say } = await open('{ Employee: { email: [hr] }, hr: [Sales] }');
  const reply = JSON.stringify(await say('/whois Benny', 'Benny', ben, [ana]));
  expect(reply).not.toContain(ben);
  expect(reply).toContain('Ben Okafor');
});
