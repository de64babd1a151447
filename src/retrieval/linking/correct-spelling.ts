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
      const { named = [], masks = noMasks } = forms.get(length) ?? {};
      for (let at = 0; at < named.length; at++) {
        // Each mistake changes two letters at most of those that there are.
        if (countBits((masks[at] ?? 0) ^ letters) > 2 * limit) continue;
        const { form = '', candidates = [] } = named[at] ?? {};
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
  readonly candidates: NameCandidate[];
}

/** Forms of one length, each once: many have the same first name. */
interface FormsAlike {
  readonly named: readonly Form[];
  /** One bit for each letter that occurs, of each form: all of ten thousand are looked at, and few forms beside them. */
  readonly masks: Int32Array;
}

type FormsByLength = ReadonlyMap<number, FormsAlike>;

const noMasks = new Int32Array();

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
    if (same === undefined) alike.set(form, { form, candidates: [candidate] });
    else same.candidates.push(candidate);
  };
  for (const { candidate, texts } of [...index.people, ...index.others]) {
    add(whole, texts.join(' '), candidate);
    if (texts.length < 2) continue;
    for (const part of new Set([texts[0] ?? '', texts.at(-1) ?? ''])) add(parts, part, candidate);
  }
  const forms = { whole: withMasks(whole), parts: withMasks(parts) };
  remembered.set(index, forms);
  return forms;
}

const withMasks = (table: ReadonlyMap<number, ReadonlyMap<string, Form>>): FormsByLength =>
  new Map(
    [...table].map(([length, alike]) => {
      const named = [...alike.values()];
      return [length, { named, masks: Int32Array.from(named, ({ form }) => lettersOf(form)) }];
    }),
  );

function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) % 32);
  return bits;
}

/** The ones among 32 bits, summed in pairs, fours and bytes. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
