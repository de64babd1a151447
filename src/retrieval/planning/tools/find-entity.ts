import { z } from 'zod';
import type { AnswerContext } from '../../composing/answer-context.ts';
import { correctSpelling } from '../../linking/correct-spelling.ts';
import { matchWords } from '../../linking/match-words.ts';
import type { NameCandidate } from '../../linking/name-index.ts';
import { asCandidate } from '../../linking/node-candidate.ts';
import { tokenTexts } from '../../linking/tokenize.ts';
import { describeNode } from '../describe-links.ts';
import type { ModelTool } from './model-tool.ts';
import { parametersOf, readArguments } from './read-arguments.ts';

const shape = z.strictObject({
  name: z.string().min(1).max(200).describe('A name, key, address or title, as it is written.'),
});

const candidatesListed = 10;

/** Names to ids: the one way in which a model comes by nodes that the question was not linked to. */
export const findEntity: ModelTool = {
  ends: false,
  definition: {
    name: 'find_entity',
    description:
      'Finds people, teams, companies, projects, tasks and pages by name, key or title, and gives their ids.',
    parameters: parametersOf(shape),
  },
  async run(given, context, evidence) {
    const read = readArguments(shape, given);
    if ('mistake' in read) return { kind: 'mistake', text: read.mistake };
    const { name } = read.value;
    const asked = `find ${name.toLowerCase()}`;
    if (evidence.asked.has(asked)) return { kind: 'mistake', text: 'You have looked this name up.' };
    evidence.asked.add(asked);
    const { bearers, others } = await candidatesOf(name, context);
    if (bearers.length > 1) evidence.namesakes.push({ surface: name, candidates: bearers });
    const found = [...bearers, ...others];
    if (found.length === 0)
      return { kind: 'told', text: 'Nobody and nothing that the asker may see is called so.' };
    const listed = found.slice(0, Math.max(candidatesListed, bearers.length));
    for (const one of listed) evidence.known.set(one.id, one);
    const rest = found.length - listed.length;
    return {
      kind: 'told',
      text: `${found.length} found${rest > 0 ? `, ${rest} of them left out` : ''}.`,
      data: listed.map((one) => `- ${describeNode(one).replaceAll('<', '‹')}`).join('\n'),
    };
  },
};

/** Those who bear the very name, and what has it in its title or is written nearly like it. */
async function candidatesOf(
  name: string,
  { directory, graph, viewer, today }: AnswerContext,
): Promise<{ bearers: readonly NameCandidate[]; others: readonly NameCandidate[] }> {
  const index = await directory.current(viewer);
  const texts = tokenTexts(name);
  const bearers = texts.length === 0 ? [] : [...index.names.get(texts)];
  const keyed = await graph.findByKeys('Task', [name], viewer);
  const { tasks, articles } = await matchWords(graph, viewer, name, today);
  const titled = [...keyed.map(asCandidate), ...tasks, ...articles];
  const near = bearers.length + titled.length > 0 ? [] : correctSpelling(name, index);
  const others = new Map([...titled, ...near].map((one) => [one.id, one] as const));
  for (const { id } of bearers) others.delete(id);
  return { bearers, others: [...others.values()] };
}
