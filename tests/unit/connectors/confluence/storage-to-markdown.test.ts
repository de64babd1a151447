import { expect, test } from 'vitest';
import {
  accountsIn,
  pagesIn,
  parseStorage,
  storageToMarkdown,
} from '../../../../connectors/confluence/storage-to-markdown.ts';

const context = {
  pageUrl: ({ title, space = 'ENG' }: { title: string; space?: string }) =>
    title === 'Gone' ? undefined : `https://wiki.acme.example/${space}/${encodeURIComponent(title)}`,
  personName: (account: string) => (account === 'a1' ? 'Ana Lima' : undefined),
};
const write = (storage: string) => storageToMarkdown(parseStorage(storage), context);
const macro = (name: string, inner: string) =>
  `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${inner}</ac:structured-macro>`;
const parameter = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const rich = (inner: string) => `<ac:rich-text-body>${inner}</ac:rich-text-body>`;

test.each([
  [
    'a link to a page, to one of another space, and to one that is gone',
    '<p><ac:link><ri:page ri:content-title="On-call &amp; co" /></ac:link>, <ac:link><ri:page ri:space-key="HR" ri:content-title="Leave" /><ac:plain-text-link-body><![CDATA[leave <rules>]]></ac:plain-text-link-body></ac:link>, <ac:link><ri:page ri:content-title="Gone" /></ac:link></p>',
    '[On-call & co](https://wiki.acme.example/ENG/On-call%20%26%20co), [leave \\<rules>](https://wiki.acme.example/HR/Leave), Gone',
  ],
  [
    'people by their names',
    '<p>Ask <ac:link><ri:user ri:account-id="a1" /></ac:link> or <ac:link><ri:user ri:account-id="b2" /></ac:link>.</p>',
    'Ask Ana Lima or b2.',
  ],
  [
    'code as it stands',
    macro(
      'code',
      `${parameter('language', 'sql')}<ac:plain-text-body><![CDATA[select a_b\n  from t where x < 3]]></ac:plain-text-body>`,
    ),
    '```sql\nselect a_b\n  from t where x < 3\n```',
  ],
  [
    'notes with a title',
    macro('warning', `${parameter('title', 'Careful')}${rich('<p>Not on Fridays.</p>')}`),
    '> **Careful**\n>\n> Not on Fridays.',
  ],
  [
    'folded parts',
    macro('expand', `${parameter('title', 'More')}${rich('<p>Inner.</p>')}`),
    '**More**\n\nInner.',
  ],
  [
    'states and keys of issues',
    `<p>${macro('status', `${parameter('colour', 'Red')}${parameter('title', 'LATE')}`)} ${macro('jira', parameter('key', 'PAY-3'))}</p>`,
    'LATE PAY-3',
  ],
  [
    'what only shows something else',
    `<h2>Top</h2>${macro('toc', parameter('maxLevel', '3'))}${macro('children', '')}<p>Text</p>`,
    '## Top\n\nText',
  ],
  ['a macro that is not known gives its text', macro('novelty', rich('<p>still said</p>')), 'still said'],
  [
    'tasks',
    '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>rotate</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body><span>tell <strong>all</strong></span></ac:task-body></ac:task></ac:task-list>',
    '- [x] rotate\n- [ ] tell **all**',
  ],
  [
    'pictures and files by their description',
    '<p><ac:image ac:alt="The login page"><ri:attachment ri:filename="x.png" /></ac:image> <ac:image><ri:url ri:value="https://acme.example/y.png" /></ac:image> <ac:link><ri:attachment ri:filename="plan.pdf" /></ac:link></p>',
    'The login page ![](https://acme.example/y.png) plan.pdf',
  ],
  [
    'layouts, comments in the text, emoji and days',
    '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>a <ac:inline-comment-marker ac:ref="1">b</ac:inline-comment-marker> <ac:emoticon ac:name="tick" ac:emoji-fallback="✅" /> <time datetime="2026-01-02" /></p></ac:layout-cell></ac:layout-section></ac:layout>',
    'a b ✅ 2026-01-02',
  ],
  [
    'tables',
    '<table data-layout="default"><colgroup><col /></colgroup><tbody><tr><th><p>Key</p></th><th><p>Who</p></th></tr><tr><td><p>one</p></td><td><ul><li><p>x</p></li><li><p>y</p></li></ul></td></tr></tbody></table>',
    '| Key | Who |\n| - | - |\n| one | x; y |',
  ],
  [
    'the fallback of a newer extension',
    '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>new</p></ac:adf-content></ac:adf-node><ac:adf-fallback><div><p>old</p></div></ac:adf-fallback></ac:adf-extension>',
    'old',
  ],
])('%s', (_, storage, markdown) => {
  expect(write(storage)).toBe(markdown);
});

test('the people and pages that a page names', () => {
  const tree = parseStorage(
    '<p><ac:link><ri:user ri:account-id="a1" /></ac:link><ac:link><ri:user ri:account-id="a1" /></ac:link><ac:link><ri:page ri:space-key="HR" ri:content-title="Leave" /></ac:link></p>',
  );
  expect(accountsIn(tree)).toEqual(['a1']);
  expect(pagesIn(tree)).toEqual([{ title: 'Leave', space: 'HR' }]);
});
