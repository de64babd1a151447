import { tokenize } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { TaggedQuestion } from './planner.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import type { SmallWord } from './small-words.ts';

/**
 * "REF-12: the deadline, and who has it?", "Winter Fair - the urgent ones that are still open": what is spoken of is named first, and asked
 * of behind it. Ways to say the same in one sentence, the likeliest first.
 *
 * @returns none where the question does not begin with one name that stands by itself.
 */
export function withLeadingTopic(question: TaggedQuestion): readonly TaggedQuestion[] {
  const { items, text } = question;
  const [topic, ...rest] = items;
  const next = rest[0];
  if (topic?.kind !== 'entity' || topic.possessive === true || next === undefined) return [];
  if (!isSetOff(text, topic, next)) return [];
  const asked = (said: readonly QuestionItem[]): TaggedQuestion => ({ ...question, items: said });
  const points = rest.some((item) => has(item, 'pron.person', 'pron.thing') && !has(item, 'light'));
  const ways: TaggedQuestion[] = [];
  if (points || has(next, 'pron.person', 'pron.thing'))
    ways.push({ ...asked(rest), previous: { items: [topic], plan: null } });
  const behind = [...rest.map(asTasks), cueOf(topic, ['of']), topic];
  const before = [{ ...topic, possessive: true }, ...rest];
  if (!rest.some((item) => item.kind === 'entity' && item.label === topic.label))
    ways.push(asked(behind), asked(before));
  return ways;
}

/** The ways in which a pronoun behind such a topic, and no other name, means it; the topic may be said to be in some state. */
export function pointingAtTopic(question: TaggedQuestion): readonly TaggedQuestion[] {
  const isAlone = question.items.filter((item) => item.kind === 'entity').length === 1;
  if (!isAlone) return [];
  const stated = behindStatement(question);
  return stated === null
    ? withLeadingTopic(question).filter(({ previous }) => previous !== question.previous)
    : [stated];
}

/** "PLAT-7 is stuck again - what is it waiting for?": that it is, is told and not asked. */
function behindStatement(question: TaggedQuestion): TaggedQuestion | null {
  const { items, text } = question;
  const [topic, verb] = items;
  if (topic?.kind !== 'entity' || topic.label === 'Employee' || !says(verb, 'predicate')) return null;
  const states = (item: QuestionItem): boolean =>
    item.kind === 'cue' && [...item.cues].some((cue) => isCueOf(cue, 'light', 'status', 'time.ever'));
  const from = items.findIndex((item, at) => at > 1 && isSetOff(text, items[at - 1], item));
  const asked = items.slice(from);
  const points = asked.some((item) => has(item, 'pron.thing') && !has(item, 'light'));
  if (from < 0 || !points || !items.slice(1, from).every(states)) return null;
  return { ...question, items: asked, previous: { items: [topic], plan: null } };
}

/** A colon, a dash or a comma sets it off. */
function isSetOff(text: string, before: QuestionItem | undefined, next: QuestionItem): boolean {
  const tokens = tokenize(text);
  const [last, first] = [tokens[(before?.to ?? 0) - 1], tokens[next.from]];
  return (
    last !== undefined &&
    first !== undefined &&
    /^\s*[:：,，;]|\s[-–—]+\s|^[–—]/.test(text.slice(last.end, first.start))
  );
}

/** "The urgent ones" of a project are its tasks. */
const asTasks = (item: QuestionItem): QuestionItem =>
  has(item, 'pron.ones') && item.kind === 'cue' ? { ...item, cues: new Set(['noun.task']) } : item;

const cueOf = ({ from, to }: EntityItem, words: readonly SmallWord[]): CueItem => ({
  kind: 'cue',
  from,
  to,
  raw: '',
  afterStop: false,
  cues: new Set(['rel.member', 'rel.owned', 'light']),
  says: new Set(words),
});
