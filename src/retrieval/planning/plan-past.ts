import { type NodeLabel, relationships } from '../../../graph-schema/index.ts';
import type { Condition, DaySpan, FindQuery, RelatedCondition, Step } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { Built, HistoryShape } from './planner.ts';
import type { CueItem, EntityItem, QuestionItem, TimeItem } from './question-item.ts';
import { says } from './says.ts';
import { allOf } from './senses.ts';

/** What a question says of time, and the question without it. */
interface Tense {
  readonly rest: readonly QuestionItem[];
  readonly time: TimeItem | null;
  readonly how: 'during' | 'former' | 'ever' | 'before' | 'after' | 'since';
  /** Before or after whom. */
  readonly pivot?: EntityItem;
}

/** Relationships that "has been" and "has had" are said of; tasks have been assigned and still are. */
const lasting: ReadonlySet<Step['type']> = new Set(['REPORTS_TO', 'LEADS', 'MEMBER_OF', 'HELD']);

/** Words that place a question in time, each read by `readTenses`. */
const tenseCues: readonly CueName[] = ['time.former', 'time.ever', 'time.begin', 'time.end'];

/**
 * Facts of the past: "who led Platform last year?", "who used to lead it?", "since when has Ana reported to Ben?". What is
 * said of time is set aside, the rest is understood as of the present, and the query that comes of it is then asked of the
 * past. Only what has a period can be: a place or a state is known as it is today.
 *
 * @param present understands a question that says nothing of time, in each way that there is.
 */
export function planPast(
  items: readonly QuestionItem[],
  today: string,
  present: (items: readonly QuestionItem[]) => Iterable<NonNullable<Built>>,
): Built {
  for (const tense of readTenses(items)) {
    if (tense.time !== null && (tense.time.begin ?? tense.time.until ?? '') > today) continue;
    for (const built of present(tense.rest)) {
      const fact = readFact(built);
      if (fact !== null && isSaid(fact.related.related, tense, items)) return askPast(built, fact, tense);
    }
  }
  return null;
}

/** Whether a question must be asked of the past first: of the present it would be understood, and answered wrongly. */
export function speaksOfPast(items: readonly QuestionItem[]): boolean {
  return items.some(
    (item, at) =>
      has(item, 'time.former', 'time.ever') ||
      pivotAt(items, at, 'time.before') !== null ||
      pivotAt(items, at, 'time.after') !== null,
  );
}

/** Every way in which a question may speak of time: Ben以前 is "before Ben" as well as "Ben, formerly". */
function readTenses(items: readonly QuestionItem[]): Tense[] {
  const times = items.filter((item): item is TimeItem => item.kind === 'time');
  const [time = null, another] = times;
  if (another !== undefined) return [];
  const asksWhen = items.filter((item) => has(item, 'ask.when', 'ask.howLong'));
  const marks = items.filter((item) => has(item, ...tenseCues) && !saysRelation(item));
  const rest = without(items, [...times, ...marks, ...asksWhen]);
  if (time !== null) return asksWhen.length > 0 ? [] : [{ rest, time, how: 'during' }];
  const tenses = (['before', 'after'] as const).flatMap((how): Tense[] => {
    const at = items.findIndex((_, place) => pivotAt(items, place, `time.${how}`) !== null);
    const pivot = at < 0 ? null : pivotAt(items, at, `time.${how}`);
    return pivot === null ? [] : [{ rest: without(items, [items[at], pivot]), time, how, pivot }];
  });
  if (asksWhen.length > 0) return [...tenses, { rest: [whether, ...withoutFrame(rest)], time, how: 'since' }];
  if (items.some((item) => has(item, 'time.former'))) return [...tenses, { rest, time, how: 'former' }];
  if (items.some((item) => has(item, 'time.ever'))) return [...tenses, { rest, time, how: 'ever' }];
  return tenses;
}

/** 是什么时候……的: a frame about what is asked, which says nothing itself. */
function withoutFrame(items: readonly QuestionItem[]): readonly QuestionItem[] {
  if (!says(items.at(-1), 'frameEnds')) return items;
  return items.slice(0, -1).filter((item) => !says(item, 'frameOpens'));
}

/** Opens a question of whether something is so: since when it is so follows from the periods. */
const whether: QuestionItem = {
  kind: 'cue',
  from: 0,
  to: 0,
  raw: '',
  afterStop: false,
  cues: new Set<CueName>(['ask.yesNo']),
};

/** 领导过: a word that says what was and that it was. */
const saysRelation = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('rel.') || cue.startsWith('role.'));

/** The person beside a word such as "before": behind it in English, in front of it in Chinese. */
function pivotAt(items: readonly QuestionItem[], at: number, cue: CueName): EntityItem | null {
  const item = items[at];
  if (!has(item, cue)) return null;
  const near = items[/\p{Script=Han}/u.test(item?.raw ?? '') ? at - 1 : at + 1];
  return near?.kind === 'entity' && near.label === 'Employee' && near.possessive !== true ? near : null;
}

/** The question without some of its words. "Has Ana reported …" then asks as "does Ana report …" does. */
function without(
  items: readonly QuestionItem[],
  left: readonly (QuestionItem | undefined)[],
): QuestionItem[] {
  const [first, ...rest] = items.filter((item) => !left.includes(item));
  if (first === undefined) return [];
  const isAuxiliary = has(first, 'ask.yesNo') && rest[0]?.kind === 'entity';
  return [isAuxiliary ? { ...first, raw: '', says: new Set() } : first, ...rest];
}

/** The one relation with a period that a query is about. */
interface Fact {
  readonly related: RelatedCondition;
  /** The other conditions: what the rows are called. */
  readonly others: readonly Condition[];
  /** Whether what is asked for stands at the other end of the relation, as titles do. */
  readonly told: HistoryShape['told'];
}

function readFact(built: NonNullable<Built>): Fact | null {
  if (!('find' in built.query)) return null;
  const { find, where } = built.query;
  const returned = built.query.return.kind;
  if (returned !== 'list' && returned !== 'count' && returned !== 'exists') return null;
  const parts = (where === undefined ? [] : 'all' in where ? where.all : [where]).map((part) =>
    find === 'Employee' ? asHeld(part) : part,
  );
  if (built.shape.kind === 'property') {
    if (built.shape.property !== 'title' || find !== 'Employee') return null;
    return parts.every(isName) ? { related: { related: held }, others: parts, told: 'related' } : null;
  }
  const facts = parts.filter((part): part is RelatedCondition => isFact(part));
  const others = parts.filter((part) => !isFact(part));
  const [related, second] = facts;
  if (related === undefined || second !== undefined || !others.every(isName)) return null;
  return { related, others, told: 'row' };
}

const held: Step = { type: 'HELD', direction: 'out', label: 'Position' };

/** The title that somebody has is known as of today; the titles that were held have periods. */
function asHeld(part: Condition): Condition {
  return 'property' in part && part.property === 'title' && (part.op === 'eq' || part.op === 'in')
    ? { related: held, where: part }
    : part;
}

function isFact(part: Condition): part is RelatedCondition {
  return (
    'related' in part &&
    relationships[part.related.type].temporal &&
    part.related.transitive !== true &&
    part.count === undefined &&
    (part.quantifier ?? 'any') === 'any' &&
    (part.where === undefined || isName(part.where))
  );
}

/** Conditions that hold on any day. */
function isName(part: Condition): boolean {
  if ('all' in part) return part.all.every(isName);
  if ('any' in part) return part.any.every(isName);
  return 'property' in part && ['id', 'key', 'name', 'title'].includes(part.property);
}

/** Whether the relation is one that the words of time go with. */
function isSaid(step: Step, { how }: Tense, items: readonly QuestionItem[]): boolean {
  if (step.type === 'ASSIGNED_TO')
    return (
      how !== 'ever' &&
      items.some((item) => has(item, 'rel.assigned', 'role.assignee') && !(item as CueItem).cues.has('light'))
    );
  return how === 'during' || lasting.has(step.type);
}

function askPast(built: NonNullable<Built>, { related, others, told }: Fact, tense: Tense): Built {
  if (!('find' in built.query)) return null;
  const { find } = built.query;
  const { how, time, pivot } = tense;
  const whole: RelatedCondition = { ...related, related: { ...related.related, ever: true } };
  // Somebody has a title now as well: of several titles, those that are over are told.
  const isOver = how === 'former' && told === 'row';
  const conditions: Condition[] = how === 'during' ? [related] : isOver ? [whole, { not: related }] : [whole];
  const day = spanOf(time);
  const kind = built.query.return.kind;
  const shape: HistoryShape = {
    kind: 'history',
    how: how === 'during' || how === 'former' || how === 'ever' ? asked(kind) : how,
    told,
    type: related.related.type,
    asked: day,
    ...(pivot === undefined ? {} : { pivot: pivot.candidates.map((one) => one.id) }),
    ...(how === 'former' ? { isFormer: true } : {}),
  };
  const where = allOf([...others, ...conditions]);
  const query: FindQuery = {
    find,
    ...(where === undefined ? {} : { where }),
    ...(day === null ? {} : { during: day }),
    return: {
      kind: 'list',
      fields: [
        { property: 'key' },
        ...(find === 'Employee' ? [{ property: 'startDate' }] : []),
        {
          related: whole.related,
          ...(related.where === undefined ? {} : { where: related.where }),
          property: nameOf(related.related.label),
          as: 'periods',
          periods: true,
        },
      ],
      orderBy: [{ by: find === 'Task' ? 'key' : nameOf(find) }],
      limit: 1_000,
    },
  };
  return { kind: 'query', query, shape };
}

const asked = (kind: string): 'list' | 'count' | 'exists' =>
  kind === 'count' || kind === 'exists' ? kind : 'list';

const nameOf = (label: NodeLabel): string =>
  label === 'Task' || label === 'Position' || label === 'Article' ? 'title' : 'name';

/** @returns null where no time is said. */
function spanOf(time: TimeItem | null): DaySpan | null {
  if (time === null) return null;
  return {
    ...(time.begin === null ? {} : { from: time.begin }),
    ...(time.until === null ? {} : { to: time.until }),
  };
}
