type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The same object without the properties that are undefined: an absent field is left out of a record. */
export function withoutAbsent<T extends object>(object: T): Present<T> {
  const present: Present<T> = {};
  // A loop, since it runs for every row of a source.
  for (const name in object) {
    const value = object[name];
    if (value !== undefined) present[name] = value as Exclude<T[typeof name], undefined>;
  }
  return present;
}
