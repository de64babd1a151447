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

export const conditionsInEnglish: ConditionWords = {
  compared: (name, op, value) => `with ${name} ${than[op]} ${value}`,
  comparedWith: (property, op, other) => {
    const name = englishProperties[other] ?? other;
    return isEnglishDay(property)
      ? `${englishVerb(property)} ${onDay[op]} the ${name}`
      : `with ${englishProperties[property] ?? property} ${than[op]} ${name}`;
  },
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
    'ABOUT out': (what) => `tagged with ${what}`,
    'ABOUT in': (what) => `being a tag of ${what}`,
    'HELD in': (what) => `held by ${what}`,
  },
};
