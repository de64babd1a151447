import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, Span } from '../../graph/graph-query.ts';
import { isHidden } from '../../graph/label-properties.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { walkCondition } from '../composing/walk-condition.ts';
import type { QueryPlan } from '../planning/planner.ts';

interface Use {
  readonly label: NodeLabel;
  readonly property: string;
}

/**
 * A property that an answer would hang on and the viewer may not read. To the stores it is null, which is safe and yet no
 * answer: "nobody started before 2020" and "85 people have no start date" would both be untrue.
 *
 * @returns null where there is none; one that would only have been shown beside others is left out without a word.
 */
export function withheldField(plan: QueryPlan, viewer: Viewer): string | null {
  const { query } = plan;
  if (viewer.hidden === undefined) return null;
  if (!('find' in query)) {
    const ends = [query.paths.from, query.paths.to];
    return firstHidden(
      ends.flatMap(({ label, where }) => conditionUses(label, where)),
      viewer,
    );
  }
  return (
    firstHidden([...conditionUses(query.find, query.where), ...returnUses(plan, query)], viewer) ??
    hiddenPeriod(query, viewer)
  );
}

function firstHidden(uses: readonly Use[], viewer: Viewer): string | null {
  return uses.find(({ label, property }) => isHidden(viewer, label, property))?.property ?? null;
}

function conditionUses(label: NodeLabel, where: Condition | undefined): Use[] {
  const uses: Use[] = [];
  walkCondition(label, where, (at, condition) => {
    if (!('property' in condition)) return;
    uses.push({ label: at, property: condition.property });
    if ('otherProperty' in condition) uses.push({ label: at, property: condition.otherProperty });
  });
  return uses;
}

/** What is counted, sorted or asked for; of a profile or a list, the fields are only shown. */
function returnUses({ shape }: QueryPlan, query: FindQuery): Use[] {
  const { find, return: returned } = query;
  const own = (properties: readonly string[]): Use[] =>
    properties.map((property) => ({ label: find, property }));
  const within = (parts: readonly object[]): Use[] =>
    parts.flatMap((part) => {
      if ('related' in part || 'countOf' in part) {
        const { label } = ('related' in part ? part.related : part.countOf) as { label: NodeLabel };
        return conditionUses(label, 'where' in part ? (part.where as Condition) : undefined);
      }
      if ('days' in part) return own(ends(part.days as Span));
      return 'property' in part ? own([String(part.property)]) : [];
    });
  if (returned.kind === 'groups') return [...within(returned.by), ...within(returned.measures)];
  if (returned.kind !== 'list') return [];
  const fields = returned.fields ?? [];
  const sorts = (returned.orderBy ?? []).flatMap(({ by }) => {
    const field = fields.find((one) => one.as === by);
    if (field === undefined) return own([by]);
    return 'related' in field ? [{ label: field.related.label, property: field.property }] : within([field]);
  });
  const asked = shape.kind === 'property' ? own([shape.property]) : [];
  const lasted = shape.kind === 'duration' ? own([shape.from]) : [];
  const left = shape.kind === 'employment' ? own(['endDate']) : [];
  // A profile leaves out what it cannot say.
  if (shape.kind === 'profile') return sorts;
  const derived = within(fields.filter((field) => !('property' in field) || 'related' in field));
  return [...sorts, ...asked, ...lasted, ...left, ...derived];
}

function ends({ from, to }: Span): string[] {
  return to === undefined ? [from] : [from, to];
}

/**
 * Somebody's first day is when they began to work for the company, and on the last one all else ends too: whoever asks
 * about the days then would learn them. The titles that people held are their titles.
 */
function hiddenPeriod(query: FindQuery, viewer: Viewer): string | null {
  const text = JSON.stringify(query);
  const isHere = (property: string): boolean => isHidden(viewer, 'Employee', property);
  if (text.includes('"HELD"') && isHere('title')) return 'title';
  const isPast =
    query.at !== undefined ||
    query.during !== undefined ||
    /"(?:ever|periods)":true|"(?:began|ended)":/.test(text);
  if (!isPast) return null;
  if (isHere('endDate')) return 'endDate';
  return text.includes('"WORKS_FOR"') && isHere('startDate') ? 'startDate' : null;
}
