import { describeIssues } from './describe-issues.ts';
import type { ConfigMistake } from './invalid-config-error.ts';
import { commonSourceSchema, sourceTypes } from './source-schema.ts';
import { pathText, type YamlFile } from './yaml-file.ts';

/**
 * What the schema of the file cannot say: names used twice, CSV sources without a file, and what else is wrong in a source
 * of an unknown type. Looks at the content as written, so that it is told together with all other mistakes.
 */
export function findSourceMistakes(file: YamlFile): readonly ConfigMistake[] {
  const sources = fieldsOf(file.content).sources;
  if (!Array.isArray(sources)) return [];
  const mistakes: ConfigMistake[] = [];
  const lineOfName = new Map<unknown, number>();
  const lineOfToken = new Map<unknown, number>();
  sources.map(fieldsOf).forEach((source, at) => {
    const { name, type, people, teams, tasks, token } = source;
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
    if (!sourceTypes.some((known) => known === type)) {
      const issues = commonSourceSchema.safeParse(source).error?.issues ?? [];
      const placed = issues.map((issue) => ({ ...issue, path: ['sources', at, ...issue.path] }));
      mistakes.push(...describeIssues(placed, file));
    }
    lineOfName.set(name, known ?? line);
    if (type === 'scim') {
      const other = lineOfToken.get(token);
      if (other !== undefined) {
        const path = pathText(['sources', at, 'token']);
        const message = `found the token of the source in line ${other}; accepted: one of its own, since it tells whom something is pushed for.`;
        mistakes.push({ path, line, message });
      }
      lineOfToken.set(token, line);
    }
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
