import { expect } from 'vitest';

/** What a platform's test must be able to do. Each call waits for the bot's answer and returns its plain text. */
export interface ConversationDriver {
  /** A message in the channel of `channelMembers` that names the bot; begins a thread. */
  mention(email: string, text: string): Promise<string>;
  /** A message that names the bot, in the thread of the latest mention. */
  followUp(email: string, text: string): Promise<string>;
  /** A message below the latest answer in its thread, which names nobody. */
  goOn(email: string, text: string): Promise<string>;
  /** A direct message. */
  direct(email: string, text: string): Promise<string>;
  /** A command, without its slash: `whois`, `tasks`. */
  command(email: string, command: string, text: string): Promise<string>;
  /** Presses the button with these words under the latest answer. */
  choose(email: string, label: string): Promise<string>;
}

export interface ConversationStep {
  /** Says what the step shows; the test's name. */
  readonly shows: string;
  readonly kind: keyof ConversationDriver;
  /** Address of whoever speaks. */
  readonly who: string;
  /** For `choose`, words of the button. */
  readonly text: string;
  /** For `kind: 'command'`. */
  readonly command?: string;
  /** What the answer must say, and what it must not. */
  readonly says: readonly (string | RegExp)[];
  readonly withholds?: readonly string[];
}

const nora = 'nora.weiss@voltmoor.example';
const john = 'john.doe@voltmoor.example';

/** Who is in the channel: Nora may read the salary bands, John may not. */
export const channelMembers: readonly string[] = [nora, john];

/** Makes the answer fail, where the message handler is that of `openSampleCompany`. */
export const breakingQuestion = 'Please provoke a failure';

/** One conversation that every platform must carry, over the sample company. The order matters. */
export const conversation: readonly ConversationStep[] = [
  {
    shows: 'a count, for a mention',
    kind: 'mention',
    who: nora,
    text: 'How many tasks are assigned to John Doe?',
    says: ['12 tasks assigned to John Doe'],
  },
  {
    shows: 'a follow-up in the same thread that leans on the question before',
    kind: 'followUp',
    who: nora,
    text: 'and how many of those are overdue?',
    says: [/\b1\b/, 'John Doe', '2026-11-20'],
  },
  {
    shows: 'how an answer came about, when asked for it',
    kind: 'followUp',
    who: nora,
    text: 'how did you get this?',
    says: [
      'and how many of those are overdue?',
      'John Doe (person, Senior Backend Engineer)',
      'assigned to John Doe',
      'SELECT count(*)',
      '"employee:directory:e025"',
      'tracker: last synced',
    ],
    withholds: ['acl:'],
  },
  {
    shows: 'a follow-up to what was asked before that, without a mention',
    kind: 'goOn',
    who: nora,
    text: 'which of them are blocked?',
    says: ['blocked', 'John Doe'],
    withholds: ['could not find'],
  },
  {
    shows: 'a complete list, for a direct message',
    kind: 'direct',
    who: john,
    text: 'Which tasks has John completed?',
    says: [/\b7\b/, 'WEB-24', 'WEB-28', 'WEB-31', 'WEB-36', 'WEB-41', 'WEB-47', 'WEB-66'],
  },
  {
    shows: 'a person, for /whois',
    kind: 'command',
    command: 'whois',
    who: nora,
    text: 'John Doe',
    says: ['Senior Backend Engineer', 'Marta Kowalczyk', 'john.doe@voltmoor.example'],
  },
  {
    shows: 'the tasks of a person, for /tasks',
    kind: 'command',
    command: 'tasks',
    who: john,
    text: 'John Doe open',
    says: [/\b4\b/, 'WEB-57', 'WEB-58', 'WEB-60', 'WEB-78'],
  },
  {
    shows: 'a name that several have is asked back',
    kind: 'mention',
    who: john,
    text: 'What is Ana Silva working on?',
    says: ['Which one do you mean?', 'Senior Data Engineer', 'Account Executive, Iberia'],
  },
  {
    shows: 'the one who was meant, by a button',
    kind: 'choose',
    who: john,
    text: 'Account Executive, Iberia',
    says: [/assigned to|working on/],
    withholds: ['Which one do you mean?'],
  },
  {
    shows: 'a name that is nearly the one asked for is offered',
    kind: 'mention',
    who: nora,
    text: 'Which tasks does Jonh have?',
    says: ['called “Jonh”', 'Did you mean John Doe'],
  },
  {
    shows: 'the one who was meant, by the same button',
    kind: 'choose',
    who: nora,
    text: 'Senior Backend Engineer',
    says: ['assigned to John Doe', 'WEB-57'],
  },
  {
    shows: 'why there is no answer, what comes nearest and who may know',
    kind: 'direct',
    who: nora,
    text: "When is John Doe's wedding?",
    says: ['could not find an answer', 'The closest that I have is the person John Doe', 'Marta Kowalczyk'],
  },
  {
    shows: 'what one may read alone, for a direct message',
    kind: 'direct',
    who: nora,
    text: 'What is the gross salary band for a senior engineer in Berlin?',
    says: ['70,000'],
  },
  {
    shows: 'an abstention where not every member of the channel may read it',
    kind: 'mention',
    who: nora,
    text: 'What is the gross salary band for a senior engineer in Berlin?',
    says: ['could not find an answer'],
    withholds: ['70,000'],
  },
  {
    shows: 'an error with an id that finds the log line',
    kind: 'mention',
    who: nora,
    text: breakingQuestion,
    says: ['Something went wrong', /\b[0-9a-f]{8}\b/],
  },
  {
    shows: 'a stranger is told why there is no answer',
    kind: 'direct',
    who: 'somebody@elsewhere.example',
    text: 'How many tasks are assigned to John Doe?',
    says: ['could not find you there'],
    withholds: ['12'],
  },
];

/** Plays a step and checks the answer; returns it, so that platforms can be compared. */
export async function playStep(driver: ConversationDriver, step: ConversationStep): Promise<string> {
  const said = await speak(driver, step);
  // Platforms break lines and indent in their own ways.
  const answer = said.replace(/\s+/g, ' ').trim();
  for (const part of step.says) {
    if (typeof part === 'string') expect(answer).toContain(part);
    else expect(answer).toMatch(part);
  }
  for (const part of step.withholds ?? []) expect(answer).not.toContain(part);
  return answer;
}

async function speak(
  driver: ConversationDriver,
  { kind, who, command, text }: ConversationStep,
): Promise<string> {
  return kind === 'command' ? await driver.command(who, command ?? '', text) : await driver[kind](who, text);
}
