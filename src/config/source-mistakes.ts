import type { ConfigMistake } from './invalid-config-error.ts';
import { pathText, type YamlFile } from './yaml-file.ts';

/**
 * What a schema cannot say of single values: names used twice, and CSV sources without a file. Looks at the content as
 * written, so that it is told together with all other mistakes.
 */
export function findSourceMistakes(file: YamlFile): readonly ConfigMistake[] {
  const sources = fieldsOf(file.content).sources;
  if (!Array.isArray(sources)) return [];
  const mistakes: ConfigMistake[] = [];
  const lineOfName = new Map<unknown, number>();
  sources.map(fieldsOf).forEach(({ name, type, people, teams, tasks }, at) => {
    const line = file.lineOf(['sources', at, 'name']);
    const known = lineOfName.get(name);
    if (name !== undefined && known !== undefined) {
      const path = pathText(['sources', at, 'name']);
      mistakes.push({
        path,
        line,
        message: `found '${name}', the name in line ${known} already; names must differ.`,
      });
    }
    lineOfName.set(name, known ?? line);
    if (type === 'csv' && people === undefined && teams === undefined && tasks === undefined) {
      const path = pathText(['sources', at]);
      mistakes.push({
        path,
        line,
        message: 'names no file; accepted: people, teams or tasks, each with its file.',
      });
    }
  });
  return mistakes;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
