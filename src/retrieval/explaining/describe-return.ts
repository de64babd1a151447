import type { Field, FindQuery, GraphQuery, GroupKey, Measure, Order } from '../../graph/graph-query.ts';
import { isHidden } from '../../graph/label-properties.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { describeQuery } from '../composing/describe-query.ts';
import type { Wording } from '../composing/wording.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import type { ExplainWording } from './explain-wording.ts';

/** A whole query in plain words: what it looks for, as of when, what it gives, and in which order. */
export function describeWhole(
  query: GraphQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
  words: ExplainWording,
  viewer: Viewer,
): string[] {
  if ('paths' in query) {
    const { from, to, maxLength } = query.paths;
    const end = ({ label, where }: typeof from): string =>
      describeQuery(
        { find: label, ...(where === undefined ? {} : { where }), return: { kind: 'count' } },
        named,
        wording,
      );
    return [words.paths(end(from), end(to), maxLength)];
  }
  return [
    words.lookedFor(describeQuery(query, named, wording)),
    ...(query.at === undefined ? [] : [words.asOfDay(query.at)]),
    ...describeReturn(query, wording, words, viewer),
  ];
}

function describeReturn(
  { find, return: returned }: FindQuery,
  wording: Wording,
  words: ExplainWording,
  viewer: Viewer,
): string[] {
  const listed = (names: readonly string[]): string =>
    names.map((name) => wording.property[name] ?? name.replace(/^extra\./, '')).join(wording.comma);
  const ordered = (orders: readonly Order[] = []): string[] =>
    orders.length === 0
      ? []
      : [
          words.orderedBy(
            orders
              .map(({ by, descending }) =>
                descending === true ? words.descending(listed([by])) : listed([by]),
              )
              .join(wording.comma),
          ),
        ];
  switch (returned.kind) {
    case 'count':
      return [words.givesCount()];
    case 'exists':
      return [words.givesExistence()];
    case 'groups': {
      const keys = returned.by.map((key) => keyName(key, wording)).join(wording.comma);
      return [
        words.givesGroups(keys, listed(returned.measures.map(measureName))),
        ...ordered(returned.orderBy),
      ];
    }
    case 'list': {
      // What may not be read was left out of the rows without a word.
      const shown = (returned.fields ?? []).filter(
        (field) => !('property' in field) || 'related' in field || !isHidden(viewer, find, field.property),
      );
      return [words.givesList(listed(shown.map(fieldName))), ...ordered(returned.orderBy)];
    }
  }
}

function keyName(key: GroupKey, wording: Wording): string {
  if ('related' in key) return wording.singular[key.related.label];
  const name = wording.property[key.property] ?? key.property.replace(/^extra\./, '');
  return key.unit === undefined ? name : `${name} (${wording.property[key.unit] ?? key.unit})`;
}

const measureName = ({ as, measure }: Measure): string => (measure === 'count' ? 'count' : as);
const fieldName = (field: Field): string => field.as ?? ('property' in field ? field.property : '');
