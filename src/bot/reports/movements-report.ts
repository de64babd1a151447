/** All of them counted, the first ones by name. */
interface Named<Item> {
  readonly total: number;
  readonly first: readonly Item[];
}

/** Who joined, moved and left in a run, as a sync tells it. */
export interface MovementsReport {
  readonly joined: Named<{ readonly name: string; readonly title: string | null }>;
  readonly moved: Named<{
    readonly name: string;
    readonly changes: readonly {
      readonly what: 'title' | 'manager' | 'team' | 'lead';
      readonly from: readonly string[];
      readonly to: readonly string[];
    }[];
  }>;
  /** `lastDay` where the source tells one. */
  readonly left: Named<{ readonly name: string; readonly lastDay: string | null }>;
}
