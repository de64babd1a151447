import { tokenize } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { TaggedQuestion } from './planner.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
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

/** The ways in which a pronoun beside such a topic, and no other name, means it. */
export function pointingAtTopic(question: TaggedQuestion): readonly TaggedQuestion[] {
  const isAlone = question.items.filter((item) => item.kind === 'entity').length === 1;
  if (!isAlone) return [];
  const leading = withLeadingTopic(question).filter(({ previous }) => previous !== question.previous);
  const trailing = withTrailingTopic(question);
  return trailing === null ? leading : [...leading, trailing];
}

/** "What does it wait for, REF-12?": what is spoken of is named at the end. */
function withTrailingTopic(question: TaggedQuestion): TaggedQuestion | null {
  const { items, text } = question;
  const topic = items.at(-1);
  const asked = items.slice(0, -1);
  const last = asked.at(-1);
  if (topic?.kind !== 'entity' || last === undefined || !isSetOff(text, last, topic)) return null;
  const points = asked.some((item) => has(item, 'pron.person', 'pron.thing') && !has(item, 'light'));
  return points ? { ...question, items: asked, previous: { items: [topic], plan: null } } : null;
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
