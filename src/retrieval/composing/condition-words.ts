import type { RelationshipType } from '../../../graph-schema/index.ts';
import type { PropertyCondition, Step } from '../../graph/graph-query.ts';

export type Comparison = Extract<PropertyCondition, { readonly otherProperty: string }>['op'];

/** How conditions of a query are said in one language, where what they compare has no words of its own. */
export interface ConditionWords {
  /** A number, an instant or a text in its order; days are told as days. */
  compared(name: string, op: Comparison, value: string): string;
  /** One property with another; of days, by what happened on them. */
  comparedWith(property: string, op: Comparison, other: string): string;
  /** A property, and what it is called, with the same one of another node. */
  comparedToOther(property: string, name: string, op: Comparison, other: string): string;
  /** A property that is not that of another node. */
  unlikeOther(name: string, other: string): string;
  /** What is at the other end of a step, where it has a word of its own as it is counted. */
  counted(step: Step): string | undefined;
  /** How many of something, compared with how many another has. */
  countedToOther(counted: string, op: Comparison, other: string): string;
  /** Something in common with another. */
  sharing(what: string, other: string): string;
  /**
   * The other at the end of a step, as whom it is compared with says it.
   *
   * @param other what it is; where `isDescribed`, more than its kind.
   */
  otherEnd(step: Step, other: string, isDescribed: boolean): string;
  /** Of people whose last day has passed. */
  readonly left: string;
  containing(name: string, text: string): string;
  beginningWith(name: string, text: string): string;
  /** One element of a list. */
  having(name: string, value: string): string;
  /** What a relationship must be beside leading to the right thing; each is said of a phrase. */
  indirectly(phrase: string): string;
  inRole(phrase: string, role: string): string;
  ever(phrase: string): string;
  began(phrase: string, days: string): string;
  ended(phrase: string, days: string): string;
  /** All that it leads to are such. */
  only(phrase: string): string;
  /** Several conditions as one. */
  together(phrase: string): string;
  /** What is looked for, as it was on a day or on one of several. */
  onDay(phrase: string, day: string): string;
  onDays(phrase: string, days: string): string;
  /** Relationships that are said in one way alone. */
  readonly related: Readonly<
    Partial<Record<`${RelationshipType} ${'in' | 'out'}`, (what: string) => string>>
  >;
}
