import type { AnswerProgress } from '../../retrieval/answer.ts';
import type { BotWording } from './bot-wording.ts';

const kinds: Readonly<Record<string, readonly [one: string, many: string]>> = {
  Employee: ['person', 'people'],
  Team: ['team', 'teams'],
  Task: ['task', 'tasks'],
  Article: ['article', 'articles'],
  Project: ['project', 'projects'],
};

function progress(told: AnswerProgress): string {
  switch (told.stage) {
    case 'understanding':
      return 'reading the question…';
    case 'querying': {
      const [one, many] = kinds[told.label ?? ''] ?? ['record', 'records'];
      return told.total === undefined
        ? `looking for ${many}…`
        : `looking at ${told.total} ${told.total === 1 ? one : many}…`;
    }
    case 'reading':
      return told.passages === undefined
        ? 'reading articles…'
        : `reading ${told.passages} ${told.passages === 1 ? 'passage' : 'passages'}…`;
    case 'writing':
      return 'writing the answer…';
  }
}

export const botWordingEn: BotWording = {
  refusals: {
    bot: 'I do not answer other bots.',
    other_tenant: 'I only answer people of this company, and your account belongs to another organisation.',
    external: 'I only answer people of this company, and you are here from another one.',
    guest: 'I only answer people of this company, and your account is that of a guest.',
    not_in_directory:
      'I only answer people of this company whom the directory knows, and I could not find you there. Your administrator can add you.',
    too_many: 'That is more than I answer one person within a minute. Please go on in a moment.',
  },
  failures: {
    broken:
      'Something went wrong while I looked that up. Please ask again; if it stays, tell your administrator the id.',
    unreachable:
      'I cannot reach my data at the moment, so I cannot answer. Please ask again in a few minutes.',
    unknownAudience:
      'I could not find out who asks and who reads along, so I cannot answer. Please ask again; if it stays, tell your administrator the id.',
    notPosted: 'I could not post my answer where you asked, so that I show it to you alone.',
    notShown:
      'What you opened could not be shown. Please open it again; if it stays, tell your administrator the id.',
    notFollowed:
      'I could not look up my answer to the question that you changed, so it stands as it was. Please ask again; if it stays, tell your administrator the id.',
    notPrivate:
      'I promised an answer in our own chat, and could not write to you there. Add me to your apps, and ask me there.',
    owed: 'Earlier I had an answer for you and could show it to you nowhere. Please ask that question again.',
    restNotPosted: 'The rest of this answer could not be sent. Please ask again, or for a part of it.',
  },
  commands: {
    whois: {
      usage: 'NAME',
      description: 'Who somebody is: title, team, manager, address.',
      example: 'Tell me a name, for example: /whois Ana Silva',
    },
    tasks: {
      usage: '[NAME|TEAM] [open|done|overdue]',
      description: 'Tasks of a person or a team; your own open ones without a name.',
    },
    org: {
      usage: '[NAME]',
      description: 'Who somebody reports to, and who reports to them; yourself without a name.',
    },
    ask: {
      usage: 'QUESTION',
      description: 'Asks a question, like a direct message.',
      example: 'Ask me something, for example: /ask Who leads the Platform team?',
    },
    status: { usage: '', description: 'How fresh each source is.' },
    settings: {
      usage: '[language auto|en|zh] [private on|off] [timezone ZONE]',
      description: 'Your language, whether I answer you in private, and your time zone.',
    },
    feedback: {
      usage: '[week|month|quarter|DAYS]',
      description: 'What people thought of answers, and what had none; for administrators.',
    },
    page: { usage: '', description: 'A link that signs you in to the web page.' },
    help: { usage: '', description: 'What I can do.' },
  },
  unknownCommand: (name, known) =>
    `I do not know /${name}. I know ${known.map((one) => `/${one}`).join(', ')}.`,
  help: (examples, commands) =>
    `I answer questions about people, teams, tasks and articles, in English and Chinese, for example:\n${examples.map((one) => `- ${one}`).join('\n')}\n\nCommands:\n${commands.join('\n')}`,
  examples: [
    'Who leads the Platform team?',
    'How many tasks were completed this quarter?',
    'Which tasks of mine are overdue?',
    'Who reports to Ben, directly or indirectly?',
    'How many days of holiday do I get?',
    'Ben 手下有哪些人？',
  ],
  actions: {
    explain: 'How did you get this?',
    show_privately: 'Show me privately',
    share: 'Share in channel',
    feedback_up: 'Helpful',
    feedback_down: 'Not helpful',
  },
  nextPage: (count) => `Show the next ${count}`,
  reason: 'What was wrong or missing? (optional)',
  thanks: 'Thank you, your opinion is noted.',
  forms: { send: 'Send', save: 'Save', close: 'Close' },
  preview: { due: (day) => `due ${day}`, edited: (day) => `last edited ${day}` },
  profile: { active: 'active now', away: 'away', chat: 'Open a chat' },
  actionOver: 'This button’s time is over. Please ask again.',
  actionOfAnother: 'This button belongs to somebody else’s answer. Ask me, and you get your own.',
  onIt: 'On it.',
  longText: {
    goesOn: 'This goes on below.',
    cut: 'The rest does not fit here. Ask for a part of it.',
  },
  stopped: 'You stopped this answer. Ask again whenever you want it.',
  inPrivate: {
    sent: 'I answered you in our own chat, as the answer is for you alone.',
    later: 'This takes a while. I will answer you in our own chat.',
    show: 'Show it here',
    failed:
      'The answer is for you alone, and I could not write to you in our own chat. Add me to your apps, and ask me there.',
  },
  notMet: 'I do not know your account yet. Write to me once in my own chat, and try again.',
  noWords: 'That message has no words that I could read.',
  signIn: {
    offer:
      'The directory does not know the address that Teams has of you. Sign in, so that I can look for your other ones.',
    button: 'Sign in',
    short: 'Sign in, so that I know who you are',
    failed: 'Signing in did not work. Please ask again, and sign in anew.',
    ofAnother: 'You signed in with another account than the one you write from, so I did not use it.',
    done: 'You are signed in. Ask me anything.',
    ended: 'You are signed out, and I have forgotten the addresses that I learned by it.',
  },
  welcome:
    'Hello, I am Orgwise. Ask me about people, teams, tasks and articles, for example: Who leads the Platform team? I answer from the company’s own records, with sources. Write “help” to see more.',
  status: {
    none: 'No source has been synced yet.',
    never: (source) => `${source}: never synced`,
    synced: (source, at) => `${source}: synced ${at}`,
    failed: 'the last attempt failed',
    updating: 'its update has not ended yet',
  },
  movements: {
    heading: (source) => `News of people, from ${source}`,
    joined: (total) => `Joined: ${total}`,
    moved: (total) => `Moved: ${total}`,
    left: (total) => `Left: ${total}`,
    more: (rest) => `and ${rest} more`,
    withTitle: (name, title) => `${name}, ${title}`,
    lastDay: (name, day) => `${name}, last day ${day}`,
    changes: (name, changes) => `${name}: ${changes.join('; ')}`,
    change: {
      title: changeOf('title'),
      manager: changeOf('manager'),
      team: changeOf('team'),
      lead: changeOf('leads'),
    },
  },
  settings: {
    title: 'Your settings',
    change: 'Change settings',
    language: 'Language',
    private: 'Answer me in private',
    timezone: 'Time zone',
    auto: 'automatic',
    on: 'on',
    off: 'off',
    saved: 'Saved.',
    wrong:
      'I know these: language auto|en|zh, private on|off, timezone auto or a zone such as Europe/Berlin.',
    nobody: 'The local operator has no settings.',
  },
  plans: {
    stopped: (source) =>
      `The last sync of ${source} was stopped, since it would lose much. It waits for somebody to approve it (“status approve ${source}”):`,
    count: (kind, { created, changed, deleted }) =>
      `${plural[kind] ?? kind}: ${created} new, ${changed} changed, ${deleted} gone`,
    gone: (names, rest) => `gone would be ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    approve: (source) => `Approve the sync of ${source}`,
    done: (source) => `The sync of ${source} is done.`,
    begun: (source) => `The sync of ${source} has begun; “status” tells how it went.`,
    outdated: (source) =>
      `Nothing was written: ${source} or the graph has changed since. The next sync keeps a plan as things are then.`,
    none: (source) => `No stopped sync of ${source} waits.`,
    busy: 'Another sync is running; try again when it has ended.',
  },
  admin: {
    only: 'Only administrators may see that.',
    counts: ({ days, helpful, unhelpful, unanswered, isCut }) =>
      `In the last ${days === 1 ? 'day' : `${days} days`}: ${isCut ? 'at least ' : ''}${helpful} helpful, ${unhelpful} not helpful, ${unanswered} ${unanswered === 1 ? 'question' : 'questions'} without an answer.`,
    noPeriod: (text) =>
      `“${text}” is no period that I know: write day, week, month, quarter or a number of days up to 92.`,
    times: (count) => (count === 1 ? '' : `${count} times, latest `),
    reason: (code) => reasons[code] ?? code,
    more: (count) => `… and ${count} more.`,
    keepWords: 'The words of questions are kept where “audit.questions” in orgwise.yaml is true.',
    asked: (question) => (question === null ? '(words not kept)' : `“${question}”`),
    page: (title, helpful, unhelpful) => `${title}: ${unhelpful} not helpful, ${helpful} helpful`,
  },
  page: {
    lead: 'Sign in with your company account to ask about people, teams, tasks and articles.',
    button: 'Sign in',
    byLink: 'Sign in with this link',
    problems: {
      begun_elsewhere:
        'This sign-in took too long, was used before, or was begun in another window. Please sign in again.',
      denied: 'The sign-in was not completed. Please sign in again; if it stays, ask your administrator.',
      unreachable: 'The sign-in service cannot be reached at the moment. Please try again in a few minutes.',
      not_believed:
        'The answer of the sign-in service could not be verified. Please sign in again; if it stays, tell your administrator.',
      address_unverified:
        'Your account has no confirmed e-mail address, so I cannot tell who you are. Your administrator can confirm it.',
      no_object_id: 'Your account is none of the company directory, so I cannot tell who you are.',
      not_in_directory:
        'I only answer people of this company whom the directory knows, and I could not find you there. Your administrator can add you.',
      link_over: 'This link was used before or is too old. Ask the bot for a new one with /orgwise page.',
      too_many: 'Too many people sign in at this moment. Please try again in a minute.',
    },
    link: (url, minutes) =>
      `Open ${url} to use the web page. The link signs you in once, within ${minutes} minutes, so do not pass it on.`,
    noPage: 'There is no web page to sign in to here.',
    onlyPrivate: 'Ask me for the page in a direct message, since the link is for you alone.',
    alreadyHere:
      'You are on the page. To open it in another browser, sign in there, or ask me for a link in a chat.',
  },
  home: {
    title: 'What I can do',
    myTasks: 'My tasks',
    myTeam: 'My team',
    sources: 'How fresh the sources are',
    sync: 'Syncs that failed',
    unanswered: 'Questions without an answer',
    feedback: 'What people thought of answers',
    unhelpful: 'Answers that did not help',
    pages: 'Pages whose answers did not help',
    none: 'None.',
    refresh: 'Refresh',
  },
  progress,
  questions: {
    myTeam: 'Who is in my team?',
    how: 'How did you get this?',
    org: (name) => `Who does ${name} report to and who reports to ${name}?`,
    myOrg: 'Who do I report to and who reports to me?',
    whoKnows: (text) => `Who knows about ${text}?`,
  },
};

/** Why there was no answer, by its code. */
const reasons: Readonly<Record<string, string>> = {
  not_understood: 'not understood',
  unknown_entity: 'nothing of that name',
  no_data: 'not recorded',
  no_article: 'no page about it',
  no_evidence: 'no page says it',
  not_possible: 'no question that I answer',
  withheld: 'kept from them',
  too_long: 'too long',
};

/** What is another than before, or came, or went. */
function changeOf(what: string): (from: readonly string[], to: readonly string[]) => string {
  return (from, to) => {
    if (to.length === 0) return `${what} ${from.join(', ')} no longer`;
    const now = to.join(', ');
    return from.length === 0 ? `${what} ${now}` : `${what} ${from.join(', ')} → ${now}`;
  };
}

const plural: Readonly<Record<string, string>> = {
  Employee: 'people',
  Team: 'teams',
  Task: 'tasks',
  Article: 'articles',
};
