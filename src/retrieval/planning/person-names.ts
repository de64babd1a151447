import { isHan } from '../linking/tokenize.ts';
import { isCueOf } from './is-cue-of.ts';
import type { Lexicon } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * Marks words as a name that are formed like a person's and of which something is said that is said of people: without capitals
 * nothing else would tell that 李雷 of 李雷在哪个团队 is somebody whom nobody knows.
 */
export function markPersonNames(items: readonly QuestionItem[], { surnames = [] }: Lexicon): QuestionItem[] {
  return items.map((item, at) => {
    if (item.kind !== 'words' || !isHan(item.raw)) return item;
    const surname = surnames.find((one) => item.raw.startsWith(one));
    const given = item.raw.length - (surname?.length ?? 0);
    const isName = surname !== undefined && given >= 1 && given <= 2 && isSaidOfPeople(items, at);
    return isName ? { ...item, nameLike: true } : item;
  });
}

function isSaidOfPeople(items: readonly QuestionItem[], at: number): boolean {
  const next = items.slice(at + 1).find((one) => !says(one, 'nameToVerb'));
  return (
    next?.kind === 'cue' &&
    [...next.cues].some((cue) =>
      isCueOf(
        cue,
        'rel',
        'role',
        'noun.task',
        'ask.count',
        'prop.email',
        'prop.location',
        'prop.title',
        'prop.startDate',
      ),
    )
  );
}
