import type { NameRecord } from '../../../src/graph/graph-store.ts';
import { buildNameIndex, type NameCandidate } from '../../../src/retrieval/linking/name-index.ts';
import { PhraseTable } from '../../../src/retrieval/linking/phrase-table.ts';
import { english } from '../../../src/retrieval/planning/lexicons/en.ts';
import { chinese } from '../../../src/retrieval/planning/lexicons/zh.ts';
import type { Plan } from '../../../src/retrieval/planning/planner.ts';
import type { QuestionItem } from '../../../src/retrieval/planning/question-item.ts';
import { rulePlanner } from '../../../src/retrieval/planning/rule-planner.ts';
import { buildCueTable, tagQuestion } from '../../../src/retrieval/planning/tag-question.ts';

/** The Friday on which questions of the planner's tests are asked. */
export const today = '2026-11-20';

const record = (
  label: NameRecord['label'],
  key: string,
  name: string,
  detail: string | null = null,
): NameRecord => ({
  id: `${label.toLowerCase()}:x:${key}`,
  label,
  source: 'x',
  key,
  name,
  aliases: [],
  email: null,
  detail,
});

const index = buildNameIndex(
  [
    record('Employee', 'ana', 'Ana Silva', 'Senior Data Engineer'),
    record('Employee', 'ben', 'Ben Okafor', 'VP Engineering'),
    record('Employee', 'li', '李娜', 'Product Manager, Asia-Pacific'),
    record('Team', 'web', 'Web'),
    record('Team', 'data', 'Data and Forecasting'),
    record('Team', 'security', 'Security'),
    record('Company', 'acme', 'Acme'),
  ],
  [
    { label: 'Employee', property: 'location', value: 'Berlin', count: 3 },
    { label: 'Employee', property: 'location', value: 'Lisbon', count: 2 },
    { label: 'Task', property: 'priority', value: 'High', count: 5 },
  ],
);

const lexiconOf = { en: english, zh: chinese };
const tables = { en: buildCueTable(english, [chinese]), zh: buildCueTable(chinese, [english]) };

export function itemsOf(text: string, language: 'en' | 'zh' = 'en'): QuestionItem[] {
  return tagQuestion({
    text,
    index,
    cues: tables[language],
    titles: new PhraseTable<NameCandidate>(),
    unknownKeys: [],
    today,
  });
}

/** What the planner makes of a question, without a store: no titles are known. */
export function planOf(text: string, language: 'en' | 'zh' = 'en'): Plan | null {
  const company = index.names.get(['acme'])[0] ?? null;
  const items = itemsOf(text, language);
  return rulePlanner.plan({
    asked: { text, lexicon: lexiconOf[language] },
    text,
    lexicon: lexiconOf[language],
    items,
    today,
    asker: null,
    company,
    ownStates: false,
    previous: null,
  });
}
