import { openTaskStatuses } from '../../../graph-schema/index.ts';
import type { Row } from '../../graph/graph-query.ts';
import type { QueryPlan } from '../planning/planner.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { nodeName } from './node-name.ts';
import { refOf, show } from './row-values.ts';

type PropertyShape = Extract<QueryPlan['shape'], { kind: 'property' }>;

/** One property of each, and whether it is as was expected. */
export function composeProperty(
  rows: readonly Row[],
  shape: PropertyShape,
  { wording }: RowOptions,
): Composed {
  const { property: name, expected, within } = shape;
  const label = name === 'sourceStatus' ? 'status' : name.replace(/^extra\./, '');
  const told = rows.map((row) => {
    const value = show(row.values[name], name, wording);
    const subject = nodeName(refOf(row));
    const known = wording.property[label] ?? label;
    if (value === '') return { row, text: wording.noValue(subject, known), known: false };
    const source = name === 'status' ? row.values.sourceStatus : null;
    const shown =
      typeof source === 'string' &&
      source.toLowerCase().replace(/[\s_-]/g, '') !== value.toLowerCase().replace(/[\s_-]/g, '')
        ? `${value} (${source})`
        : value;
    if (expected === undefined && within === undefined)
      return { row, text: wording.value(subject, known, shown), known: true };
    const stored = String(row.values[name]);
    const holds =
      within === undefined
        ? expected?.includes(stored) === true
        : (within.begin === null || stored >= within.begin) && stored < within.until;
    const statement = wording.value(subject, known, shown).replace(/[.。]$/, '');
    return { row, text: holds ? wording.yes(statement) : wording.noBut(statement), known: true };
  });
  const text = told.map((one) => one.text).join('\n');
  return {
    text,
    claims: told
      .filter((one) => one.known)
      .map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
    ...(told.some((one) => one.known) ? {} : { missing: label }),
  };
}

/** How long something has lasted or took. */
export function composeDuration(
  rows: readonly Row[],
  from: string,
  { wording, today }: RowOptions,
): Composed {
  const told = rows.map((row) => {
    const since = row.values[from];
    const days = row.values.days;
    const subject = nodeName(refOf(row));
    const { age, status } = row.values;
    // What is not done has taken no time yet, and has been open since.
    if (
      typeof since === 'string' &&
      typeof age === 'number' &&
      openTaskStatuses.some((one) => one === status)
    )
      return { row, text: wording.openFor(subject, age, since, today), known: true };
    if (typeof since !== 'string' || typeof days !== 'number') {
      return {
        row,
        text: wording.noValue(
          subject,
          wording.property[typeof since === 'string' ? 'completedAt' : from] ?? from,
        ),
        known: false,
      };
    }
    if (from !== 'startDate') return { row, text: wording.took(subject, days), known: true };
    const end = row.values.endDate;
    const hasLeft = typeof end === 'string' && end < today;
    const { years, months, rest } = calendarSpan(since, hasLeft ? end : today);
    if (hasLeft)
      return { row, text: wording.workedUntil(subject, years, months, rest, since, end), known: true };
    return { row, text: wording.duration(subject, years, months, rest, since, today), known: true };
  });
  return {
    text: told.map((one) => one.text).join('\n'),
    claims: told
      .filter((one) => one.known)
      .map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
    ...(told.some((one) => one.known) ? {} : { missing: from }),
  };
}

/** How far off a due date is, or how late what was due is or was. */
export function composeDeadline(rows: readonly Row[], { wording, today }: RowOptions): Composed {
  const told = rows.map((row) => {
    const { dueDate, completedAt, status, days, late } = row.values;
    const subject = nodeName(refOf(row));
    if (typeof dueDate !== 'string' || typeof days !== 'number') {
      const text = wording.noValue(subject, wording.property.dueDate ?? 'dueDate');
      return { row, text, known: false };
    }
    const text =
      status === 'cancelled'
        ? wording.dueNoMore(subject, dueDate)
        : status !== 'done'
          ? wording.dueIn(subject, -days, dueDate, today)
          : typeof completedAt === 'string' && typeof late === 'number'
            ? wording.doneLate(subject, late, dueDate, completedAt)
            : wording.noValue(subject, wording.property.completedAt ?? 'completedAt');
    return { row, text, known: true };
  });
  return {
    text: told.map((one) => one.text).join('\n'),
    claims: told
      .filter((one) => one.known)
      .map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
    ...(told.some((one) => one.known) ? {} : { missing: 'dueDate' }),
  };
}

/** Whether somebody is still with us, or has left. */
export function composeEmployment(
  rows: readonly Row[],
  asksIfLeft: boolean,
  { wording, today }: RowOptions,
): Composed {
  const told = rows.map((row) => {
    const subject = nodeName(refOf(row));
    const end = row.values.endDate;
    const hasLeft = typeof end === 'string' && end < today;
    const fact =
      typeof end === 'string'
        ? wording.ended(subject, end)
        : wording.employed(subject, show(row.values.company, 'company', wording));
    const text = (hasLeft === asksIfLeft ? wording.yes : wording.noBut)(fact.replace(/[.。]$/, ''));
    return { row, text };
  });
  return {
    text: told.map((one) => one.text).join('\n'),
    claims: told.map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
  };
}

/** Whole calendar years, months and days between two days. */
export function calendarSpan(from: string, to: string): { years: number; months: number; rest: number } {
  const [fromYear = 0, fromMonth = 1, fromDay = 1] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 1, toDay = 1] = to.split('-').map(Number);
  let months = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  if (toDay < fromDay) months--;
  const anchor = Date.UTC(fromYear, fromMonth - 1 + months, fromDay);
  const rest = Math.round((Date.UTC(toYear, toMonth - 1, toDay) - anchor) / 86_400_000);
  return { years: Math.trunc(months / 12), months: months % 12, rest };
}

/** What was asked of each, with what is not recorded. */
export function composeNamedFacts(
  rows: readonly Row[],
  facts: readonly string[],
  { wording }: RowOptions,
): Composed {
  const told = rows.map((row) => {
    const subject = nodeName(refOf(row));
    // What is not done cannot have been completed.
    const isUndone = row.values.status !== undefined && row.values.status !== 'done';
    const asked = facts.filter((name) => name !== 'completedAt' || !isUndone);
    const values = asked.map((name) => {
      const shown = show(row.values[name], name, wording);
      const known = wording.property[name] ?? name;
      return shown === '' ? wording.noValue(subject, known) : `${known}: ${shown}`;
    });
    return { row, text: [subject, ...values.map((value) => `- ${value}`)].join('\n') };
  });
  return {
    text: told.map((one) => one.text).join('\n'),
    claims: told.map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
  };
}

/** What is worth knowing of each. */
export function composeProfile(rows: readonly Row[], { wording }: RowOptions): Composed {
  const told = rows.map((row) => {
    const lines = Object.entries(row.values).flatMap(([name, value]) => {
      const shown = show(value, name, wording);
      if (name === 'key' || shown === '' || shown === '0') return [];
      return [`${wording.property[name] ?? name}: ${shown}`];
    });
    const key = String(row.values.key ?? '');
    const head =
      row.label === 'Employee' && key !== '' && key !== row.name
        ? `${row.name} (${key})`
        : nodeName(refOf(row));
    return { row, text: [head, ...lines.map((line) => `- ${line}`)].join('\n') };
  });
  return {
    text: told.map((one) => one.text).join('\n'),
    claims: told.map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
  };
}
