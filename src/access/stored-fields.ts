import { foldText } from '../graph/fold-text.ts';
import type { FieldPolicy } from './field-policy.ts';
import { birthday, birthYear, ofThings, plainAddress, unstoredWords } from './unstored-words.ts';

/** What becomes of a field that a source sends. */
export type Storing = 'whole' | 'day' | 'never';

/** Records with fields of their sources' own. */
export type StoredLabel = 'Employee' | 'Team' | 'Task' | 'Article';

/**
 * How a field is stored: as its name lets guess, which no policy undoes, else as the policy says. The same name may tell of
 * a person and of a thing: the health of a project is no sickness.
 */
export function storingOf(field: string, policy: FieldPolicy, label: StoredLabel = 'Employee'): Storing {
  const extra = /^extra\.(.*)$/s.exec(field)?.[1];
  const fields = policy[label];
  const stated = fields?.[field] ?? (extra === undefined ? undefined : fields?.extra);
  if (stated === 'never') return 'never';
  return extra === undefined ? 'whole' : storingOfName(extra, label);
}

/** How a field is stored by its name alone. */
export function storingOfName(name: string, label: StoredLabel): Storing {
  const words = wordsOf(name);
  // A year of birth is nobody's business, whoever may read the day.
  if (birthYear.test(words)) return 'never';
  if (birthday.test(words)) return 'day';
  const isThing = label !== 'Employee' && (ofThings.test(words) || plainAddress.test(words));
  return !isThing && (unstoredWords.test(words) || plainAddress.test(words)) ? 'never' : 'whole';
}

/** `annualSalary`, `annual_salary` and `Annual salary (EUR)` are the same words. */
function wordsOf(name: string): string {
  const apart = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return foldText(apart)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The month and the day of a date, `MM-DD`; null for what is no date of a known form, which is then not stored at all. */
export function dayWithoutYear(value: string): string | null {
  const forms = [
    /^(?:\d{4}|-)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T.*)?$/u,
    /^(\d{1,2})-(\d{1,2})$/,
    /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?:\d{4})?$/,
  ];
  for (const form of forms) {
    const found = form.exec(value.trim());
    if (found === null) continue;
    const [month, day] = [found.groups?.month ?? found[1], found.groups?.day ?? found[2]].map(Number);
    if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > 31)
      return null;
    return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  return null;
}
