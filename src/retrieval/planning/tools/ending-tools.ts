import { z } from 'zod';
import type { Evidence } from './evidence.ts';
import type { ModelTool } from './model-tool.ts';
import { parametersOf, readArguments } from './read-arguments.ts';

const citation = z.strictObject({
  passage: z.int().optional().describe('Number of a passage, with "quote".'),
  quote: z.string().optional().describe('Words copied from that passage, character by character.'),
  result: z.int().optional().describe('Or the number of a result that the sentence is about.'),
});

const answerShape = z.strictObject({
  results: z
    .array(z.int())
    .optional()
    .describe('Numbers of the results that are told to the asker, in that order, complete.'),
  sentences: z
    .array(z.strictObject({ text: z.string(), citations: z.array(citation) }))
    .max(8)
    .optional()
    .describe('What the passages say, after the results; each sentence with what bears it out.'),
});

/** Ends with results that are told, and sentences that are verified. */
const answer: ModelTool = {
  ends: true,
  definition: {
    name: 'answer',
    description: 'Ends with an answer: results, sentences, or both.',
    parameters: parametersOf(answerShape),
  },
  async run(given, _, evidence) {
    const read = readArguments(answerShape, given);
    if ('mistake' in read) return { kind: 'mistake', text: read.mistake };
    const { results = [], sentences = [] } = read.value;
    if (results.length === 0 && sentences.length === 0)
      return { kind: 'mistake', text: 'An answer has results or sentences.' };
    const missing = missingNumbers(results, sentences, evidence);
    if (missing !== null) return { kind: 'mistake', text: missing };
    const cited = sentences.map(({ text, citations }) => ({
      text,
      citations: citations.flatMap(({ passage, quote, result }) => [
        ...(passage === undefined || quote === undefined ? [] : [{ passage, quote }]),
        ...(result === undefined ? [] : [{ result }]),
      ]),
    }));
    const decision = { kind: 'answer', results: [...new Set(results)], sentences: cited, evidence } as const;
    return { kind: 'done', decision };
  },
};

function missingNumbers(
  results: readonly number[],
  sentences: NonNullable<z.output<typeof answerShape>['sentences']>,
  evidence: Evidence,
): string | null {
  const citations = sentences.flatMap((sentence) => sentence.citations);
  const named = [...results, ...citations.flatMap(({ result }) => result ?? [])];
  const noResult = named.find((number) => evidence.results[number - 1] === undefined);
  if (noResult !== undefined) return `There is no result ${noResult}.`;
  const noPassage = citations.find(
    ({ passage }) => passage !== undefined && evidence.passages[passage - 1] === undefined,
  );
  return noPassage === undefined ? null : `There is no passage ${noPassage.passage}.`;
}

const askShape = z.strictObject({
  name: z.string().min(1).describe('The ambiguous words, as they stand in the question.'),
  ids: z.array(z.string()).min(2).max(10).describe('What they may mean.'),
});

/** Ends by asking back which of several is meant. */
const askWhich: ModelTool = {
  ends: true,
  definition: {
    name: 'ask_which',
    description: 'Ends by asking which of several nodes a name in the question means.',
    parameters: parametersOf(askShape),
  },
  async run(given, context, { known }) {
    const read = readArguments(askShape, given);
    if ('mistake' in read) return { kind: 'mistake', text: read.mistake };
    const { name, ids } = read.value;
    if (!context.question.includes(name))
      return { kind: 'mistake', text: `The question does not have the words "${name}".` };
    const strange = ids.filter((id) => !known.has(id));
    if (strange.length > 0)
      return { kind: 'mistake', text: `No linked or found node has the id ${strange.join(', ')}.` };
    const candidates = [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
    if (candidates.length < 2) return { kind: 'mistake', text: 'To ask which, there must be two or more.' };
    return { kind: 'done', decision: { kind: 'clarify', surface: name, candidates } };
  },
};

const passShape = z.strictObject({
  to: z
    .enum(['wiki', 'nobody'])
    .describe('"wiki" where a page alone would answer it, else "nobody": small talk, an opinion, an order.'),
});

/** Ends without an answer of the model's own. */
const pass: ModelTool = {
  ends: true,
  definition: {
    name: 'pass',
    description: 'Ends without an answer: hands the question to the search of the wiki, or to nobody.',
    parameters: parametersOf(passShape),
  },
  async run(given) {
    const read = readArguments(passShape, given);
    if ('mistake' in read) return { kind: 'mistake', text: read.mistake };
    return { kind: 'done', decision: { kind: read.value.to === 'wiki' ? 'article' : 'none' } };
  },
};

export const endingTools: readonly ModelTool[] = [answer, askWhich, pass];
