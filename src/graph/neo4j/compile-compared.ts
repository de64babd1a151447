import type { Compared, ComparedCondition } from '../graph-query.ts';
import { compileCondition, operators } from './compile-condition.ts';
import { type CompileContext, compileProperty, readable, type Scope } from './compile-context.ts';
import { countRelated, farOf, matchRelated } from './compile-related.ts';
import { orderName, propertyAt } from './stored-names.ts';

/** Compiles a comparison of a node with another of its label. */
export function compileCompared(context: CompileContext, scope: Scope, condition: ComparedCondition): string {
  const { related, where } = condition.with;
  const far: Scope = { label: scope.label, variable: context.nextVariable() };
  const compares = comparison(context, scope, far, condition);
  if (related !== undefined) {
    const bound = [scope.variable];
    const match = matchRelated(context, scope, far, related, where, bound, context.nextVariable(), compares);
    return `EXISTS { ${match}${related.transitive === true ? ` RETURN ${far.variable}` : ''} }`;
  }
  const rights = readable(context, far);
  const filters = [
    ...(rights === undefined ? [] : [rights]),
    ...(where === undefined ? [] : [compileCondition(context, far, where)]),
    compares,
  ];
  return `EXISTS { MATCH (${far.variable}:${far.label}) WHERE ${filters.join(' AND ')} }`;
}

function comparison(
  context: CompileContext,
  near: Scope,
  far: Scope,
  { compared, op }: Pick<ComparedCondition, 'compared' | 'op'>,
): string {
  if ('shared' in compared) {
    const shared = farOf(context, compared.shared);
    const of = (scope: Scope, further?: string): string =>
      matchRelated(context, scope, shared, compared.shared, undefined, [], context.nextVariable(), further);
    return `EXISTS { ${of(near, `EXISTS { ${of(far)} }`)} }`;
  }
  return `${measured(context, near, compared, op)} ${operators[op]} ${measured(context, far, compared, op)}`;
}

function measured(
  context: CompileContext,
  scope: Scope,
  compared: Exclude<Compared, { shared: object }>,
  op: ComparedCondition['op'],
): string {
  if ('countOf' in compared) return countRelated(context, scope, compared.countOf, compared.where);
  const {
    key,
    definition,
    ofThose = (text: string) => text,
  } = compileProperty(context, scope, compared.property);
  // In the order of code points, for which some texts are stored a second time.
  if (op === 'eq' || definition.type !== 'string' || key === 'null') return key;
  return `coalesce(${ofThose(propertyAt(scope.variable, orderName(compared.property)))}, ${key})`;
}
