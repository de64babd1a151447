import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../../../src/bot/web/render-html.ts';
import type { Answer } from '../../../../src/retrieval/answer.ts';
import { explanation } from '../../../fixtures/explanation.ts';

function render(parts: Partial<Answer>): string {
  return renderHtml({
    kind: 'answer',
    answer: { language: 'en', text: '', claims: [], asOf: [], followUps: [], sources: [], ...parts },
  });
}

const script = '<script>alert("1")</script>';

describe('escaping', () => {
  it('shows markup of every part of an answer as characters', () => {
    const html = render({
      text: `${script}\n- ${script}\n\n| ${script} |\n\n\`\`\`\n${script}\n\`\`\`\n**${script}** \`${script}\``,
      rows: {
        columns: [script, 'status'],
        rows: [{ cells: [script, 'open'] }, { cells: [script, 'done'] }],
      },
      query: { find: 'Task', where: { property: script, op: 'exists' }, return: { kind: 'count' } },
      asOf: [{ source: script, syncedAt: null }],
      candidates: [{ id: script, label: 'Employee', name: script, detail: script, question: script }],
      followUps: [script],
      sources: [{ kind: 'article', id: script, key: script, title: script, url: null, heading: script }],
    });
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
  });

  it('shows markup in texts and failures as characters', () => {
    expect(renderHtml({ kind: 'text', text: script })).not.toContain('<script');
    expect(renderHtml({ kind: 'failure', text: script, id: script })).not.toContain('<script');
  });

  it('keeps quotes from ending an attribute', () => {
    const html = render({ followUps: ['"Write the report" onmouseover="alert(1)'] });
    expect(html).toContain('data-question="&quot;Write the report&quot; onmouseover=&quot;alert(1)"');
  });

  it('links web addresses alone', () => {
    const citation = { kind: 'article', id: 'a', key: 'guides/vpn.md', title: 'VPN' } as const;
    const html = render({
      text: '[safe](https://acme.example/a) [unsafe](javascript:alert(1))',
      sources: [
        { ...citation, url: 'https://acme.example/vpn?a="b"' },
        { ...citation, url: 'javascript:alert(1)' },
        { ...citation, url: 'file:///etc/passwd' },
      ],
    });
    // What a text calls a link says where it leads, and leads nowhere: sources alone are links.
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://acme.example/vpn?a=%22b%22"']);
    expect(html).toContain('<p>safe (https://acme.example/a) ');
    expect(html).toContain('VPN <span class="key">guides/vpn.md</span>');
  });
});

describe('text', () => {
  it('keeps line breaks, lists, emphasis and code', () => {
    const html = render({ text: 'One\ntwo **three**\n- a\n- `b`\n\n3. c\n4. d' });
    expect(html).toContain('<p>One<br>two <strong>three</strong></p>');
    expect(html).toContain('<ul><li>a</li><li><code>b</code></li></ul>');
    expect(html).toContain('<ol start="3"><li>c</li><li>d</li></ol>');
  });

  it('draws Markdown tables and leaves code blocks as they are', () => {
    const html = render({
      text: '| Day | Hours |\n| --- | ---: |\n| Mon | 8\\|9 |\n\n```sh\n# **a**\n- b\n```',
    });
    expect(html).toContain('<tr><th>Day</th><th>Hours</th></tr><tr><td>Mon</td><td>8|9</td></tr>');
    expect(html).toContain('<code># **a**\n- b</code>');
  });

  it('ends with a code block that nobody closed', () => {
    expect(render({ text: 'a\n```\nb' })).toContain('<code>b</code>');
  });
});

describe('rows', () => {
  const rows = {
    columns: ['task', 'points'],
    rows: [{ cells: ['CORE-1', '5'] }, { cells: ['CORE-2', '13'] }],
  };

  it('become a table that replaces the lines of the text', () => {
    const html = render({
      text: '12 tasks of Core:\n- CORE-1 5\n- CORE-2 13\n… and 10 more (12 in all).',
      rows,
      total: 12,
    });
    expect(html).toContain(
      '<thead><tr><th scope="col" class="short">task</th><th scope="col" class="number">points</th></tr>',
    );
    expect(html).toContain('<td class="short">CORE-2</td><td class="number">13</td>');
    expect(html).toContain('<p>12 tasks of Core:</p></div>');
    expect(html).toContain('The first 2 of 12 are shown.');
  });

  it('stay text where there is one of them, or one column', () => {
    const one = render({
      text: '- CORE-1',
      rows: { columns: ['a', 'b'], rows: [{ cells: ['CORE-1', 'x'] }] },
    });
    const narrow = render({
      text: '- CORE-1',
      rows: { columns: ['a'], rows: [{ cells: ['CORE-1'] }, { cells: ['CORE-2'] }] },
    });
    for (const html of [one, narrow]) {
      expect(html).not.toContain('<table');
      expect(html).toContain('<li>CORE-1</li>');
    }
  });

  it('leave no second total beside a text that says it', () => {
    expect(render({ text: 'There are 12 tasks.', total: 12 })).not.toContain('in total');
    expect(render({ text: 'Some tasks.', total: 12 })).toContain('12 in total');
  });
});

describe('what stands around an answer', () => {
  it('offers candidates and next questions as buttons that ask', () => {
    const html = render({
      text: 'Which “Ana” do you mean?\n- Ana Silva (ana1) — Data Engineer',
      candidates: [
        {
          id: 'e1',
          label: 'Employee',
          name: 'Ana Silva',
          detail: 'Data Engineer',
          question: 'Who is ana1@acme.example?',
        },
      ],
      followUps: ['Which tasks has Ana?'],
    });
    expect(html).toContain(
      '<button type="button" data-question="Who is ana1@acme.example?"><strong>Ana Silva</strong>',
    );
    expect(html).toContain('data-question="Which tasks has Ana?">Which tasks has Ana?</button>');
    expect(html.match(/Ana Silva/g)).toHaveLength(1);
  });

  it('says how fresh the data is and that there is no answer', () => {
    const html = render({
      text: 'No page says.',
      abstained: { reason: 'no_article', lookedAt: ['wiki'] },
      asOf: [
        { source: 'records', syncedAt: '2026-11-20T01:00:00.000Z' },
        { source: 'wiki', syncedAt: null },
      ],
      query: { find: 'Task', return: { kind: 'count' } },
    });
    expect(html).toContain('No answer in the data');
    expect(html).toContain('As of records 2026-11-20 01:00 UTC · wiki never synced');
  });

  it('folds the sources that are many', () => {
    const sources = Array.from({ length: 7 }, (_, at) => ({
      kind: 'task' as const,
      id: `t${at}`,
      key: `CORE-${at}`,
      title: `Task ${at}`,
      url: null,
    }));
    expect(render({ sources })).toContain('<details><summary>3 more</summary>');
    expect(render({ sources: sources.slice(0, 4) })).not.toContain('<details>');
  });

  it('tells how the answer came about, every word of it escaped', () => {
    const html = render({ explanation });
    expect(html).toContain('<summary>How did you get this?</summary>');
    expect(html).toContain('<li>Looked for: tasks assigned to &lt;Ana&gt; &amp; *Ben*</li>');
    expect(html).toContain('<code>SELECT count(*) FROM node_task\n?1 = &quot;&lt;!channel&gt;&quot;</code>');
    expect(html).toContain('<p>No model had a part in it.</p>');
    expect(render({ text: 'Hello!' })).not.toContain('class="how"');
  });

  it('speaks Chinese around a Chinese answer', () => {
    const html = render({ language: 'zh', text: '有。', explanation });
    expect(html).toContain('lang="zh"');
    expect(html).toContain('这是怎么得出的？');
  });

  it('gives a failure with the id that finds its log line', () => {
    const html = renderHtml({ kind: 'failure', text: 'It broke.', id: 'ab12cd34' });
    expect(html).toContain('It broke.');
    expect(html).toContain('<code>ab12cd34</code>');
  });
});
