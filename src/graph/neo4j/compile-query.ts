import type { FindQuery } from '../graph-query.ts';
import type { CompileContext } from './compile-context.ts';
import { compileGroups } from './compile-groups.ts';
import { compileCount, compileExists, compileList } from './compile-list.ts';

/** The statement that finds what a query asks for; where a list goes on behind its page, its total takes one more. */
export function compileQuery(context: CompileContext, query: FindQuery): string {
  switch (query.return.kind) {
    case 'count':
      return compileCount(context, query);
    case 'exists':
      return compileExists(context, query);
    case 'groups':
      return compileGroups(context, query, query.return);
    case 'list':
      return compileList(context, query, query.return).text;
  }
}
