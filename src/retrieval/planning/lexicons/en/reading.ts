import type { ReadingWords } from '../../../articles/reading-words.ts';
import { englishDoing } from './doing.ts';
import { englishNames } from './names.ts';
import { engineering } from './thesaurus/engineering.ts';
import { general } from './thesaurus/general.ts';
import { office } from './thesaurus/office.ts';
import { trades } from './thesaurus/trades.ts';

const number =
  '(?:\\d+(?:[.,]\\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|sixty|ninety|hundred)';
/** "An hour" is a length of time; "a" alone is no number. */
const someTime = `(?:${number}|an?|half an?)`;
const timeUnit =
  '(?:milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?)';
const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const weekdays = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?';
const numbersAlone =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|hundred|once|twice';
/** "At most" is a bound, no comparison. */
const superlative =
  '(?<!\\bat )\\b(?:most|least|highest|lowest|oldest|youngest|longest|shortest|best|worst|biggest|largest|smallest)\\b';

const words =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const tens = 'thirty forty fifty sixty seventy eighty ninety hundred'.split(' ');

/** "What do I do when nobody answers?" asks for no date. */
const askedWhen =
  '(?:^\\W*|[,;:.?!–-]\\s*|\\b(?:and|or|but|so|then|since|until|till|from|by|know|tell (?:me|us)|about|exactly|remember|wonder|wondering|see|out|check|confirm|hi|hello|hey|please|um|uh|ok|okay)\\s+)when\\b(?! (?:not|in doubt|necessary|needed|possible))';

/** "US" is as often a pronoun. */
const countries = [
  ...(englishNames.countries ?? []).flat().filter((name) => /^[a-z]{3,}$/.test(name)),
  ...[
    'argentina',
    'bulgaria',
    'chile',
    'colombia',
    'croatia',
    'cyprus',
    'egypt',
    'estonia',
    'greece',
    'hungary',
    'iceland',
  ],
  ...[
    'indonesia',
    'kenya',
    'latvia',
    'lithuania',
    'luxembourg',
    'malaysia',
    'malta',
    'morocco',
    'peru',
    'philippines',
  ],
  ...['romania', 'serbia', 'slovakia', 'slovenia', 'taiwan', 'thailand', 'tunisia', 'vietnam'],
];

export const englishReading: ReadingWords = {
  light:
    'many much more most less least few lot often long longer far fast quick quickly soon early late ever exactly ' +
    'get got take give need want must let make have having be being doing done go goes come use used using look find ask tell told say ' +
    'know mean mention happen happens allow allowed able possible keep put want please thank thanks hello hi anybody anyone ' +
    'somebody someone everybody everyone nobody people person thing things something anything nothing way kind sort ' +
    'after before during since until under over per about without within up down out off any some every other ' +
    'another new same again very just only also too well first last two one ' +
    'summarize summarise summary recap tldr overview outline describe explain difference differences between ' +
    'command weekday date time number amount name called value case cases circumstance circumstances situation situations',
  doing: englishDoing,
  subject:
    '\\b(?:says?|said|states?|mentions?|tells? (?:us|me|you))\\s+(?:about|on|regarding|concerning|when it comes to)\\s+(.+)',
  another:
    '[,;]?\\s+and\\s+(?=(?:(?:with|in|by|at|on|to|for|from|about|after|until|under)\\s+)?(?:how|where|when|which|what|who|whom|why)\\b)',
  superlative,
  who: '\\bwho',
  passed: '\\b(?:yesterday|this morning|last (?:night|week|weekend|month))\\b',
  wanted: {
    first: { held: superlative },
    figure: {
      asked: '\\bhow (?:many|much|long|often|old|tall|far|fast|quick(?:ly)?)\\b',
      // "No limit" answers "how much" as well as a number does.
      held: `\\b(?:${numbersAlone}|no (?:\\w+ )?limit|unlimited|weekly|monthly|yearly|daily|at once|free)\\b`,
    },
    date: {
      asked: `${askedWhen}|\\bwhat (?:day|date|time)\\b|\\b(?:which|what) (?:week)?day\\b`,
      held:
        `\\b(?:${months}|${weekdays}|morning|noon|evening|night)\\b` +
        '|\\b(?:before|after|until|till|by|within|every|once|as soon as|from|since)\\b',
    },
    person: {
      asked: '\\bwho(?:m|se)?\\b',
      // Two capitalised words in a row, or a role that is named.
      held:
        '\\p{Lu}\\p{Ll}+ (?:de |van |von )?\\p{Lu}\\p{Ll}+' +
        '|\\b(?:lead|manager|primary|captain|team|head|officer|owner|nobody|anybody|anyone|everybody)s?\\b',
    },
  },
  kinds: {
    duration: {
      asked:
        '\\bhow (?:much |far )?(?:long(?:er)?|often|soon|quick(?:ly)?|fast|late|early|frequent(?:ly)?|far (?:ahead|in advance|back))\\b' +
        `|\\b(?:how many|number of|per how many) (?:\\w+ )?${timeUnit}\\b` +
        '|\\b(?:lead time|how much time|by when|duration|gap|interval|pause|delay|timeout|lifetime|validity)\\b',
      held: `\\b${someTime}[- ]?(?:\\w+ )?${timeUnit}\\b|\\b(?:hourly|daily|weekly|monthly|quarterly|yearly|annually|twice)\\b`,
    },
    money: {
      asked:
        '\\bhow much (?:do|does|will|would|did|can) (?:i|we|you|they|one|somebody|someone|staff|people) (?:get|earn|receive|make)\\b|\\b(?:cost|price|pa(?:y|id)|earn|salary|bonus|fee|spend|budget|reimburs\\w*|refund|worth|expensive|allowance|tip|contribute|wage|amount|value)\\b',
      held: '\\b\\d[\\d.,]*\\s?(?:dollars?|euros?|pounds?)\\b|\\b(?:unlimited|no (?:\\w+ )?limit|free of charge)\\b',
    },
    share: {
      asked: '\\b(?:per ?cent(?:age)?|share|rate|fraction|ratio|tip|proportion|tolerance|deviat\\w+)\\b',
      held: '\\bper ?cent\\b|\\b(?:half|third|quarter|tenth)\\b',
    },
    size: {
      asked:
        '\\b(?:bytes?|characters?|kilobytes?|megabytes?|gigabytes?|memory|ram|storage|disk|size|large|big|quota)\\b',
      held: '\\b\\d[\\d.,]*\\s?(?:bytes?|characters?|chars?)\\b',
    },
    version: {
      asked:
        '\\b(?:which|what) (?:\\w+ ){0,3}(?:version|kernel|release)\\b|\\b(?:how new|as of which|since which|from which (?:version|release|kernel)|minimum version)\\b',
    },
    date: {
      asked: `${askedWhen}|\\b(?:what|which) (?:\\w+ )?(?:day|date|weekday|month|year|time)\\b|\\bby when\\b|\\bhow (?:late|early)\\b`,
      held: `\\b(?:${months}) \\d|\\d(?:st|nd|rd|th)?(?: of)? ${months}\\b|\\b${weekdays}\\b`,
    },
    flag: { asked: '\\b(?:flag|switch|option|parameter|argument|environment variable)s?\\b' },
    command: { asked: '\\bcommands?\\b(?![- ]line)|\\b(?:run|execute|type in)\\b' },
    path: {
      asked:
        '\\bwhere\\b.*\\b(?:files?|look|config\\w*|stored?|saved?|find|defaults)\\b|\\b(?:which|what) (?:file|folder|directory|path)\\b',
    },
    address: {
      asked:
        '\\b(?:e-?mail|address|url|link|web ?site|domain|host ?name|phone number|whom do i write|write to|channel)\\b',
    },
    identifier: {
      asked:
        '\\b(?:called|named?|label|tag|object|field|key|namespace|setting|annotation|feature gate|metric)\\b',
    },
    figure: {
      asked:
        '\\bhow (?:many|much|old|tall|far|large|big|high|new)\\b|\\b(?:number|count|limit|cap|maximum|minimum|most|least)s?\\b',
      held: `\\b(?!one\\b)${number}\\b|\\bunlimited\\b|\\bno (?:\\w+ )?limit\\b`,
    },
  },
  bounds: {
    upper: {
      asked:
        '\\b(?:at (?:the )?(?:very )?most|up to|maxim\\w+|max|limit\\w*|caps?|ceiling|longest|largest|highest|biggest|latest|stop growing|no more than|how (?:large|big|long|much|many|high|far)(?: [\\w-]+){0,3} (?:may|can|allowed|still))\\b',
      held: '\\b(?:max\\w*|limit\\w*|caps?|capped|up to|at most|no more than|not (?:more|exceed)\\w*|exceed\\w*|within|less than|under|ceiling|more than|greater than|only|over)\\b',
    },
    lower: {
      asked:
        '\\b(?:at (?:the )?(?:very )?least|minim\\w+|min|smallest|shortest|lowest|briefest|earliest|fewest|how new|as of which|from what|floor)\\b',
      held: '\\b(?:min\\w*|at least|no less|not less|or (?:more|newer|later|greater|above|higher)|lower bound|newer|above|starting|since|from)\\b',
    },
    first: {
      asked:
        '\\b(?:first|initial(?:ly)?|start(?:s|ing)? (?:at|with|from)|to (?:start|begin) with|begin(?:s|ning)? with)\\b',
      held: '\\b(?:initial\\w*|first|start\\w*|begin\\w*|base)\\b',
    },
    default: {
      asked: '\\b(?:default|normally|usually|unless)\\b',
      held: '\\b(?:default\\w*|normally|usually|unless)\\b',
    },
  },
  number,
  numbers: {
    ...Object.fromEntries(words.map((word, value) => [word, value])),
    ...Object.fromEntries(tens.map((word, index) => [word, 30 + 10 * index])),
  },
  oneAlone: '\\bone\\b',
  counted: '\\b(?:how many|number of) (?:more |other |new )?([a-z]{3,})',
  measured: '\\bhow (?:many|much) (?:more |other |new |paid |extra )?([a-z]{3,})',
  named: { asked: '\\b(?:called|named?)\\b', held: '\\b(?:name[sd]?|called|label(?:s|led)?)\\b' },
  thing:
    '\\b(?:which|what) (?!is\\b|are\\b|was\\b|do\\b|does\\b|did\\b|the\\b|should\\b|can\\b|may\\b|must\\b|happens\\b)(?:[\\w-]+ )??([a-z]{4,})(?= (?:is|are|was|were|do|does|did|has|have|can|may|must|should|will|would|to|of|i|we|they|it)\\b|\\s*[?,.]|$)',
  plural: '(?:ies|s)$',
  rules: {
    asked:
      '\\b(?:may|can|could|must|should|shall|do|am|are) (?:i|we|you|one|staff|employees|people|anyone|anybody|somebody|someone|new \\w+)\\b|\\b(?:allowed|permitted|entitled|have to|ok(?:ay)? (?:to|if)|possible to)\\b',
    kinds: [{ ones: countries.join(' '), kind: 'abroad foreign country overseas' }],
  },
  thesaurus: [...general, ...office, ...engineering, ...trades],
};
