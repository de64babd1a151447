import { labels } from '../../graph-schema/index.ts';
import { policyLabels } from './field-schema.ts';
import { fieldsOf } from './fields-of.ts';
import type { ConfigMistake } from './invalid-config-error.ts';
import { pathText, type YamlFile, type YamlPath } from './yaml-file.ts';

/** Names in `withholdFromModels` that are none: what is misspelt there would go out. */
export function findWithholdMistakes(file: YamlFile): readonly ConfigMistake[] {
  const { withholdFromModels, sources } = fieldsOf(file.content);
  const { sources: withheld, fields } = fieldsOf(withholdFromModels);
  const known = Array.isArray(sources) ? sources.map((one) => String(fieldsOf(one).name)) : [];
  const mistake = (path: YamlPath, found: unknown, accepted: readonly string[]): ConfigMistake => ({
    path: pathText(path),
    line: file.lineOf(path),
    message: `found '${String(found)}'; accepted: ${accepted.join(', ')}.`,
  });
  const ofSources = (Array.isArray(withheld) ? withheld : []).flatMap((name: unknown, at) =>
    known.includes(String(name)) ? [] : [mistake(['withholdFromModels', 'sources', at], name, known)],
  );
  const ofFields = policyLabels.flatMap((label) => {
    const listed = fieldsOf(fields)[label];
    const accepted = [...Object.keys(labels[label].properties), 'extra', 'extra.NAME'];
    return (Array.isArray(listed) ? listed : []).flatMap((name: unknown, at) =>
      accepted.includes(String(name)) || /^extra\../.test(String(name))
        ? []
        : [mistake(['withholdFromModels', 'fields', label, at], name, accepted)],
    );
  });
  return [...ofSources, ...ofFields];
}
