import type { Answer, AnswerTable, Candidate, Citation } from '../../../src/retrieval/answer.ts';

/** An answer that says something, with whatever else a test needs of it. */
export function buildAnswer(text: string, parts: Partial<Answer> = {}): Answer {
  return { language: 'en', text, claims: [], asOf: [], followUps: [], sources: [], ...parts };
}

export const nothingFound: Answer = buildAnswer('I cannot answer that.', {
  abstained: { reason: 'no_article', lookedAt: [] },
});

/** Rows of people, by name. */
export function people(...names: readonly string[]): Pick<Answer, 'rows'> {
  return { rows: rowsOf('Employee', names) };
}

export function rowsOf(label: 'Employee' | 'Team', names: readonly string[]): AnswerTable {
  return {
    columns: ['name'],
    rows: names.map((name, index) => ({ ref: { id: `${label}:${index}`, label, name }, cells: [name] })),
  };
}

export function source(kind: Citation['kind'], key: string): Citation {
  return { kind, id: `${kind}:${key}`, key, title: key, url: null };
}

export function candidate(name: string, detail: string): Candidate {
  return { id: `${name} ${detail}`, label: 'Employee', name, detail, question: '' };
}
