import { describe, expect, it } from 'vitest';
import type { Sender } from '../../../src/bot/message.ts';
import { connectionName } from './fake-accounts.ts';
import { appSettings, echo, startBot } from './start-bot.ts';

/** A directory that knows accounts by their object ids. */
function directory() {
  const known = new Map<string, string | null>();
  return {
    known,
    addresses: async (ids: readonly string[]) =>
      new Map(
        ids.flatMap((id) => {
          const email = known.get(id.toLowerCase());
          return email === undefined ? [] : [[id.toLowerCase(), email] as const];
        }),
      ),
  };
}

describe('somebody whom the directory knows by their object id', () => {
  it('is that one, whatever address Teams has of them, before others too', async () => {
    const { known, addresses } = directory();
    const { teams, adapter, messages } = await startBot(echo, { directory: addresses });
    const ben = teams.person('Ben', { email: 'ana@acme.example' });
    const cleo = teams.person('Cleo', { email: 'cleo@acme.example' });
    const guest = teams.person('Gus', { email: 'gus@acme.example', userRole: 'guest' });
    known.set(ben.aadObjectId, 'ben@acme.example').set(guest.aadObjectId, 'gus@acme.example');
    await teams.answerTo(await teams.mention(ben, teams.channel([ben, cleo, guest]), 'Hi'));
    await adapter.stop();
    const addressOf = ({ email, standing }: Sender) => email ?? standing;
    expect(messages.map((one) => [one.sender, ...(one.audience ?? [])].map(addressOf))).toEqual([
      ['ben@acme.example', 'ben@acme.example', 'cleo@acme.example', 'guest'],
    ]);
  });

  it('is known by no address where the directory lets them ask no more', async () => {
    const { known, addresses } = directory();
    const settings = { ...appSettings, oauthConnection: connectionName };
    const { teams, adapter, messages } = await startBot(echo, { settings, directory: addresses });
    const ben = teams.person('Ben', { email: 'ben@acme.example' });
    known.set(ben.aadObjectId, null);
    await teams.answerTo(await teams.direct(ben, 'Hi'));
    await adapter.stop();
    expect(messages.map((one) => one.sender)).toEqual([{ accountId: ben.aadObjectId }]);
  });

  it('is the one who is meant where they are mentioned', async () => {
    const { known, addresses } = directory();
    const { teams, adapter, messages } = await startBot(echo, { directory: addresses });
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const ben = teams.person('Ben', { email: 'b@alias.example' });
    known.set(ben.aadObjectId, 'ben@acme.example');
    const own = teams.personal(ana);
    teams.connector.addRoster(own.conversation.id, [ana, ben]);
    const entities = [{ type: 'mention', mentioned: { id: ben.id, name: 'Ben' }, text: '<at>Ben</at>' }];
    await teams.deliver(teams.activity(ana, own, { text: 'Who is <at>Ben</at>?', entities }));
    await adapter.stop();
    expect(messages[0]?.mentioned).toEqual([{ words: 'Ben', email: 'ben@acme.example' }]);
  });
});
