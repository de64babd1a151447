import { anyPattern, ofLanguages } from './reading-patterns.ts';

/** What kind of thing the answer must hold; null where the question leaves it open. */
export type WantedAnswer = 'first' | 'person' | 'date' | 'figure' | null;

type Wanted = Exclude<WantedAnswer, null>;

/** Reads off a question what would answer it, by the words that ask. */
export function wantedAnswer(question: string): WantedAnswer {
  for (const [wanted, asks] of asked) if (asks.test(question)) return wanted;
  return null;
}

/** Whether a text holds a thing of the kind. */
export function holdsWanted(text: string, wanted: WantedAnswer): boolean {
  return wanted === null || held[wanted].some((one) => one.test(text));
}

const superlative = anyPattern(ofLanguages((one) => one.superlative));
const who = anyPattern(ofLanguages((one) => one.who));

const askedIn = (wanted: Wanted): readonly [Wanted, RegExp] => [
  wanted,
  new RegExp(anyPattern(ofLanguages((one) => one.wanted?.[wanted]?.asked)), 'i'),
];

const asked: readonly (readonly [Wanted, RegExp])[] = [
  // "Who … the most?" compares people: only a page that does so too answers it.
  ['first', new RegExp(`(?=.*(?:${who}))(?=.*(?:${superlative}))`, 'i')],
  askedIn('figure'),
  askedIn('date'),
  askedIn('person'),
];

const heldIn = (wanted: Wanted, flags = 'i'): RegExp =>
  new RegExp(anyPattern(ofLanguages((one) => one.wanted?.[wanted]?.held)), flags);

const held: Readonly<Record<Wanted, readonly RegExp[]>> = {
  first: [heldIn('first')],
  figure: [/\d/, heldIn('figure')],
  // A day, a clock, or a bound in time; a mere length of time ("needs five hours") is none.
  date: [/\b(?:\d{1,2}:\d{2}|(?:19|20)\d\d)\b/, heldIn('date')],
  // Names are told by their capitals.
  person: [heldIn('person', 'u')],
};
