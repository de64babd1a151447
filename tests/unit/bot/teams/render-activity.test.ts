import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import type { Action, Profile } from '../../../../src/bot/reply.ts';
import { escapeMarkdown } from '../../../../src/bot/teams/card-text.ts';
import { renderMessages, renderReplyCard, renderWords } from '../../../../src/bot/teams/render-activity.ts';
import type { Answer } from '../../../../src/retrieval/answer.ts';
import { cardPlace } from '../../../fixtures/card-place.ts';
import { explanation } from '../../../fixtures/explanation.ts';
import fc from '../../../seeded-properties.ts';
import { cardMistakes, type Element, elementsOf } from './check-card.ts';

const plain: Answer = { language: 'en', text: '', claims: [], asOf: [], followUps: [], sources: [] };

function card(parts: Partial<Answer>, actions: readonly Action[] = []): unknown {
  const reply = { kind: 'answer', answer: { ...plain, ...parts }, actions } as const;
  return renderReplyCard(reply, cardPlace);
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
    expect(texts).not.toContain('30 in total');
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

  it('has a button for each candidate, which carries its reference alone', () => {
    const candidates = ['Ana Silva', 'Ana Ionescu'].map((name, at) => ({
      id: `e${at}`,
      label: 'Employee' as const,
      name,
      detail: at === 0 ? 'Data Engineer' : '',
      question: `What is ana${at}@acme.example working on?`,
    }));
    const actions = candidates.map(({ name, detail }, at) => ({
      kind: 'choose' as const,
      label: name,
      ...(detail === '' ? {} : { detail }),
      ref: `ref.${at}`,
    }));
    const content = card(
      { text: 'Which “Ana” do you mean?\n- Ana Silva — Data Engineer', candidates },
      actions,
    );
    expect(cardMistakes(content)).toEqual([]);
    expect(actionsOf(content)).toMatchObject([
      { type: 'Action.Execute', title: 'Ana Silva: Data Engineer', data: { ref: 'ref.0' } },
      { title: 'Ana Ionescu', verb: 'choose', data: { ref: 'ref.1' } },
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
    const next = { kind: 'follow_up', label: 'How many are blocked?', ref: 'ref.0' } as const;
    const content = card({ text: 'Seven.', sources }, [next]);
    expect(cardMistakes(content)).toEqual([]);
    expect(actionsOf(content).map((one) => one.title)).toEqual(['3 more', 'How many are blocked?']);
  });

  it('shows people with what is known of them, and links nowhere else', () => {
    const profile = {
      employeeId: 'e1',
      name: 'Ana [x](https://evil.example)',
      email: 'ana@acme.example',
      title: null,
      manager: '**Ben**',
      teams: ['Web', 'Core'],
      location: null,
      timeZone: 'Asia/Tokyo',
      localTime: '14:05',
      url: 'javascript:alert(1)',
    };
    const reply = { kind: 'answer', answer: { ...plain, text: 'Ana.' }, profiles: [profile] } as const;
    const accounts = new Map([['ana@acme.example', 'aad-1']]);
    const content = renderReplyCard(reply, { ...cardPlace, accounts });
    expect(cardMistakes(content)).toEqual([]);
    const parts = elementsOf(content);
    expect(parts.find((one) => one.type === 'FactSet')?.facts).toEqual([
      { title: 'Manager', value: '\\*\\*Ben\\*\\*' },
      { title: 'Team', value: 'Web, Core' },
      { title: 'Local time', value: '14:05' },
      { title: 'E-mail', value: 'ana@acme.example' },
    ]);
    expect(parts.find((one) => one.type === 'Component')?.properties).toMatchObject({ id: 'aad-1' });
    expect(actionsOf(content).map((one) => one.url)).toEqual([
      'https://teams.microsoft.com/l/chat/0/0?users=ana%40acme.example',
    ]);
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
    expect(renderMessages({ kind: 'text', text: '- /whois' }, cardPlace)[0]?.activity).toMatchObject({
      text: '- /whois',
      textFormat: 'plain',
    });
    const failure = { kind: 'failure', text: 'It broke.', id: 'ab12' } as const;
    expect(renderMessages(failure, cardPlace)[0]?.activity.text).toBe('It broke. (id ab12)');
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

  const action: fc.Arbitrary<Action> = fc.record({
    kind: fc.constantFrom('choose', 'follow_up', 'next_page', 'share', 'feedback_down'),
    label: text,
    ref: fc.constant('r'.repeat(22)),
    detail: text,
    reasonLabel: text,
  });
  const profile: fc.Arbitrary<Profile> = fc.record({
    employeeId: text,
    name: text,
    email: fc.option(text),
    title: fc.option(text),
    manager: fc.option(text),
    teams: few(text),
    location: fc.option(text),
    timeZone: fc.constant(null),
    localTime: fc.option(text),
    url: fc.option(fc.webUrl()),
  });

  it('is below 100 KB of UTF-16, with no mistake in its card', () => {
    fc.assert(
      fc.property(answers, few(action), few(profile), (answer, actions, profiles) => {
        const reply = { kind: 'answer', answer, actions, profiles } as const;
        const messages = renderMessages(reply, cardPlace);
        for (const { activity, words } of messages) {
          for (const one of [activity, words])
            expect(JSON.stringify(one).length * 2).toBeLessThan(100 * 1024);
          for (const { content } of activity.attachments ?? []) expect(cardMistakes(content)).toEqual([]);
        }
        expect(messages[0]?.activity).not.toBe(messages[0]?.words);
        expect(cardMistakes(renderReplyCard(reply, cardPlace))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
