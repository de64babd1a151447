/** What kind of thing the answer must hold; null where the question leaves it open. */
export type WantedAnswer = 'first' | 'person' | 'date' | 'figure' | null;

/** Reads off a question what would answer it, by the words that ask. */
export function wantedAnswer(question: string): WantedAnswer {
  for (const [wanted, asks] of asked) if (asks.test(question)) return wanted;
  return null;
}

/** Whether a text holds a thing of the kind. */
export function holdsWanted(text: string, wanted: WantedAnswer): boolean {
  return wanted === null || held[wanted].test(text);
}

/** "At most" is a bound, no comparison. */
const superlative =
  '(?<!\\bat )\\b(?:most|least|highest|lowest|oldest|youngest|longest|shortest|best|worst|biggest|largest|smallest)\\b|最';

const asked: readonly (readonly [Exclude<WantedAnswer, null>, RegExp])[] = [
  // "Who … the most?" compares people: only a page that does so too answers it.
  ['first', new RegExp(`(?=.*(?:\\bwho|谁|哪位))(?=.*(?:${superlative}))`, 'i')],
  [
    'figure',
    /\bhow (?:many|much|long|often|old|tall|far|fast|quick(?:ly)?)\b|多少|多久|多长|几[天个周月年次]/i,
  ],
  [
    'date',
    /\bwhen\b|\bwhat (?:day|date|time)\b|\b(?:which|what) (?:week)?day\b|什么时候|何时|哪天|哪一天|星期几|几号/i,
  ],
  ['person', /\bwho(?:m|se)?\b|谁|哪位/i],
];

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const days = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?';
const numbers =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|hundred|once|twice';

const held: Readonly<Record<Exclude<WantedAnswer, null>, RegExp>> = {
  first: new RegExp(superlative, 'i'),
  // "No limit" answers "how much" as well as a number does.
  figure: new RegExp(
    `\\d|\\b(?:${numbers}|no (?:\\w+ )?limit|unlimited|weekly|monthly|yearly|daily|at once|free)\\b|[一二两三四五六七八九十百千半]|不限`,
    'i',
  ),
  // A day, a clock, or a bound in time; a mere length of time ("needs five hours") is none.
  date: new RegExp(
    `\\b(?:\\d{1,2}:\\d{2}|(?:19|20)\\d\\d|${months}|${days}|morning|noon|evening|night)\\b` +
      `|\\b(?:before|after|until|till|by|within|every|once|as soon as|from|since)\\b` +
      '|[年月日]|周[一二三四五六日末]|星期|\\d+\\s*[天点]|之前|以后|以内',
    'i',
  ),
  // Two capitalised words in a row, a role that is named, or a Chinese name with its role.
  person:
    /\p{Lu}\p{Ll}+ (?:de |van |von )?\p{Lu}\p{Ll}+|\b(?:lead|manager|primary|captain|team|head|officer|owner|nobody|anybody|anyone|everybody)s?\b|\p{Script=Han}/u,
};
