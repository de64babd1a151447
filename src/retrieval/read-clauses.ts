import { detectLexicon } from './language.ts';
import type { PreviousQuestion } from './planning/planner.ts';
import {
  type AskedSentence,
  type ReadMessageDependencies,
  readSentences,
  type Sentence,
} from './read-message.ts';
import { splitClauses } from './split-sentences.ts';

/** Clauses that only tell, before what is asked and behind it, at most. */
const mostTold = 2;
const mostClauses = 8;

/**
 * 周报要写，PLAT-7 的状态是什么？ "Ana is ill - who is her manager?" The same as with sentences, within one: a clause at either end that says why
 * something is asked, by how it is worded or by what sets it off, or that names what a pronoun behind it stands for.
 *
 * @returns null where there is no such clause, or where it may narrow down what is asked.
 */
export async function readClauses(
  text: string,
  previous: PreviousQuestion | null,
  dependencies: ReadMessageDependencies,
): Promise<readonly AskedSentence[] | null> {
  const { purposes, reasons } = detectLexicon(text, dependencies.lexicons);
  const clauses = splitClauses(text, reasons);
  if (clauses.length < 2 || clauses.length > mostClauses) return null;
  const isReason = (clause: string): boolean => reasons !== undefined && clause.search(reasons) === 0;
  const tells = (clause: string): boolean => purposes?.test(bare(clause)) === true || isReason(clause);
  const opens = (clause: string): boolean => tells(clause) || /[:：]\s*$/.test(clause);
  const others = clauses.findIndex((clause) => !opens(clause));
  const begin = Math.min(mostTold, others < 0 ? clauses.length - 1 : others);
  let end = clauses.length;
  while (end > Math.max(begin + 1, clauses.length - mostTold) && tells(clauses[end - 1] ?? '')) end--;
  const told = (clause: string): Sentence => ({
    text: bare(clause),
    tells: isReason(clause) ? 'why' : opens(clause) ? 'surely' : 'of what is asked',
  });
  for (const from of new Set([begin, mostTold, 1])) {
    if (from >= end || (from === 0 && end === clauses.length)) continue;
    const asked = unended(clauses.slice(from, end).join(''));
    const sentences = [
      ...clauses.slice(0, from).map(told),
      { text: asked, tells: 'no' } as const,
      ...clauses.slice(end).map(told),
    ];
    const read = await readSentences(sentences, previous, dependencies);
    if (read !== null) return read;
  }
  return null;
}

const bare = (said: string): string => said.replace(/[,，、:：;；…。.!！?？\s–—-]+$/u, '').trim();

/** What follows a clause that nothing follows any more. */
const unended = (said: string): string => said.replace(/[,，、:：;；\s]+$/u, '').trim();
