import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  formatPassages,
  formatRun,
  formatRunList,
  formatSourceState,
  type ToldState,
} from '../../src/cli/format-runs.ts';
import {
  completion,
  type FakeModelServer,
  failure,
  startFakeModelServer,
} from '../fixtures/fake-model-server.ts';
import { extracting, promptOf } from '../fixtures/scripted-model.ts';
import { type CliCompany, openCliCompany } from './cli-company.ts';
import { tasks } from './sync-harness.ts';

let server: FakeModelServer;
beforeAll(async () => {
  server = await startFakeModelServer();
});
afterAll(async () => await server.close());

const open = (extract: string) =>
  openCliCompany(
    `model: { name: m, baseUrl: "${server.url}", timeoutSeconds: 5, extract: ${extract} }\nembeddings: { name: e, dimensions: 4 }\n`,
  );
/** A server that embeds, or does not accept the key for it, and that finds nothing in passages. */
const serve = (status: number) => (request: Parameters<typeof promptOf>[0]) => {
  if (promptOf(request) === 'extract') return extracting({})(request);
  if (!request.path.startsWith('/v1/embeddings')) return completion({ found: false, sentences: [] });
  if (status !== 200) return failure(status);
  return {
    body: { data: (request.body.input ?? []).map((_, index) => ({ index, embedding: [1, 0, 0, 0] })) },
  };
};
const commands = [['sources', 'status'], ['runs'], ['doctor']] as const;

it('the terminal says what of the passages is left, and what stopped it', async () => {
  const company = open('{ passagesPerDay: 2 }');
  server.script(serve(401));
  for (const command of commands) {
    const { out } = await company.run(...command);
    expect(out, command.join(' ')).toContain('passages read by the model: none was read yet');
    expect(out, command.join(' ')).toContain('embeddings of passages: none was made yet');
  }
  await company.run('sync');
  for (const command of commands) {
    const { out } = await company.run(...command);
    expect(out, command.join(' ')).toMatch(
      /passages read by the model: 1 passage is left: as many were read as a day may have \(\d{4}-/,
    );
    expect(out, command.join(' ')).toMatch(
      /embeddings of passages: 3 passages are left: it did not accept the key \(\d{4}-/,
    );
  }
  const doctor = await company.run('doctor');
  expect(doctor.out).toMatch(/^ok {4}passages read by the model: /m);
  expect(doctor.out).toMatch(/^wrong embeddings of passages: /m);
});

/** What is said in JSON, written out, is what is said in text. */
async function expectSameAsText(company: CliCompany): Promise<void> {
  const format = { timeZone: 'Europe/Berlin', now: new Date() };
  const told = async (...command: readonly string[]) => (await company.run(...command)).out;
  const status = JSON.parse(await told('sources', 'status', '--json'));
  const sources = status.sources.map((one: ToldState) => formatSourceState(one, format)).join('\n');
  expect(await told('sources', 'status')).toBe(sources + formatPassages(status.passages, format));
  const { runs, passages } = JSON.parse(await told('runs', '--json'));
  expect(await told('runs')).toBe(formatRunList(runs, format) + formatPassages(passages, format));
  for (const { id } of runs) {
    const run = JSON.parse(await told('runs', id, '--json'));
    expect(await told('runs', id)).toBe(`${formatRun(run, format)}\n`);
  }
}

it('tells the same in JSON, of what failed and was set aside too', async () => {
  const company = open('{ passagesPerDay: 2 }');
  server.script(serve(401));
  await expectSameAsText(company);
  company.write({ 'tasks.csv': `${tasks}PLAT-9,,,To Do,nobody,,,,,,,,\n` });
  await company.run('sync');
  await expectSameAsText(company);
  company.write({ 'tasks.csv': null });
  await company.run('sync');
  await expectSameAsText(company);
});

it('and that nothing is left', async () => {
  const company = open('{}');
  server.script(serve(200));
  await company.run('sync');
  for (const command of commands) {
    const { out } = await company.run(...command);
    expect(out, command.join(' ')).toMatch(/passages read by the model: nothing is left \(\d{4}-/);
    expect(out, command.join(' ')).toMatch(/embeddings of passages: nothing is left \(\d{4}-/);
  }
});

it('tells of what was given up, and of neither where it is not configured', async () => {
  const company = open('{}');
  server.script((request) =>
    promptOf(request) === 'extract' ? completion('no passages at all') : serve(200)(request),
  );
  for (let times = 0; times < 3; times++) await company.run('sync');
  expect((await company.run('sources', 'status')).out).toMatch(
    /passages read by the model: nothing is left; 3 passages were given up, since nothing usable came of them/,
  );
  const without = openCliCompany();
  await without.run('sync');
  for (const command of commands) expect((await without.run(...command)).out).not.toContain('passages');
  await expectSameAsText(without);
});
