import type { ReferenceGraph } from '../../../tests/reference/reference-graph.ts';
import { withoutUnseen } from '../../../tests/reference/without-unseen.ts';
import type { KeptFields } from './field-rules.ts';
import type { ProofCompany } from './generate-company.ts';
import type { Person } from './people-and-groups.ts';
import { readersOf } from './reading-rules.ts';

/** What is left of a company for some people together. */
export interface Visible {
  readonly graph: ReferenceGraph;
  readonly restrictions: KeptFields['restrictions'];
}

/** Gives the company as it is to some people together: without what one of them may not see, and all that hangs on it. */
export function createDeleting({
  graph,
  rules,
  people,
  fields,
}: ProofCompany): (members: readonly Person[]) => Visible {
  const readers = new Map(rules.map((rule) => [rule.node.id, readersOf(rule, people)]));
  return (members) => {
    const kept = fields.keptFrom(members);
    const open = new Set(
      [...readers].flatMap(([rule, ofRule]) =>
        members.every((one) => one.mayAsk && ofRule.has(one)) ? [rule] : [],
      ),
    );
    const nodes = graph.nodes
      .filter(({ acl }) => acl === undefined || open.has(acl))
      .map((record) => kept.node(record));
    const left = new Set(nodes.map((node) => node.id));
    const relationships = graph.relationships
      .filter(({ from, to }) => left.has(from) && left.has(to))
      .flatMap((one) => kept.relationship(one) ?? []);
    return { graph: withoutUnseen({ nodes, relationships }), restrictions: kept.restrictions };
  };
}
