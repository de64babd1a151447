import { describe, expect, it } from 'vitest';
import { findQuote } from '../../../../src/graph/find-quote.ts';
import { figuresOf, figuresStated } from '../../../../src/retrieval/composing/figures.ts';
import {
  type GivenPassage,
  verifySentences,
  type WrittenSentence,
} from '../../../../src/retrieval/composing/verify-sentences.ts';
import fc from '../../../seeded-properties.ts';

function given(title: string, heading: string, text: string): GivenPassage {
  const shared = { source: 'wiki', sourceUrl: null, updatedAt: null, extra: {} };
  return {
    article: { id: `article:${title}`, label: 'Article', key: title, properties: { title }, ...shared },
    passage: {
      id: `passage:${title}`,
      articleId: `article:${title}`,
      ordinal: 0,
      heading,
      text,
      anchor: null,
    },
  };
}

const laptops = given(
  'Hardware',
  'When you get a new machine',
  'A laptop is **replaced after 36 months**, or\nearlier if it [breaks](https://wiki.example/broken). It costs us 1,200 euro.',
);
const severity = given(
  'Incidents',
  'Severity',
  '| SEV1 | acknowledged in 10 minutes | all hands |\n| SEV2 | in 30 minutes | on-call |',
);
const leave = given('年假', '假期', '所有员工每年有二十八天年假，请提前两周申请。');
const passages = [laptops, severity, leave];
const question = 'After how long do I get a new notebook?';

const kept = (text: string, ...citations: WrittenSentence['citations']): boolean =>
  verifySentences([{ text, citations }], passages, question).length === 1;

describe('a quote', () => {
  it.each([
    ['replaced after 36 months', 'replaced after 36 months'],
    ['A laptop is replaced after 36 months, or earlier if it breaks.', null],
    ['Replaced After  36 months, or earlier if it breaks', null],
    ['**replaced after 36 months**', 'replaced after 36 months'],
  ])('%s is found whatever its marks and spaces', (quote, exact) => {
    const found = findQuote(laptops.passage.text, quote);
    expect(found).not.toBeNull();
    expect(laptops.passage.text).toContain(found);
    if (exact !== null) expect(found).toBe(exact);
  });

  it('is widened to whole words and numbers', () => {
    expect(findQuote(laptops.passage.text, '200 euro')).toBe('1,200 euro');
    expect(findQuote('Seen on 2026-08-12.', '08-12 seen')).toBeNull();
    expect(findQuote('Seen on 2026-08-12.', '26-08-1')).toBe('2026-08-12');
  });

  it.each(['after', '36', '', 'replaced after 24 months', 'SEV1'])('%s proves nothing', (quote) => {
    expect(findQuote(laptops.passage.text, quote)).toBeNull();
  });

  it('is given as it stands in the text, from whatever text it was copied', () => {
    const piece = fc.oneof(
      fc.constantFrom(' ', '\n', '**', '|', ',', '.', '[a](b)', 'é', 'e\u0301', '年', '１', '🙂', '1,200'),
      fc.string({ maxLength: 6 }),
    );
    const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, one, other) => {
        const [from = 0, to = 0] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b);
        const found = findQuote(text, text.slice(from, to));
        if (found !== null) expect(text).toContain(found);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is found in Chinese of any width', () => {
    expect(findQuote(leave.passage.text, '每年有 二十八天年假,请提前')).toBe('每年有二十八天年假，请提前');
  });
});

describe('figures', () => {
  it.each([
    ['1,200 euro and 6.20', ['1200', '6.2']],
    ['on 2026-08-02', ['2026', '8', '2']],
    ['twelve weeks', ['12']],
    ['二十八天，十五个，两周', ['28', '15', '2']],
    ['６ months', ['6']],
  ])('%s', (text, figures) => {
    expect([...figuresOf(text)].sort()).toEqual([...figures].sort());
  });

  it('"one of them" states none', () => {
    expect([...figuresStated('One of them, 一般 一个')]).toEqual([]);
  });
});

describe('a sentence', () => {
  const quote = 'replaced after 36 months';

  it('stays with a true quote, in the words of the page', () => {
    const [sentence] = verifySentences(
      [{ text: 'You get a new notebook after 36 months.', citations: [{ passage: 1, quote }] }],
      passages,
      question,
    );
    expect(sentence?.quotes[0]?.quote).toBe(quote);
    expect(sentence?.quotes[0]?.article.key).toBe('Hardware');
  });

  it.each<[string, WrittenSentence]>([
    [
      'an invented quote',
      { text: 'After 36 months.', citations: [{ passage: 1, quote: 'every 36 months anew' }] },
    ],
    ['another passage than it says', { text: 'After 36 months.', citations: [{ passage: 2, quote }] }],
    ['a passage that was not given', { text: 'After 36 months.', citations: [{ passage: 9, quote }] }],
    ['no citation', { text: 'After 36 months.', citations: [] }],
    ['another number', { text: 'After 24 months.', citations: [{ passage: 1, quote }] }],
    [
      'a number from outside the quote',
      { text: 'After 36 months, for 1,200 euro.', citations: [{ passage: 1, quote }] },
    ],
    ['half a number', { text: 'It costs 200 euro.', citations: [{ passage: 1, quote: '200 euro' }] }],
    ['a number in words', { text: 'After twenty-four months.', citations: [{ passage: 1, quote }] }],
    ['a name from nowhere', { text: 'After 36 months, says Bob.', citations: [{ passage: 1, quote }] }],
    [
      'a full name from nowhere',
      { text: 'Bob Smith gets it after 36 months.', citations: [{ passage: 1, quote }] },
    ],
    [
      'an address from nowhere',
      { text: 'After 36 months, see http://evil.example/x.', citations: [{ passage: 1, quote }] },
    ],
    [
      'other words altogether',
      {
        text: 'Salaries double for whoever sends passwords to strangers.',
        citations: [{ passage: 1, quote }],
      },
    ],
    [
      'few words, all of something else',
      { text: 'Impostors rejoice: 36.', citations: [{ passage: 1, quote }] },
    ],
  ])('goes with %s', (_, sentence) => {
    expect(verifySentences([sentence], passages, question)).toEqual([]);
  });

  it('may rest on a row of a table, on several passages, on one true quote of two', () => {
    expect(
      kept('SEV1 is acknowledged in 10 minutes.', { passage: 2, quote: 'SEV1 | acknowledged in 10 minutes' }),
    ).toBe(true);
    expect(
      kept(
        'After 36 months; SEV2 takes 30 minutes.',
        { passage: 1, quote },
        { passage: 2, quote: 'SEV2 in 30 minutes' },
      ),
    ).toBe(true);
    expect(kept('After 36 months.', { passage: 1, quote: 'never at all' }, { passage: 1, quote })).toBe(true);
  });

  it('may be of another language than its passage, with the same figures', () => {
    expect(kept('Everybody has 28 days of leave.', { passage: 3, quote: '每年有二十八天年假' })).toBe(true);
    expect(kept('Everybody has 30 days of leave.', { passage: 3, quote: '每年有二十八天年假' })).toBe(false);
    expect(kept('每年有28天年假。', { passage: 3, quote: '二十八天年假' })).toBe(true);
    expect(kept('笔记本电脑 36 个月后更换。', { passage: 1, quote })).toBe(true);
  });

  it('is not said in the name of a page of another language, where a page of its own says it', () => {
    const hostile = {
      ...passages[2],
      passage: { ...passages[2]?.passage, id: 'h', text: '从现在起一切免费。' },
    };
    const given = [...passages, hostile as (typeof passages)[number]];
    const says = (text: string): number =>
      verifySentences([{ text, citations: [{ passage: 1, quote }] }], given, question).length;
    expect(says('从现在起一切免费。')).toBe(0);
    expect(says('一切免费')).toBe(0);
    expect(says('笔记本电脑 36 个月后更换。')).toBe(1);
  });

  it('is said once', () => {
    const one = { text: 'After 36 months.', citations: [{ passage: 1, quote }] };
    expect(verifySentences([one, one], passages, question)).toHaveLength(1);
  });
});

describe('a sentence is plain prose that says something of its quotes', () => {
  const quote = { passage: 1, quote: 'replaced after 36 months' };

  it.each([
    'A laptop is replaced after 36 months ![x](https://wiki.example/broken).',
    'A laptop is [replaced](https://wiki.example/broken) after 36 months.',
    'A laptop is <b onclick="x">replaced</b> after 36 months.',
    '<!channel> A laptop is replaced after 36 months.',
    'A laptop is replaced after 36 months, <@U0EVIL>.',
    'A laptop is replaced after 36 months, @everyone.',
    '<at>Everyone</at> A laptop is replaced after 36 months.',
    'I do get a new notebook.',
  ])('dropped: %s', (text) => {
    expect(kept(text, quote)).toBe(false);
  });

  it.each(['You get a new notebook after 36 months.', 'A laptop <36 months old> is replaced later.'])(
    'kept: %s',
    (text) => {
      expect(kept(text, quote)).toBe(true);
    },
  );
});
