import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SlackConnectorOptions } from '../../connectors/slack/slack-connector.ts';
import { examineSource } from '../../src/examine-source.ts';
import {
  type FakeSlackMembers,
  type Member,
  memberId,
  startFakeSlackMembers,
} from '../fixtures/vendors/fake-slack-members.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

describeServiceConnector('slack', {
  start: startFakeSlackMembers,
  perPage: 50,
  listing: /users\.list/,
  keyOf: memberId,
  textOf: (record) => (record.kind === 'employee' ? record.title : undefined),
  breakItem: (service, id) =>
    (service as FakeSlackMembers).changes.set(id, { tz: { odd: 1 } } as unknown as Member),
  move: { none: 'Slack tells of no place that a member has in the company.' },
  isFree: true,
});

describe('members of a workspace', () => {
  let slack: FakeSlackMembers;
  beforeEach(async () => {
    slack = await startFakeSlackMembers();
    slack.items.set(1, { id: 1, title: 'Ana Lima', text: 'Engineer' });
  });
  afterEach(async () => {
    await slack.server.close();
    expect(slack.server.breaches).toEqual([]);
  });
  const read = (options: Partial<SlackConnectorOptions> = {}) => fetchAll(slack.connect(options));
  const add = (id: number, changes: Member) => {
    slack.items.set(id, { id, title: `Member ${id}`, text: '' });
    slack.changes.set(id, changes);
  };
  const ana = {
    key: memberId(1),
    url: `slack://user?team=T0001&id=${memberId(1)}`,
    updatedAt: '2026-01-02T03:00:00.000Z',
    place: `Slack member ${memberId(1)}`,
  };

  test('are accounts of whoever has the address, and nobody by themselves', async () => {
    slack.changes.set(1, { profile: { image_192: 'https://avatars.example/1.png' } });
    expect(await read()).toEqual({
      problems: [],
      records: [
        {
          kind: 'employee',
          isAccount: true,
          name: 'Ana Lima',
          email: 'p1@acme.example',
          timeZone: 'Europe/Berlin',
          ...ana,
        },
      ],
    });
  });

  test('are people where no other list of people is configured', async () => {
    slack.changes.set(1, { profile: { display_name: 'annie', image_192: 'javascript:alert(1)' } });
    expect((await read({ people: true })).records).toEqual([
      {
        kind: 'employee',
        name: 'Ana Lima',
        aliases: ['annie'],
        email: 'p1@acme.example',
        title: 'Engineer',
        timeZone: 'Europe/Berlin',
        ...ana,
      },
    ]);
  });

  test('who left, bots, guests and members of other companies do not count', async () => {
    add(2, { deleted: true });
    add(3, { is_bot: true });
    add(4, { is_restricted: true });
    add(5, { is_ultra_restricted: true, is_restricted: true });
    add(6, { team_id: 'T9999' });
    add(7, { is_stranger: true } as Member);
    add(8, { id: 'USLACKBOT' });
    const keys = async (options: Partial<SlackConnectorOptions> = {}) =>
      (await read(options)).records.map(({ key }) => key);
    expect(await keys()).toEqual([memberId(1)]);
    expect(await keys({ guests: true })).toEqual([1, 4, 5].map(memberId));
  });

  test('an address that is not confirmed is nobody’s', async () => {
    add(2, { is_email_confirmed: false });
    const { records, problems } = await read();
    expect(problems).toEqual([]);
    expect(records.map((record) => [record.key, 'email' in record && record.email])).toEqual([
      [memberId(1), 'p1@acme.example'],
      [memberId(2), false],
    ]);
  });

  test('that no address is shown is said, where the app’s scopes are not', async () => {
    slack.changes.set(1, { is_email_confirmed: false });
    expect((await read()).problems).toEqual([
      {
        place: 'slack',
        message:
          'Slack shows no address of any member; add users:read.email to the app, and install it anew.',
        lacksRight: true,
      },
    ]);
  });

  test('the doctor names the scope that is missing, and a token that was revoked', async () => {
    const examine = (options: Partial<SlackConnectorOptions> = {}) =>
      examineSource(slack.connect(options), undefined);
    slack.app.scopes = ['users:read'];
    expect(await examine()).toMatchObject({
      ok: false,
      message:
        'Slack knows the token, but a scope is missing: add users:read.email to the app under OAuth & Permissions, and install it anew.',
    });
    slack.app.scopes = [];
    expect(await examine()).toMatchObject({
      ok: false,
      message: expect.stringContaining('add users:read and users:read.email to the app'),
    });
    expect(await examine({ token: 'xoxb-other' })).toMatchObject({
      ok: false,
      message:
        "Slack does not accept the token (invalid_auth); it may have been revoked: take the app's present one.",
    });
  });

  test('a cursor that comes again fails, rather than going round', async () => {
    const page = { ok: true, members: [], response_metadata: { next_cursor: 'same' } };
    slack.server.inject({ status: 200, body: page }, 5, 1);
    await expect(read()).rejects.toMatchObject({
      failure: 'malformed',
      message: 'The list of members names the same next page twice, so that it has no end.',
    });
  });
});
