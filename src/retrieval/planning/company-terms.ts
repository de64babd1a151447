import { knownNames } from '../linking/known-names.ts';
import type { CueName, Lexicon } from './lexicon.ts';

/** What a company's own sources call a field, by the field: `tasks.assignees` to `['Authors']`. */
export type CompanyTerms = Readonly<Record<string, readonly string[]>>;

/** The cue word of each field that has one. */
const cueOfField: Readonly<Record<string, CueName>> = {
  'people.title': 'prop.title',
  'people.email': 'prop.email',
  'people.location': 'prop.location',
  'people.startDate': 'prop.startDate',
  'people.endDate': 'prop.endDate',
  'people.manager': 'role.manager',
  'people.teams': 'noun.team',
  'people.company': 'noun.company',
  'teams.leads': 'role.lead',
  'teams.lead': 'role.lead',
  'teams.mission': 'prop.mission',
  'tasks.status': 'prop.status',
  'tasks.assignees': 'role.assignee',
  'tasks.reporter': 'role.reporter',
  'tasks.approvers': 'role.approver',
  'tasks.team': 'noun.team',
  'tasks.project': 'noun.project',
  'tasks.priority': 'prop.priority',
  'tasks.created': 'prop.createdAt',
  'tasks.due': 'prop.dueDate',
  'tasks.completed': 'prop.completedAt',
};

/** What somebody in a role does is said with the same word: who champions, who is a champion. */
const verbOf: Readonly<Partial<Record<CueName, CueName>>> = {
  'role.approver': 'rel.approved',
  'role.assignee': 'rel.assigned',
};

const longest = 3;

/**
 * A lexicon with a company's own words beside its own: where the tracker's column of assignees is headed "Authors", its
 * people ask for authors. Words that the lexicon knows keep their meaning.
 */
export function withCompanyTerms(lexicon: Lexicon, terms: CompanyTerms): Lexicon {
  const known = new Set(
    Object.entries(lexicon.cues).flatMap(([cue, phrases]) => (cue === 'light' ? [] : (phrases ?? []))),
  );
  const cues: Partial<Record<CueName, readonly string[]>> = { ...lexicon.cues };
  for (const [field, headers] of Object.entries(terms)) {
    const cue = cueOfField[field];
    if (cue === undefined) continue;
    for (const phrase of headers.flatMap(formsOf)) {
      if (known.has(phrase)) continue;
      const verb = verbOf[cue];
      for (const one of verb === undefined ? [cue] : [cue, verb]) cues[one] = [...(cues[one] ?? []), phrase];
    }
  }
  return { ...lexicon, cues };
}

/** A header in the singular and in the plural; sentences are none. */
function formsOf(header: string): string[] {
  const phrase = header.toLowerCase().trim();
  const words = phrase.split(/[\s_-]+/);
  if (!/^\p{L}[\p{L}\s_-]{2,}$/u.test(phrase) || words.length > longest) return [];
  return knownNames.nounForms(words.join(' '));
}
