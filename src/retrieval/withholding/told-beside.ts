import type { Restrictions } from '../../access/field-policy.ts';
import type { GraphReader, GraphStore } from '../../graph/graph-store.ts';

/** What a record beside a person's own fills in where theirs lacks it. */
const filled = ['aliases', 'email', 'title', 'startDate', 'location', 'timeZone'];

/** What such a record may say of a person's place in the company. */
const stated = ['HELD', 'LEADS', 'MEMBER_OF', 'REPORTS_TO', 'WORKS_FOR'] as const;

/**
 * What withheld sources may have added to people of others: no query tells which source a value of theirs came from, so that all such
 * values are withheld where one of these sources has any of those people, and such relationships where it states any. Looked up
 * once for each revision of the graph.
 */
export function createToldBeside(
  graph: Pick<GraphReader, 'revision'> & Pick<GraphStore, 'fingerprints'>,
  sources: ReadonlySet<string>,
): () => Promise<Restrictions> {
  let known: { readonly revision: number; readonly found: Promise<Restrictions> } | undefined;

  async function look(): Promise<Restrictions> {
    const types = new Set<(typeof stated)[number]>();
    let isBeside = false;
    for (const source of sources) {
      const { nodes, relationships } = await graph.fingerprints(source);
      if (![...nodes.values()].some(({ label }) => label === 'Identity')) continue;
      isBeside = true;
      const told = new Set([...relationships.values()].map(({ type }) => type));
      for (const type of stated) if (told.has(type)) types.add(type);
    }
    return isBeside ? { hidden: { Employee: new Set(filled) }, hiddenTypes: types } : {};
  }

  return async () => {
    const revision = await graph.revision();
    if (known?.revision !== revision) known = { revision, found: look() };
    const { found } = known;
    // A graph that could not be reached just now may be at the next question.
    found.catch(() => {
      if (known?.found === found) known = undefined;
    });
    return await found;
  };
}
