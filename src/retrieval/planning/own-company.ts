import type { Step } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { has } from './frame-words.ts';
import { peopleAsked } from './people-asked.ts';
import type { Built } from './planner.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * "How many open tasks does the museum have?": where the organisation itself is named beside its tasks, teams or projects, all of
 * them are meant. What mentions it, and who works for it, asks of it by name.
 */
export function readOwnCompany(
  items: readonly QuestionItem[],
  company: NameCandidate | null,
): readonly QuestionItem[] {
  if (company === null) return items;
  const employed = asksWhetherStillHere(items, company);
  if (employed !== null) return employed;
  const ofPeople = items.some((item) => has(item, 'ask.who', 'ask.whose', 'noun.employee') || isRole(item));
  const ofIt = items.some(
    (item) => says(item, 'about') || has(item, 'rel.mentions', 'rel.mentionedIn', 'ask.related'),
  );
  const ofThings = items.some(
    (item) => has(item, 'noun.task', 'noun.team', 'noun.project') || isStatus(item),
  );
  // Whoever has left works for it no more, and what else could have been left?
  const ofLeaving = items.some((item) => has(item, 'prop.endDate'));
  if (!ofLeaving && (ofPeople || ofIt || !ofThings)) return items;
  return items.map((item): QuestionItem => {
    if (item.kind !== 'entity' || !isOnly(item, company)) return item;
    const { kind: _, label: __, candidates: ___, otherReadings: ____, ...span } = item;
    return { ...span, kind: 'cue', cues: new Set(['light']) } satisfies CueItem;
  });
}

/** "Does Ana still work at Acme?", where that is the organisation itself: whether she is with us, and not where she sits. */
function asksWhetherStillHere(
  items: readonly QuestionItem[],
  company: NameCandidate,
): readonly QuestionItem[] | null {
  const at = items.findIndex((item) => item.kind === 'entity' && isOnly(item, company));
  const [person, another] = items.filter((item) => item.kind === 'entity' && item.label === 'Employee');
  const [first, before, own] = [items[0], items[at - 1], items[at]];
  if (person === undefined || another !== undefined || before?.kind !== 'cue' || own === undefined)
    return null;
  if (!has(first, 'ask.yesNo') || !has(before, 'rel.employed') || before === first) return null;
  const others = items.filter((item) => item !== person && item !== before && item !== own && item !== first);
  if (!others.every((item) => has(item, 'light', 'rel.employed'))) return null;
  return [
    ...items.filter((item) => item !== before && item !== own),
    { ...before, cues: new Set(['prop.endDate']), says: new Set(['stillHere']) },
  ];
}

/** "Who runs Acme?", where that is the organisation itself: who is above others there, and below nobody. */
export function planHead(items: readonly QuestionItem[], company: NameCandidate | null): Built {
  const [named, another] = items.filter((item) => item.kind !== 'cue');
  if (company === null || named?.kind !== 'entity' || another !== undefined) return null;
  if (!isOnly(named, company) || named.possessive === true) return null;
  const leads = items.filter(
    (item) => has(item, 'rel.lead', 'role.manager', 'rel.manages') && !has(item, 'light'),
  );
  const others = items.filter(
    (item) =>
      item !== named && !leads.includes(item) && !has(item, 'light', 'ask.who', 'rel.member', 'rel.owned'),
  );
  if (leads.length !== 1 || others.length > 0 || !items.some((item) => has(item, 'ask.who'))) return null;
  const reports = (direction: 'in' | 'out'): Step => ({ type: 'REPORTS_TO', direction, label: 'Employee' });
  return peopleAsked(
    {
      all: [
        {
          related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
          where: { property: 'id', op: 'eq', value: company.id },
        },
        { related: reports('in') },
        { related: reports('out'), quantifier: 'none' },
      ],
    },
    false,
  );
}

const isOnly = ({ label, candidates }: EntityItem, company: NameCandidate): boolean =>
  label === 'Company' && candidates.length > 0 && candidates.every(({ id }) => id === company.id);

const isRole = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('role.'));

const isStatus = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('status.'));
