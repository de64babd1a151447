import { describe, expect, test } from 'vitest';
import type { ArticleRecord } from '../../../../connectors/connector.ts';
import { createMarkdownConnector } from '../../../../connectors/wiki/markdown-connector.ts';
import type { MarkdownOptions } from '../../../../connectors/wiki/markdown-options.ts';
import { docxOf, paragraphOf, pdfOf } from '../../../fixtures/documents.ts';
import { readWiki } from './read-wiki.ts';

const page =
  'See [the rules](files/Travel%20rules.pdf), [again](./files/Travel%20rules.pdf#page=2), [a form](files/form.docx), ![a picture](files/x.png) and [elsewhere](https://example.com/a.pdf).';

async function read(options: Partial<MarkdownOptions>, files: Record<string, Uint8Array> = {}) {
  const { records, problems } = await readWiki(
    {
      'travel.md': page,
      'other.md': 'Nothing attached.',
      'files/x.png': new Uint8Array([0, 1]),
      'files/Travel rules.pdf': pdfOf(['Book early.'], ['Ask Ana.']),
      'files/form.docx': docxOf(paragraphOf('Fill in', 'Heading1') + paragraphOf('Your name.')),
      ...files,
    },
    options,
  );
  const record = records.find(({ key }) => key === 'travel.md') as ArticleRecord | undefined;
  return { attachments: record?.attachments, problems, records };
}

describe('documents that a page of a folder links to', () => {
  test('are left alone unless they are asked for', async () => {
    expect(await read({})).toMatchObject({ attachments: undefined, problems: [] });
  });

  test('are attached to it, each once, with their address', async () => {
    const url = 'https://wiki.example.com/{path}';
    const { attachments, problems, records } = await read({ attachments: {}, url });
    expect(problems).toEqual([]);
    expect(attachments).toEqual([
      {
        name: 'Travel rules.pdf',
        url: 'https://wiki.example.com/files/Travel%20rules.pdf',
        parts: [
          { text: 'Book early.', fragment: 'page=1' },
          { text: 'Ask Ana.', fragment: 'page=2' },
        ],
      },
      {
        name: 'form.docx',
        url: 'https://wiki.example.com/files/form.docx',
        parts: [{ text: '# Fill in\n\nYour name.' }],
      },
    ]);
    expect(records).toHaveLength(2);
  });

  test('that are bad, too large or too long are said, and the page goes in', async () => {
    const limits = { maxBytes: 3_000, maxPages: 1 };
    const { attachments, problems, records } = await read(
      { attachments: limits },
      { 'files/form.docx': new Uint8Array(4_000) },
    );
    expect(attachments?.map(({ parts }) => parts.length)).toEqual([1]);
    expect(problems).toEqual([
      {
        place: 'travel.md',
        message:
          "Of the attached document 'Travel rules.pdf', not all is read: Only the first 1 of 2 pages were read (maxPages).",
      },
      {
        place: 'travel.md',
        message:
          "The attached document 'form.docx' has 4000 bytes, more than the 3000 of attachments.maxBytes; it is left out.",
      },
    ]);
    expect(records).toHaveLength(2);
    const bad = await read({ attachments: {} }, { 'files/form.docx': new Uint8Array(400) });
    expect(bad.problems).toMatchObject([
      {
        message: expect.stringMatching(
          /^The attached document 'form.docx' cannot be read \(.+\); it is left out\.$/,
        ),
      },
    ]);
  });

  test('have limits that are checked', () => {
    expect(() =>
      createMarkdownConnector({
        source: 'wiki',
        readers: ['everyone'],
        folder: '.',
        attachments: { maxPages: 0 },
      }),
    ).toThrow(/maxPages/);
  });
});
