import { countOf, countPattern, lastUnits } from './calendar-periods.ts';
import { readers } from './period-readers.ts';

/** A stretch of days named in a question: from the first day to the day after the last, either may be open. */
export interface TimeExpression {
  /** Place in the text, in characters. */
  readonly start: number;
  readonly end: number;
  readonly from: string | null;
  readonly until: string | null;
}

const iso = (date: Date): string => date.toISOString().slice(0, 10);

const leading: readonly (readonly [RegExp, 'after' | 'since' | 'before' | 'until' | 'in'])[] = [
  [/\b(?:after|later than|newer than)\s+(?:the\s+)?$/i, 'after'],
  [/\b(?:since|starting|from|as of)\s+(?:the\s+)?$/i, 'since'],
  [/\b(?:before|earlier than|older than|prior to)\s+(?:the\s+)?$/i, 'before'],
  [/\b(?:until|till|up to|by|through)\s+(?:the\s+)?(?:end of\s+)?$/i, 'until'],
  [/\b(?:in the course of|over the course of)\s+(?:the\s+)?$/i, 'in'],
  [/\b(?:in|on|during|of|from|for|within|at|throughout)\s+(?:the\s+)?$/i, 'in'],
  [/(?:自从?|从)\s*$/, 'since'],
];

const trailing: readonly (readonly [RegExp, 'after' | 'since' | 'before' | 'until'])[] = [
  [/^\s*(?:or later|or after|onwards?|and later|and after|以来|起|开始|至今)/i, 'since'],
  [/^\s*(?:or earlier|and earlier|or before)/i, 'until'],
  [/^\s*(?:之后|以后|后)/, 'after'],
  [/^\s*(?:之前|以前|前)/, 'before'],
  [/^\s*(?:为止|截止)/, 'until'],
];

const length = `${countPattern}\\s*(days?|weeks?|months?|years?)`;
const chineseLength = `\\s*${countPattern}\\s*(天|周|个星期|个月|年)`;
const behind =
  '(?:of (?:service|tenure|experience)|in the company|at the company|with us|overdue|late|behind schedule)';

/**
 * Ages: begun longer ago than so much (`before`), or more lately (`since`). "More than 30 days" alone is a length, not an age.
 */
const ages: readonly (readonly [RegExp, 'before' | 'since'])[] = [
  [new RegExp(`\\bolder than\\s+${length}\\b`, 'gi'), 'before'],
  [new RegExp(`\\b(?:more than|over|at least)\\s+${length}\\s+(?:ago|old)\\b`, 'gi'), 'before'],
  [new RegExp(`\\bfor\\s+(?:more than|over|at least|longer than)\\s+${length}\\b`, 'gi'), 'before'],
  [new RegExp(`\\b(?:by|for)?\\s*(?:more than|over|at least)\\s+${length}(?=\\s+${behind})`, 'gi'), 'before'],
  [
    new RegExp(`(?<=\\b(?:overdue|late)\\s+)by\\s+(?:more than|over|at least)\\s+${length}\\b`, 'gi'),
    'before',
  ],
  [new RegExp(`\\b(?:younger|newer) than\\s+${length}\\b`, 'gi'), 'since'],
  [new RegExp(`\\bfor\\s+(?:less than|under|fewer than|at most)\\s+${length}\\b`, 'gi'), 'since'],
  [new RegExp(`\\b(?:less than|under|fewer than)\\s+${length}\\s+(?:ago|old)\\b`, 'gi'), 'since'],
  [new RegExp(`\\b(?:less than|under|fewer than)\\s+${length}(?=\\s+${behind})`, 'gi'), 'since'],
  [new RegExp(`(?:超过|多于|大于|满)了?${chineseLength}(?:以上)?`, 'g'), 'before'],
  [new RegExp(`(?:不到|不足|少于|不满)${chineseLength}`, 'g'), 'since'],
];

/** Finds the dates and periods that a question names; `today` is `YYYY-MM-DD`. */
export function findTimeExpressions(text: string, today: string): TimeExpression[] {
  const now = new Date(`${today}T00:00:00Z`);
  const found: TimeExpression[] = [];
  for (const [pattern, how] of ages) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const end = match.index + match[0].length;
      if (found.some((one) => one.start < end && start < one.end)) continue;
      const day = iso(lastUnits(countOf(match[1] ?? ''), match[2] ?? 'days', now).from);
      found.push({
        start,
        end,
        ...(how === 'before' ? { from: null, until: day } : { from: day, until: null }),
      });
    }
  }
  const ahead = /\b(?:due|deadline)\b|到期|截止/i.test(text);
  let at = 0;
  while (at < text.length) {
    const covered = found.find((one) => at >= one.start && at < one.end);
    if (covered !== undefined) {
      at = covered.end;
      continue;
    }
    const startsWord =
      at === 0 || !/[\p{L}\p{N}.-]/u.test(text[at - 1] ?? '') || /\p{Script=Han}/u.test(text[at - 1] ?? '');
    const hit = startsWord ? readAt(text, at, now, ahead) : null;
    if (hit === null) {
      at++;
      continue;
    }
    found.push(hit);
    at = hit.end;
  }
  return joinBetween(
    text,
    found.sort((one, other) => one.start - other.start),
  );
}

/** @param ahead whether dates are those of something due. */
function readAt(text: string, at: number, now: Date, ahead: boolean): TimeExpression | null {
  for (const [pattern, read] of readers) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const period = match === null ? null : read(match.slice(1), now, ahead);
    if (match === null || period === null) continue;
    let start = at;
    let end = at + match[0].length;
    let how: 'after' | 'since' | 'before' | 'until' | 'in' = 'in';
    const before = text.slice(0, start);
    const lead = leading.find(([words]) => words.test(before));
    if (lead !== undefined) {
      how = lead[1];
      start = before.search(lead[0]);
    }
    const trail = trailing.find(([words]) => words.test(text.slice(end)));
    if (trail !== undefined) {
      how = trail[1];
      end += trail[0].exec(text.slice(end))?.[0].length ?? 0;
    }
    // "from 2021" names the year itself, "from March 2025 on" a beginning.
    if (
      how === 'since' &&
      /\bfrom\s+(?:the\s+)?$/i.test(before) &&
      !/^\s*(?:on|onwards?)\b/i.test(text.slice(end))
    )
      how = 'in';
    const from = iso(period.from);
    const until = iso(period.until);
    if (how === 'after') return { start, end, from: until, until: null };
    if (how === 'since') return { start, end, from, until: null };
    if (how === 'before') return { start, end, from: null, until: from };
    if (how === 'until') return { start, end, from: null, until };
    return { start, end, from, until };
  }
  return null;
}

/** "between A and B", "from A to B", "A 到 B" are one stretch. */
function joinBetween(text: string, found: readonly TimeExpression[]): TimeExpression[] {
  const joined: TimeExpression[] = [];
  for (let index = 0; index < found.length; index++) {
    const one = found[index];
    const next = found[index + 1];
    if (one === undefined) continue;
    const before = /(?:\bbetween\s+|\bfrom\s+)$/i.exec(text.slice(0, one.start));
    const lead = before !== null || /^(?:between|from)\b/i.test(text.slice(one.start, one.end));
    if (
      next !== undefined &&
      /^\s*(?:and|to|through|until|-|–|到|至)\s*$/i.test(text.slice(one.end, next.start)) &&
      (lead || /[-–到至]|to/.test(text.slice(one.end, next.start)))
    ) {
      joined.push({
        start: before?.index ?? one.start,
        end: next.end,
        from: one.from,
        until: next.until,
      });
      index++;
      continue;
    }
    joined.push(one);
  }
  return joined;
}
