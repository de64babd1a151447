import { describe, expect, it } from 'vitest';
import type { NameRecord } from '../../../src/graph/graph-store.ts';
import { correctSpelling } from '../../../src/retrieval/linking/correct-spelling.ts';
import { buildNameIndex, type NameCandidate } from '../../../src/retrieval/linking/name-index.ts';
import { PhraseTable } from '../../../src/retrieval/linking/phrase-table.ts';
import { tokenize, tokenTexts } from '../../../src/retrieval/linking/tokenize.ts';
import { english } from '../../../src/retrieval/planning/lexicons/en.ts';
import { buildCueTable, tagQuestion } from '../../../src/retrieval/planning/tag-question.ts';

const record = (
  label: NameRecord['label'],
  key: string,
  name: string,
  more: Partial<NameRecord> = {},
): NameRecord => ({
  id: `${label.toLowerCase()}:x:${key}`,
  label,
  source: 'x',
  key,
  name,
  aliases: [],
  email: null,
  detail: null,
  ...more,
});

const index = buildNameIndex(
  [
    record('Employee', 'e1', 'José Álvarez', { email: 'jose@acme.example' }),
    record('Employee', 'e2', 'Robert Miller', { aliases: ['RM'] }),
    record('Employee', 'e3', '王小明'),
    record('Employee', 'e4', 'Łukasz Nowak'),
    record('Employee', 'wojtek-t', 'Wojciech Tyczynski'),
    record('Employee', 'e6', 'Ana Silva'),
    record('Employee', 'e7', 'Ana Silva'),
    record('Employee', 'e8', 'Davanum Srinivas (Dims)'),
    record('Employee', 'e9', 'Stephan D.'),
    record('Team', 'sig-node', 'Node', { detail: 'sig' }),
    record('Team', 'wg-batch', 'Batch', { detail: 'wg' }),
    record('Company', 'acme', 'Acme', { aliases: ['Acme GmbH'] }),
  ],
  [
    { label: 'Task', property: 'extra.milestone', value: 'v1.36', count: 3 },
    { label: 'Task', property: 'extra.milestone', value: '1.36', count: 2 },
    { label: 'Team', property: 'kind', value: 'wg', count: 1 },
  ],
);

const keysOf = (phrase: string): string[] =>
  [...new Set(index.names.get(tokenTexts(phrase)).map((one) => one.key))].sort();

describe('teams and titles', () => {
  const company = buildNameIndex(
    [
      record('Team', 'data', 'Data and Forecasting'),
      record('Team', 'finance', 'Finance and Legal'),
      record('Team', 'ops', 'People Operations'),
      record('Team', 'it', 'Technical Operations'),
      record('Team', 'sec', 'Acme Incident Response Team', { aliases: ['应急组'] }),
      record('Employee', 'e1', 'Ana Silva', { detail: 'Senior Backend Engineer' }),
      record('Employee', 'e2', 'Ben Okafor', { detail: 'VP Engineering' }),
      record('Employee', 'e3', 'Gina Rossi', { detail: 'Chief Financial Officer' }),
      record('Employee', 'e4', 'Yuki Tanaka', { detail: 'Head of Design' }),
    ],
    [
      { label: 'Employee', property: 'location', value: 'Berlin', count: 1 },
      { label: 'Task', property: 'sourceStatus', value: 'Draft', count: 1 },
      { label: 'Task', property: 'sourceStatus', value: 'Withdrawn', count: 1 },
    ],
  );
  const teams = (phrase: string): string[] => company.names.get(tokenTexts(phrase)).map((one) => one.key);
  const titles = (phrase: string): string[] =>
    company.values.get(tokenTexts(phrase)).flatMap((one) => [...one.values]);

  it.each([
    ['data team', ['data']],
    ['forecasting team', ['data']],
    ['legal team', ['finance']],
    ['数据团队', ['data']],
    ['operations team', []],
    ['and team', []],
    ['incident response team', ['sec']],
    ['response team', ['sec']],
    ['应急组', ['sec']],
    // Behind a name that says it already, 组 begins 组长.
    ['应急组组', []],
  ])('%s', (phrase, keys) => {
    expect([...new Set(teams(phrase))]).toEqual(keys);
  });

  it.each([
    ['engineers', ['Senior Backend Engineer']],
    ['senior engineer', ['Senior Backend Engineer']],
    ['backend engineer', ['Senior Backend Engineer']],
    ['VPs', ['VP Engineering']],
    ['CFO', ['Chief Financial Officer']],
    ['head of design', ['Head of Design']],
    ['design', []],
    ['工程师', ['Senior Backend Engineer']],
    ['柏林', ['Berlin']],
    ['drafts', ['Draft']],
    ['草案', ['Draft']],
    ['撤回', ['Withdrawn']],
    ['withdrawns', []],
  ])('%s', (phrase, values) => {
    expect(titles(phrase)).toEqual(values);
  });
});

describe('the name index', () => {
  it.each([
    ['jose alvarez', ['e1']],
    ['JOSÉ', ['e1']],
    ['jose@acme.example', ['e1']],
    ['Bob Miller', ['e2']],
    ['Miller Robert', ['e2']],
    ['RM', ['e2']],
    ['王小明', ['e3']],
    ['小明', ['e3']],
    ['Wang Xiaoming', ['e3']],
    ['Xiaoming Wang', ['e3']],
    ['lukasz nowak', ['e4']],
    ['wojtek-t', ['wojtek-t']],
    ['Ana Silva', ['e6', 'e7']],
    ['Dims', ['e8']],
    ['Dims Srinivas', ['e8']],
    ['stephan d', ['e9']],
    // "I'd like" names nobody.
    ['d', []],
    ['SIG Node', ['sig-node']],
    ['Node special interest group', ['sig-node']],
    ['sig-node', ['sig-node']],
    ['Batch 工作组', ['wg-batch']],
    ['acme gmbh', ['acme']],
    ['Nobody Here', []],
  ])('finds %s', (phrase, keys) => {
    expect(keysOf(phrase)).toEqual(keys);
  });

  it('knows a whole name better than a first name', () => {
    const strength = (phrase: string) =>
      Math.max(...index.names.get(tokenTexts(phrase)).map((one) => one.strength));
    expect([strength('Robert Miller'), strength('Bob Miller'), strength('Robert')]).toEqual([3, 2, 1]);
  });

  it('takes a version with and without its v for the same', () => {
    for (const written of ['v1.36', '1.36']) {
      expect(index.values.get(tokenTexts(written)).flatMap((one) => one.values)).toEqual(['v1.36', '1.36']);
    }
    expect(index.values.get(tokenTexts('working groups')).map((one) => one.property)).toEqual(['kind']);
  });
});

describe('a name that is a common word', () => {
  const people = buildNameIndex([record('Employee', 'e1', 'Jubilee')], []);
  const cues = buildCueTable(english);
  const first = (text: string) =>
    tagQuestion({
      text,
      index: people,
      cues,
      titles: new PhraseTable<NameCandidate>(),
      unknownKeys: [],
      today: '2026-11-20',
    })[0]?.kind;

  it.each([
    ["Jubilee's teams", 'entity'],
    ["jubilee's teams", 'cue'],
    ['Jubilee of whom?', 'cue'],
  ])('%s: %s', (text, kind) => {
    expect(first(text)).toBe(kind);
  });
});

describe('correctSpelling', () => {
  it.each([
    ['Wojciech Tyczinski', ['wojtek-t']],
    ['Robert Miler', ['e2']],
    ['Lukas Nowak', ['e4']],
    ['Ana Sliva', ['e6', 'e7']],
    ['Ingrid Solberg', []],
    ['Bo', []],
    ['张三', []],
  ])('%s', (written, keys) => {
    expect(
      correctSpelling(written, index)
        .map((one) => one.key)
        .sort(),
    ).toEqual(keys);
  });
});

describe('tokenize', () => {
  it('drops a possessive and keeps accounts, ids and Chinese apart', () => {
    expect(tokenTexts("Ana's wojtek-t KEP-12 王小明")).toEqual([
      'ana',
      'wojtek',
      't',
      'kep',
      '12',
      '王',
      '小',
      '明',
    ]);
  });

  it('reads traditional characters as simplified ones, and keeps what was written', () => {
    expect(tokenTexts('團隊 Web')).toEqual(tokenTexts('团队 Web'));
    expect(tokenize('張偉').map((token) => token.raw)).toEqual(['張', '偉']);
    // A character of either writing.
    expect(tokenTexts('著作')).toEqual(['著', '作']);
  });

  it('tells where sentences end', () => {
    expect(tokenize('KEP-1 needed it. From whom?').map((token) => token.afterStop)).toEqual([
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
  });
});
