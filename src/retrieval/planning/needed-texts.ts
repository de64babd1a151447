/** Texts of which any match of an expression has at least one, in small letters; `null` where none are known. */
export type Needed = readonly string[] | null;

/** What a part of an expression is known to match. */
interface Part {
  /** All that it may match, where that is little. */
  readonly exact: readonly string[] | null;
  readonly needed: Needed;
}

const nothing: Part = { exact: [''], needed: null };
const anything: Part = { exact: null, needed: null };

/** More texts than these are no longer kept apart. */
const most = 48;

/**
 * Reads from an expression which texts a match of it cannot be without, as search engines over code do for theirs (Russ Cox, "Regular
 * Expression Matching with a Trigram Index"). What it does not understand needs nothing, which is always true.
 *
 * @param source of a regular expression with the flag `u`.
 */
export function neededTexts(source: string): Needed {
  const reader = { source, at: 0 };
  const { exact, needed } = readChoice(reader);
  return reader.at < source.length ? null : betterOf(needed, exact);
}

interface Reader {
  readonly source: string;
  at: number;
}

function readChoice(reader: Reader): Part {
  const branches = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    branches.push(readSequence(reader));
  }
  const [only] = branches;
  if (only !== undefined && branches.length === 1) return only;
  return {
    exact: allOf(branches.map(({ exact }) => exact)),
    needed: allOf(branches.map(({ exact, needed }) => betterOf(needed, exact))),
  };
}

function allOf(sets: readonly Needed[]): Needed {
  const all = new Set<string>();
  for (const set of sets) {
    if (set === null) return null;
    for (const one of set) all.add(one);
  }
  return all.size > most ? null : [...all];
}

function readSequence(reader: Reader): Part {
  let needed: Needed = null;
  let exact: readonly string[] = [''];
  let isExact = true;
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source[reader.at] ?? '')) {
    const part = readRepeated(reader);
    const joined = part.exact === null ? null : joinedTexts(exact, part.exact);
    needed = betterOf(needed, part.needed);
    if (joined !== null) {
      exact = joined;
      continue;
    }
    needed = betterOf(needed, exact);
    isExact = false;
    exact = part.exact ?? [''];
  }
  return { exact: isExact ? exact : null, needed: betterOf(needed, exact) };
}

function joinedTexts(before: readonly string[], behind: readonly string[]): readonly string[] | null {
  if (before.length * behind.length > most) return null;
  return [...new Set(before.flatMap((one) => behind.map((other) => one + other)))];
}

/** The longer the shortest of the texts, and the fewer there are, the fewer questions have one. */
function betterOf(one: Needed, other: Needed): Needed {
  return worthOf(other) > worthOf(one) ? other : one;
}

function worthOf(texts: Needed): number {
  if (texts === null || texts.length === 0) return 0;
  const shortest = Math.min(...texts.map((text) => text.trim().replace(/\p{Script=Han}/gu, '$&$&$&').length));
  return shortest === 0 ? 0 : Math.min(shortest, 8) - Math.log2(texts.length) / 2 + 10;
}

function readRepeated(reader: Reader): Part {
  const part = readOne(reader);
  const sign = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reader.source.slice(reader.at));
  if (sign === null) return part;
  reader.at += sign[0].length;
  if (sign[0].startsWith('?'))
    return { exact: part.exact === null ? null : [...new Set(['', ...part.exact])], needed: null };
  if (sign[0].startsWith('*') || sign[1] === '0') return anything;
  return { exact: null, needed: betterOf(part.needed, part.exact) };
}

function readOne(reader: Reader): Part {
  const { source } = reader;
  const sign = source[reader.at];
  if (sign === '(') return readGroup(reader);
  if (sign === '[') return readClass(reader);
  if (sign === '\\') return readEscape(reader);
  const text = String.fromCodePoint(source.codePointAt(reader.at) ?? 0);
  reader.at += text.length;
  if (sign === '^' || sign === '$') return nothing;
  return sign === '.' ? anything : { exact: [text.toLowerCase()], needed: null };
}

function readGroup(reader: Reader): Part {
  const opening = /^\((?:\?(?:[:=!]|<[=!]|<\w+>|[ims-]+:))?/.exec(reader.source.slice(reader.at))?.[0] ?? '(';
  reader.at += opening.length;
  const inside = readChoice(reader);
  reader.at++;
  if (opening.endsWith('!')) return nothing;
  // What only stands beside a match is in the text all the same.
  if (opening.endsWith('=')) return { exact: [''], needed: betterOf(inside.needed, inside.exact) };
  return inside;
}

function readClass(reader: Reader): Part {
  const end = reader.source.slice(reader.at + 1).search(/(?<!\\)\]/) + reader.at + 1;
  const inside = reader.source.slice(reader.at + 1, end);
  reader.at = end + 1;
  const isPlain = !/^\^|\\|[^-]-[^-]/.test(inside) && [...inside].length <= 6;
  return isPlain ? { exact: [...new Set([...inside.toLowerCase()])], needed: null } : anything;
}

function readEscape(reader: Reader): Part {
  const written =
    /^\\(?:[pP]\{[^}]*\}|k<[^>]*>|u\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|\d+|.)/u.exec(
      reader.source.slice(reader.at),
    )?.[0] ?? '\\';
  reader.at += written.length;
  if (written === '\\b' || written === '\\B') return nothing;
  return /^\\[^\p{L}\p{N}]$/u.test(written) ? { exact: [written.slice(1)], needed: null } : anything;
}
