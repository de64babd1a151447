import type { Comparison, ConditionWords } from './condition-words.ts';
import { englishProperties, englishVerb, isEnglishDay } from './property-words-en.ts';

const than: Readonly<Record<Comparison, string>> = {
  eq: 'equal to',
  lt: 'less than',
  lte: 'at most',
  gt: 'more than',
  gte: 'at least',
};
const onDay: Readonly<Record<Comparison, string>> = {
  eq: 'on',
  lt: 'before',
  lte: 'by',
  gt: 'after',
  gte: 'on or after',
};

const asMany = { eq: 'just', gte: 'at least', lte: 'at most' } as const;

/** The other of a node's own, as it is said of several. */
const otherEnds: Readonly<Record<string, string>> = {
  'REPORTS_TO out': 'their manager',
  'REPORTS_TO in': 'somebody who reports to them',
  'BLOCKS in': 'a task that blocks them',
  'BLOCKS out': 'a task that they block',
  'SUBTASK_OF out': 'the task that they are part of',
  'SUBTASK_OF in': 'a part of theirs',
  'PART_OF out': 'the one above them',
  'PART_OF in': 'one below them',
  'CHILD_OF out': 'the page above them',
  'CHILD_OF in': 'a page below them',
};

const counted: Readonly<Record<string, string>> = {
  'REPORTS_TO in': 'direct reports',
  'BLOCKS in': 'tasks blocking them',
  'SUBTASK_OF in': 'subtasks',
};

export const conditionsInEnglish: ConditionWords = {
  compared: (name, op, value) => `with ${name} ${than[op]} ${value}`,
  comparedWith: (property, op, other) => {
    const name = englishProperties[other] ?? other;
    return isEnglishDay(property)
      ? `${englishVerb(property)} ${onDay[op]} the ${name}`
      : `with ${englishProperties[property] ?? property} ${than[op]} ${name}`;
  },
  comparedToOther: (property, name, op, other) => {
    if (op === 'eq') return `with the same ${name} as ${other}`;
    return isEnglishDay(property)
      ? `${englishVerb(property)} ${onDay[op]} ${other}`
      : `with ${name} ${than[op]} that of ${other}`;
  },
  unlikeOther: (name, other) => `with a different ${name} from that of ${other}`,
  counted: ({ type, direction }) => counted[`${type} ${direction}`],
  countedToOther: (counted, op, other) =>
    op === 'eq' || op === 'gte' || op === 'lte'
      ? `with ${asMany[op]} as many ${counted} as ${other}`
      : `with ${op === 'lt' ? 'fewer' : 'more'} ${counted} than ${other}`,
  sharing: (what, other) => `with the same ${what} as ${other}`,
  otherEnd: ({ type, direction, transitive }, other, isDescribed) => {
    const end = otherEnds[`${type} ${direction}`] ?? `another ${other}`;
    const said = transitive === true ? `${end}, direct or indirect` : end;
    return isDescribed ? `${said} (${other})` : said;
  },
  left: 'who have left',
  containing: (name, text) => `with “${text}” in the ${name}`,
  beginningWith: (name, text) => `with ${name} beginning with “${text}”`,
  having: (name, value) => `with “${value}” among the ${name}`,
  indirectly: (phrase) => `${phrase}, directly or indirectly`,
  inRole: (phrase, role) => `${phrase} as ${role}`,
  ever: (phrase) => `${phrase}, now or before`,
  began: (phrase, days) => `${phrase} (begun ${days})`,
  ended: (phrase, days) => `${phrase} (ended ${days})`,
  only: (phrase) => `${phrase} and no others`,
  together: (phrase) => `(${phrase})`,
  onDay: (phrase, day) => `${phrase}, as of ${day}`,
  onDays: (phrase, days) => `${phrase}, on any day ${days}`,
  related: {
    'MENTIONS out': (what) => `mentioning ${what}`,
    'MENTIONS in': (what) => `mentioned in ${what}`,
    'SUBTASK_OF out': (what) => `being part of ${what}`,
    'SUBTASK_OF in': (what) => `consisting of ${what}`,
    'DESCRIBED_BY out': (what) => `described in ${what}`,
    'DESCRIBED_BY in': (what) => `describing ${what}`,
    'CHILD_OF out': (what) => `below ${what}`,
    'CHILD_OF in': (what) => `above ${what}`,
    'LINKS_TO out': (what) => `linking to ${what}`,
    'LINKS_TO in': (what) => `linked from ${what}`,
    'HAS_PASSAGE out': (what) => `with ${what}`,
    'HAS_PASSAGE in': (what) => `of ${what}`,
    'NEXT out': (what) => `followed by ${what}`,
    'NEXT in': (what) => `following ${what}`,
    'ABOUT out': (what) => `about ${what}`,
    'ABOUT in': (what) => `being a topic of ${what}`,
    'HELD in': (what) => `held by ${what}`,
  },
};
