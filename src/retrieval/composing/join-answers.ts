import type { Answer } from '../answer.ts';
import { uniqueCitations } from './cite.ts';

/** The answers to several questions asked at once, one after the other; the rows and the query are those of the first that lists any. */
export function joinAnswers(answers: readonly [Answer, ...Answer[]]): Answer {
  const [first] = answers;
  const listing = answers.find((one) => one.rows !== undefined) ?? first;
  const { rows, total, query } = listing;
  return {
    language: first.language,
    text: answers.map((one) => one.text).join('\n'),
    claims: answers.flatMap((one) => one.claims),
    ...(rows === undefined ? {} : { rows }),
    ...(total === undefined ? {} : { total }),
    ...(query === undefined ? {} : { query }),
    asOf: first.asOf,
    followUps: answers.flatMap((one) => one.followUps),
    sources: uniqueCitations(answers.flatMap((one) => one.sources)),
  };
}
