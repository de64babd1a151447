type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** The same object without the properties that are undefined: an absent field is left out of a record. */
export function withoutAbsent<T extends object>(object: T): Partial<Present<T>> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<
    Present<T>
  >;
}
