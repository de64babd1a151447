import type { CueName } from './lexicon.ts';
import type { TalkPlan } from './planner.ts';
import type { CueItem, QuestionItem } from './question-item.ts';

/** What small talk is about; where several are said, the first of these. */
const subjects: readonly (readonly [CueName, TalkPlan['about']])[] = [
  ['talk.help', 'help'],
  ['talk.self', 'self'],
  ['talk.thanks', 'thanks'],
  ['talk.hello', 'hello'],
  ['talk.bye', 'bye'],
];

/** Greetings, thanks, and orders to change something or to be somebody else: what a question is not. */
export function planTalk(items: readonly QuestionItem[]): TalkPlan | null {
  const cues = items.filter((item): item is CueItem => item.kind === 'cue');
  if (cues.some((item) => item.cues.has('talk.override'))) return { kind: 'talk', about: 'orders' };
  if (isChange(items, cues)) return { kind: 'talk', about: 'change' };
  if (cues.length < items.length || cues.length === 0) return null;
  const isTalk = (item: CueItem): boolean => [...item.cues].some((cue) => cue.startsWith('talk.'));
  if (!cues.every((item) => isTalk(item) || item.cues.has('light'))) return null;
  const found = subjects.find(([cue]) => cues.some((item) => item.cues.has(cue)));
  return found === undefined ? null : { kind: 'talk', about: found[1] };
}

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
  if (asked) return false;
  if (/^(on|for|about)$/i.test(rest[0]?.raw ?? '')) return false;
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
