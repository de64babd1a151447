import { dayBefore } from '../../graph/held-days.ts';
import type { HistoryWords } from './history-words.ts';

const nouns: Readonly<Record<string, string>> = {
  REPORTS_TO: 'manager',
  MEMBER_OF: 'team',
  LEADS: 'leads',
  HELD: 'title',
};

/** Said once, where the words have it already. */
const everSaid = (phrase: string): string => `${phrase.replace(/, now or before$/, '')}, now or before`;

/** Of people and such, as `describeQuery` says it: "people leading Platform" told of the past. */
export const historyEnglish: HistoryWords = {
  period: (from, last, knownSince) => {
    if (from !== null) return last === null ? `since ${from}` : `from ${from} to ${last}`;
    if (last !== null) return `until ${last}, since when is not recorded`;
    return knownSince === null ? 'since when is not recorded' : `already so on ${knownSince}`;
  },
  days: 'Days',
  asked: ({ from, to }) => {
    if (from === undefined) return `before ${to}`;
    if (to === undefined) return `since ${from}`;
    const last = dayBefore(to);
    return last === from ? `on ${from}` : `from ${from} to ${last}`;
  },
  list: (total, phrase, when) => `${total} ${when === '' ? everSaid(phrase) : `${phrase}, ${when}`}:`,
  former: (total, phrase) => `${total} ${phrase} in the past and no longer:`,
  count: (total, phrase, when) => `${total === 0 ? 'No' : total} ${phrase}, ${when}.`,
  atLeast: (total, phrase, when) => `At least ${total} ${phrase}, ${when}.`,
  titles: (subject, when) => `Titles of ${subject}${when === '' ? '' : `, ${when}`}:`,
  yes: (phrase, periods) => `Yes, ${periods} (${phrase}).`,
  noOther: (phrase, others) => `No: the data do not have ${phrase} then. They have: ${others}.`,
  never: (phrase, knownSince) =>
    `No: the data do not have ${everSaid(phrase)}${knownSince === null ? '' : `; what they say of it begins on ${knownSince}`}.`,
  neverSince: (phrase) => `I do not know since when: the data do not have ${everSaid(phrase)}.`,
  nobody: (phrase, when, others) => `I found no ${phrase}, ${when}. What is recorded: ${others}.`,
  noFormer: (phrase) => `No former ones are recorded (${phrase}).`,
  neverAny: (phrase) => `I found no ${phrase}, now or before.`,
  unsure: (names, phrase, knownSince) =>
    `I do not know about the following ${phrase}: it was already so on ${knownSince}, and no source says since when: ${names}.`,
  unknown: (when, knownSince, first) =>
    `I do not know that far back (${when}).${knownSince === null ? '' : ` What the data say of it begins on ${knownSince}`}${knownSince !== null && first !== '' ? `: ${first}` : ''}${knownSince === null ? '' : '.'}`,
  partly: (knownSince) =>
    `What the data say of it begins on ${knownSince}; I do not know about the time before.`,
  since: (phrase, periods) => `${phrase}: ${periods}.`,
  sinceUnknown: (phrase, knownSince) =>
    `I do not know since when (${phrase}): it was already so on ${knownSince}, and no source dates it.`,
  before: (pivot, phrase, told) => `Before ${pivot} (${phrase}): ${told}.`,
  after: (pivot, phrase, told) => `After ${pivot} (${phrase}): ${told}.`,
  noneBefore: (pivot, phrase) => `I do not know: ${pivot} is the first of the ${phrase} that is recorded.`,
  noneAfter: (pivot, phrase) => `Nobody so far: ${pivot} is the last of the ${phrase} that is recorded.`,
  pivotNever: (pivot, phrase) => `The data do not have ${pivot} among ${phrase}, now or before.`,
  change: {
    column: 'Change',
    intro: (total, when) => `${total} ${total === 1 ? 'person' : 'people'} with changes, ${when}:`,
    none: (when) => `I found no changes, ${when}.`,
    joined: (day) => `joined on ${day}`,
    left: (day) => `last day ${day}`,
    became: (type, now, before, day) => {
      const noun = nouns[type] ?? type;
      if (type === 'LEADS' && now.length === 0) return `no longer leads ${before.join(', ')}, from ${day}`;
      if (type === 'LEADS') return `leads ${now.join(', ')} from ${day}`;
      if (now.length === 0) return `no longer ${noun} ${before.join(', ')}, from ${day}`;
      return `${noun} ${now.join(', ')} from ${day}${before.length === 0 ? '' : ` (before: ${before.join(', ')})`}`;
    },
    partly: (knownSince) => `Changes before ${knownSince} are known as far as the sources date them.`,
  },
};
