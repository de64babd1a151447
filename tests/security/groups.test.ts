import { expect, test } from 'vitest';
import type { SourceRecord } from '../../connectors/connector.ts';
import { createDirectoryAccess } from '../../src/access/directory-access.ts';
import { examineGroups } from '../../src/access/examine-groups.ts';
import type { FieldPolicy } from '../../src/access/field-policy.ts';
import { type Company, memoryConnector, openCompany } from '../integration/sync-harness.ts';

const person = (key: string, teams: readonly string[] = []): SourceRecord => ({
  kind: 'employee',
  key,
  name: key,
  email: `${key}@acme.example`,
  teams,
  place: key,
});
const team = (key: string, name: string, members: readonly string[] = []): SourceRecord => ({
  kind: 'team',
  key,
  name,
  members: members.map((one) => ({ person: one })),
  place: key,
});
const page = (key: string, ...readers: readonly string[]): SourceRecord => ({
  kind: 'article',
  key,
  title: key,
  path: `${key}.md`,
  body: 'How much everybody earns.',
  readers: [readers],
  place: key,
});

/** Hanna is in the group that HR data have; whoever makes groups in `chat` is a colleague. */
async function open(made: readonly SourceRecord[], ...pages: readonly SourceRecord[]): Promise<Company> {
  const company = await openCompany();
  company.connectors = [
    memoryConnector('hr', {
      records: [person('hanna', ['po']), person('mallory'), team('po', 'People Operations')],
    }),
    memoryConnector('chat', { records: [...made] }),
    memoryConnector('wiki', { records: [...pages] }),
  ];
  expect((await company.sync()).sources.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  return company;
}

async function reading({ graph, today }: Company, name: string, fields: FieldPolicy = {}) {
  const access = createDirectoryAccess({ graph, today: () => today, company: 'Acme', fields });
  const viewer = (await access.person(`${name}@acme.example`))?.viewer ?? { acls: new Set<string>() };
  const found = await graph.query({ find: 'Article', return: { kind: 'list' } }, viewer, today);
  const pages = found.kind === 'list' ? found.rows.map((row) => row.name).sort() : [];
  return {
    pages,
    readsTitles: viewer.hidden?.Employee?.has('title') !== true && viewer.ofSome === undefined,
  };
}

const policy: FieldPolicy = { Employee: { title: ['hr'] }, hr: ['People Operations'] };
const bands = page('bands', 'group:people operations');

test('a group of one source lets in by its name, its key and its source', async () => {
  const pages = [
    bands,
    page('key', 'group:PO'),
    page('both', 'group:hr:po'),
    page('by-name', 'group:hr:People Operations'),
  ];
  const company = await open([], ...pages);
  expect((await reading(company, 'hanna', policy)).pages).toHaveLength(4);
  expect((await reading(company, 'hanna', policy)).readsTitles).toBe(true);
  expect((await reading(company, 'mallory', policy)).pages).toEqual([]);
  expect(await examineGroups(company.graph, policy)).toEqual([]);
});

test.each([
  ['of its name', team('g1', 'People Operations', ['mallory'])],
  ['of its name in other letters', team('g1', 'PEOPLE  Operations', ['mallory'])],
  ['whose key is its name', team('People Operations', 'Fun', ['mallory'])],
])('a group %s, made elsewhere, gives nobody its rights', async (_, made) => {
  const company = await open([made], bands, page('exact', 'group:hr:po'));
  expect(await reading(company, 'mallory', policy)).toEqual({ pages: [], readsTitles: false });
  // Nor do its own members get what may be meant for others, but for what names the source.
  expect(await reading(company, 'hanna', policy)).toEqual({ pages: ['exact'], readsTitles: false });
  expect((await reading(company, 'hanna', { ...policy, hr: ['hr:po'] })).readsTitles).toBe(true);
  expect((await reading(company, 'mallory', { ...policy, hr: ['hr:po'] })).readsTitles).toBe(false);
  const [finding] = await examineGroups(company.graph, policy);
  expect(finding).toMatchObject({ ok: false, part: expect.stringMatching(/people operations/i) });
  expect(finding?.message).toContain('hr:po');
});

test('a key or a name that is written as another source’s group gives nothing of it', async () => {
  for (const made of [
    team('hr:po', 'x', ['mallory']),
    team('g1', 'hr:po', ['mallory']),
    team('g1', 'team:hr:po', ['mallory']),
  ]) {
    const company = await open([made], page('exact', 'group:hr:po'), page('id', 'group:team:hr:po'));
    expect((await reading(company, 'mallory')).pages).toEqual([]);
    expect((await reading(company, 'hanna')).pages).toEqual(['exact', 'id']);
    expect(await examineGroups(company.graph, {})).toEqual([]);
  }
});

test('a key that people of two sources have is neither’s in a rule', async () => {
  const mallory = { ...person('hanna'), name: 'Mallory', email: 'm@acme.example' } as SourceRecord;
  const address = { ...person('hanna@acme.example'), email: 'n@acme.example' } as SourceRecord;
  const company = await open(
    [mallory, address],
    page('key', 'user:hanna'),
    page('address', 'user:hanna@acme.example'),
  );
  expect((await reading(company, 'm')).pages).toEqual([]);
  expect((await reading(company, 'n')).pages).toEqual([]);
  expect((await reading(company, 'hanna')).pages).toEqual(['address']);
});
