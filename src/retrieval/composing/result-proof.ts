import type { QueryResult, RelatedValue, Value } from '../../graph/graph-query.ts';
import type { FoundResult } from '../planning/tools/evidence.ts';
import { figuresOf } from './figures.ts';

/** What the rows of a result bear out in a sentence about them. */
export interface ResultProof {
  /** Names, keys, days and instants, which a sentence has whole: the figures within them prove nothing else. */
  readonly names: readonly string[];
  /** Numbers of the rows, and the total. */
  readonly figures: ReadonlySet<string>;
  /** Other texts of the rows. */
  readonly cells: readonly string[];
  /** The query's own words, which say what the rows are. */
  readonly words: string;
}

const dayOrInstant = /^\d{4}-\d{2}-\d{2}/;

export function proofOf(found: FoundResult): ResultProof {
  const names: string[] = [];
  const cells: string[] = [];
  const numbers: number[] = [];
  const take = (value: Value | readonly RelatedValue[] | undefined, isName = false): void => {
    if (Array.isArray(value)) {
      for (const one of value as readonly (string | RelatedValue)[])
        if (typeof one === 'string') take(one, isName);
        else {
          names.push(one.name);
          take(one.value);
        }
    } else if (typeof value === 'number') numbers.push(value);
    else if (typeof value === 'string') {
      if (isName || dayOrInstant.test(value)) names.push(value, value.slice(0, 10));
      else cells.push(value);
    }
  };
  if (found.kind === 'cypher') {
    for (const row of found.rows.rows) for (const cell of row) take(cell);
    // A statement's cells are of no kind that is known: a text may be a key, whose figures prove nothing.
    names.push(...cells);
    return made(names, numbers, [], found.statement);
  }
  // Whatever it would have given, guessing at it must not be told apart.
  if (found.kind === 'withheld') return made([], [], [], '');
  takeRows(found.result, names, numbers, take);
  return made(names, numbers, cells, JSON.stringify(found.plan.query));
}

function takeRows(
  result: QueryResult,
  names: string[],
  numbers: number[],
  take: (value: Value | readonly RelatedValue[] | undefined, isName?: boolean) => void,
): void {
  if ('total' in result) numbers.push(result.total);
  switch (result.kind) {
    case 'list':
      for (const { name, values } of result.rows) {
        names.push(name);
        for (const [property, value] of Object.entries(values))
          take(value, property === 'key' || property === 'title');
      }
      break;
    case 'groups':
      for (const { keys, measures } of result.rows) {
        for (const { value, node } of keys) take(node?.name ?? value, true);
        for (const value of Object.values(measures)) take(value);
      }
      break;
    case 'paths':
      for (const { nodes } of result.paths) names.push(...nodes.map(({ name }) => name));
      break;
    default:
  }
}

function made(names: string[], numbers: readonly number[], cells: string[], words: string): ResultProof {
  const figures = figuresOf([...numbers.map(String), ...cells].join('\n'));
  return { names: [...new Set(names)].filter((name) => name !== ''), figures, cells, words };
}

/** A sentence without the names that stand in the rows, the longest first, so that none is cut by another. */
export function withoutNames(sentence: string, proofs: readonly ResultProof[]): string {
  const names = proofs
    .flatMap((proof) => proof.names)
    .filter((name) => /\p{L}/u.test(name) || dayOrInstant.test(name));
  let rest = sentence;
  for (const name of names.sort((one, other) => other.length - one.length))
    for (let at = wholeAt(rest, name, 0); at >= 0; at = wholeAt(rest, name, at))
      rest = `${rest.slice(0, at)} ${rest.slice(at + name.length)}`;
  return rest;
}

/** Where a name stands by itself: "12" is none in "2012". */
function wholeAt(text: string, name: string, from: number): number {
  const lower = text.toLowerCase();
  const wanted = name.toLowerCase();
  const isWord = (one: string): boolean => /[\p{L}\p{N}]/u.test(one) && !/\p{Script=Han}/u.test(one);
  for (let at = lower.indexOf(wanted, from); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const before = isWord(lower.charAt(at - 1)) && isWord(wanted.charAt(0));
    const after = isWord(lower.charAt(at + wanted.length)) && isWord(wanted.at(-1) ?? '');
    if (!before && !after) return at;
  }
  return -1;
}
