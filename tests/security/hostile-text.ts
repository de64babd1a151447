import fc from '../seeded-properties.ts';

/** Signs that mean something to one parser or another, whole and broken. */
const pieces: readonly string[] = [
  ...['---\n', '```', '`', '#', '# ', '> ', '- ', '1. ', '| ', '|-|\n', '\n', '\n\n', '\t', '  ', '\\', '\r'],
  ...[
    '*',
    '**',
    '_',
    '[',
    ']',
    '(',
    ')',
    '![',
    '](',
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
  ],
  ...['<div>', '</div>', '<ul><li>', '<table><tr><td>', '<b>', '<a href="', '<pre>', '<ac:structured-macro>'],
  ...[
    '<ac:link>',
    '<ri:page ri:content-title="',
    '<svg onload=',
    '&amp;',
    '&#0;',
    '&#x110000;',
    '&nbsp',
    '{',
    '}',
  ],
  ...[
    '{{',
    '}}',
    '${',
    '${A:-',
    '"',
    "'",
    ',',
    ';',
    ':',
    '::',
    ': ',
    '- - ',
    '&a ',
    '*a ',
    '!!js/function ',
    '<<: ',
  ],
  ...[
    '@',
    '<@U1>',
    '<!channel>',
    '<#C1|x>',
    '<https://x.example|y>',
    '=cmd()',
    '%00',
    '../',
    '\u0000',
    '\uFEFF',
  ],
  ...[
    '\u202E',
    '\u200D',
    '\uD83D',
    '\uFFFD',
    'İ',
    'ß',
    '王',
    '２０２６',
    '2026-11-31',
    '31/12/2026',
    '1e999',
    'NaN',
  ],
  ...[
    '__proto__',
    'constructor',
    'title: ',
    'readers: ',
    'id,name,email\n',
    'e1,Ana,a@x.example\n',
    '/whois ',
    'Who ',
  ],
];

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...pieces) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

const short = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

/** A few signs again and again: what deep nesting and patterns that go back and forth are found by. */
const pumped = fc
  .tuple(short, fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 5_000 }), short)
  .map(([before, unit, times, after]) => before + unit.join('').repeat(times) + after);

/** Text that no parser expects. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: short },
  { weight: 2, arbitrary: pumped },
);

/** JSON of any shape, whose keys are often those that are read. */
export function hostileJson(keys: readonly string[], values: readonly unknown[] = []): fc.Arbitrary<unknown> {
  const key = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...keys) },
    fc.constantFrom('__proto__', 'x', ''),
  );
  const leaf = fc.oneof(
    fc.constantFrom(...values, null, true, 0, -1, 1e308, '', {}, []),
    short,
    fc.constantFrom(...keys),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('tree')), { maxLength: 8 }).map((entries) => {
        const made: object = {};
        for (const [name, value] of entries)
          Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true });
        return made;
      }),
    ),
  }));
  return tree;
}

const runs = Number(process.env.FUZZ_RUNS ?? 0);

/** The same few inputs for each parser and each address in each run of the tests; as many others as `FUZZ_RUNS` says where it is set. */
export const bounds: fc.Parameters<unknown> =
  runs > 0 ? { numRuns: runs } : { numRuns: 15, seed: 20_261_120 };
