import type { CompileContext } from './compile-context.ts';

/** First character beyond 16 bits, and first one that stands behind the surrogates, which such characters are made of. */
const firstBeyond = '\u{10000}';
const firstBehind = '\ue000';

/** Surrogates, and what stands behind them. */
const isSpecial = /[\ud800-\uffff]/;

/**
 * Compares a stored text with a given one by code points. Neo4j sorts by them, and compares stored texts with each other
 * by them, but compares with a parameter by UTF-16 units, in which characters beyond 16 bits come before those from U+E000
 * on. Where the given text has a character of either sort, the texts that differ from it just there are put right.
 *
 * @param stored expression; null compares as null.
 * @param parameter expression of the given text.
 */
export function compareWithText(
  context: CompileContext,
  stored: string,
  op: 'lt' | 'lte' | 'gt' | 'gte',
  given: string,
  parameter: string,
): string {
  const isLess = op === 'lt' || op === 'lte';
  if (!isSpecial.test(given))
    return `${stored} ${isLess ? '<' : '>'}${op.endsWith('e') ? '=' : ''} ${parameter}`;
  // An index would answer by code points after all: what hides the property from it keeps to one way of comparing.
  const text = `toString(${stored})`;
  const plain = `${text} ${isLess ? '<' : '>'} ${parameter}`;
  const { early, late } = misplaced(context, text, given);
  // What sorts too early comes out as less and is not; what sorts too late the other way round.
  const [wrong, lacking] = isLess ? [early, late] : [late, early];
  const kept = wrong.length === 0 ? plain : `${plain} AND NOT (${wrong.join(' OR ')})`;
  const equal = op === 'lte' || op === 'gte' ? [`${text} = ${parameter}`] : [];
  return `(${[kept, ...lacking, ...equal].join(' OR ')})`;
}

/** Conditions on stored texts that agree with the given one up to such a character, and there have one of the other sort. */
function misplaced(
  context: CompileContext,
  stored: string,
  given: string,
): { readonly early: readonly string[]; readonly late: readonly string[] } {
  const early: string[] = [];
  const late: string[] = [];
  let before = '';
  for (const character of given) {
    const code = character.codePointAt(0) ?? 0;
    const agrees = (): string => `${stored} STARTS WITH ${context.value(before)}`;
    const behind = (): string => context.value(`${before}${firstBehind}`);
    if (code > 0xffff) late.push(`(${agrees()} AND ${stored} >= ${behind()})`);
    else if (code >= 0xe000)
      early.push(
        `(${agrees()} AND ${stored} >= ${context.value(`${before}${firstBeyond}`)} AND ${stored} < ${behind()})`,
      );
    before += character;
  }
  return { early, late };
}
