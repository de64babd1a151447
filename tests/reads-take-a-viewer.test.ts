import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { forgetfulReads } from './fixtures/forgetful-reads.ts';

const graph = fileURLToPath(new URL('../src/graph/', import.meta.url));

/** What may be read on nobody's behalf, and why that tells nobody what they may not see. */
const withoutViewer: Readonly<Record<string, string>> = {
  'GraphReader.termStatistics': 'counts over the articles that everyone may read',
  'GraphReader.acls': 'rules, for access alone, which makes viewers of them',
  'GraphReader.sources': 'the configured sources and their freshness',
  'GraphReader.revision': 'a number',
  'GraphWriter.fingerprints': 'hashes, for syncs alone',
  'GraphWriter.relationshipsOf': 'for syncs alone, which keep the history of what goes',
  'GraphWriter.keys': 'for syncs alone, which resolve references by them',
  'GraphWriter.texts': 'for syncs alone, which link mentions in them',
  'GraphWriter.scrub': 'what became of it, and nothing of the graph',
  'VectorIndex.digests': 'hashes, for syncs alone',
};

/** They give nothing back. */
const isWrite = (method: Method): boolean => /^Promise<void>$/.test(method.result);

interface Method {
  readonly name: string;
  readonly parameters: string;
  readonly result: string;
}

/** Every method of the interfaces that the files of the graph's folder export: its ports. */
function methods(): Method[] {
  return readdirSync(graph)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(join(graph, file), 'utf8').replace(/\/\*\*?[\s\S]*?\*\//g, '');
      return [...source.matchAll(/export interface (\w+)(?: extends [\w, ]+)? \{\n([\s\S]*?)\n\}/g)].flatMap(
        ([, port = '', body = '']) => methodsOf(port, body),
      );
    });
}

function methodsOf(port: string, body: string): Method[] {
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)(?:\(|: \()([\s\S]*?)\)(?::| =>) ([\s\S]*?);$/gm)].map(
    ([, name, parameters = '', result = '']) => ({ name: `${port}.${name}`, parameters, result }),
  );
}

const isAsync = ({ result }: Method): boolean => /^(?:Promise|AsyncIterable)</.test(result);

test('each read of the graph’s ports takes a viewer, or stands here with a reason', () => {
  const reads = methods().filter((one) => isAsync(one) && !isWrite(one));
  // The walk sees what there is, or it would find nothing wrong.
  expect(reads.map((one) => one.name)).toEqual(
    expect.arrayContaining([
      'GraphReader.query',
      'VectorIndex.search',
      'CypherReader.read',
      'GraphWriter.texts',
    ]),
  );
  const without = reads.filter((one) => !/\bviewer: Viewer\b/.test(one.parameters)).map((one) => one.name);
  expect(without.sort()).toEqual(Object.keys(withoutViewer).sort());
});

test('each read with a viewer is one that the access proof would find out', () => {
  const readsOf = (port: string): string[] =>
    methods()
      .filter(({ name, parameters }) => name.startsWith(`${port}.`) && /\bviewer: Viewer\b/.test(parameters))
      .map(({ name }) => name.slice(port.length + 1));
  // `explain` runs nothing, and names no rule. `CypherReader.read` refuses whoever may not read everything.
  expect(readsOf('GraphReader').sort()).toEqual([...forgetfulReads, 'explain'].sort());
  expect(readsOf('VectorIndex')).toEqual(['search']);
});
