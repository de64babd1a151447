import { findReferences, type TextPlace } from './find-references.ts';
import { matchName } from './match-name.ts';
import { matchTaskKey } from './match-task-key.ts';
import type { MentionIndex } from './mention-index.ts';
import { tokenize } from './tokenize.ts';

export interface Mention {
  /** Id of the node that is named. */
  readonly target: string;
  /** The words in the text. */
  readonly surface: string;
  readonly confidence: number;
}

/** Words that several nodes are called by: one of them is meant, and the words alone do not tell which. */
export interface ContestedName {
  readonly surface: string;
  readonly candidates: readonly { readonly target: string; readonly confidence: number }[];
}

/** Of a passage: its article's source and key; of a task: its source. */
export interface MentionText extends TextPlace {
  readonly text: string;
  /** Nodes that the text belongs to and so does not mention. */
  readonly own: ReadonlySet<string>;
}

export interface FoundMentions {
  readonly mentions: readonly Mention[];
  readonly contested: readonly ContestedName[];
}

/**
 * What a text names, each node once under its surest form. The longest name wins; one that several nodes have is told apart, for
 * `settleContested`.
 */
export function findMentions({ text, own, ...place }: MentionText, index: MentionIndex): FoundMentions {
  const found = new Map<string, Mention>();
  const contested = new Map<string, ContestedName>();
  const add = (target: string, written: string, confidence: number): void => {
    const before = found.get(target);
    if (!own.has(target) && (before === undefined || before.confidence < confidence))
      found.set(target, { target, surface: surfaceOf(written), confidence });
  };
  findReferences(text, place, index, (target, written) => add(target, written, 1));
  const tokens = tokenize(text);
  for (let at = 0; at < tokens.length; ) {
    const key = matchTaskKey(text, tokens, at, index);
    if (key !== undefined) {
      if (key.target !== null) add(key.target, key.surface, 1);
      at = key.next;
      continue;
    }
    const name = matchName(text, tokens, at, index.root);
    if (name === undefined) {
      at++;
      continue;
    }
    const [form] = name.forms;
    if (name.forms.length === 1 && form !== undefined) add(form.target, name.surface, form.confidence);
    // A page that has its own title in its text speaks of itself.
    else if (!name.forms.some(({ target }) => own.has(target))) {
      const candidates = name.forms.map(({ target, confidence }) => ({ target, confidence }));
      const surface = surfaceOf(name.surface);
      contested.set(surface, { surface, candidates });
    }
    at = name.next;
  }
  return { mentions: [...found.values()], contested: [...contested.values()] };
}

const surfaceOf = (written: string): string => written.replace(/\s+/g, ' ');
