import { seededRandom } from '../../tests/fixtures/simulated-company.ts';

/** A question that will be asked, and how Slack tells of it. */
export interface PlannedQuestion {
  readonly eventId: string;
  readonly channel: string;
  /** Account that asks. */
  readonly user: string;
  readonly text: string;
  /** How long after the first delivery it is delivered again, in ms; null where it is delivered once. */
  readonly againAfterMs: number | null;
}

const questions = [
  'How many tasks are assigned to John Doe?',
  'Who reports to Ben?',
  'How many days off do I get?',
  'Which tasks has John completed?',
];

/** A second delivery comes at once, or within this time, in ms: before, while and after the first is answered. */
const againWithinMs = 1_000;

/** @returns `count` questions, one after the other in each channel and of each person, every third of which Slack tells twice. */
export function planQuestions(
  count: number,
  {
    channels,
    users,
    seed,
  }: { readonly channels: readonly string[]; readonly users: readonly string[]; readonly seed: number },
): PlannedQuestion[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, at) => ({
    eventId: `Ev${at}`,
    channel: channels[at % channels.length] ?? '',
    user: users[at % users.length] ?? '',
    text: questions[Math.floor(random() * questions.length)] ?? '',
    againAfterMs: at % 3 === 0 ? Math.floor(random() * againWithinMs) * Math.round(random()) : null,
  }));
}
