import { analyzeText } from '../analyze-text.ts';
import { isPinnedRelation, pinsItself } from '../estimate-condition.ts';
import type { Condition, PropertyCondition, RelatedCondition, Step } from '../graph-query.ts';
import { isHidden } from '../label-properties.ts';
import { conjunctsOf } from '../walk-condition.ts';
import { compileCondition } from './compile-condition.ts';
import { type CompileContext, readable, type Scope } from './compile-context.ts';
import { farOf, matchRelated } from './compile-related.ts';
import { matchScanned } from './match-scanned.ts';
import { textIndexOf, wordsName } from './stored-names.ts';

/**
 * Clauses that bind the scope's variable to each node that a condition finds, once, as far as the viewer may read it.
 *
 * Neo4j looks into an EXISTS from every node that comes up, so that the telling condition has to be led by hand: a node
 * known by its id or name, else a relation to such a one, else words in the full-text index.
 */
export function matchFound(context: CompileContext, scope: Scope, where: Condition | undefined): string {
  const parts = conjunctsOf(where);
  const label = `${scope.variable}:${scope.label}`;
  if (parts.some((part) => pinsItself(scope.label, part)))
    return `MATCH (${label})${filtered(context, scope, parts, readable(context, scope))}`;
  const leader = parts.find(isPinnedRelation);
  if (leader !== undefined && 'related' in leader) {
    const others = parts.filter((part) => part !== leader);
    // The way back has checked the rights, on the nodes between as well; once more would cost as much again.
    return `${matchFromFar(context, scope, leader)} WITH DISTINCT ${scope.variable}${filtered(context, scope, others, undefined)}`;
  }
  const words = parts.find((part) => leadsByWords(context, scope, part));
  if (words !== undefined && 'property' in words && words.op === 'words')
    return `${callWords(context, scope, words)}${filtered(context, scope, parts, readable(context, scope))}`;
  return matchScanned(context, scope, parts);
}

/** Whether a condition leaves few nodes, so that gathering them costs less than counting them apart. */
export function findsFew(scope: Scope, where: Condition | undefined): boolean {
  return conjunctsOf(where).some((part) => pinsItself(scope.label, part) || isPinnedRelation(part));
}

function filtered(
  context: CompileContext,
  scope: Scope,
  parts: readonly Condition[],
  rights: string | undefined,
): string {
  const filters = [
    ...parts.map((part) => compileCondition(context, scope, part)),
    ...(rights === undefined ? [] : [rights]),
  ];
  return filters.length === 0 ? '' : ` WHERE ${filters.join(' AND ')}`;
}

/** Finds the far ends first and walks back from them. */
function matchFromFar(context: CompileContext, scope: Scope, leader: RelatedCondition): string {
  const step = leader.related;
  const far = farOf(context, step);
  const back: Step = { ...step, direction: step.direction === 'out' ? 'in' : 'out', label: scope.label };
  return `${matchFound(context, far, leader.where)} ${matchRelated(context, far, scope, back, { all: [] })}`;
}

function leadsByWords(context: CompileContext, scope: Scope, part: Condition): boolean {
  return (
    'property' in part &&
    part.op === 'words' &&
    !isHidden(context.viewer, scope.label, part.property) &&
    analyzeText(part.value).length > 0
  );
}

function callWords(
  context: CompileContext,
  scope: Scope,
  { property, value }: Extract<PropertyCondition, { op: 'words' }>,
): string {
  const index = context.parameter(textIndexOf(scope.label));
  const terms = [...new Set(analyzeText(value))].map((term) => `${wordsName(property)}:${quoteTerm(term)}`);
  const node = context.nextVariable();
  return `CALL db.index.fulltext.queryNodes(${index}, ${context.parameter(terms.join(' AND '))}) YIELD node AS ${node} WITH ${node} AS ${scope.variable}`;
}

/** A term as Lucene's query syntax takes it literally. */
export function quoteTerm(term: string): string {
  return `"${term.replace(/["\\]/g, '\\$&')}"`;
}
