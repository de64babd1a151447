import type { NodeLabel } from '../../graph-schema/index.ts';
import { foldText } from '../graph/fold-text.ts';

export interface Referable {
  readonly id: string;
  readonly label: NodeLabel;
  readonly source: string;
  readonly key: string;
  readonly names: readonly string[];
  readonly email?: string | null;
  /** Whether its own source alone may call it that. */
  readonly isOnlyOwn?: boolean;
}

type Found = string | 'unknown' | 'ambiguous';

interface Candidate {
  readonly id: string;
  /** The node of its person, or itself. */
  readonly node: string;
  readonly source: string;
}

/** The nodes of all sources by what texts may call them. */
export class ReferenceIndex {
  /** By label and kind of name, then folded text. */
  readonly #byText = new Map<string, Map<string, Candidate[]>>();
  readonly #byKey = new Map<string, string>();
  readonly #nodeOf: (id: string) => string;

  /** @param nodeOf the node that stands for what has an id: people may have several ids. */
  constructor(nodeOf: (id: string) => string = (id) => id) {
    this.#nodeOf = nodeOf;
  }

  add(node: Referable): void {
    this.#byKey.set(`${node.label} ${node.source} ${node.key}`, node.id);
    if (node.isOnlyOwn === true) return;
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
    const candidate = { id: node.id, node: this.#nodeOf(node.id), source: node.source };
    if (candidates === undefined) texts.set(folded, [candidate]);
    else if (candidates.every(({ id }) => id !== node.id)) candidates.push(candidate);
  }

  /**
   * The id of the node, or of one of its other ids, that a text of a source means: its own source's key, else a name just as it is spelt, a key, an e-mail
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
      const meant = near.length > 0 ? near : candidates;
      const [only] = meant;
      if (only !== undefined && meant.every(({ node }) => node === only.node))
        return candidates.some(({ id }) => id === only.node) ? only.node : only.id;
      // Of several names that are spelt alike, a key may still tell.
      if (only !== undefined && kind !== 'exact') return 'ambiguous';
    }
    return 'unknown';
  }
}
