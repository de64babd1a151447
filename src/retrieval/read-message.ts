import { detectLexicon } from './language.ts';
import type { NameCandidate } from './linking/name-index.ts';
import { tokenTexts } from './linking/tokenize.ts';
import { opensAsking } from './planning/asking-words.ts';
import { has, nouns } from './planning/frame-words.ts';
import { entityItem } from './planning/go-on.ts';
import { isCueOf } from './planning/is-cue-of.ts';
import type { Lexicon } from './planning/lexicon.ts';
import { planTalk } from './planning/plan-talk.ts';
import type { ExplainPlan, Plan, PreviousQuestion, TaggedQuestion, TalkPlan } from './planning/planner.ts';
import type { EntityItem, QuestionItem, ValueItem } from './planning/question-item.ts';
import { rephrase } from './planning/rephrase.ts';
import { resolveReferences } from './planning/resolve-references.ts';
import { rulePlanner } from './planning/rule-planner.ts';
import { says } from './planning/says.ts';
import { spanOf } from './planning/span-of.ts';
import { splitQuestion } from './planning/split-question.ts';
import { notUnderstood } from './planning/unclear-question.ts';
import { splitSentences } from './split-sentences.ts';

/** A sentence that asks, understood after those before it. */
export interface AskedSentence extends PreviousQuestion {
  readonly text: string;
  readonly tagged: TaggedQuestion;
  readonly plan: Exclude<Plan, ExplainPlan | TalkPlan>;
}

export interface ReadMessageDependencies {
  readonly lexicons: readonly Lexicon[];
  /** Reads a text as a question, after what was spoken of before it. */
  understand(text: string, previous: PreviousQuestion | null): Promise<TaggedQuestion>;
  /** What a question before another was answered with. */
  rowsOf(plan: Plan): Promise<readonly NameCandidate[]>;
}

/** A part of a message. */
export interface Sentence {
  readonly text: string;
  /** Whether it only tells: seen by its words where absent, else by how it is worded or set off; or why something is asked; or it does if what is asked
   * speaks of something in it. */
  readonly tells?: 'surely' | 'why' | 'of what is asked' | 'no';
}

/** More questions than this, or more sentences, nobody writes to be answered at once. */
const mostAsked = 4;
const mostSentences = 12;

type Name = EntityItem | ValueItem;

/** A sentence that only tells. */
interface Told extends Sentence {
  readonly items: readonly QuestionItem[];
  readonly names: readonly Name[];
  /** How many questions came before it. */
  readonly behind: number;
}

/**
 * "Hi! Felix is off sick. Who is his manager? Thanks a lot": each sentence is read by itself, after those before it, so that nothing that is
 * only told becomes a condition of what is asked. Whoever and whatever is spoken of there stands for a pronoun in a question behind it;
 * greetings fall away; and all else that is told is left out, to be said to have been.
 *
 * @returns what is asked, one or more; null for one sentence, where a question is not understood by itself, or where what is told may
 * narrow down what is asked.
 */
export async function readMessage(
  text: string,
  previous: PreviousQuestion | null,
  dependencies: ReadMessageDependencies,
): Promise<readonly AskedSentence[] | null> {
  const sentences = splitSentences(text);
  if (sentences.length < 2 || sentences.length > mostSentences) return null;
  return await readSentences(
    sentences.map((one) => ({ text: one })),
    previous,
    dependencies,
  );
}

/** @returns as `readMessage` does, of sentences or clauses. */
export async function readSentences(
  sentences: readonly Sentence[],
  previous: PreviousQuestion | null,
  { lexicons, understand, rowsOf }: ReadMessageDependencies,
): Promise<readonly AskedSentence[] | null> {
  const asked: AskedSentence[] = [];
  const told: Told[] = [];
  let spoken = previous;
  for (const [at, sentence] of sentences.entries()) {
    const said = withoutAsides(sentence.text, lexicons);
    if (said === null) continue;
    const tagged = await understand(said, spoken);
    if (isSmallTalk(tagged.items)) continue;
    const { tells } = sentence;
    if (tells !== 'no' && !asks(tagged, said)) {
      const names = spokenOfIn(tagged.items);
      told.push({ ...sentence, items: tagged.items, names, behind: asked.length });
      if (names.length > 0) spoken = { items: names, plan: null };
      continue;
    }
    if (tells !== undefined && tells !== 'no') return null;
    const parts = await readQuestion(said, tagged, spoken, understand);
    // "I need the names so I can cancel the badges."
    const isPurpose = tells === undefined && tagged.asked.lexicon.purposes?.test(sentence.text) === true;
    if (parts === null && isPurpose && !endsAsking(sentence.text)) {
      told.push({ ...sentence, tells: 'surely', items: tagged.items, names: [], behind: asked.length });
      continue;
    }
    if (parts === null) return null;
    const isLast = at === sentences.length - 1;
    for (const [place, one] of parts.entries()) {
      asked.push(one);
      spoken = isLast && place === parts.length - 1 ? one : { ...one, rows: await rowsOf(one.plan) };
    }
  }
  if (asked.length === 0 || asked.length > mostAsked) return null;
  const uses = told.map((one) => useOf(one, asked));
  if (uses.includes('narrows')) return null;
  return withLeftOut(
    asked,
    told.filter((_, at) => uses[at] === 'beside').map(({ text }) => withoutEnd(text)),
  );
}

/** A sentence that asks, or each of the things that it asks; null where that is not understood by itself. */
async function readQuestion(
  text: string,
  tagged: TaggedQuestion,
  previous: PreviousQuestion | null,
  understand: ReadMessageDependencies['understand'],
): Promise<readonly AskedSentence[] | null> {
  const whole = planSentence(text, tagged) ?? planOfTopic(text, tagged);
  if (whole !== null) return [whole];
  const asked: AskedSentence[] = [];
  let spoken = previous;
  for (const part of splitQuestion(tagged.text, tagged.items) ?? []) {
    const one = planSentence(part, await understand(part, spoken));
    if (one === null) return null;
    asked.push(one);
    // Each of the things that are asked in one sentence is asked of what was spoken of before it.
    spoken ??= one;
  }
  return asked.length === 0 ? null : asked;
}

/** "PLAT-7 looks abandoned. Who is responsible?", 谁负责？ Asked without a word for it of the one thing that was spoken of. */
function planOfTopic(text: string, tagged: TaggedQuestion): AskedSentence | null {
  const [topic, another] = tagged.previous?.plan === null ? tagged.previous.items : [];
  // "Those" are several, and "from whom" asks of something else that was told.
  if (tagged.items.some((item) => pointsNowhere(item) || has(item, 'pron.set'))) return null;
  if (topic?.kind !== 'entity' || another !== undefined || tagged.items.some(isName)) return null;
  const ways = [topic, { ...topic, possessive: true }].map((one) => [
    { ...one, from: 0, to: 0 },
    ...tagged.items,
  ]);
  for (const items of ways) {
    const one = planSentence(text, { ...tagged, items });
    if (one?.plan.kind === 'query') return one;
  }
  return null;
}

function planSentence(text: string, tagged: TaggedQuestion): AskedSentence | null {
  const plan = rulePlanner.plan(tagged);
  if (plan === null || plan === notUnderstood || plan.kind === 'explain' || plan.kind === 'talk') return null;
  const { items, among } = resolveReferences(tagged);
  return among === null && items.some(pointsNowhere) ? null : { text, tagged, items, plan };
}

/** "Who did the last one?", and nothing is known that it could mean. */
const pointsNowhere = (item: QuestionItem): boolean =>
  (has(item, 'pron.person', 'pron.thing', 'pron.set') && !has(item, 'light')) ||
  has(item, 'pron.place') ||
  (item.kind === 'number' && item.value === 1 && says(item, 'asksInName'));

/** What is left out is said with the last answer that anything is looked up for; null where there is none. */
function withLeftOut(
  asked: readonly AskedSentence[],
  leftOut: readonly string[],
): readonly AskedSentence[] | null {
  const at = asked.findLastIndex(({ plan }) => plan.kind === 'query');
  const last = asked[at];
  if (last?.plan.kind !== 'query') return asked.length === 1 && leftOut.length === 0 ? asked : null;
  const all = [...(last.plan.leftOut ?? []), ...leftOut];
  return all.length === 0 ? asked : asked.with(at, { ...last, plan: { ...last.plan, leftOut: all } });
}

/** A sentence without what is said around a question; null where nothing is left. */
function withoutAsides(sentence: string, lexicons: readonly Lexicon[]): string | null {
  const bare = rephrase(sentence, detectLexicon(sentence, lexicons).asides).trim();
  return /[\p{L}\p{N}]/u.test(bare) ? bare : null;
}

/** "Thanks!", "Cheers, Ben": nothing but that, and who says it. */
function isSmallTalk(items: readonly QuestionItem[]): boolean {
  const talk = planTalk(items);
  if (talk?.kind === 'talk' && talk.about !== 'orders' && talk.about !== 'change' && talk.about !== 'me')
    return true;
  const first = items.find((item) => !has(item, 'light'));
  return (
    has(first, 'talk.thanks', 'talk.bye', 'talk.hello') &&
    items.every((item) => has(item, 'light', 'talk.thanks', 'talk.bye', 'talk.hello') || isPerson(item))
  );
}

const isPerson = (item: QuestionItem): boolean => item.kind === 'entity' && item.label === 'Employee';

/** Whether a sentence asks, or tells to tell something. */
function asks({ items, lexicon }: TaggedQuestion, sentence: string): boolean {
  if (lexicon.asksInPlace && items.some(opensAsking)) return true;
  if (endsAsking(sentence)) return true;
  const at = items.findIndex((item) => opensAsking(item) || !has(item, 'light', 'pron.asker'));
  const first = items[at];
  return (
    (first !== undefined && (opensAsking(first) || has(first, 'ask.list'))) ||
    items.some((item) => opensAsking(item) && !has(item, 'light'))
  );
}

const endsAsking = (sentence: string): boolean => /[?？]["”’')）]*$/.test(sentence);

/** What is spoken of: what has a name, else the one task whose title has the words. Nothing there is the pronoun's own. */
function spokenOfIn(items: readonly QuestionItem[]): readonly Name[] {
  const named = items.filter(isName).map(unowned);
  if (named.length > 0) return named;
  const titled = items.flatMap((item) => {
    const [task, another] =
      item.kind === 'words' && tokenTexts(item.raw).length > 1 ? (item.titles?.tasks ?? []) : [];
    return task === undefined || another !== undefined ? [] : [{ ...entityItem(task), ...spanOf(item) }];
  });
  return titled.length === 1 ? titled : [];
}

const isName = (item: QuestionItem): item is Name =>
  item.kind === 'entity'
    ? item.label !== 'Topic' && item.label !== 'Article'
    : item.kind === 'value' && item.candidates.some(({ label }) => label !== 'Article');

function unowned(item: Name): Name {
  const { possessive: _, ...plain } = item;
  return plain;
}

/** What a question has to do with what is told beside it: it speaks of it, does without it, or may be narrowed down by it. */
function useOf(
  { tells, items, names, behind }: Told,
  asked: readonly AskedSentence[],
): 'spoken of' | 'beside' | 'narrows' {
  const later = asked.slice(behind);
  const spokenOf = names.filter((name) => later.some((one) => one.items.some((item) => isSame(item, name))));
  // "Looking for a welder on the south crew, who is that?": the crew is spoken of, and the welder asked for.
  const isLost = ({ kind }: Name): boolean => kind === 'value' && spokenOf.every((one) => one.kind !== kind);
  if (spokenOf.length > 0 && tells === 'of what is asked' && names.some(isLost)) return 'narrows';
  if (spokenOf.length > 0)
    return isOpen(items, spokenOf) ? 'narrows' : tells === 'surely' ? 'beside' : 'spoken of';
  if (tells === 'why') return 'beside';
  if (tells === 'of what is asked' || items.some(mayNarrow)) return 'narrows';
  // "I am inviting a client. What is the maximum?": a page may tell, by all of the words.
  if (!asked.some((one) => one.tagged.items.some(isOnRecord))) return 'narrows';
  // Whatever is asked of a name of its own is not asked of another.
  const isNamed = ({ tagged }: AskedSentence): boolean =>
    tagged.items.some((item) => item.kind === 'entity' && isName(item));
  if (items.some(isName) && !(later.length > 0 && later.every(isNamed))) return 'narrows';
  return tells === undefined && isFragment(items) ? 'narrows' : 'beside';
}

/** "I met Ana's manager", "Ana met Ben", "PLAT-7 waits for something": whom or what a pronoun means behind it is not certain. */
function isOpen(items: readonly QuestionItem[], spokenOf: readonly Name[]): boolean {
  const names = items.filter(isName);
  const isRival = (name: Name): boolean => spokenOf.some((one) => isAlike(one, name) && !isSame(one, name));
  return (
    names.some(isRival) ||
    items.some(saysMore) ||
    spokenOf.some(
      (name) => isPartOfAnother(items, name) || describesAnother(items, name) || bringsAnother(items, name),
    )
  );
}

/** "The task that breaks PLAT-7", 弄坏 PLAT-7 的那项任务: another of its kind, of which the name only tells something. */
function describesAnother(items: readonly QuestionItem[], name: Name): boolean {
  if (name.kind !== 'entity') return false;
  const noun = nouns.find(([, label]) => label === name.label)?.[0];
  // "Someone told me that Ana …" is about Ana.
  const nounAt = noun === undefined ? -1 : items.findIndex((item) => has(item, noun) && !has(item, 'light'));
  const nameAt = items.findIndex((item) => isName(item) && isSame(item, name));
  if (nounAt < 0 || nameAt < 0) return false;
  return nounAt < nameAt
    ? items.slice(nounAt + 1, nameAt).some((item) => item.kind === 'words' || says(item, 'relative'))
    : items.some((item) => item.kind === 'words') &&
        items.slice(nameAt + 1, nounAt).some((item) => says(item, 'own'));
}

/** 在等另一个任务: one more of its kind, without a name, which a pronoun behind it means; 这是一个任务 says what it is. */
function bringsAnother(items: readonly QuestionItem[], name: Name): boolean {
  if (name.kind !== 'entity') return false;
  const noun = nouns.find(([, label]) => label === name.label)?.[0];
  const nameAt = items.findIndex((item) => isName(item) && isSame(item, name));
  const nounAt = items.findIndex((item, at) => at > nameAt && noun !== undefined && has(item, noun));
  const between = nameAt < 0 || nounAt < 0 ? [] : items.slice(nameAt + 1, nounAt);
  const isOne = (item: QuestionItem): boolean => item.kind === 'number' && item.value === 1;
  return between.some(isOne) && !between.some((item) => says(item, 'copula'));
}

/** "Platform is part of a larger team": another of its kind, without a name, of which the next sentence may ask. */
function isPartOfAnother(items: readonly QuestionItem[], name: Name): boolean {
  const at = items.findIndex((item) => has(item, 'rel.partOf', 'rel.member'));
  const behind = at < 0 ? [] : items.slice(at + 1, at + 4);
  return (
    !behind.some(isName) &&
    behind.some((item) =>
      nouns.some(([cue, label]) => name.kind === 'entity' && name.label === label && has(item, cue)),
    )
  );
}

const isAlike = (one: Name, other: Name): boolean =>
  one.kind === 'entity' && other.kind === 'entity' ? one.label === other.label : one.kind === other.kind;

/** What leads from a name to something else. */
const saysMore = (item: QuestionItem): boolean =>
  item.kind === 'cue' &&
  !item.cues.has('light') &&
  [...item.cues].some((cue) =>
    isCueOf(
      cue,
      'role',
      'rel.inTitle',
      'rel.approved',
      'rel.reported',
      'rel.blocks',
      'rel.blockedBy',
      'rel.below',
      'rel.reportsTo',
      'rel.manages',
      'logic.withParts',
    ),
  );

function isSame(item: QuestionItem, name: Name): boolean {
  if (item.kind === 'entity' && name.kind === 'entity')
    return item.candidates.some(({ id }) => name.candidates.some((one) => one.id === id));
  return (
    item.kind === 'value' &&
    name.kind === 'value' &&
    item.candidates[0]?.values[0] === name.candidates[0]?.values[0]
  );
}

/** What says which of several are meant, in which state or order. */
const mayNarrow = (item: QuestionItem): boolean =>
  (item.kind === 'words' && item.unknownKey === true) ||
  has(item, 'noun.task', 'logic.only', 'logic.none') ||
  (item.kind === 'cue' &&
    !item.cues.has('light') &&
    [...item.cues].some((cue) => isCueOf(cue, 'status', 'group', 'order')));

const isOnRecord = (item: QuestionItem): boolean =>
  item.kind === 'entity' ||
  item.kind === 'value' ||
  (item.kind === 'cue' &&
    (has(item, 'ask.who') || [...item.cues].some((cue) => isCueOf(cue, 'noun', 'status'))));

/** "In March.", "Without a due date.": no sentence, but the rest of one. */
const isFragment = (items: readonly QuestionItem[]): boolean =>
  items.every((item) => item.kind !== 'words' && !says(item, 'ourselves') && !says(item, 'predicate')) &&
  items.some((item) => item.kind === 'time' || (item.kind === 'cue' && !has(item, 'light')));

const withoutEnd = (said: string): string => said.replace(/[\s.。!！…]+$/u, '');
