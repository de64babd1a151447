import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Connector, Fetched } from '../../../connectors/connector.ts';
import { examineSource } from '../../../src/examine-source.ts';

const record: Fetched = { record: { kind: 'team', key: 'web', name: 'Web', place: 'teams.csv:2' } };
const problem: Fetched = { problem: { place: 'PAY', message: 'A level may not be read; give the right.' } };

function connectorOf(fetch: Connector['fetch']): Connector {
  return { source: 'tracker', driver: 'jira', fetch };
}

const examine = (fetch: Connector['fetch'], timeout = 60_000) =>
  examineSource(connectorOf(fetch), undefined, timeout);

test('counts what there is, and tells the first problem', async () => {
  const finding = await examine(async function* () {
    yield* [record, problem, problem, record];
  });
  expect(finding).toEqual({
    part: 'source tracker',
    ok: true,
    message:
      'jira: 2 records, 2 problems, never synced; the first problem: PAY: A level may not be read; give the right',
  });
});

test('names each right that is missing, whatever was told before, once', async () => {
  const lacks = (place: string, message: string): Fetched => ({
    problem: { place, message, lacksRight: true },
  });
  const levels = "Who is on it may not be read; give it 'Administer Jira'.";
  const finding = await examine(async function* () {
    yield* [problem, record, lacks('PAY', levels), lacks('OPS', levels), lacks('tracker', 'No addresses.')];
  });
  expect(finding).toMatchObject({
    ok: true,
    message:
      "jira: 1 records, 4 problems, never synced; a right is missing: PAY: Who is on it may not be read; give it 'Administer Jira'; a right is missing: tracker: No addresses; the first problem: PAY: A level may not be read; give the right",
  });
});

test('a source that is too large to be read whole is well, as far as it was read', async () => {
  const finding = await examine(async function* ({ signal }) {
    yield record;
    await setTimeout(5_000, undefined, { signal });
  }, 50);
  expect(finding).toMatchObject({
    ok: true,
    message: 'jira: 1 records, 0 problems in the first 0.05 seconds, and more to come, never synced',
  });
});

test('one that says nothing, or that cannot be read, is not', async () => {
  const silent = await examine(async function* ({ signal }) {
    await setTimeout(5_000, undefined, { signal });
    yield record;
  }, 50);
  expect(silent).toMatchObject({ ok: false, message: 'it brought nothing within 0.05 seconds' });
  const unreadable = await examine(async function* () {
    yield record;
    throw new Error('The token has ended.');
  });
  expect(unreadable).toMatchObject({ ok: false, message: 'The token has ended.' });
});
