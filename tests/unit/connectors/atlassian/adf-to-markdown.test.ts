import { expect, test } from 'vitest';
import { adfToMarkdown } from '../../../../connectors/atlassian/adf-to-markdown.ts';

const text = (value: string, ...marks: object[]) => ({ type: 'text', text: value, marks });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const write = (...content: object[]) => adfToMarkdown({ type: 'doc', version: 1, content });
const strong = { type: 'strong' };
const em = { type: 'em' };

test.each([
  [
    'headings',
    [{ type: 'heading', attrs: { level: 2 }, content: [text('Before the release')] }],
    '## Before the release',
  ],
  [
    'marks that overlap, with spaces at their edges',
    [
      paragraph(
        text('See '),
        text('the ', strong),
        text('runbook', strong, em),
        text(' now ', strong),
        text('or'),
      ),
    ],
    'See **the _runbook_ now** or',
  ],
  [
    'links and cards',
    [
      paragraph(
        text('the page', { type: 'link', attrs: { href: 'https://wiki.acme.example/sso_1' } }),
        text(' '),
        { type: 'inlineCard', attrs: { url: 'https://acme.example/x' } },
      ),
    ],
    '[the page](https://wiki.acme.example/sso_1) <https://acme.example/x>',
  ],
  [
    'people, states, days and pictures as words',
    [
      paragraph(
        { type: 'mention', attrs: { id: '1', text: '@Ana Lima' } },
        text(' '),
        { type: 'status', attrs: { text: 'LATE', color: 'red' } },
        text(' '),
        { type: 'date', attrs: { timestamp: '1767312000000' } },
        text(' '),
        { type: 'emoji', attrs: { shortName: ':rocket:', text: '🚀' } },
      ),
      {
        type: 'mediaSingle',
        content: [{ type: 'media', attrs: { type: 'file', id: 'x', alt: 'login.png' } }],
      },
    ],
    '@Ana Lima LATE 2026-01-02 🚀\n\nlogin.png',
  ],
  [
    'lists within lists',
    [
      {
        type: 'bulletList',
        content: [
          {
            type: 'listItem',
            content: [
              paragraph(text('one')),
              {
                type: 'orderedList',
                attrs: { order: 3 },
                content: [{ type: 'listItem', content: [paragraph(text('three'))] }],
              },
            ],
          },
          { type: 'listItem', content: [paragraph(text('two'))] },
        ],
      },
    ],
    '- one\n\n  3. three\n- two',
  ],
  [
    'tasks',
    [
      {
        type: 'taskList',
        content: [
          { type: 'taskItem', attrs: { state: 'DONE' }, content: [text('rotate')] },
          { type: 'taskItem', attrs: { state: 'TODO' }, content: [text('tell')] },
        ],
      },
    ],
    '- [x] rotate\n- [ ] tell',
  ],
  [
    'code as it stands',
    [
      { type: 'codeBlock', attrs: { language: 'sql' }, content: [text('select *\nfrom a_b')] },
      paragraph(text('x_y', { type: 'code' })),
    ],
    '```sql\nselect *\nfrom a_b\n```\n\n`x_y`',
  ],
  [
    'tables with several paragraphs in a cell',
    [
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', content: [paragraph(text('Key'))] },
              { type: 'tableHeader', content: [paragraph(text('Owner'))] },
            ],
          },
          {
            type: 'tableRow',
            content: [
              { type: 'tableCell', content: [paragraph(text('a|b')), paragraph(text('c'))] },
              { type: 'tableCell', content: [paragraph()] },
            ],
          },
        ],
      },
    ],
    '| Key | Owner |\n| - | - |\n| a\\|b c | |',
  ],
  [
    'tables without a head',
    [
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [{ type: 'tableCell', attrs: { colspan: 2 }, content: [paragraph(text('wide'))] }],
          },
        ],
      },
    ],
    '| | |\n| - | - |\n| wide | |',
  ],
  [
    'panels, quotes and folded parts',
    [
      { type: 'panel', attrs: { panelType: 'warning' }, content: [paragraph(text('Mind the gap.'))] },
      { type: 'expand', attrs: { title: 'Details' }, content: [paragraph(text('More.'))] },
    ],
    '> Mind the gap.\n\n**Details**\n\nMore.',
  ],
  [
    'what is not known gives its text',
    [{ type: 'novelty', content: [paragraph(text('still said'))] }],
    'still said',
  ],
  [
    'words that only look like marks',
    [paragraph(text('*a* _b_ snake_case ana.lima@acme.example'))],
    '\\*a\\* \\_b\\_ snake_case ana.lima@acme.example',
  ],
])('%s', (_, content, markdown) => {
  expect(write(...content)).toBe(markdown);
});

test('what is no document is told from an empty one', () => {
  expect(adfToMarkdown('plain')).toBeUndefined();
  expect(adfToMarkdown({ type: 'doc', version: 1, content: [] })).toBe('');
});
