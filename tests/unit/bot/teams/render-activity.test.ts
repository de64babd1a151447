import fc from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../../src/bot/teams/card-text.ts';
import { renderActivity, renderWords } from '../../../../src/bot/teams/render-activity.ts';
import type { Answer } from '../../../../src/retrieval/answer.ts';
import { explanation } from '../../../fixtures/explanation.ts';
import { cardMistakes, type Element, elementsOf } from './check-card.ts';

const plain: Answer = { language: 'en', text: '', claims: [], asOf: [], followUps: [], sources: [] };

function card(parts: Partial<Answer>): unknown {
  return renderActivity({ kind: 'answer', answer: { ...plain, ...parts } }).attachments?.[0]?.content;
}

const textsOf = (content: unknown): string[] =>
  elementsOf(content)
    .filter((one) => one.type === 'TextBlock')
    .map((one) => String(one.text));

const actionsOf = (content: unknown): Element[] =>
  elementsOf(content).filter((one) => String(one.type).startsWith('Action.'));

/** What Markdown makes of a text: the kinds of its tokens. */
function kindsOf(text: string): Set<string> {
  const kinds = new Set<string>();
  marked.walkTokens(marked.lexer(text, { gfm: false }), (token: Token) => void kinds.add(token.type));
  return kinds;
}

const tasks = Array.from({ length: 30 }, (_, at) => [`PLAT-${at} “Task ${at}”`, 'open', 'Ana Silva']);

describe('an answer as a card', () => {
  it('has the text, a table, the sources, their age and how it came about', () => {
    const content = card({
      text: '30 open tasks of Platform:\n- PLAT-0 “Task 0”; open; Ana Silva\n… and 29 more',
      rows: { columns: ['task', 'status', 'assignee'], rows: tasks.map((cells) => ({ cells })) },
      total: 30,
      explanation,
      asOf: [
        { source: 'tracker', syncedAt: '2026-11-20T01:00:00.000Z' },
        { source: 'wiki', syncedAt: null },
      ],
      sources: [
        { kind: 'task', id: 't0', key: 'PLAT-0', title: 'Task 0', url: 'https://tasks.example/PLAT-0_(a)' },
        { kind: 'article', id: 'a', key: 'vpn.md', title: 'VPN', heading: 'Access', url: null },
      ],
    });
    expect(cardMistakes(content)).toEqual([]);
    const texts = textsOf(content);
    expect(texts[0]).toBe('30 open tasks of Platform:');
    expect(texts).toContain('30 in total');
    expect(texts).toContain('[1] [Task 0](https://tasks.example/PLAT-0_%28a%29)');
    expect(texts).toContain('[2] VPN › Access (vpn.md)');
    expect(texts).toContain('As of tracker 2026-11-20 01:00 UTC · wiki never synced');
    expect(texts.join('\n')).toContain('SELECT count(\\*) FROM node_task');
    expect(elementsOf(content).filter((one) => one.type === 'TableRow')).toHaveLength(31);
    expect(texts.join('\n')).not.toContain('and 29 more');
    expect(content).toMatchObject({ version: '1.5', type: 'AdaptiveCard' });
  });

  it('says the true total where it cuts a list', () => {
    const rows = Array.from({ length: 400 }, (_, at) => ({ cells: [`Task ${at}`, '界'.repeat(190)] }));
    const texts = textsOf(card({ text: 'Many.', rows: { columns: ['task', 'note'], rows }, total: 1234 }));
    const shown = texts.filter((text) => /^Task \d+$/.test(text)).length;
    expect(shown).toBeGreaterThan(10);
    expect(texts).toContain(`The first ${shown} of 1234 are shown.`);
  });

  it('asks the candidate’s own question when one is chosen', () => {
    const candidates = ['Ana Silva', 'Ana Ionescu'].map((name, at) => ({
      id: `e${at}`,
      label: 'Employee' as const,
      name,
      detail: at === 0 ? 'Data Engineer' : '',
      question: `What is ana${at}@acme.example working on?`,
    }));
    const content = card({ text: 'Which “Ana” do you mean?\n- Ana Silva — Data Engineer', candidates });
    expect(cardMistakes(content)).toEqual([]);
    expect(actionsOf(content)).toMatchObject([
      { title: 'Ana Silva — Data Engineer', data: { question: 'What is ana0@acme.example working on?' } },
      { title: 'Ana Ionescu', data: { msteams: { type: 'messageBack' } } },
    ]);
    expect(textsOf(content)).toEqual(['Which “Ana” do you mean?']);
  });

  it('unfolds the sources that are many, and offers what to ask next', () => {
    const sources = Array.from({ length: 7 }, (_, at) => ({
      kind: 'task' as const,
      id: `t${at}`,
      key: `CORE-${at}`,
      title: `Task ${at}`,
      url: null,
    }));
    const content = card({ text: 'Seven.', sources, followUps: ['How many are blocked?'] });
    expect(cardMistakes(content)).toEqual([]);
    expect(actionsOf(content).map((one) => one.title)).toEqual(['3 more', 'How many are blocked?']);
  });

  it('says that there is no answer, and speaks the answer’s language', () => {
    const abstained = { reason: 'no_article', lookedAt: [] } as const;
    expect(textsOf(card({ text: 'No page says.', abstained }))[0]).toBe('No answer in the data');
    expect(textsOf(card({ text: '没有。', language: 'zh', abstained }))[0]).toBe('数据中没有答案');
  });

  it('keeps the Markdown of articles that every client shows, and no more', () => {
    const text =
      '## Steps\nUse **`vpn`** or `vpnctl`:\n- one\n1. two\n```\n  run [x]\n```\n| a | b |\n| --- | --- |\n[docs](https://a.example)';
    expect(textsOf(card({ text }))).toEqual([
      'Steps',
      'Use **\\`vpn\\`** or vpnctl:',
      '• one',
      '1\\. two',
      '\u00a0\u00a0run \\[x\\]',
      'a · b',
      'docs (https://a.example)',
    ]);
  });

  it('gives texts and failures as plain words, the latter with their id', () => {
    expect(renderActivity({ kind: 'text', text: '- /whois' })).toMatchObject({
      text: '- /whois',
      textFormat: 'plain',
    });
    expect(renderActivity({ kind: 'failure', text: 'It broke.', id: 'ab12' }).text).toBe(
      'It broke. (id ab12)',
    );
    const answer = { ...plain, text: 'Ben.' };
    expect(renderWords({ kind: 'answer', answer }).text).toBe('Ben.');
  });
});

describe('names from the sources', () => {
  const evil = [
    '[click](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '**bold** _it_ ~~no~~',
    '[a]: https://evil.example',
    '# title',
    '> quote',
    '- item',
    '1. item',
    '1) item',
    '`code`',
    'back\\slash [a\\](b)',
    '*a*_b_',
  ];

  it.each(evil)('%j become nothing but characters', (name) => {
    const kinds = kindsOf(escapeMarkdown(name));
    expect([...kinds].filter((kind) => !['paragraph', 'text', 'escape'].includes(kind))).toEqual([]);
    expect(marked.parse(escapeMarkdown(name), { gfm: false })).toContain(
      name.replaceAll('>', '&gt;').slice(0, 1),
    );
  });

  it.each(evil)('%j make no link in any part of a card', (name) => {
    const content = card({
      text: `${name}\n- ${name}`,
      rows: { columns: [name, name], rows: [{ cells: [name, name] }, { cells: [name, name] }] },
      sources: [
        { kind: 'task', id: 't', key: name, title: name, url: 'javascript:alert(1)' },
        { kind: 'task', id: 't', key: name, title: name, url: null },
      ],
      asOf: [{ source: name, syncedAt: null }],
    });
    expect(cardMistakes(content)).toEqual([]);
    for (const text of textsOf(content)) {
      const kinds = kindsOf(text);
      for (const kind of ['link', 'image', 'list', 'code', 'codespan', 'blockquote', 'html', 'def'])
        expect(kinds, text).not.toContain(kind);
    }
  });

  it('leads a title’s link to the source and nowhere else', () => {
    const title = 'x](https://evil.example) [y';
    const texts = textsOf(
      card({
        text: 'One.',
        sources: [{ kind: 'task', id: 't', key: 'k', title, url: 'https://good.example/a)b c' }],
      }),
    );
    const links: string[] = [];
    marked.walkTokens(marked.lexer(texts.at(-1) ?? ''), (token) => {
      if (token.type === 'link') links.push(token.href);
    });
    expect(links).toEqual(['https://good.example/a%29b%20c']);
  });
});

describe('any answer', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      '界'.repeat(4000),
      '\u0001'.repeat(3000),
      '*[x](y)'.repeat(2000),
      '\n'.repeat(2000),
      '\ud800',
    ),
  );
  const few = <Value>(one: fc.Arbitrary<Value>) => fc.array(one, { maxLength: 40 });
  const answers: fc.Arbitrary<Answer> = fc.record({
    language: fc.constantFrom('en', 'zh'),
    text,
    claims: fc.constant([]),
    rows: fc.record({
      columns: fc.array(text, { maxLength: 12 }),
      rows: fc.array(fc.record({ cells: fc.array(text, { maxLength: 6 }) }), { maxLength: 200 }),
    }),
    total: fc.nat(),
    explanation: few(fc.record({ title: text, lines: few(text), isCode: fc.boolean(), text })).map(
      (sections) => ({
        ...explanation,
        sections,
      }),
    ),
    asOf: few(fc.record({ source: text, syncedAt: fc.constant(null) })),
    candidates: few(
      fc.record({ id: text, label: fc.constant('Task' as const), name: text, detail: text, question: text }),
    ),
    followUps: few(text),
    sources: few(
      fc.record({
        kind: fc.constant('task' as const),
        id: text,
        key: text,
        title: text,
        url: fc.oneof(fc.webUrl(), fc.constant(null)),
      }),
    ),
  });

  it('is below 100 KB of UTF-16, with no mistake in its card', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const activity = renderActivity({ kind: 'answer', answer });
        expect(JSON.stringify(activity).length * 2).toBeLessThan(100 * 1024);
        expect(activity.attachments).toHaveLength(1);
        expect(cardMistakes(activity.attachments?.[0]?.content)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
