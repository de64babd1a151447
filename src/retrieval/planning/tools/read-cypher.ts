import { z } from 'zod';
import type { CypherReader } from '../../../graph/cypher-reader.ts';
import { readsEverything, type Viewer } from '../../../graph/viewer.ts';
import { AppError } from '../../../operations/app-error.ts';
import { reportProgress } from '../../report-progress.ts';
import type { Evidence } from './evidence.ts';
import { formatResult } from './format-result.ts';
import type { ModelTool } from './model-tool.ts';
import { parametersOf, readArguments } from './read-arguments.ts';

const shape = z.strictObject({
  statement: z.string().min(1).max(4_000),
  final: z.boolean().optional().describe('true where its rows answer the question by themselves.'),
});

/** Whether a statement of the model's own may be run: it has no rights in it, so only for those who see everything. */
export function mayReadCypher(viewer: Viewer, { hasFailed }: Evidence): boolean {
  return readsEverything(viewer) && hasFailed;
}

/** The last resort: a read-only Cypher statement, for what no query of `query_graph` can say. */
export function createReadCypher(reader: CypherReader): ModelTool {
  return {
    ends: false,
    definition: {
      name: 'read_cypher',
      description:
        'The last resort, where no query of query_graph can say what is asked: runs one Cypher statement that reads (MATCH, WHERE, WITH, RETURN, ORDER BY, LIMIT) over the labels, relationships and properties of the graph, with a LIMIT.',
      parameters: parametersOf(shape),
    },
    async run(given, context, evidence) {
      const read = readArguments(shape, given);
      if ('mistake' in read) return { kind: 'mistake', text: read.mistake };
      // Tools are offered by the rights of the moment; what a model calls is checked again.
      if (!mayReadCypher(context.viewer, evidence))
        return { kind: 'mistake', text: 'Whoever asks may not have statements run.' };
      const { statement, final = false } = read.value;
      reportProgress(context, { stage: 'querying' });
      try {
        const rows = await reader.read(statement, context.viewer);
        const found = { kind: 'cypher', statement, rows } as const;
        evidence.results.push(found);
        const number = evidence.results.length;
        if (final && rows.rows.length > 0) return { kind: 'final', result: number };
        const { summary, lines } = formatResult(found, number);
        return { kind: 'told', text: summary, data: lines };
      } catch (error) {
        if (error instanceof AppError && (error.code === 'invalid_query' || error.code === 'not_allowed'))
          return { kind: 'mistake', text: error.message };
        throw error;
      }
    },
  };
}
