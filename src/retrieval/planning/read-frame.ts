import type { NodeLabel, TaskStatus } from '../../../graph-schema/index.ts';
import { has, statuses } from './frame-words.ts';
import type {
  CueItem,
  EntityItem,
  NumberItem,
  QuestionItem,
  TimeItem,
  ValueItem,
  WordsItem,
} from './question-item.ts';
import { readAsk } from './read-ask.ts';
import { readVariables } from './read-variables.ts';

/** What a question is made of, before its parts are connected. */
export interface Frame {
  readonly ask: Ask;
  /** Kinds of node that the question speaks of without naming one; the target first. */
  readonly variables: readonly Variable[];
  readonly entities: readonly Placed<EntityItem>[];
  readonly values: readonly Placed<ValueItem>[];
  readonly times: readonly Placed<TimeItem>[];
  readonly numbers: readonly Placed<NumberItem>[];
  /** Subjects: words that titles are searched for. */
  readonly topics: readonly Placed<WordsItem>[];
  readonly statuses: readonly StatusMention[];
  /** Every cue word with its place; connections take theirs from here. */
  readonly cues: readonly Placed<CueItem>[];
}

export interface Placed<Item> {
  readonly at: number;
  readonly item: Item;
}

export interface Variable {
  readonly label: NodeLabel;
  /** Index of the item that speaks of it. */
  readonly at: number;
  readonly target: boolean;
}

export interface StatusMention {
  readonly at: number;
  readonly status: TaskStatus | 'open' | 'overdue' | 'unassigned';
  readonly negated: boolean;
  /** The tracker's own words for just this state, where that is what was said: rejected, withdrawn. */
  readonly own?: readonly string[];
}

export type Ask =
  | 'list'
  | 'count'
  | 'exists'
  | 'share'
  | 'every'
  | 'most'
  | 'fewest'
  | 'groups'
  | 'average'
  | 'oldest'
  | 'newest'
  | 'related'
  | 'howLong'
  | 'when'
  | 'where'
  | 'profile';

/** Reads what is asked, of which kinds of node, and which names, states and times are in the question. */
export function readFrame(items: readonly QuestionItem[]): Frame {
  const placed = items.map((item, at) => ({ item, at }));
  const of = <Kind extends QuestionItem['kind']>(kind: Kind) =>
    placed.filter((one): one is Placed<Extract<QuestionItem, { kind: Kind }>> => one.item.kind === kind);
  const entities = of('entity');
  const cues = of('cue');
  const { variables, asksPerson } = readVariables(items, cues, entities);
  const found = cues.flatMap(({ item, at }) => {
    const hit = statuses.find(([cue]) => item.cues.has(cue));
    if (hit === undefined) return [];
    const own = item.values?.find((one) => one.property === 'sourceStatus')?.values;
    return [{ at, status: hit[1], negated: negatedAt(items, at), ...(own === undefined ? {} : { own }) }];
  });
  return {
    ask: readAsk(cues, entities, variables, asksPerson),
    variables,
    entities,
    values: of('value'),
    times: of('time'),
    numbers: of('number'),
    topics: of('words'),
    statuses: found,
    cues,
  };
}

function negatedAt(items: readonly QuestionItem[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 3); before--) {
    const item = items[before];
    if (item?.kind !== 'cue') return false;
    if (item.cues.has('logic.not')) return !item.cues.has('logic.none') || !isAttribute(items, at);
    if (!item.cues.has('light')) return false;
  }
  return false;
}

/** 没有逾期的任务: the state belongs to the tasks, and it is them that are denied. */
function isAttribute(items: readonly QuestionItem[], at: number): boolean {
  return [items[at + 1], items[at + 2]].some((item) => has(item, 'noun.task'));
}
