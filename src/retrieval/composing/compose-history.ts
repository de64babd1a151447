import type { FindQuery, Row } from '../../graph/graph-query.ts';
import type { HistoryShape } from '../planning/planner.ts';
import type { AnswerContext } from './answer-context.ts';
import { composeBeside } from './compose-beside.ts';
import { calendarSpan } from './compose-facts.ts';
import type { Composed } from './compose-rows.ts';
import { describeQuery } from './describe-query.ts';
import { nodeName } from './node-name.ts';
import { type Held, knownFrom, mayOverlap, ofAllTimes, readHeld, surelyOverlaps } from './read-history.ts';
import { refOf } from './row-values.ts';
import {
  claimsOf,
  type HistoryPlan,
  nameOf,
  periods,
  periodsTable,
  spelled,
  type Telling,
} from './telling.ts';

/** More than these are not spelled out where the answer is that it is not known. */
const fewNamed = 3;

/**
 * Tells who or what it was, with the days of change. What is only known to have been so when a source was first read may
 * have begun later than the days that are asked about: that is said, and never told as a fact.
 */
export async function composeHistory(
  plan: HistoryPlan,
  rows: readonly Row[],
  context: AnswerContext,
): Promise<Composed> {
  const { shape, query, named } = plan;
  const { wording } = context;
  const sources = await context.graph.sources();
  const telling: Telling = {
    plan,
    context,
    sources,
    when: shape.asked === null ? '' : wording.history.asked(shape.asked),
    phrase: (total) => describeQuery(presentOf(query, shape), named, wording, total),
  };
  const held = readHeld(rows, sources).filter(
    (one) => mayOverlap(one, shape.asked) && (shape.isFormer !== true || one.to !== null),
  );
  if (shape.how === 'before' || shape.how === 'after') return composeBeside(held, telling);
  if (held.length === 0) return await nothingThen(telling);
  if (shape.how === 'since') {
    const isOne = new Set(held.map(({ row }) => row.id)).size === 1;
    return isOne ? since(held, telling) : listed(held, [], telling);
  }
  const sure = held.filter((one) => surelyOverlaps(one, shape.asked));
  const unsure = held.filter((one) => !sure.includes(one));
  if (shape.how === 'exists') return await existed(sure, unsure, telling);
  if (sure.length === 0) return doNotKnow(unsure, telling);
  return listed(sure, unsure, telling);
}

function listed(sure: readonly Held[], unsure: readonly Held[], telling: Telling): Composed {
  const { plan, when, phrase, context } = telling;
  const { history } = context.wording;
  const ids = new Set(sure.map((one) => one.row.id));
  const doubtful = [...new Set(unsure.map((one) => one.row.id))].filter((id) => !ids.has(id));
  const note = unsureNote(
    unsure.filter((one) => doubtful.includes(one.row.id)),
    telling,
  );
  const partly = plan.shape.told === 'related' || plan.query.find !== 'Task' ? partlyNote(sure, telling) : '';
  const notes = [note, partly].filter((one) => one !== '').join(' ');
  const cited = claimsOf(sure, telling);
  if (plan.shape.how === 'count') {
    const text =
      note === ''
        ? history.count(ids.size, phrase(ids.size), when)
        : history.atLeast(ids.size, phrase(ids.size), when);
    return {
      text: notes === '' ? text : `${text} ${notes}`,
      claims: [{ text, citations: cited.flatMap((one) => one.citations) }],
      total: ids.size,
    };
  }
  const total = plan.shape.told === 'related' ? sure.length : ids.size;
  const subject = sure[0] === undefined ? '' : nodeName(refOf(sure[0].row));
  const intro =
    plan.shape.told === 'related'
      ? history.titles(subject, when)
      : plan.shape.isFormer === true
        ? history.former(total, phrase(total))
        : history.list(total, phrase(total), when);
  const shown = cited.slice(0, context.listLimit);
  const rest = cited.length - shown.length;
  const more = rest > 0 ? `\n${context.wording.more(rest, cited.length)}` : '';
  const text = `${intro}\n${shown.map((one) => `- ${one.text}`).join('\n')}${more}`;
  const table = periodsTable(sure, telling);
  return {
    text: notes === '' ? text : `${text}\n${notes}`,
    claims: shown,
    rows: { ...table, rows: table.rows.slice(0, context.listLimit) },
    total,
  };
}

function unsureNote(unsure: readonly Held[], telling: Telling): string {
  const since = knownFrom(unsure);
  if (unsure.length === 0 || since === null) return '';
  const { wording } = telling.context;
  const names = [...new Set(unsure.map((one) => nameOf(one, telling)))].join(wording.comma);
  return wording.history.unsure(names, telling.phrase(), since);
}

/** Where the days asked about begin before anything is known. */
function partlyNote(sure: readonly Held[], { plan, context, sources }: Telling): string {
  const { asked } = plan.shape;
  const since = knownFrom(sure);
  if (asked?.from === undefined || since === null || since <= asked.from) return '';
  // Where a source was read by then, a change would have been seen.
  if (sources.some((one) => one.knownSince !== null && one.knownSince <= (asked.from ?? ''))) return '';
  return context.wording.history.partly(since);
}

function doNotKnow(unsure: readonly Held[], telling: Telling): Composed {
  const { history } = telling.context.wording;
  const names = unsure.length > fewNamed ? '' : spelled(unsure, telling);
  const text = history.unknown(telling.when, knownFrom(unsure), names);
  return { text, claims: [], unknown: true };
}

/** Nothing at the time: because nothing is known of that time, or because it was otherwise. */
async function nothingThen(telling: Telling): Promise<Composed> {
  const { plan, context, when, phrase } = telling;
  const { history } = context.wording;
  const { asked } = plan.shape;
  if (plan.shape.how === 'exists' || plan.shape.how === 'since') {
    const others = await othersOf(telling);
    const then = others.filter((one) => surelyOverlaps(one, asked));
    if (asked === null && plan.shape.how === 'since')
      return { text: history.neverSince(phrase()), claims: [], unknown: true };
    if (asked === null) {
      const text = history.never(phrase(), knownFrom(others));
      return { text, claims: [{ text, citations: [] }] };
    }
    // What somebody was at the beginning of the time is known, and no more than that.
    const isKnown = then.some((one) => (one.knownFrom ?? '~') <= (asked.from ?? ''));
    if (!isKnown) return doNotKnow(others, { ...telling, plan: otherEnd(plan) });
    const text = history.noOther(phrase(), spelled(then, { ...telling, plan: otherEnd(plan) }));
    return { text, claims: claimsOf(then, telling) };
  }
  if (plan.shape.isFormer === true) {
    const text = history.noFormer(phrase());
    return { text, claims: [{ text, citations: [] }], total: 0 };
  }
  const all = await allOf(telling, plan.query);
  const first = knownFrom(all);
  if (all.length === 0) {
    const text = history.neverAny(phrase());
    return { text, claims: [{ text, citations: [] }], total: 0 };
  }
  if (asked?.to !== undefined && (first === null || asked.to <= first))
    return doNotKnow(all.slice(0, 1), telling);
  const text = history.nobody(phrase(), when, spelled(all, telling));
  return { text, claims: claimsOf(all, telling), total: 0 };
}

async function existed(sure: readonly Held[], unsure: readonly Held[], telling: Telling): Promise<Composed> {
  if (sure.length === 0) return doNotKnow(unsure, telling);
  const text = telling.context.wording.history.yes(telling.phrase(), periods(sure, telling));
  return { text, claims: [{ text, citations: claimsOf(sure, telling).flatMap((one) => one.citations) }] };
}

function since(held: readonly Held[], telling: Telling): Composed {
  const { context } = telling;
  const { history } = context.wording;
  const statement = telling.phrase();
  const last = held.at(-1);
  if (last !== undefined && held.length === 1 && last.from === null && last.to === null)
    return {
      text: history.sinceUnknown(statement, last.knownFrom ?? context.today),
      claims: [],
      unknown: true,
    };
  const lasting = last?.to === null && last.from !== null ? length(last.from, context) : '';
  const text = history.since(statement, `${periods(held, telling)}${lasting}`);
  return { text, claims: [{ text, citations: claimsOf(held, telling).flatMap((one) => one.citations) }] };
}

function length(from: string, { today, wording }: AnswerContext): string {
  const { years, months, rest } = calendarSpan(from, today);
  return ` (${wording.timeSpan(years, months, rest)})`;
}

/** The query as a question of today would make it, to be said in words. */
function presentOf(query: FindQuery, { isFormer }: HistoryShape): FindQuery {
  if (isFormer !== true || query.where === undefined || !('all' in query.where)) return query;
  return { ...query, where: { all: query.where.all.filter((part) => !('not' in part)) } };
}

async function allOf({ context, sources }: Telling, query: FindQuery): Promise<Held[]> {
  const result = await context.graph.query(ofAllTimes(query), context.viewer, context.today);
  return result.kind === 'list' ? readHeld(result.rows, sources) : [];
}

/** What else the subject was related to in the same way, at any time. */
async function othersOf(telling: Telling): Promise<Held[]> {
  const { query } = telling.plan;
  const { where, return: returned } = query;
  if (where === undefined || !('all' in where) || returned.kind !== 'list') return [];
  const own = where.all.filter((part) => 'property' in part);
  const fields = (returned.fields ?? []).map((field) => {
    if (!('related' in field)) return field;
    const { where: _, ...anyOther } = field;
    return anyOther;
  });
  return await allOf(telling, { ...query, where: { all: own }, return: { ...returned, fields } });
}

const otherEnd = (plan: HistoryPlan): HistoryPlan => ({ ...plan, shape: { ...plan.shape, told: 'related' } });
