import { expect, test } from 'vitest';
import { htmlToMarkdown } from '../../../../connectors/rich-text/html-to-markdown.ts';

test.each([
  ['<h2>Steps</h2><p>One <strong>two </strong>three</p>', '## Steps\n\nOne **two** three'],
  ['<p>a<br/>b</p>', 'a  \nb'],
  ['<p>x&nbsp;&amp;&rsquo;y &lt;z&gt;</p>', 'x\u00A0&’y \\<z>'],
  ['<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
  ['<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul>', '- a\n- b\n  - c'],
  ['<ol start="3"><li>three</li></ol>', '3. three'],
  ['<ul><li><input type="checkbox" checked> done</li></ul>', '- [x] done'],
  ['<pre><code class="language-sql">select *\n  from t</code></pre>', '```sql\nselect *\n  from t\n```'],
  [
    '<p>see <a href="https://acme.example/a_b">this page</a></p>',
    'see [this page](https://acme.example/a_b)',
  ],
  [
    '<table><tbody><tr><th><p>Key</p></th><th>Who</th></tr><tr><td><ul><li>a</li><li>b</li></ul></td><td><p>c</p><p>d</p></td></tr></tbody></table>',
    '| Key | Who |\n| - | - |\n| a; b | c d |',
  ],
  ['<p><em> </em>word<strong></strong></p>', 'word'],
  ['<blockquote><p>said</p></blockquote><hr/>', '> said\n\n---'],
  ['<script>alert(1)</script><style>p{}</style><!-- note --><p>text</p>', 'text'],
  ['', ''],
  ['<p>never <b>closed', 'never **closed**'],
])('%s', (html, markdown) => {
  expect(htmlToMarkdown(html)).toBe(markdown);
});

test('half a million characters with marks take no longer than they should', () => {
  const html = `<p>${'word_and <b>bold</b> [text] '.repeat(20_000)}</p>`;
  const started = performance.now();
  expect(htmlToMarkdown(html).length).toBeGreaterThan(500_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});
