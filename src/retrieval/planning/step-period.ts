import { type CalendarUnit, periodOf } from './calendar-periods.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem, TimeItem } from './question-item.ts';

const steps: Readonly<Partial<Record<CueName, { readonly unit: CalendarUnit; readonly on: number }>>> = {
  'step.weekBack': { unit: 'week', on: -1 },
  'step.monthBack': { unit: 'month', on: -1 },
  'step.quarterBack': { unit: 'quarter', on: -1 },
  'step.yearBack': { unit: 'year', on: -1 },
};

/**
 * "What was finished last week?", "and the week before?": the week before the one that was spoken of.
 *
 * @returns null where the word is none of these, or where the time that was spoken of is no such week, month, …
 */
export function stepFrom(step: QuestionItem, from: TimeItem): TimeItem | null {
  const cue = step.kind === 'cue' ? [...step.cues].find((one) => steps[one] !== undefined) : undefined;
  const said = cue === undefined ? undefined : steps[cue];
  if (said === undefined || from.begin === null || from.until === null) return null;
  const begin = new Date(`${from.begin}T00:00:00Z`);
  const whole = periodOf(said.unit, begin, 0);
  if (dayOf(whole.from) !== from.begin || dayOf(whole.until) !== from.until) return null;
  const there = periodOf(said.unit, begin, said.on);
  return { ...from, begin: dayOf(there.from), until: dayOf(there.until) };
}

/** Whether it only says which week, month, … counted from one that was spoken of. */
export const isStep = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((one) => steps[one] !== undefined);

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
