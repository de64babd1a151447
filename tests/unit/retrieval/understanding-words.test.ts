import { describe, expect, it } from 'vitest';
import { tokenTexts } from '../../../src/retrieval/linking/tokenize.ts';
import { withCompanyTerms } from '../../../src/retrieval/planning/company-terms.ts';
import { correctCueWords } from '../../../src/retrieval/planning/correct-cue-words.ts';
import { english } from '../../../src/retrieval/planning/lexicons/en.ts';
import { splitQuestion } from '../../../src/retrieval/planning/split-question.ts';
import { splitWhole } from '../../../src/retrieval/planning/split-whole.ts';
import { buildCueTable } from '../../../src/retrieval/planning/tag-question.ts';
import { itemsOf, planOf } from './understanding.ts';

describe('Chinese beside Latin letters', () => {
  it('is split from them', () => {
    expect(tokenTexts('谁领导Web团队')).toEqual(['谁', '领', '导', 'web', '团', '队']);
  });
});

describe('a cue word with a mistake in it', () => {
  const table = buildCueTable(english);
  const corrected = (text: string, word: string) =>
    correctCueWords(text, new Set([text.indexOf(word)]), table).map((one) => one.meant);

  it.each([
    ['hwo many tasks', 'hwo', ['how']],
    ['wat tasks has Ana', 'wat', ['what']],
    ['who leds Web', 'leds', ['leads']],
    ['overdeu tasks', 'overdeu', ['overdue']],
    // A capital begins a name, and two mistakes are a word of its own.
    ['tasks of Leds', 'Leds', []],
    ['zebra tasks', 'zebra', []],
  ])('%s: %s', (text, word, meant) => {
    expect(corrected(text, word)).toEqual(meant);
  });
});

describe('several questions in one', () => {
  it.each([
    ['Who is assigned to WEB-60 and when is it due?', 2],
    ['John Doe的职位是什么？他负责哪些任务？', 2, 'zh'],
    ['Who is in Web and in Berlin?', null],
    ['Who leads Research and Development?', null],
    ['One. Two? Three! Four? Five?', null],
  ] as const)('%s', (text, parts, language: 'en' | 'zh' = 'en') => {
    expect(splitQuestion(text, itemsOf(text, language))?.length ?? null).toBe(parts);
  });
});

describe('a whole and a part of it', () => {
  it.each([
    ['are all tasks of Web done?', ['done']],
    ['are all tasks assigned to Ana Silva done?', ['done', 'assigned to Ana Silva done']],
    ['does everyone in Web have a manager?', ['have a manager']],
    ['is everyone in Web in Berlin?', ['in Berlin']],
    ['what share of overdue tasks', ['overdue']],
    ['has everybody in Web a task?', []],
  ])('%s', (text, parts) => {
    const cuts = splitWhole(itemsOf(text)).map(({ part }) =>
      part
        .map((item) => item.raw)
        .join(' ')
        .trim(),
    );
    expect(cuts).toEqual(parts);
  });
});

describe("a company's own words", () => {
  const lexicon = withCompanyTerms(english, {
    'tasks.assignees': ['Wranglers'],
    'tasks.project': ['Cycle'],
    'tasks.id': ['Serial'],
    'tasks.status': ['State'],
  });

  it('are cue words, in the singular and the plural, beside those of the lexicon', () => {
    expect(lexicon.cues['role.assignee']).toEqual(
      expect.arrayContaining(['wranglers', 'wrangler', 'assignee']),
    );
    expect(lexicon.cues['noun.project']).toEqual(expect.arrayContaining(['cycle', 'cycles']));
    expect(Object.values(lexicon.cues).flat()).not.toContain('serial');
    expect(lexicon.cues['prop.status']).toEqual(english.cues['prop.status']?.concat('states'));
  });
});

describe('what is said by what it is to others', () => {
  const where = (text: string): unknown => {
    const plan = planOf(text);
    return plan?.kind === 'query' && 'find' in plan.query ? plan.query.where : plan?.kind;
  };

  it('nests', () => {
    expect(where('who is the manager of the lead of Web?')).toEqual({
      related: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' },
      where: {
        related: { type: 'LEADS', direction: 'out', label: 'Team' },
        where: { property: 'id', op: 'eq', value: 'team:x:web' },
      },
    });
  });
});
