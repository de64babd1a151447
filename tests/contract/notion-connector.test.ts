import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ArticleRecord, Fetched } from '../../connectors/connector.ts';
import {
  createNotionConnector,
  type NotionConnectorOptions,
} from '../../connectors/notion/notion-connector.ts';
import { docxOf, pdfOf } from '../fixtures/documents.ts';
import {
  block,
  type FakeNotion,
  idOf,
  notionSpecification,
  richText,
  startFakeNotion,
} from '../fixtures/vendors/fake-notion.ts';
import { hasSpecification } from '../fixtures/vendors/specifications.ts';
import { isDemanded } from '../is-demanded.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { createFollower, expectSameAsWhole } from './follow-changes.ts';
import { describeServiceConnector } from './service-connector-suite.ts';

const title = "against the vendor's specification (listed as not run where it is absent)";
const isSpecified = hasSpecification(notionSpecification) || isDemanded('specifications');
const keyOf = (id: number) => idOf(id).replaceAll('-', '');

describe.runIf(isSpecified)(`notion ${title}`, () => {
  describeServiceConnector('notion', {
    start: startFakeNotion,
    perPage: 100,
    listing: /blocks\/.*\/children/,
    detail: /blocks\/.*\/children/,
    perListing: 1,
    keyOf,
    textOf: (record) => (record.kind === 'article' ? record.body : undefined),
    breakItem: (service, id) => (service as FakeNotion).changes.set(id, { properties: 7 }),
    move: {
      run: (service, id) =>
        (service as FakeNotion).changes.set(id, {
          parent: { type: 'page_id', page_id: idOf(1) },
          last_edited_time: new Date().toISOString(),
        }),
      after: { parent: keyOf(1), path: 'Thing 1/Thing 2' },
    },
    // What a search answers is left open there; the fake is held to the types of Notion's client instead.
    isFree: true,
  });

  let notion: FakeNotion;
  beforeEach(async () => {
    notion = await startFakeNotion();
    notion.items.set(1, { id: 1, title: 'On-call', text: 'Who is awake.' });
  });
  afterEach(async () => {
    await notion.server.close();
    expect(notion.server.breaches).toEqual([]);
  });
  const read = (options: Partial<NotionConnectorOptions> = {}) => fetchAll(notion.connect(options));
  const readPages = async (options: Partial<NotionConnectorOptions> = {}) =>
    (await read(options)).records as ArticleRecord[];
  const color = 'default' as const;
  const bold = { annotations: { ...richText('').annotations, bold: true } };

  test('a page becomes an article with its place, people, properties and links', async () => {
    notion.items.set(2, { id: 2, title: 'Nights / weekends', text: '' });
    notion.changes.set(2, {
      parent: { type: 'page_id', page_id: idOf(1) },
      properties: {
        Name: { id: 'title', type: 'title', title: [richText('Nights / weekends')] },
        Tags: { id: 't', type: 'multi_select', multi_select: [{ id: 'x', name: 'runbook', color }] },
        State: { id: 's', type: 'select', select: { id: 'y', name: 'Valid', color } },
        Due: { id: 'd', type: 'date', date: { start: '2026-03-04', end: null, time_zone: null } },
        Empty: { id: 'e', type: 'select', select: null },
      },
    });
    const link = { href: `/${keyOf(1)}` };
    notion.blocks.set(idOf(2), [
      block('b1', 'paragraph', {
        rich_text: [
          richText('See '),
          richText('the rota', link),
          richText(' and '),
          richText('gone', { href: `/${keyOf(9)}` }),
        ],
        color,
        icon: null,
      }),
    ]);
    const url = `https://www.notion.so/Thing-${keyOf(2)}`;
    expect((await readPages())[1]).toEqual({
      kind: 'article',
      key: keyOf(2),
      title: 'Nights / weekends',
      path: 'On-call/Nights - weekends',
      body: `See [the rota](https://www.notion.so/${keyOf(1)}) and [gone](https://www.notion.so/${keyOf(9)})`,
      url,
      place: url,
      author: 'ana@acme.example',
      writtenOn: '2026-01-02',
      updatedAt: '2026-01-02T03:04:00.000Z',
      language: 'en',
      parent: keyOf(1),
      links: [keyOf(1)],
      tags: ['runbook'],
      readers: [['everyone']],
      extra: { State: 'Valid', Due: '2026-03-04' },
    });
  });

  describe('what changed since the last time', () => {
    const now = () => `${new Date().toISOString().slice(0, 16)}:00.000Z`;
    const follow = async (options: Partial<NotionConnectorOptions> = {}) => {
      for (let id = 2; id <= 12; id++) notion.items.set(id, { id, title: `Page ${id}`, text: 'Text' });
      for (const id of [3, 4]) notion.changes.set(id, { parent: { type: 'page_id', page_id: idOf(2) } });
      const follower = createFollower();
      await follower.follow(notion.connect(options));
      const read = () => expectSameAsWhole(follower, () => notion.connect(options), notion.server);
      return { follower, read };
    };

    test('is read alone; what went to the bin shows by the list of all', async () => {
      const { follower, read } = await follow();
      expect(await read()).toEqual([]);
      notion.items.set(5, { id: 5, title: 'Page 5', text: 'Other' });
      notion.changes.set(5, { last_edited_time: now() });
      notion.changes.set(6, { in_trash: true });
      notion.items.set(13, { id: 13, title: 'New', text: '' });
      expect(await read()).toEqual(expect.arrayContaining([keyOf(5), keyOf(13)]));
      expect(follower.records.has(keyOf(6))).toBe(false);
      notion.changes.delete(6);
      expect(await read()).toContain(keyOf(6));
    });

    test('is what stands elsewhere too, or below a page of another name', async () => {
      const { follower, read } = await follow();
      notion.items.set(2, { id: 2, title: 'Renamed', text: 'Text' });
      notion.changes.set(2, { last_edited_time: now() });
      expect(await read()).toEqual(expect.arrayContaining([keyOf(2), keyOf(3), keyOf(4)]));
      expect(follower.records.get(keyOf(3))).toMatchObject({ path: 'Renamed/Page 3' });
      notion.changes.set(4, { parent: { type: 'page_id', page_id: idOf(7) } });
      expect(await read()).toContain(keyOf(4));
    });

    test('is what others may see or another person has made, and everything under other settings', async () => {
      const { follower, read } = await follow({ sections: { [idOf(7)]: ['group:hr'] } });
      notion.changes.set(4, { parent: { type: 'page_id', page_id: idOf(7) } });
      await read();
      expect(follower.records.get(keyOf(4))).toMatchObject({ readers: [['everyone'], ['group:hr']] });
      expect(await follower.follow(notion.connect({ readers: ['group:x'] }))).toMatchObject({
        isWhole: true,
      });
    });
  });

  describe('documents that were uploaded', () => {
    const pdf = (name: string, id = 'f1') => block(id, 'pdf', { ...notion.uploaded(name), caption: [] });
    const attached = async (options: Partial<NotionConnectorOptions> = {}) => {
      const { records, problems } = await read(options);
      return { attachments: (records[0] as ArticleRecord).attachments, problems };
    };
    const url = `https://www.notion.so/Thing-${keyOf(1)}`;
    beforeEach(() => {
      notion.files.set('Travel rules.pdf', pdfOf(['Book early.'], ['Ask Ana.']));
      notion.blocks.set(idOf(1), [pdf('Travel rules.pdf'), pdf('photo.png', 'f2')]);
    });

    test('are not asked for unless they are wanted', async () => {
      expect((await attached()).attachments).toBeUndefined();
      expect(notion.downloads).toEqual([]);
    });

    test('come as text with the address of their block, those of properties too; the credential stays', async () => {
      const docx = 'Sick leave.docx';
      notion.files.set(docx, docxOf('<w:p><w:r><w:t>Tell your team.</w:t></w:r></w:p>'));
      notion.changes.set(1, {
        properties: {
          Files: { id: 'f', type: 'files', files: [{ name: docx, ...notion.uploaded(docx) }] },
        },
      });
      const connector = notion.connect({ attachments: {} });
      const { records, problems } = await fetchAll(connector);
      expect(problems).toEqual([]);
      expect((records[0] as ArticleRecord).attachments).toEqual([
        {
          name: 'Travel rules.pdf',
          url: `${url}#f1`,
          parts: [{ text: 'Book early.' }, { text: 'Ask Ana.' }],
        },
        { name: docx, url, parts: [{ text: 'Tell your team.' }] },
      ]);
      expect(notion.downloads.map(({ hasCredential }) => hasCredential)).toEqual([false, false]);
      await fetchAll(connector);
      expect(notion.downloads).toHaveLength(2);
    });

    test('that are too large, bad or gone are said, and the page goes in; files of other sites are not fetched', async () => {
      notion.files.set('large.pdf', new Uint8Array(2_000));
      notion.files.set('bad.pdf', new Uint8Array([1, 2]));
      notion.blocks.set(idOf(1), [
        ...['large.pdf', 'bad.pdf', 'gone.pdf'].map((name) => pdf(name, name)),
        block('x', 'pdf', {
          type: 'external',
          external: { url: notion.uploaded('Travel rules.pdf').file.url },
          caption: [],
        }),
      ]);
      const { attachments, problems } = await attached({ attachments: { maxBytes: 1_000 } });
      expect(attachments).toBeUndefined();
      expect(problems.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^The attached document 'large\.pdf' is left out: .*answered with more than/),
        expect.stringMatching(/^The attached document 'bad\.pdf' cannot be read \(.+\); it is left out\.$/),
        expect.stringMatching(
          /^The attached document 'gone\.pdf' is left out: Notion has nothing there.*\.$/,
        ),
      ]);
      expect(notion.downloads).toHaveLength(3);
    });
  });

  test('blocks of all kinds become Markdown, with what is below them', async () => {
    const text = (...pieces: Parameters<typeof richText>[]) => pieces.map((piece) => richText(...piece));
    const says = (...pieces: Parameters<typeof richText>[]) => ({
      rich_text: text(...pieces),
      color,
      icon: null,
    });
    notion.blocks.set(idOf(1), [
      block('h', 'heading_2', { ...says(['Steps']), is_toggleable: false }),
      block('n1', 'numbered_list_item', says(['Build'], [' now ', bold]), true),
      block('n2', 'numbered_list_item', says(['Ship'])),
      block('t1', 'to_do', { ...says(['tell']), checked: true }),
      block('q', 'quote', says(['one\ntwo'])),
      block('c', 'callout', says(['Careful']), true),
      block('k', 'code', { rich_text: text(['a_b < c']), caption: [], language: 'sql' }),
      block('g', 'toggle', says(['More']), true),
      block('l', 'column_list', {}, true),
      block('tab', 'table', { has_column_header: true, has_row_header: false, table_width: 2 }, true),
      block('m', 'bookmark', { url: 'https://acme.example/x', caption: [] }),
      block('i', 'image', {
        type: 'file',
        file: { url: 'https://files.notion.example/x', expiry_time: '2026-01-02T04:04:00.000Z' },
        caption: text(['The login page']),
      }),
      block('d', 'divider', {}),
      block('s', 'child_page', { title: 'Below' }, true),
    ]);
    notion.blocks.set('n1', [block('n1a', 'bulleted_list_item', says(['twice']))]);
    notion.blocks.set('c', [block('ca', 'paragraph', says(['Not on Fridays.']))]);
    notion.blocks.set('g', [block('ga', 'paragraph', says(['Folded.']))]);
    notion.blocks.set('l', [block('la', 'column', { width_ratio: 1 }, true)]);
    notion.blocks.set('la', [block('lb', 'paragraph', says(['Beside.']))]);
    notion.blocks.set('tab', [
      block('r1', 'table_row', { cells: [text(['Key']), text(['Who'])] }),
      block('r2', 'table_row', { cells: [text(['one']), text(['Bo'])] }),
    ]);
    expect((await readPages())[0]?.body).toBe(
      [
        '## Steps',
        '1. Build **now**\n   - twice\n2. Ship',
        '- [x] tell',
        '> one  \n> two',
        '> Careful\n>\n> Not on Fridays.',
        '```sql\na_b < c\n```',
        'More',
        'Folded.',
        'Beside.',
        '| Key | Who |\n| - | - |\n| one | Bo |',
        '<https://acme.example/x>',
        'The login page',
        '---',
      ].join('\n\n'),
    );
  });

  test('pages that are no longer listed are gone where they are in the bin, or few', async () => {
    const gone = Array.from({ length: 6 }, (_, at) => ({ kind: 'article' as const, key: keyOf(at + 20) }));
    const ask = async () =>
      await notion.connect().findWithheld?.(gone, { signal: new AbortController().signal });
    expect(await ask()).toMatch(/^Notion shows 6 of 6 pages .* no longer shared with the connection.*\.$/);
    for (const id of [20, 21]) {
      notion.items.set(id, { id, title: 'Old', text: '' });
      notion.changes.set(id, { in_trash: true });
    }
    expect(await ask()).toBeNull();
  });

  test('a page that its search only does not give is there, for whom it is now', async () => {
    for (const id of [2, 3]) notion.items.set(id, { id, title: `T${id}`, text: '' });
    notion.search.unlisted.add(2).add(3);
    notion.changes.set(2, { parent: { type: 'page_id', page_id: idOf(1) } });
    notion.changes.set(3, { in_trash: true });
    const connector = notion.connect({ sections: { [keyOf(1)]: ['group:hr'] } });
    expect((await fetchAll(connector)).records.map(({ key }) => key)).toEqual([keyOf(1)]);
    const gone = [2, 3, 4].map((id) => ({ kind: 'article' as const, key: keyOf(id) }));
    const ask = async (names = gone) =>
      await connector.findWithheld?.(names, { signal: new AbortController().signal });
    expect(await ask()).toEqual({
      still: [{ kind: 'article', key: keyOf(2), readers: [['everyone'], ['group:hr']] }],
      message: expect.stringMatching(/^Notion still has 1 of 3 pages .*: its search runs behind\. They stay/),
    });
    // More than are asked for.
    const many = Array.from({ length: 200 }, (_, at) => ({ kind: 'article' as const, key: keyOf(at + 2) }));
    for (let id = 4; id <= 201; id++) notion.items.set(id, { id, title: 'Old', text: '' });
    expect(await ask(many)).toMatch(/^Notion still has \d+ of 100 pages .*the next run reads them again\.$/);
  });

  test('what is in the bin is not there', async () => {
    notion.items.set(2, { id: 2, title: 'T2', text: '' });
    notion.changes.set(2, { in_trash: true });
    expect(await read()).toMatchObject({ problems: [], records: [{ key: keyOf(1) }] });
  });

  test('a page that is listed and shows nothing is told, and keeps its last state', async () => {
    notion.items.set(2, { id: 2, title: 'T2', text: '' });
    notion.gone.add(2);
    const found: Fetched[] = [];
    for await (const one of notion.connect().fetch({ signal: new AbortController().signal })) found.push(one);
    expect(found.flatMap((one) => ('record' in one ? [one.record.key] : []))).toEqual([keyOf(1)]);
    expect(found.filter((one) => 'problem' in one)).toEqual([
      {
        problem: { place: 'T2', message: expect.stringMatching(/is listed, and Notion does not show/) },
        setAside: { kind: 'article', key: keyOf(2) },
      },
    ]);
  });

  test('a search that goes on without saying where is not complete', async () => {
    const body = { object: 'list', results: [], has_more: true, next_cursor: null };
    notion.server.inject({ status: 200, body });
    await expect(read()).rejects.toMatchObject({
      failure: 'malformed',
      message: expect.stringMatching(/^Of the pages, there are more pages/),
    });
  });

  test('a search that Notion gives only in part is not complete', async () => {
    notion.search.isIncomplete = true;
    await expect(read()).rejects.toMatchObject({
      failure: 'malformed',
      message: expect.stringContaining('only in part'),
    });
  });

  test('users that may not be read leave authors out, and the missing capability is named', async () => {
    notion.people.users = null;
    const { records, problems } = await read();
    expect(records[0]).not.toHaveProperty('author');
    expect(problems).toMatchObject([
      {
        place: 'wiki',
        message: expect.stringContaining("'Read user information including email addresses'"),
      },
    ]);
  });

  describe('sections', () => {
    const sections = { [keyOf(1)]: ['group:hr'] };
    beforeEach(() => notion.items.set(2, { id: 2, title: 'Below', text: '' }));

    test.each([
      ['right below the page', { type: 'page_id', page_id: idOf(1) }],
      ['below a block of it', { type: 'block_id', block_id: 'column' }],
      ['in a database of it', { type: 'data_source_id', data_source_id: 'ds', database_id: 'db' }],
    ])('narrow pages %s', async (_, parent) => {
      notion.changes.set(2, { parent });
      notion.parents.set('column', { type: 'block_id', block_id: 'list' } as never);
      notion.parents.set('list', { type: 'page_id', page_id: idOf(1) });
      notion.parents.set('db', { type: 'page_id', page_id: idOf(1) });
      const pages = await readPages({ readers: ['group:staff'], sections });
      expect(pages.map(({ readers }) => readers)).toEqual([
        [['group:staff'], ['group:hr']],
        [['group:staff'], ['group:hr']],
      ]);
      expect(pages[1]?.parent).toBe(keyOf(1));
    });

    test('a page of which it is not known what stands above it is left out where there are any', async () => {
      notion.changes.set(2, { parent: { type: 'database_id', database_id: 'hidden' } });
      expect(await readPages()).toHaveLength(2);
      const { records, problems } = await read({ sections });
      expect(records.map(({ key }) => key)).toEqual([keyOf(1)]);
      expect(problems).toMatchObject([
        { place: 'Below', message: expect.stringMatching(/left out: share what is above it too\.$/) },
      ]);
    });
  });
});

test('who may read must be said, and sections name pages', () => {
  const options = { source: 'wiki', token: 'x', readers: ['everyone'] };
  expect(() => createNotionConnector({ ...options, readers: undefined as never })).toThrow();
  expect(() => createNotionConnector({ ...options, sections: { Handbook: ['everyone'] } })).toThrow();
});
