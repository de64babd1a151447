import { distance } from 'fastest-levenshtein';
import type { NameCandidate, NameIndex } from './name-index.ts';
import { isHan, tokenTexts } from './tokenize.ts';

/** Mistakes that are forgiven, by the length of what was written. */
function allowance(length: number): number {
  if (length < 4) return 0;
  if (length < 8) return 1;
  return length < 14 ? 2 : 3;
}

/**
 * The people, teams and companies whose name is nearly what was written; several when they are equally near.
 *
 * @param words one to four words that no table knows, written like a name.
 */
export function correctSpelling(words: string, index: NameIndex): readonly NameCandidate[] {
  const asked = tokenTexts(words);
  const text = asked.join(' ');
  if (asked.length === 0 || isHan(text.replaceAll(' ', ''))) return [];
  const limit = allowance(text.length);
  if (limit === 0) return [];
  const { whole, parts } = formsOf(index);
  const letters = lettersOf(text);
  let best = limit + 1;
  let found: NameCandidate[] = [];
  for (let length = Math.max(4, text.length - limit); length <= text.length + limit; length++) {
    for (const forms of asked.length > 1 ? [whole] : [whole, parts]) {
      for (const { form, letters: own, candidates } of forms.get(length)?.values() ?? []) {
        // Each mistake changes two letters at most of those that there are.
        if (countBits(own ^ letters) > 2 * limit) continue;
        const edits = distance(text, form);
        if (edits > best || edits > limit) continue;
        // The first letters are rarely mistaken; without this, short names meet by chance.
        if (edits === limit && form[0] !== text[0] && text.length < 8) continue;
        if (edits < best) found = [];
        best = edits;
        for (const candidate of candidates) found.push(candidate);
      }
    }
  }
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

interface Form {
  readonly form: string;
  /** One bit for each letter that occurs. */
  readonly letters: number;
  readonly candidates: NameCandidate[];
}

/** By length, then by the form itself: many have the same first name. */
type FormsByLength = ReadonlyMap<number, ReadonlyMap<string, Form>>;

/** Whole names, and for one asked word also a first or a family name alone. */
interface Forms {
  readonly whole: FormsByLength;
  readonly parts: FormsByLength;
}

const remembered = new WeakMap<NameIndex, Forms>();

/** By length, as only names of nearly the same length can be meant; made once for an index. */
function formsOf(index: NameIndex): Forms {
  const known = remembered.get(index);
  if (known !== undefined) return known;
  const whole = new Map<number, Map<string, Form>>();
  const parts = new Map<number, Map<string, Form>>();
  const add = (table: Map<number, Map<string, Form>>, form: string, candidate: NameCandidate): void => {
    const alike = table.get(form.length) ?? new Map<string, Form>();
    table.set(form.length, alike);
    const same = alike.get(form);
    if (same === undefined) alike.set(form, { form, letters: lettersOf(form), candidates: [candidate] });
    else same.candidates.push(candidate);
  };
  for (const { candidate, texts } of [...index.people, ...index.others]) {
    add(whole, texts.join(' '), candidate);
    if (texts.length < 2) continue;
    for (const part of new Set([texts[0] ?? '', texts.at(-1) ?? ''])) add(parts, part, candidate);
  }
  const forms = { whole, parts };
  remembered.set(index, forms);
  return forms;
}

function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) % 32);
  return bits;
}

function countBits(bits: number): number {
  let left = bits;
  let count = 0;
  for (; left !== 0; count++) left &= left - 1;
  return count;
}
