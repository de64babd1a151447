import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../src/bot/reply.ts';
import { renderBlocks, renderHow } from '../../../../src/bot/slack/render-blocks.ts';
import { checkBlocks } from '../../../e2e/slack/check-blocks.ts';
import { textsOf } from '../../../e2e/slack/workspace.ts';
import { explanation } from '../../../fixtures/explanation.ts';

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
const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: longText }),
  fc.record({ kind: fc.constant('failure' as const), text: longText, id: fc.string() }),
  fc.record({ kind: fc.constant('answer' as const), answer }),
);

describe('any reply in Block Kit', () => {
  it('is within every limit, and its fallback says something', () => {
    fc.assert(
      fc.property(reply, (one) => {
        const { text, blocks } = renderBlocks(one);
        expect(checkBlocks(blocks)).toBeNull();
        expect(text.trim()).not.toBe('');
        expect(text.length).toBeLessThanOrEqual(40_000);
      }),
      { numRuns: 300 },
    );
  });

  it('calls nobody and links nowhere but to its sources', () => {
    fc.assert(
      fc.property(reply, (one) => {
        const { text, blocks } = renderBlocks(one);
        expect(text).not.toMatch(/[<>]/);
        const marked = blocks.filter((block) => block.type === 'section' || block.type === 'context');
        for (const part of textsOf(marked)) {
          for (const [, inner = ''] of part.matchAll(/<([^>]*)>?/g)) expect(inner).toMatch(/^https?:[^|]+\|/);
          expect(part).not.toMatch(/&(?!amp;|lt;|gt;)/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows any explanation within the limits', () => {
    fc.assert(
      fc.property(longText, (how) => {
        expect(checkBlocks(renderHow(how).blocks)).toBeNull();
      }),
    );
  });
});
