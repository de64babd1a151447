import type { NodeRecord } from '../graph/changes.ts';
import type { NameRecord } from '../graph/graph-store.ts';
import { companyKey } from './company-key.ts';
import { sealNode } from './graph-records.ts';
import { sharedId, sharedSource } from './node-ids.ts';

type SharedLabel = 'Company' | 'Position' | 'Topic' | 'Project';

interface Spellings {
  readonly label: SharedLabel;
  readonly key: string;
  readonly counts: Map<string, number>;
}

/** Gathers the companies, positions, topics and projects that records speak of, with how often each is spelt how. */
export class SharedNodes {
  readonly #found = new Map<string, Spellings>();

  /** @returns the id of the node that this spelling belongs to. */
  use(label: SharedLabel, spelling: string): string {
    const name = spelling.replace(/\s+/g, ' ').trim();
    const id = sharedId(label, label === 'Company' ? companyKey(name) : name);
    let spellings = this.#found.get(id);
    if (spellings === undefined) {
      spellings = { label, key: id.slice(id.indexOf(':') + 1), counts: new Map() };
      this.#found.set(id, spellings);
    }
    spellings.counts.set(name, (spellings.counts.get(name) ?? 0) + 1);
    return id;
  }

  /**
   * The nodes, named by their most frequent spelling.
   *
   * @param stored names that the graph has: where some sources were not read, their spellings cannot be counted, so a
   *   stored name is kept and new spellings join its aliases. Empty where every source was read.
   */
  build(stored: ReadonlyMap<string, NameRecord>): NodeRecord[] {
    return [...this.#found].map(([id, { label, key, counts }]) => {
      const before = stored.get(id);
      const byCount = [...counts].sort(
        ([one, first], [other, second]) => second - first || (one < other ? -1 : 1),
      );
      const name = before?.name ?? byCount[0]?.[0] ?? key;
      const aliases = [...new Set([...(before?.aliases ?? []), ...counts.keys()])]
        .filter((alias) => alias !== name)
        .sort();
      return sealNode({
        id,
        label,
        source: sharedSource,
        key,
        properties: propertiesOf(label, name, aliases),
      });
    });
  }
}

function propertiesOf(
  label: SharedLabel,
  name: string,
  aliases: readonly string[],
): NodeRecord['properties'] {
  if (label === 'Position') return { title: name };
  if (label === 'Topic' || aliases.length === 0) return { name };
  return { name, aliases };
}
