import type { CueName } from './lexicon.ts';
import type { ExplainPlan, TalkPlan } from './planner.ts';
import type { CueItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/** What small talk is about; where several are said, the first of these. */
const subjects: readonly (readonly [CueName, TalkPlan['about']])[] = [
  ['talk.me', 'me'],
  ['talk.help', 'help'],
  ['talk.self', 'self'],
  ['talk.thanks', 'thanks'],
  ['talk.hello', 'hello'],
  ['talk.bye', 'bye'],
  ['talk.insult', 'insult'],
];

/**
 * Greetings, thanks, insults, and orders to change something or to be somebody else: what a question is not; and the
 * question how the answer before came about, which asks the graph for nothing either.
 */
export function planTalk(items: readonly QuestionItem[]): TalkPlan | ExplainPlan | null {
  const cues = items.filter((item): item is CueItem => item.kind === 'cue');
  if (cues.some((item) => item.cues.has('talk.override'))) return { kind: 'talk', about: 'orders' };
  if (isChange(items, cues)) return { kind: 'talk', about: 'change' };
  if (cues.length < items.length || cues.length === 0) return null;
  if (asksHow(cues)) return { kind: 'explain' };
  const isTalk = (item: CueItem): boolean => [...item.cues].some((cue) => cue.startsWith('talk.'));
  if (!cues.every((item) => isTalk(item) || item.cues.has('light'))) return null;
  const found = subjects.find(([cue]) => cues.some((item) => item.cues.has(cue)));
  return found === undefined ? null : { kind: 'talk', about: found[1] };
}

/** Nothing but "how did you get", and what that may be said of: "this answer", "that number", "it". */
function asksHow(cues: readonly CueItem[]): boolean {
  const harmless: readonly CueName[] = ['talk.how', 'light', 'pron.thing', 'pron.set', 'logic.and'];
  return (
    cues.some((item) => item.cues.has('talk.how')) &&
    cues.every((item) => harmless.some((cue) => item.cues.has(cue)) || isPolite(item))
  );
}

const isPolite = ({ cues }: CueItem): boolean => cues.has('talk.thanks') || cues.has('talk.hello');

/** "Delete all tasks of John", "please close WEB-60": a verb in front, something of the graph behind it, no question. */
function isChange(items: readonly QuestionItem[], cues: readonly CueItem[]): boolean {
  const first = items.findIndex(
    (item) =>
      item.kind !== 'cue' ||
      item.cues.has('do.change') ||
      !(item.cues.has('light') || [...item.cues].some((cue) => cue.startsWith('talk.'))),
  );
  const verb = items[first];
  if (verb?.kind !== 'cue' || !verb.cues.has('do.change') || verb.cues.has('ask.list')) return false;
  const asks: readonly CueName[] = [
    'ask.who',
    'ask.which',
    'ask.count',
    'ask.when',
    'ask.where',
    'ask.howLong',
  ];
  const rest = items.slice(first + 1);
  const asked = items
    .slice(0, first)
    .some((item) => item.kind === 'cue' && asks.some((cue) => item.cues.has(cue)));
  // "Did we close more tasks?" asks for what is done.
  if (asked || items.slice(0, first).some((item) => says(item, 'did'))) return false;
  if (says(rest[0], 'about')) return false;
  if (cues.some((item) => asks.some((cue) => item.cues.has(cue)) && !item.cues.has('light'))) return false;
  const things: readonly CueName[] = [
    'noun.task',
    'noun.employee',
    'noun.team',
    'noun.article',
    'pron.thing',
    'pron.set',
  ];
  return rest.some(
    (item) => item.kind === 'entity' || (item.kind === 'cue' && things.some((cue) => item.cues.has(cue))),
  );
}
