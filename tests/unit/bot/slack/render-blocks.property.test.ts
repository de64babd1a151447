import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src/bot/reply.ts';
import { renderBlocks } from '../../../../src/bot/slack/render-blocks.ts';
import { checkBlocks } from '../../../e2e/slack/check-blocks.ts';
import { textsOf } from '../../../e2e/slack/workspace.ts';
import { explanation } from '../../../fixtures/explanation.ts';
import fc from '../../../seeded-properties.ts';

const word = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  fc.constantFrom(
    '<!channel>',
    '<@U1>',
    '@here',
    '&amp;',
    '<https://evil.example|safe>',
    '\ud83d',
    '> quote',
  ),
  fc.constantFrom('[a](https://x.example)', '**bold**', '# title', '- item', '```', '  ', '\n'),
);
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));
/** Far beyond every limit, now and then. */
const longText = fc.oneof(
  text,
  fc.tuple(text, fc.integer({ min: 1, max: 900 })).map(([one, n]) => one.repeat(n)),
);
const citation = fc.record({
  kind: fc.constant('article' as const),
  id: fc.string(),
  key: text,
  title: longText,
  heading: text,
  url: fc.oneof(fc.constant(null), fc.webUrl(), text, fc.constant('javascript:alert(1)')),
});
const candidate = fc.record({
  id: fc.string(),
  label: fc.constant('Employee' as const),
  name: text,
  detail: longText,
  question: longText,
});
const answer = fc
  .record({
    language: fc.constantFrom('en' as const, 'zh' as const),
    text: longText,
    rows: fc.option(
      fc.record({
        columns: fc.array(text, { maxLength: 25 }),
        rows: fc.array(fc.record({ cells: fc.array(text, { maxLength: 25 }) }), { maxLength: 120 }),
      }),
    ),
    total: fc.option(fc.nat()),
    candidates: fc.array(candidate, { maxLength: 40 }),
    sources: fc.array(citation, { maxLength: 20 }),
    followUps: fc.array(longText, { maxLength: 5 }),
    asOf: fc.array(fc.record({ source: text, syncedAt: fc.constantFrom(null, '2026-11-20T01:00:00.000Z') })),
    sections: fc.option(
      fc.array(
        fc.record({
          title: text,
          lines: fc.array(longText, { maxLength: 4 }),
          isCode: fc.boolean(),
          text: longText,
        }),
        { maxLength: 8 },
      ),
    ),
    isAbstained: fc.boolean(),
  })
  .map(({ rows, total, sections, isAbstained, ...rest }) => ({
    ...rest,
    claims: [],
    ...(rows === null ? {} : { rows }),
    ...(total === null ? {} : { total }),
    ...(sections === null ? {} : { explanation: { ...explanation, sections } }),
    ...(isAbstained ? { abstained: { reason: 'no_data', lookedAt: [] } as const } : {}),
  }));
const action = fc.record({
  kind: fc.constantFrom(
    'choose' as const,
    'follow_up' as const,
    'next_page' as const,
    'explain' as const,
    'share' as const,
    'feedback_down' as const,
  ),
  label: longText,
  detail: text,
  ref: fc.base64String({ minLength: 1, maxLength: 40 }),
});
const orNull = (value: fc.Arbitrary<string>) => fc.option(value, { nil: null });
const profile = fc.record({
  employeeId: fc.string(),
  name: text,
  email: fc.constantFrom(null, 'ana@acme.example'),
  title: orNull(longText),
  manager: orNull(longText),
  teams: fc.array(longText, { maxLength: 3 }),
  location: orNull(text),
  timeZone: fc.constant(null),
  localTime: orNull(fc.constant('14:05')),
  url: fc.oneof(fc.constant(null), fc.webUrl(), text),
});
const accounts = new Map([
  [
    'ana@acme.example',
    {
      chat: 'slack://user?team=T1&id=U1',
      photo: 'https://pictures.example/ana.png',
      presence: 'active',
      localTime: '09:30',
    } as const,
  ],
]);
const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: longText }),
  fc.record({ kind: fc.constant('failure' as const), text: longText, id: fc.string() }),
  fc.record({
    kind: fc.constant('answer' as const),
    answer,
    actions: fc.array(action, { maxLength: 40 }),
    profiles: fc.array(profile, { maxLength: 3 }),
  }),
);

describe('any reply in Block Kit', () => {
  it('is within every limit, and its fallback says something', () => {
    fc.assert(
      fc.property(reply, (one) => {
        const { rest = [], ...first } = renderBlocks(one, accounts);
        expect(rest.length).toBeLessThanOrEqual(4);
        for (const { text, blocks } of [first, ...rest]) {
          expect(checkBlocks(blocks)).toBeNull();
          expect(text.trim()).not.toBe('');
          expect(text.length).toBeLessThanOrEqual(40_000);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('calls nobody and links nowhere but to its sources', () => {
    fc.assert(
      fc.property(reply, (one) => {
        const { rest = [], ...first } = renderBlocks(one, accounts);
        expect([first, ...rest].map((each) => each.text).join()).not.toMatch(/[<>]/);
        const marked = [first, ...rest]
          .flatMap((each) => each.blocks)
          .filter((block) => block.type === 'section' || block.type === 'context');
        for (const part of textsOf(marked)) {
          for (const [, inner = ''] of part.matchAll(/<([^>]*)>?/g))
            expect(inner).toMatch(/^(?:https?:|slack:\/\/user\?team=T1&amp;id=U1)[^|]*\|/);
          expect(part).not.toMatch(/&(?!amp;|lt;|gt;)/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
