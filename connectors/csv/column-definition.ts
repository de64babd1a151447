/** What a field is called in files that were not made for us, and what its cells hold. */
export interface ColumnDefinition {
  /** Headers that are taken for it without configuration, the likeliest first; lower case, words joined by `_`. */
  readonly headers: readonly string[];
  readonly required?: true;
  /** Cells hold days or instants. */
  readonly date?: true;
  /** Several columns may make up the field. */
  readonly several?: true;
}

export type ColumnDefinitions<Field extends string> = Readonly<Record<Field, ColumnDefinition>>;

/** A header as it is compared: `Start Date`, `start-date` and `START_DATE` are one. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}
