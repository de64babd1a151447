import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { channelIssuer, registration } from './fake-identity.ts';
import { startFakeTeams } from './fake-teams.ts';
import { echo, startBotAt } from './start-bot.ts';

/** The service of a platform that gives its machines tokens, as App Service and Container Apps have it. */
async function startFakeMachine(give: () => string) {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://machine');
    const isKnown = request.headers['x-identity-header'] === 'machine-secret';
    if (isKnown) asked.push(searchParams);
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        access_token: give(),
        expires_on: String(Math.floor(Date.now() / 1000) + 86_400),
        resource: searchParams.get('resource'),
        token_type: 'Bearer',
        client_id: searchParams.get('client_id'),
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token` };
}

it('speaks with the token of the machine’s identity, without a secret', async () => {
  const teams = await startFakeTeams();
  const machine = await startFakeMachine(() => teams.identity.giveToken());
  vi.stubEnv('IDENTITY_ENDPOINT', machine.url);
  vi.stubEnv('IDENTITY_HEADER', 'machine-secret');
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
