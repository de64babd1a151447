import { anyPattern, ofLanguages } from './reading-patterns.ts';

/** A kind of value that can be told by its form, wherever it stands. */
export type AnswerKind =
  | 'duration'
  | 'money'
  | 'share'
  | 'size'
  | 'version'
  | 'date'
  | 'flag'
  | 'command'
  | 'path'
  | 'address'
  | 'identifier'
  | 'figure';

/** What values look like that are written alike in every language. */
const written: Readonly<Partial<Record<AnswerKind, RegExp>>> = {
  duration: /\b\d+(?:ms|s|m|h|d)\b/i,
  money: /[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:usd|eur|gbp|cny|rmb|cad)\b/i,
  share: /\d\s?%|\b0\.\d+\b/,
  size: /\b\d[\d.,]*\s?(?:b|kb|mb|gb|tb|kib|mib|gib)\b/i,
  version: /\bv?\d+\.\d+(?:\.\d+)*\b/i,
  date: /\b(?:19|20)\d\d\b|\b\d{1,2}:\d{2}\b/,
  flag: /(?<![\w-])--?[a-z][\w-]+|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/,
  command: /`[^`\n]*\s[^`\n]*`|^\s*(?:\$|>)\s\S|(?<![\w-])--[a-z][\w-]+/m,
  path: /(?<![\w:/.])(?:[~.]|\$\w+)?\/[\w.-]+(?:\/[\w.-]+)+|~\/[\w./-]+|\b[\w-]+\.(?:ya?ml|json|toml|conf|ini|md|txt|csv|sh|ts|go|py)\b/i,
  address:
    /[\w.+-]+@[\w-]+\.[\w.]+|https?:\/\/|\b[\w<>-]+(?:\.[\w<>-]+)+\.[a-z]{2,}\b|\b[a-z][\w-]*\.(?:local|com|org|net|io|dev|example|internal)\b|[#~][a-z][\w-]+/i,
  identifier:
    /`[^`\n]+`|\*\*[^*\n]+\*\*|[“"][^”"\n]+[”"]|(?<=: )[a-z]+(?:-[a-z]+)+\b|\b[a-z]+[A-Z]\w+\b|\b(?:[A-Z][a-z]+){2,}\b/,
  figure: /\d/,
};

interface KindForms {
  readonly kind: AnswerKind;
  /** Words of a question that ask for it. */
  readonly asked: RegExp;
  /** What it looks like in a text. */
  readonly held: readonly RegExp[];
}

/** From the most telling to the least; a question may ask for several. */
const kinds: readonly AnswerKind[] = [
  'duration',
  'money',
  'share',
  'size',
  'version',
  'date',
  'flag',
  'command',
  'path',
  'address',
  'identifier',
  'figure',
];

const patternOf = (sources: readonly string[]): RegExp => new RegExp(anyPattern(sources), 'i');

const forms: readonly KindForms[] = kinds.map((kind) => ({
  kind,
  asked: patternOf(ofLanguages((one) => one.kinds?.[kind]?.asked)),
  held: [written[kind] ?? [], patternOf(ofLanguages((one) => one.kinds?.[kind]?.held))].flat(),
}));

/** Kinds that many a text holds: they tell something only where no other is asked for. */
const vague: ReadonlySet<AnswerKind> = new Set(['figure', 'identifier']);

/** The kinds of value that a question asks for by its words; none where it leaves open what would answer it. */
export function kindsAsked(question: string): AnswerKind[] {
  const found = forms.filter(({ asked }) => asked.test(question)).map(({ kind }) => kind);
  const clear = found.filter((kind) => !vague.has(kind));
  return clear.length > 0 ? clear : found;
}

/** Whether a text holds a value of one of the kinds. */
export function holdsKind(text: string, asked: readonly AnswerKind[]): boolean {
  return forms.some(({ kind, held }) => asked.includes(kind) && held.some((one) => one.test(text)));
}

/** What a question names by one of a language's patterns, without the ending of more than one. */
function nounAsked(question: string, which: 'counted' | 'measured' | 'thing'): string | undefined {
  const [found] = ofLanguages(({ [which]: pattern, plural }) => {
    const noun = pattern === undefined ? undefined : new RegExp(pattern, 'i').exec(question)?.[1];
    return plural === undefined ? noun : noun?.replace(new RegExp(plural, 'i'), '');
  });
  return found;
}

const number = anyPattern(ofLanguages((one) => one.number));

/** What a number of is asked for ("how many weeks"), as an expression that finds a number of it; null where none is. */
export function countAsked(question: string): RegExp | null {
  const noun = nounAsked(question, 'counted');
  return noun === undefined ? null : new RegExp(`(?:\\d|\\b(?:${number}))[- ]?(?:[\\w-]+ )?${noun}`, 'i');
}

/** What it is asked how much or how many of there are; null where nothing is named. */
export function nounMeasured(question: string): string | null {
  return nounAsked(question, 'measured')?.toLowerCase() ?? null;
}

const named = {
  asked: patternOf(ofLanguages((one) => one.named?.asked)),
  held: patternOf(ofLanguages((one) => one.named?.held)),
};

/** What is asked for by its name ("in which namespace"), as an expression that finds it; null where nothing is. */
export function thingAsked(question: string): RegExp | null {
  if (named.asked.test(question)) return named.held;
  const noun = nounAsked(question, 'thing');
  return noun === undefined ? null : new RegExp(`\\b${noun}`, 'i');
}

/** A bound that is asked for, in whatever words. */
export type Bound = 'upper' | 'lower' | 'first' | 'default';

const bounds = (['upper', 'lower', 'first', 'default'] as const).map((bound: Bound) => ({
  bound,
  asked: patternOf(ofLanguages((one) => one.bounds?.[bound]?.asked)),
  held: [bound === 'lower' ? />=|≥/ : [], patternOf(ofLanguages((one) => one.bounds?.[bound]?.held))].flat(),
}));

/** The bounds that a question asks for. */
export function boundsAsked(question: string): Bound[] {
  return bounds.filter(({ asked }) => asked.test(question)).map(({ bound }) => bound);
}

export function holdsBound(text: string, asked: readonly Bound[]): boolean {
  return bounds.some(({ bound, held }) => asked.includes(bound) && held.some((one) => one.test(text)));
}
