import { analyzeText } from '../../graph/analyze-text.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { findKeys } from './find-keys.ts';
import type { NameCandidate } from './name-index.ts';
import { asCandidate } from './node-candidate.ts';
import { PhraseTable } from './phrase-table.ts';
import { tokenize, tokenTexts } from './tokenize.ts';

/** Titles that are compared with the question; the best by full text are enough, a whole title scores highest. */
const titleCandidates = 60;
/** A question has fewer; an engine takes only so many in one search. */
const mostTerms = 200;

/** A title as people say it: without the number that some sources put before it. */
export function spokenTitle(title: string): string {
  return title.replace(/^\s*(?:[\p{L}]+-)?\d+\s*[:：.-]\s*/u, '').replace(/^[\p{L}]+-\d+\s+/u, '');
}

/** Small words with which a language says an order otherwise. */
export interface TitleWords {
  /** Before nouns, put in or left out at will. */
  readonly articles: readonly string[];
  /** Before the verb where the deed is said of the thing: "is being", "have been". */
  readonly auxiliaries: readonly string[];
}

export interface TitlesInQuestion {
  /** Whole titles and keys that stand in the question. */
  readonly titles: PhraseTable<NameCandidate>;
  /** Texts formed like the keys that tasks have, yet no task has them. */
  readonly unknownKeys: readonly string[];
}

/**
 * Finds tasks by their keys, and tasks and pages whose whole title stands in the question: by the title as it is written,
 * and by full text where the question has words that nothing else explains. A search for words such as "open tasks" would
 * go through most titles of a tracker.
 *
 * @param unexplained the question's words that are neither names nor cue words.
 * @param prefixes letters that keys of tasks begin with.
 * @param words of the question's language.
 * @param asWritten the question in traditional characters, where it was written so: titles may be as well.
 */
export async function findTitles(
  reader: GraphReader,
  viewer: Viewer,
  question: string,
  unexplained: string,
  today: string,
  prefixes: readonly string[] = [],
  words: TitleWords = { articles: [], auxiliaries: [] },
  asWritten = question,
): Promise<TitlesInQuestion> {
  const table = new PhraseTable<NameCandidate>();
  const unknownKeys = await findKeys(reader, viewer, question, today, prefixes, table);
  const terms = new Map(
    [...termsOf(unexplained, asWritten === question ? '' : asWritten)]
      .slice(0, mostTerms)
      .map((term) => [term, 1] as const),
  );
  const said = tokenTexts(question);
  const asked = ` ${said.join(' ')} `;
  const ways = [...new Set([question, asWritten])];
  const written = ways.flatMap((way) => writtenTitles(way).slice(0, mostTitles / ways.length));
  for (const label of ['Task', 'Article'] as const) {
    const ids = new Set(written.length === 0 ? [] : await idsByTitle(reader, viewer, label, written, today));
    if (terms.size > 0)
      for (const one of await reader.searchText(
        { label, terms, titleOnly: true, limit: titleCandidates },
        viewer,
      ))
        ids.add(one.id);
    for (const node of ids.size === 0 ? [] : await reader.readNodes([...ids], viewer)) {
      const candidate = asCandidate(node);
      for (const title of new Set([candidate.name, spokenTitle(candidate.name)])) {
        const texts = tokenTexts(title);
        if (texts.length === 0) continue;
        const span = asked.includes(` ${texts.join(' ')} `)
          ? texts
          : label === 'Task'
            ? saidAs(texts, said, words)
            : null;
        if (span === null) continue;
        // A task and the page that describes it often share a title: the task is meant, and leads to the page.
        const others = table.get(span);
        if (label === 'Article' && others.some((one) => one.label === 'Task')) continue;
        table.addTokens(span, candidate);
      }
    }
  }
  return { titles: table, unknownKeys };
}

/** Terms of the words, and the same as they were written otherwise. */
function termsOf(words: string, asWritten: string): Set<string> {
  const terms = new Set(analyzeText(words));
  for (const term of analyzeText(asWritten)) if (terms.has(tokenTexts(term).join(''))) terms.add(term);
  return terms;
}

const stemOf = (word: string): string => analyzeText(word)[0] ?? word;

/**
 * A task's title is an order, "Repair the espresso machine", and people say it otherwise: "repairing the espresso machine",
 * "the espresso machine be repaired". Two words or more must be the title's, in its order.
 *
 * @returns the words of the question that say it; null where none do.
 */
function saidAs(
  title: readonly string[],
  said: readonly string[],
  { articles, auxiliaries }: TitleWords,
): readonly string[] | null {
  const wanted = title.filter((word) => !articles.includes(word)).map(stemOf);
  const [verb = '', ...object] = wanted;
  if (object.length === 0 || !/^[a-z]+$/.test(verb)) return null;
  const stems = said.map(stemOf);
  const endOf = (words: readonly string[], from: number): number | null => {
    let at = from;
    for (const word of words) {
      while (at > from && articles.includes(said[at] ?? '')) at++;
      if (stems[at] !== word) return null;
      at++;
    }
    return at;
  };
  for (let from = 0; from < stems.length; from++) {
    const whole = endOf(wanted, from);
    if (whole !== null) return said.slice(from, whole);
    const end = object.length > 1 ? endOf(object, from) : null;
    if (end === null) continue;
    let at = end;
    while (auxiliaries.includes(said[at] ?? '')) at++;
    const isSaidPassively = at > end || said.slice(0, from).some((word) => auxiliaries.includes(word));
    if (isSaidPassively && stems[at] === verb && said[at] !== verb) return said.slice(from, at + 1);
  }
  return null;
}

/** Words of a title in a row, at most; a question of so many words has some hundred such rows. */
const longestTitle = 14;

/** Of these; an engine takes only so many values in one condition. */
const mostTitles = 900;

/** Characters; no title is as long, and an engine compares only so many. */
const longestWritten = 500;

/** Each stretch of the question that may be a title as it is written: two words or more, or one that looks like a name. */
function writtenTitles(question: string): string[] {
  const tokens = tokenize(question).slice(0, 60);
  const found = new Set<string>();
  for (const [from, first] of tokens.entries()) {
    for (const [index, last] of tokens.slice(from, from + longestTitle).entries()) {
      const isName = first.raw.length >= 5 && /^\p{Lu}/u.test(first.raw);
      const isQuoted = /["'“‘「『《«]$/.test(question.slice(0, first.start));
      if (index > 0 || isName || isQuoted) found.add(question.slice(first.start, last.end));
    }
  }
  return [...found].filter((title) => title.length <= longestWritten);
}

async function idsByTitle(
  reader: GraphReader,
  viewer: Viewer,
  label: 'Task' | 'Article',
  values: readonly string[],
  today: string,
): Promise<string[]> {
  const result = await reader.query(
    {
      find: label,
      where: { property: 'title', op: 'in', values },
      return: { kind: 'list', limit: titleCandidates },
    },
    viewer,
    today,
  );
  return result.kind === 'list' ? result.rows.map((row) => row.id) : [];
}
