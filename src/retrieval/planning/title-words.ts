import type { NameIndex } from '../linking/name-index.ts';
import { tokenTexts } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';

/**
 * Words that are job titles as well as something else: "list the supervisors" where people have that title, and "which drivers
 * started this year?" where pages are tagged so too.
 */
export function nameTitles(items: readonly QuestionItem[], index: NameIndex): QuestionItem[] {
  return items.map((item, at) => asRole(items, at, index) ?? asSubject(items, at) ?? item);
}

/** "Ana's supervisor" is whom she reports to; the supervisors of a place are who is called so. */
function asRole(items: readonly QuestionItem[], at: number, index: NameIndex): QuestionItem | null {
  const [before, item] = [items[at - 1], items[at]];
  if (item === undefined || !has(item, 'role.manager') || !says(item, 'alsoTitle')) return null;
  if (before?.possessive === true || has(before, 'pron.asker', 'pron.person', 'pron.set')) return null;
  if (isOfSomebody(items, at)) return null;
  const candidates = index.values.get(tokenTexts(item.raw)).filter(isTitle);
  return candidates.length === 0 ? null : { kind: 'value', ...spanOf(item), candidates };
}

/** "The supervisor of Ana", "of the author of …". */
function isOfSomebody(items: readonly QuestionItem[], at: number): boolean {
  if (!says(items[at + 1], 'of')) return false;
  const whose = items.slice(at + 2).find((item) => !says(item, 'article'));
  const isPerson = whose?.kind === 'entity' && whose.label === 'Employee';
  return (
    isPerson || has(whose, 'noun.employee', 'role.author', 'role.assignee', 'role.reporter', 'role.lead')
  );
}

/** "The chief nurse", "the head nurse": one who is called so, and not whoever manages a nurse. */
export const isRankedTitle = (items: readonly QuestionItem[]): boolean =>
  items.some((item, at) => {
    const title = items[at + 1];
    return (
      has(item, 'role.manager', 'role.lead') && title?.kind === 'value' && title.candidates.some(isTitle)
    );
  });

/** What somebody is asked to have done is said of people. */
function asSubject(items: readonly QuestionItem[], at: number): QuestionItem | null {
  const [before, item, after] = [items[at - 1], items[at], items[at + 1]];
  if (item?.kind !== 'value' || !item.candidates.some(isTitle) || item.candidates.every(isTitle)) return null;
  if (!has(before, 'ask.which', 'ask.count', 'ask.list')) return null;
  const isDone = has(
    after,
    'prop.startDate',
    'prop.endDate',
    'rel.employed',
    'rel.assigned',
    'prop.location',
  );
  return isDone ? { ...item, candidates: item.candidates.filter(isTitle) } : null;
}

const isTitle = ({ label, property }: { readonly label: string; readonly property: string }): boolean =>
  label === 'Employee' && property === 'title';
