import type { Answer } from '../retrieval/answer.ts';
import type { Expectation, Wanted } from './expectation.ts';
import { findTaskKeys } from './find-task-keys.ts';
import { matchWanted } from './match-wanted.ts';

/** How an answer did: `declined` is an answer that was wanted and not given, which is honest, instead of given wrongly. */
export type Outcome = 'right' | 'declined' | 'wrong';

/** Sources among which a page must be: as many as are named under an answer. */
export const sourcesLookedAt = 5;

/** What an answer lacks or has too much of, a short phrase each; none where it is right. */
export function checkAnswer(answer: Answer, wanted: Expectation): string[] {
  return [
    ...checkManner(answer, wanted),
    ...checkFigures(answer, wanted),
    ...checkPeople(answer, wanted),
    ...checkTasks(answer, wanted),
    ...checkWords(answer, wanted),
    ...checkPages(answer, wanted),
  ];
}

/** @param mistakes as `checkAnswer` found them. */
export function outcomeOf(answer: Answer, wanted: Expectation, mistakes: readonly string[]): Outcome {
  if (mistakes.length === 0) return 'right';
  return wanted.abstain !== true && answer.abstained !== undefined ? 'declined' : 'wrong';
}

function checkFigures(answer: Answer, wanted: Expectation): string[] {
  const found: string[] = [];
  if (wanted.number !== undefined && !wanted.number.some((number) => saysNumber(answer.text, number)))
    found.push(`lacks the number ${wanted.number.join(' or ')}`);
  if (wanted.pairs === undefined) return found;
  const told = new Map(answer.rows?.rows.map(({ ref, cells }) => [ref?.name ?? cells[0] ?? '', cells[1]]));
  for (const [name, count] of Object.entries(wanted.pairs)) {
    const figure = told.get(name);
    if (figure !== String(count))
      found.push(`should say ${count} for ${name}, ${figure === undefined ? 'lacks it' : `says ${figure}`}`);
  }
  for (const name of told.keys()) if (!(name in wanted.pairs)) found.push(`has ${name} too much`);
  return found;
}

/** Whether a figure stands in a text by itself: not within a date, a key such as OPS-12, or another number. */
function saysNumber(text: string, number: number): boolean {
  const plain = text
    .replace(/\b\d{4}-\d{2}-\d{2}\b|\b[A-Z][A-Z0-9]*-\d+\b/g, ' ')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  const figure = String(number).replace('.', '\\.');
  return new RegExp(`(?<![0-9.])${figure}(?![0-9]|\\.[0-9])`).test(plain);
}

function checkPeople(answer: Answer, wanted: Expectation): string[] {
  const found: string[] = [];
  const rows = answer.rows?.rows ?? [];
  const { names, exact, orExact } = wanted;
  if (names !== undefined) {
    for (const one of names) if (!saysAny(answer.text, one)) found.push(lacks(one));
    if (rows[0]?.ref?.label === 'Employee') {
      const accepted = new Set(names.flat());
      for (const { ref } of rows)
        if (!accepted.has(ref?.name ?? ''))
          found.push(`has ${ref?.name ?? 'somebody without a name'} too much`);
    }
  }
  if (exact !== undefined) {
    const named = rows.map((row) => row.ref?.name ?? row.cells[0] ?? '');
    const isOther = orExact !== undefined && isEven(matchWanted(orExact, named, equals));
    if (!isOther) {
      const { missing, extra } = matchWanted(exact, named, equals);
      found.push(...missing.map(lacks), ...extra.map((name) => `has ${name} too much`));
    }
  }
  return found;
}

function checkTasks(answer: Answer, wanted: Expectation): string[] {
  const { tasks, orTasks } = wanted;
  if (tasks === undefined) return [];
  const named = findTaskKeys(answer, [...tasks.flat(), ...(orTasks ?? []).flat()]);
  if (orTasks !== undefined && isEven(matchWanted(orTasks, named, equals))) return [];
  const { missing, extra } = matchWanted(tasks, named, equals);
  return [...missing.map(lacks), ...extra.map((key) => `has ${key} too much`)];
}

function checkWords(answer: Answer, wanted: Expectation): string[] {
  const found: string[] = [];
  const text = answer.text.toLowerCase();
  for (const one of wanted.text ?? [])
    if (!one.some((part) => text.includes(part.toLowerCase()))) found.push(lacks(quoted(one)));
  for (const part of wanted.not ?? [])
    if (text.includes(part.toLowerCase())) found.push(`must not say "${part}"`);
  const places = (wanted.order ?? []).map((part) => answer.text.indexOf(part));
  if (places.some((place, index) => place < 0 || place < (places[index - 1] ?? 0)))
    found.push(`is not in the order ${(wanted.order ?? []).join(', ')}`);
  return found;
}

function checkPages(answer: Answer, wanted: Expectation): string[] {
  const named = new Set(answer.sources.slice(0, sourcesLookedAt).map((source) => source.key));
  return (wanted.article ?? [])
    .filter((one) => !one.some((key) => named.has(key)))
    .map((one) => `lacks the page ${one.join(' or ')} among its first ${sourcesLookedAt} sources`);
}

function checkManner(answer: Answer, wanted: Expectation): string[] {
  const found: string[] = [];
  const { text } = answer;
  const abstains = answer.abstained !== undefined;
  const either = wanted.quiet === true || wanted.readOnly === true;
  if (!either && (wanted.abstain ?? false) !== abstains)
    found.push(abstains ? 'gives no answer' : 'should give no answer');
  found.push(...checkAskingBack(answer, wanted.clarify ?? false));
  if (wanted.none === true && !/^I found no |^没有找到/.test(text))
    found.push('should say that there is none');
  if (wanted.yes === true && !/^(Yes|是的)/.test(text)) found.push('should say yes');
  if (wanted.no === true && !/^(No\b|不是|没有)/.test(text)) found.push('should say no');
  const restsOn = answer.sources.length > 0 || answer.rows !== undefined || answer.query !== undefined;
  if ((wanted.reply === true || either) && restsOn) found.push('should rest on nothing');
  if (wanted.readOnly === true && !/change nothing|不会?更改/.test(text))
    found.push('should say that it changes nothing');
  return found;
}

function checkAskingBack(
  { candidates }: Answer,
  wanted: Exclude<Expectation['clarify'], undefined>,
): string[] {
  if (wanted === false)
    return candidates === undefined
      ? []
      : [`asks back, between ${candidates.map((one) => one.name).join(' and ')}`];
  if (candidates === undefined) return ['should ask back'];
  const offered = candidates.map(({ name, detail }) => `${name} ${detail}`);
  const { missing } = matchWanted(wanted, offered, (part, whole) => whole.includes(part));
  return missing.map((one) => `does not offer ${one.join(' or ')}`);
}

const equals = (one: string, other: string): boolean => one === other;

function isEven({ missing, extra }: { missing: readonly Wanted[]; extra: readonly string[] }): boolean {
  return missing.length === 0 && extra.length === 0;
}

function saysAny(text: string, one: Wanted): boolean {
  return one.some((part) => text.includes(part));
}

function quoted(one: Wanted): Wanted {
  return one.map((part) => `"${part}"`);
}

function lacks(one: Wanted): string {
  return `lacks ${one.join(' or ')}`;
}
