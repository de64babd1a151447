import { expect, it, onTestFinished, vi } from 'vitest';
import { startFakeMachine } from '../../fixtures/vendors/fake-machine.ts';
import { channelIssuer, registration } from './fake-identity.ts';
import { startFakeTeams } from './fake-teams.ts';
import { echo, startBotAt } from './start-bot.ts';

it('speaks with the token of the machine’s identity, without a secret', async () => {
  const teams = await startFakeTeams();
  const machine = await startFakeMachine(() => teams.identity.giveToken());
  onTestFinished(async () => await machine.close());
  for (const [name, value] of Object.entries(machine.environment.appService)) vi.stubEnv(name, value);
  const settings = { authentication: { kind: 'app', ...registration, appPassword: null } } as const;
  const bot = await startBotAt(teams, echo, { settings });
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await bot.stop();
    await teams.stop();
  });
  const ana = teams.person('Ana');
  expect((await teams.answerTo(await teams.direct(ana, 'Hi'))).text).toBe('You said: Hi');
  expect((await teams.answerTo(await teams.direct(ana, 'Again'))).text).toBe('You said: Again');
  expect(machine.asked.map((one) => [one.get('resource'), one.get('client_id')])).toEqual([
    [channelIssuer, registration.appId],
  ]);
});
