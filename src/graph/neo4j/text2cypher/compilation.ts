import type { Viewer } from '../../viewer.ts';
import { limits } from './limits.ts';
import { refuse } from './refuse.ts';
import type { RelationshipPattern } from './syntax-tree.ts';
import type { ValueType } from './value-type.ts';

/** What is known at one place of a statement. */
export interface Scope {
  readonly variables: ReadonlyMap<string, ValueType>;
  /** Whether there may be several rows, so that a pattern which hangs on nothing would be matched for each of them. */
  readonly many: boolean;
}

export const emptyScope: Scope = { variables: new Map(), many: false };

export function withVariable(scope: Scope, name: string, type: ValueType): Scope {
  return { ...scope, variables: new Map([...scope.variables, [name, type]]) };
}

/** A part of a statement as it is sent, and what it gives. */
export interface Compiled {
  readonly text: string;
  readonly type: ValueType;
}

/** What compiling one statement gathers. Every name that is not of the schema is given anew, every text is a parameter. */
export interface Compilation {
  readonly hidden: Viewer['hidden'];
  readonly parameters: Record<string, unknown>;
  /** The patterns whose period the statement asks for itself. */
  readonly dated: Set<RelationshipPattern>;
  /** A variable of the statement, as it is sent. */
  variable(name: string): string;
  /** A variable that the statement does not have. */
  freshVariable(): string;
  /** A text as a parameter; equal ones are one, so that equal expressions stay equal. */
  parameter(text: string): string;
  /** Compiles a subquery. @throws AppError `invalid_query` where too many stand within each other. */
  subquery<Result>(compile: () => Result): Result;
  /** The statement's own names in a message about what was sent. */
  explain(message: string): string;
}

/** The parameter with the company's present day. */
export const dayParameter = '$day';

/** @param dated patterns of which a former compilation of the same tree found out; this one adds to them. */
export function createCompilation(
  day: string,
  hidden: Viewer['hidden'],
  dated: Set<RelationshipPattern>,
): Compilation {
  const parameters: Record<string, unknown> = { day, first: day, last: day };
  const variables: string[] = [];
  const texts: string[] = [];
  let fresh = 0;
  let subqueries = 0;
  const place = (list: string[], value: string): number => {
    const at = list.indexOf(value);
    return at >= 0 ? at : list.push(value) - 1;
  };
  return {
    hidden,
    parameters,
    dated,
    variable: (name) => `v${place(variables, name)}`,
    freshVariable: () => `x${fresh++}`,
    parameter(text) {
      const name = `p${place(texts, text)}`;
      parameters[name] = text;
      return `$${name}`;
    },
    subquery(compile) {
      if (++subqueries > limits.subqueries)
        refuse(`Subqueries stand more than ${limits.subqueries} deep within each other: make it flatter.`);
      const compiled = compile();
      subqueries--;
      return compiled;
    },
    explain: (message) => message.replace(/\bv(\d+)\b/g, (sent, at) => variables[Number(at)] ?? sent),
  };
}

/** @throws AppError `invalid_query` for a variable that is not there. */
export function lookUp(scope: Scope, name: string): ValueType {
  return (
    scope.variables.get(name) ??
    refuse(`The variable '${name}' is not defined at this place: match it, or carry it through WITH.`)
  );
}
