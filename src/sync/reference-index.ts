import type { NodeLabel } from '../../graph-schema/index.ts';
import { foldText } from '../graph/fold-text.ts';

export interface Referable {
  readonly id: string;
  readonly label: NodeLabel;
  readonly source: string;
  readonly key: string;
  readonly names: readonly string[];
  readonly email?: string | null;
}

type Found = string | 'unknown' | 'ambiguous';

interface Candidate {
  readonly id: string;
  readonly source: string;
}

/** The nodes of all sources by what texts may call them. */
export class ReferenceIndex {
  /** By label and kind of name, then folded text. */
  readonly #byText = new Map<string, Map<string, Candidate[]>>();
  readonly #byKey = new Map<string, string>();

  add(node: Referable): void {
    this.#byKey.set(`${node.label} ${node.source} ${node.key}`, node.id);
    this.#note(node, 'key', node.key);
    if (typeof node.email === 'string') this.#note(node, 'email', node.email);
    for (const name of node.names) {
      this.#note(node, 'name', name);
      this.#note(node, 'exact', name, name);
    }
  }

  #note(node: Referable, kind: string, text: string, folded = foldText(text)): void {
    const slot = `${node.label} ${kind}`;
    const texts = this.#byText.get(slot) ?? new Map<string, Candidate[]>();
    this.#byText.set(slot, texts);
    const candidates = texts.get(folded);
    if (candidates === undefined) texts.set(folded, [{ id: node.id, source: node.source }]);
    else if (candidates.every(({ id }) => id !== node.id))
      candidates.push({ id: node.id, source: node.source });
  }

  /**
   * The id of the node that a text of a source means: its own source's key, else a name just as it is spelt, a key, an e-mail
   * address or a name that
   * only one node has, one of its own source preferred.
   */
  resolve(label: NodeLabel, text: string, source: string): Found {
    const own = this.#byKey.get(`${label} ${source} ${text}`);
    if (own !== undefined) return own;
    const folded = foldText(text).replace(/^@/, '');
    for (const kind of ['exact', 'key', 'email', 'name']) {
      const candidates = this.#byText.get(`${label} ${kind}`)?.get(kind === 'exact' ? text : folded);
      if (candidates === undefined) continue;
      const near = candidates.filter((candidate) => candidate.source === source);
      const [only, another] = near.length > 0 ? near : candidates;
      if (only !== undefined && another === undefined) return only.id;
      // Of several names that are spelt alike, a key may still tell.
      if (only !== undefined && kind !== 'exact') return 'ambiguous';
    }
    return 'unknown';
  }
}
