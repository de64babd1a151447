/** Links that sign somebody in to the web page. */
export interface PageLinks {
  /** A link that signs this person in once, for a short time; whoever has it is taken for them. */
  make(person: { readonly employeeId: string; readonly email: string }): Promise<PageLink>;
}

export interface PageLink {
  readonly url: string;
  /** How long it may be used. */
  readonly minutes: number;
}
