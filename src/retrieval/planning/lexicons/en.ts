import { stopWords } from '../../../graph/analyze-text.ts';
import type { Lexicon } from '../lexicon.ts';
import { asidesOfOccasion } from './en/asides.ts';
import { asidesOfManners } from './en/asides-of-manners.ts';
import { englishAsking } from './en/asking.ts';
import { englishGrouping } from './en/grouping.ts';
import { englishLight } from './en/light.ts';
import { englishLogic } from './en/logic.ts';
import { englishNames } from './en/names.ts';
import { englishNouns } from './en/nouns.ts';
import { englishProperties } from './en/properties.ts';
import { englishReading } from './en/reading.ts';
import { englishReferences } from './en/references.ts';
import { englishRelations } from './en/relations.ts';
import { englishAsides, englishRephrasings } from './en/rephrasings.ts';
import { rephrasingsOfAsking } from './en/rephrasings-of-asking.ts';
import { rephrasingsOfChat } from './en/rephrasings-of-chat.ts';
import { rephrasingsOfComparing } from './en/rephrasings-of-comparing.ts';
import { rephrasingsOfEveryOne } from './en/rephrasings-of-every-one.ts';
import { rephrasingsOfFacts } from './en/rephrasings-of-facts.ts';
import { rephrasingsOfFigures } from './en/rephrasings-of-figures.ts';
import { rephrasingsOfHurdles } from './en/rephrasings-of-hurdles.ts';
import { rephrasingsOfInquiring } from './en/rephrasings-of-inquiring.ts';
import { rephrasingsOfLateness } from './en/rephrasings-of-lateness.ts';
import { rephrasingsOfLeaving } from './en/rephrasings-of-leaving.ts';
import { rephrasingsOfLines } from './en/rephrasings-of-lines.ts';
import { rephrasingsOfMembership } from './en/rephrasings-of-membership.ts';
import { rephrasingsOfOneTask } from './en/rephrasings-of-one-task.ts';
import { rephrasingsOfOrder } from './en/rephrasings-of-order.ts';
import { rephrasingsOfPages } from './en/rephrasings-of-pages.ts';
import { rephrasingsOfParts } from './en/rephrasings-of-parts.ts';
import { rephrasingsOfPeople } from './en/rephrasings-of-people.ts';
import { rephrasingsOfRanking } from './en/rephrasings-of-ranking.ts';
import { rephrasingsOfRestating } from './en/rephrasings-of-restating.ts';
import { rephrasingsOfSeasons } from './en/rephrasings-of-seasons.ts';
import { rephrasingsOfSpans } from './en/rephrasings-of-spans.ts';
import { rephrasingsOfStaff } from './en/rephrasings-of-staff.ts';
import { rephrasingsOfStanding } from './en/rephrasings-of-standing.ts';
import { rephrasingsOfTasks } from './en/rephrasings-of-tasks.ts';
import { rephrasingsOfTelling } from './en/rephrasings-of-telling.ts';
import { rephrasingsOfTenure } from './en/rephrasings-of-tenure.ts';
import { rephrasingsOfWhoever } from './en/rephrasings-of-whoever.ts';
import { rephrasingsOfWholes } from './en/rephrasings-of-wholes.ts';
import { rephrasingsOfWork } from './en/rephrasings-of-work.ts';
import { englishRoles } from './en/roles.ts';
import { say } from './en/say.ts';
import { englishSmallWords } from './en/small-words.ts';
import { englishStates } from './en/states.ts';
import { englishTalk } from './en/talk.ts';
import { englishTimes } from './en/times.ts';

/** Behind "the district" where all of it is meant: no noun that it describes. */
const afterKind =
  'right now today currently at since for in who that which and or but than longer more most the longest as this last next have has had are is was do did does recently first before after between from with without on per by so altogether already overall'.split(
    ' ',
  );

export const english: Lexicon = {
  language: 'en',
  name: 'English',
  wordedIn: 'en',
  script: 'Latin',
  isSpaced: true,
  telling: new Set([...stopWords, 'many', 'tasks']),
  asksInPlace: false,
  possessives: ["'s", "'"],
  times: englishTimes,
  asides: [...asidesOfManners, ...asidesOfOccasion, ...englishAsides],
  purposes:
    /^(?:(?:i|we)(?:['’](?:m|re|ve|d|ll))? |(?:just |still )?(?:wondering|trying|planning|preparing|about|going|hoping) |for (?:the|my|our|an?) )/i,
  reasons: /\s(?:because|cos|cuz|['’]cause)\s(?!of\b)(?=\S+\s\S)/gi,
  titleWords: {
    articles: ['the', 'a', 'an', 'our', 'this', 'that'],
    auxiliaries: 'be been being is are was were get gets got getting to have has had already finally'.split(
      ' ',
    ),
  },
  leaving: {
    now: /\b(?:(?:is|are|who['’]s|be)(?: (?:some|any|every)(?:one|body))? leaving|(?:someone|somebody)['’]s leaving|(?:will|(?:going|about|due|set) to) leave|leaves|hand(?:ed|ing) in (?:their|his|her) notice)\b/i,
    ahead: /\b(?:leaving|leave|leaves|will|going to|about to|soon|next|upcoming|end dates?|last days?)\b/i,
  },
  starting: /\b(?:starts?|starting|joins?|joining|will|going to|about to|soon|next|upcoming|future)\b/i,
  byKind: (kind) =>
    say(
      String.raw`\b(?:the|our|this) ${kind}(?=[\s?.!,;]*$|[,;?.!]| (?:${afterKind.join('|')})\b)`,
      'the company',
    ),
  rephrasings: [
    ...rephrasingsOfInquiring,
    ...rephrasingsOfAsking,
    ...rephrasingsOfTelling,
    ...rephrasingsOfTenure,
    ...rephrasingsOfMembership,
    ...rephrasingsOfHurdles,
    ...rephrasingsOfSpans,
    ...rephrasingsOfSeasons,
    ...rephrasingsOfLateness,
    ...rephrasingsOfComparing,
    ...rephrasingsOfFigures,
    ...rephrasingsOfOrder,
    ...rephrasingsOfStanding,
    ...rephrasingsOfWholes,
    ...rephrasingsOfTasks,
    ...rephrasingsOfOneTask,
    ...rephrasingsOfRanking,
    ...rephrasingsOfStaff,
    ...rephrasingsOfPages,
    ...rephrasingsOfEveryOne,
    ...rephrasingsOfChat,
    ...rephrasingsOfLines,
    ...rephrasingsOfFacts,
    ...rephrasingsOfParts,
    ...rephrasingsOfRestating,
    ...rephrasingsOfWhoever,
    ...rephrasingsOfWork,
    ...rephrasingsOfPeople,
    ...rephrasingsOfLeaving,
    ...englishRephrasings,
  ],
  commands: {
    whois: 'Who is {text}?',
    tasks: 'List the {state} tasks of {name}',
    ownTasks: 'List my {state} tasks',
    states: ['open', 'done', 'overdue', 'blocked', 'cancelled', 'todo', 'in progress'],
  },
  cues: {
    ...englishAsking,
    ...englishGrouping,
    ...englishNouns,
    ...englishRelations,
    ...englishRoles,
    ...englishProperties,
    ...englishStates,
    ...englishLogic,
    ...englishReferences,
    ...englishTalk,
    ...englishLight,
  },
  smallWords: englishSmallWords,
  names: englishNames,
  reading: englishReading,
  pagePlaces: ['folder', 'space', 'section', 'directory'],
  plainStates: [
    'done',
    'complete',
    'completed',
    'finished',
    'closed',
    'resolved',
    'open',
    'active',
    'unfinished',
    'ongoing',
    'todo',
    'not started',
    'blocked',
    'cancelled',
    'canceled',
  ],
  numbers: {
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    fifty: 50,
    hundred: 100,
  },
  ordinals: {
    first: 1,
    second: 2,
    third: 3,
    fourth: 4,
    fifth: 5,
    '1st': 1,
    '2nd': 2,
    '3rd': 3,
    '4th': 4,
    '5th': 5,
  },
};
