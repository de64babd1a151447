import { z } from 'zod';
import { searchArticles } from '../../articles/search-articles.ts';
import { passagesOf } from '../../composing/answer-from-articles.ts';
import { formatPassage } from '../../composing/format-passage.ts';
import type { GivenPassage } from '../../composing/verify-sentences.ts';
import { reportProgress } from '../../report-progress.ts';
import type { Evidence } from './evidence.ts';
import type { ModelTool } from './model-tool.ts';
import { parametersOf, readArguments } from './read-arguments.ts';

const shape = z.strictObject({
  words: z.string().min(1).max(300).describe('What the page would say, in its own words; no question.'),
});

/** Passages and characters of one search. */
const passagesGiven = 6;
const lengthGiven = 8_000;

/** Passages of the wiki that the viewer may read, numbered for citing. */
export const searchArticlesTool: ModelTool = {
  ends: false,
  definition: {
    name: 'search_articles',
    description: 'Searches the wiki: rules, procedures, explanations. Gives numbered passages to quote from.',
    parameters: parametersOf(shape),
  },
  async run(given, context, evidence) {
    const read = readArguments(shape, given);
    if ('mistake' in read) return { kind: 'mistake', text: read.mistake };
    const { words } = read.value;
    const asked = `search ${words.toLowerCase()}`;
    if (evidence.asked.has(asked)) return { kind: 'mistake', text: 'You have searched for these words.' };
    evidence.asked.add(asked);
    reportProgress(context, { stage: 'reading' });
    const meaning = (await context.readMeaning?.(words, context.viewer)) ?? null;
    const found = passagesOf(
      await searchArticles(context.graph, context.viewer, { question: words, meaning }),
    );
    const fresh = takeNew(found, evidence);
    if (fresh.length > 0) reportProgress(context, { stage: 'reading', passages: fresh.length });
    if (found.length === 0) return { kind: 'told', text: 'No page has these words.' };
    if (fresh.length === 0) return { kind: 'told', text: 'Nothing but passages that you have already.' };
    const first = evidence.passages.length;
    evidence.passages.push(...fresh);
    return {
      kind: 'told',
      text: `${fresh.length} passages.`,
      data: fresh.map((one, index) => formatPassage(one, first + index)).join('\n\n'),
    };
  },
};

function takeNew(found: readonly GivenPassage[], { passages }: Evidence): GivenPassage[] {
  const had = new Set(passages.map(({ passage }) => passage.id));
  const taken: GivenPassage[] = [];
  let room = lengthGiven;
  for (const one of found) {
    if (had.has(one.passage.id)) continue;
    room -= one.passage.text.length;
    if (room < 0 || taken.length === passagesGiven) break;
    taken.push(one);
  }
  return taken;
}
