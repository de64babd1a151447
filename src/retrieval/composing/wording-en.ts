import type { Comparison } from './condition-words.ts';
import { conditionsInEnglish } from './condition-words-en.ts';
import { historyEnglish } from './history-words-en.ts';
import { linksInEnglish } from './link-words.ts';
import { englishProperties as property, englishVerb as verb } from './property-words-en.ts';
import type { Wording } from './wording.ts';

const plural = {
  Employee: 'people',
  Position: 'positions',
  Team: 'teams',
  Company: 'companies',
  Project: 'projects',
  Task: 'tasks',
  Article: 'articles',
  Passage: 'passages',
  Topic: 'topics',
  Identity: 'accounts',
  Acl: 'rules',
  Source: 'sources',
  SyncRun: 'syncs',
  Question: 'questions',
};
const singular = {
  Employee: 'person',
  Position: 'position',
  Team: 'team',
  Company: 'company',
  Project: 'project',
  Task: 'task',
  Article: 'article',
  Passage: 'passage',
  Topic: 'topic',
  Identity: 'account',
  Acl: 'rule',
  Source: 'source',
  SyncRun: 'sync',
  Question: 'question',
};
const amount = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const operators: Readonly<Record<Comparison, string>> = {
  eq: 'exactly',
  gt: 'more than',
  gte: 'at least',
  lt: 'fewer than',
  lte: 'at most',
};

function timeSpan(years: number, months: number, days: number): string {
  const parts = [
    years > 0 ? amount(years, 'year', 'years') : '',
    months > 0 ? amount(months, 'month', 'months') : '',
    years === 0 && months === 0 ? amount(days, 'day', 'days') : '',
  ];
  return parts.filter((part) => part !== '').join(' and ');
}

/** "With a manager" is had, "who started …" is done; all else is what things are. */
function predicate(described: readonly string[]): string {
  const said = described.map((one) =>
    /^with /.test(one) ? `have ${one.slice(5)}` : /^who /.test(one) ? one.slice(4) : `are ${one}`,
  );
  return said.join(' and ');
}

const thirdPerson: Readonly<Record<string, string>> = { manag: 'manages', lead: 'leads' };

export const english: Wording = {
  plural,
  singular,
  status: {
    todo: 'to do',
    in_progress: 'in progress',
    blocked: 'blocked',
    done: 'done',
    cancelled: 'cancelled',
  },
  open: 'open',
  property,
  and: ' and ',
  or: ' or ',
  comma: ', ',
  semicolon: '; ',
  sentenceGap: ' ',
  unnamedValue: '(none)',
  quote: (text) => `“${text}”`,
  phrase: (noun, before, after) => [...before, noun, ...after].join(' '),
  related: {
    assignedTo: (what) => `assigned to ${what}`,
    assignees: (who) => `assigned to ${who}`,
    approves: (what) => `approving ${what}`,
    approvedBy: (who) => `approved by ${who}`,
    reported: (what) => `who opened ${what}`,
    reportedBy: (who) => `opened by ${who}`,
    memberOf: (team) => `in ${team}`,
    hasMember: (who) => `with ${who}`,
    leads: (what, role) => (role === null ? `leading ${what}` : `with the role ${role} of ${what}`),
    ledBy: (who, role) => (role === null ? `led by ${who}` : `with ${who} as ${role}`),
    held: (title) => `who held ${title}`,
    worksFor: (company) => `at ${company}`,
    employs: (who) => `employing ${who}`,
    ownedBy: (team) => `of ${team}`,
    owns: (what) => `with ${what}`,
    reportsTo: (who, all) =>
      all ? `reporting to ${who}, directly or indirectly` : `reporting directly to ${who}`,
    manages: (who) => `managing ${who}`,
    blocks: (what) => `blocking ${what}`,
    blockedBy: (what) => `waiting for ${what}`,
    partOf: (team) => `part of ${team}`,
    hasPart: (team) => `that ${team} is part of`,
    authored: (what) => `who wrote ${what}`,
    authoredBy: (who) => `written by ${who}`,
  },
  some: {
    'REPORTS_TO out': { has: 'with a manager', lacks: 'without a manager' },
    'REPORTS_TO in': { has: 'with direct reports', lacks: 'without direct reports' },
    'ASSIGNED_TO in': { has: 'with an assignee', lacks: 'without an assignee' },
    'ASSIGNED_TO out': { has: 'with tasks', lacks: 'without tasks' },
    'LEADS in': { has: 'with a lead', lacks: 'without a lead' },
    'LEADS out': { has: 'leading a team', lacks: 'leading no team' },
    'MEMBER_OF in': { has: 'with members', lacks: 'without members' },
    'MEMBER_OF out': { has: 'in a team', lacks: 'without a team' },
    'DESCRIBED_BY out': { has: 'described in a page', lacks: 'described in no page' },
    'APPROVED in': { has: 'with an approver', lacks: 'without an approver' },
    'OWNED_BY out': { has: 'of a team', lacks: 'without a team' },
    'OWNED_BY in': { has: 'with tasks', lacks: 'without tasks' },
  },
  statement: (subject, described) => {
    const [first = '', ...rest] = described;
    const [, stem] = /^(manag|lead)ing /.exec(first) ?? [];
    if (stem !== undefined)
      return [`${subject} ${thirdPerson[stem]}${first.slice(stem.length + 3)}`, ...rest].join(', ');
    const said = /^who /.test(first)
      ? first.slice(4)
      : /^with /.test(first)
        ? `has ${first.slice(5)}`
        : `is ${first}`;
    return [`${subject} ${said}`, ...rest].join(', ');
  },
  predicate,
  share: (percent, count, whole, phrase, said) => `${percent}%: ${count} of ${whole} ${phrase} ${said}.`,
  shareOf: (name, percent, count, whole) => `${name}: ${percent}% (${count} of ${whole})`,
  sharesIntro: (phrase, said) => `Share of ${phrase} that ${said}:`,
  every: (whole, phrase, said, isNone) =>
    isNone ? `Yes: none of the ${whole} ${phrase} ${said}.` : `Yes: all ${whole} ${phrase} ${said}.`,
  notEvery: (whole, phrase, said, exceptions, isNone) =>
    isNone
      ? `No: ${exceptions} of ${whole} ${phrase} ${said}:`
      : `No: ${whole - exceptions} of ${whole} ${phrase} ${said}; not so for ${exceptions}:`,
  otherThan: (names) => `other than ${names}`,
  not: (phrase) =>
    /^who /.test(phrase)
      ? `other than those ${phrase}`
      : /^with /.test(phrase)
        ? `without ${phrase.slice(5)}`
        : `not ${phrase}`,
  inPlace: (place) => `in ${place}`,
  withSomeValue: (name) => `with ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`,
  withoutValue: (name) => `without ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`,
  ownTeam: (name) => `${name}’s team`,
  among: (phrase) => `among ${phrase}`,
  partsLeftOut: (team, parts) => `Teams that are part of ${team} are not included: ${parts}.`,
  condition: conditionsInEnglish,
  withValue: (name, value) => `with ${name} ${value}`,
  amount: (op, value, noun) => `${operators[op]} ${value} ${noun}`,
  withAmount: (amount) => `with ${amount}`,
  day: {
    between: (name, from, last) =>
      from === last ? `${verb(name)} on ${from}` : `${verb(name)} from ${from} to ${last}`,
    from: (name, day) => `${verb(name)} since ${day}`,
    before: (name, day) => `${verb(name)} before ${day}`,
    yearly: (name, from, to) => `${verb(name)} between ${from} and ${to} of any year`,
  },
  count: (total, phrase) => `There ${total === 1 ? 'is' : 'are'} ${total === 0 ? 'no' : total} ${phrase}.`,
  listOf: (total, phrase) => `${total} ${phrase}:`,
  noneOf: (phrase) => `I found no ${phrase}.`,
  more: (rest, total) => `… and ${rest} more (${total} in all).`,
  yes: (statement) => `Yes: ${statement}.`,
  onlyIndirectly: () => 'Indirectly, through others in between: yes.',
  contradictions: () => 'These pages contradict each other; the newest comes first:',
  saysInstead: (title, day, quote) => `- “${title}” (${day ?? 'of an unknown day'}): ${quote}`,
  leftOut: (asides) =>
    `I left out ${asides.map((one) => `“${one}”`).join(' and ')}, which I did not understand.`,
  readAs: (slips) =>
    `I read ${slips.map(({ written, meant }) => `“${written}” as “${meant}”`).join(' and ')}.`,
  followUps: {
    which: () => 'Which ones?',
    overdue: () => 'Which of them are overdue?',
    withOverdue: () => 'Which of them have overdue tasks?',
    workingOn: (name) => `What is ${name} working on?`,
    reports: (name) => `Who reports to ${name}?`,
    assignee: (key) => `Who is assigned to ${key}?`,
  },
  noBut: (statement) => `No: ${statement}.`,
  no: (statement) => `No: the data do not say that ${statement}.`,
  value: (subject, name, value) => `${subject}: ${name} ${value}.`,
  noValue: (subject, name) => `I do not know: no ${name} is recorded for ${subject}.`,
  duration: (subject, years, months, days, since, today) =>
    `${subject} has worked here for ${timeSpan(years, months, days)}, since ${since} (as of ${today}).`,
  workedUntil: (subject, years, months, days, since, until) =>
    `${subject} worked here for ${timeSpan(years, months, days)}, from ${since} to ${until}.`,
  timeSpan,
  history: historyEnglish,
  length: {
    completion: (days) => `${days.toFixed(1)} days`,
    tenure: (days) => `${(days / 365.25).toFixed(1)} years`,
    age: (days) => `${days.toFixed(1)} days`,
  },
  lasting: {
    completion: {
      avg: (length, count, phrase) =>
        `${length} on average from opening to completion, over ${count} ${phrase} that ${count === 1 ? 'has' : 'have'} both dates.`,
      min: (length, count, phrase) =>
        `At least ${length} from opening to completion, over ${count} ${phrase}.`,
      max: (length, count, phrase) =>
        `At most ${length} from opening to completion, over ${count} ${phrase}.`,
    },
    tenure: {
      avg: (length, count, phrase) =>
        `${length} on average, over ${count} ${phrase} whose start date is known.`,
      min: (length, count, phrase) =>
        `At least ${length}, over ${count} ${phrase} whose start date is known.`,
      max: (length, count, phrase) => `At most ${length}, over ${count} ${phrase} whose start date is known.`,
    },
    age: {
      avg: (length, count, phrase) => `Open for ${length} on average, over ${count} ${phrase}.`,
      min: (length, count, phrase) => `Open for at least ${length}, over ${count} ${phrase}.`,
      max: (length, count, phrase) => `Open for at most ${length}, over ${count} ${phrase}.`,
    },
  },
  lastingIntro: {
    completion: {
      avg: (phrase) => `Days on average from opening to completion, ${phrase}:`,
      min: (phrase) => `Shortest time from opening to completion, ${phrase}:`,
      max: (phrase) => `Longest time from opening to completion, ${phrase}:`,
    },
    tenure: {
      avg: (phrase) => `Time in the company on average, ${phrase}:`,
      min: (phrase) => `Shortest time in the company, ${phrase}:`,
      max: (phrase) => `Longest time in the company, ${phrase}:`,
    },
    age: {
      avg: (phrase) => `Days open on average, ${phrase}:`,
      min: (phrase) => `Shortest time open, ${phrase}:`,
      max: (phrase) => `Longest time open, ${phrase}:`,
    },
  },
  lengthOf: (group, length, count) => `${group}: ${length} (over ${count})`,
  employed: (subject, company) =>
    `${subject} is in the directory${company === '' ? '' : `, at ${company}`}, and no end date is recorded.`,
  ended: (subject, day) => `${subject}: last day ${day}.`,
  hadLeft: (subject, day) => `${subject} has left; on the last day, ${day}:`,
  mean: (value, phrase, count, groups, one, many) =>
    `On average ${value} ${phrase} per ${one}: ${count} over ${groups}${many === '' ? '' : ` ${groups === 1 ? one : many}`}.`,
  meanOfReports: (value, count, managers) =>
    `On average ${value} direct reports per manager: ${count} over ${managers} ${managers === 1 ? 'manager' : 'managers'}.`,
  compared: (holds, figures, phrase) => `${holds ? 'Yes' : 'No'}. ${figures} (${phrase}).`,
  difference: (more, figures, phrase) =>
    more === 0
      ? `None, they are even. ${figures} (${phrase}).`
      : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'}. ${figures} (${phrase}).`,
  twoCounts: (count, phrase, other, otherPhrase) => `${count} ${phrase}, and ${other} ${otherPhrase}.`,
  counted: (more, figures) =>
    more === 0 ? `As many. ${figures}` : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'}. ${figures}`,
  yesNoCounted: (holds, figures) => `${holds ? 'Yes' : 'No'}. ${figures}`,
  peopleBetween: (total, one, other) =>
    `${total === 1 ? 'person' : 'people'} between ${one} and ${other} in the reporting line`,
  pair: (name, value) => `${name}: ${value}`,
  same: (property, value) => `Yes, the same ${property}: ${value}.`,
  comparedWhich: (name, figures, phrase) =>
    name === null ? `Neither, they are even. ${figures} (${phrase}).` : `${name}. ${figures} (${phrase}).`,
  knowers: (total, about) =>
    `Who knows is not recorded, but ${amount(total, 'person has', 'people have')} tasks or pages about ${about}, or ${total === 1 ? 'is' : 'are'} named with it; first who wrote most about it, then who finished most:`,
  noKnowers: (about) =>
    `I do not know: nobody has a task or wrote a page about ${about}, or is named with it.`,
  existing: (list) => `Yes. ${list}`,
  notExisting: (phrase) => `No. I found no ${phrase}.`,
  talk: {
    hello:
      'Hello! Ask me about people, teams, tasks or what the wiki says, for example: Who leads the Platform team?',
    thanks: 'You are welcome.',
    bye: 'Goodbye!',
    self: 'I answer questions about this company from its directory, its task tracker and its wiki. I say what each answer rests on, and when the data do not say.',
    help: 'I answer questions from the company directory, the task tracker and the wiki. For example:\n- Who leads the Platform team?\n- How many open tasks does each team have?\n- Which tasks are overdue?\n- What is my manager working on?\n- How many days of holiday do I get?',
    insult:
      'Sorry that I was of no help. Ask me about people, teams, tasks or the wiki, and I will look it up.',
    change:
      'I only answer questions and change nothing. Make this change in the system that the record comes from.',
    orders: 'I only answer questions about the company, from its data; I take no other instructions.',
  },
  openFor: (subject, days, since, today) =>
    `${subject} has been open for ${amount(days, 'day', 'days')}, since ${since} (as of ${today}).`,
  took: (subject, days) => `${subject} took ${amount(days, 'day', 'days')}.`,
  dueIn: (subject, days, due, today) =>
    days < 0
      ? `${subject} is ${amount(-days, 'day', 'days')} overdue: it was due on ${due} (as of ${today}).`
      : days === 0
        ? `${subject} is due today, on ${due}.`
        : `${subject} is due in ${amount(days, 'day', 'days')}, on ${due} (as of ${today}).`,
  doneLate: (subject, days, due, completed) =>
    `${subject} is done: it was due on ${due} and was completed on ${completed}, ${
      days === 0
        ? 'on the day'
        : days > 0
          ? `${amount(days, 'day', 'days')} late`
          : `${amount(-days, 'day', 'days')} early`
    }.`,
  dueNoMore: (subject, due) => `${subject} was cancelled; it had been due on ${due}.`,
  group: (name, count) => `${name}: ${count}`,
  figuresOf: (name, figures) => `${name} — ${figures}`,
  groupsIntro: (phrase) => `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}:`,
  most: (names, count, phrase) => `${names}, with ${count} ${phrase}.`,
  first: (what, name, day) => `${what}, ${verb(name).replace(/^who /, '')} on ${day}.`,
  pathsIntro: (from, total) => `${from} is connected to ${total} of them:`,
  pathBetween: (from, to) => `The shortest connection between ${from} and ${to}:`,
  link: (type, from, to) => linksInEnglish[type](from, to),
  sentence: (said) => `${said}.`,
  quoted: (said, quote) => `${said}: “${quote}”${/[.!?。！？]$/.test(quote) ? '' : '.'}`,
  otherWays: (count) => `(${count} more ${count === 1 ? 'connection is' : 'connections are'} as short.)`,
  betweenSentences: ' ',
  noPath: (from, links) =>
    `I found no connection between ${from} and them in the data, within ${links} links.`,
  whichOne: (surface) => `Several go by ${surface}. Which one do you mean?`,
  unknownName: (surface) => `I could not find anyone or anything called “${surface}” in the data.`,
  unknownAsker: () =>
    'I do not know who you are in the directory, so I cannot tell what is yours. Ask with a name instead.',
  unknownArticle: () => 'I do not know which article you mean. Ask again with its title.',
  unclear: () =>
    'I did not understand that question as a whole, and half an answer would mislead. Ask it in parts or in other words.',
  partNotAnswered: (part) => `I could not answer ${part}.`,
  noMedian: () => 'I work out averages, the shortest and the longest, but no medians. Ask for one of those.',
  notUnderstood: () => 'I could not find an answer to that in the data.',
  withheld: (name) => `I may not answer that: your company keeps the ${name} to itself.`,
  noneAtAll: (name) => `I do not know: no source records any ${name}.`,
  lookedAt: (sources) => `I looked in ${sources}.`,
  fromSection: (heading) => `${heading}:`,
  fromArticle: (title, heading) =>
    heading === null || heading === '' ? `From “${title}”:` : `From “${title}”, ${heading}:`,
  missingDates: (count, name) =>
    `${amount(count, 'task that is done has', 'tasks that are done have')} no ${name} and ${count === 1 ? 'is' : 'are'} not counted.`,
  tooLong: (length, limit) =>
    `That is ${length} characters; I read questions of up to ${limit}. Please ask in a sentence or two.`,
  updating: (sources) =>
    `The update of ${sources.join(', ')} has not ended yet, so a part of this may still be as it was before.`,
  emptyQuestion: () => 'Ask me something, for example: Who leads the Platform team?',
  model: {
    planned: () => 'A language model turned this question into a query; the data are the graph’s.',
    failed: {
      unreachable: 'The language model could not be reached, so this answer was made without it.',
      unauthorized: 'The language model does not accept our key, so this answer was made without it.',
      rate_limited: 'The language model is too busy, so this answer was made without it.',
      timeout: 'The language model took too long, so this answer was made without it.',
      refused: 'The language model would not answer, so this answer was made without it.',
      invalid_output: 'The language model gave nothing usable, so this answer was made without it.',
      cut: 'The language model broke off, so this answer was made without it.',
      over_budget: 'The budget for the language model is used up, so this answer was made without it.',
      failed: 'The language model failed, so this answer was made without it.',
    },
    unsupported: () =>
      'What the language model wrote is not borne out by the pages, so this answer was made without it.',
    partUnsupported: () =>
      'What the language model wrote beside this is not borne out by the data, so it was left out: a part of the question may be unanswered.',
    statement: () =>
      'A language model wrote the Cypher statement for this by itself, which was run read-only: look at it before you rely on the rows.',
    statementRows: (count) => `The statement gave ${count === 1 ? '1 row' : `${count} rows`}:`,
    statementWas: (statement) => `The statement: ${statement}`,
    statementCut: () => '… and more, which were not read.',
  },
};
