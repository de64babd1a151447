import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { StoredNode } from '../../graph/graph-store.ts';
import type { Abstention } from '../answer.ts';
import type { NameCandidate } from '../linking/name-index.ts';

/** A node that a question was about. */
export interface Subject {
  readonly id: string;
  readonly label: NodeLabel;
}

/** The pages that a question was about, where not all were: "articles written by Ana". */
export interface AskedPages {
  readonly called: string;
  readonly total: number;
}

/**
 * Why there is no answer. What a viewer may not read is no reason of its own: it is told as if it did not exist. Only of a
 * field that the policy keeps from everybody is it said that it is kept.
 */
export type Gap =
  /** Nobody and nothing has the name; `near` have almost the same. */
  | {
      readonly kind: 'no_such';
      readonly surface: string;
      readonly label: NodeLabel | null;
      readonly near: readonly NameCandidate[];
    }
  /** No source says this kind of thing, of anyone; or one source does not, where the subject is from that one. */
  | {
      readonly kind: 'not_recorded';
      readonly what: string;
      readonly source: string | null;
      readonly subject: Subject | null;
    }
  /** The data have the kind of thing, and not for this one; `text` says of whom. */
  | { readonly kind: 'no_value'; readonly text: string; readonly subject: Subject | null }
  | { readonly kind: 'withheld'; readonly property: string }
  /** No page says it. `closest` is somebody or something that was asked about, else the page that is nearest. */
  | { readonly kind: 'no_page'; readonly closest: StoredNode | null; readonly pages?: AskedPages }
  /** "My" was said, and the asker is nobody in the directory. */
  | { readonly kind: 'no_asker' }
  /** "This article" was said, and none was spoken of. */
  | { readonly kind: 'no_article' }
  /** The words are known, what they ask together is not. */
  | { readonly kind: 'unclear' }
  /** A median was asked for: what is worked out is the average, the least and the most. */
  | { readonly kind: 'no_median' };

export const reasonOf: Readonly<Record<Gap['kind'], Abstention['reason']>> = {
  no_such: 'unknown_entity',
  not_recorded: 'no_data',
  no_value: 'no_data',
  withheld: 'withheld',
  no_page: 'no_article',
  no_asker: 'not_possible',
  no_article: 'not_possible',
  unclear: 'not_understood',
  no_median: 'not_possible',
};
