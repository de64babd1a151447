export type SqlValue = string | number | null;

/** A piece of SQL with the values for its `?`, in order. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** SQL without values. Only for words of our own and of the schema, never for anything that a person wrote. */
export function raw(text: string): Sql {
  return { text, values: [] };
}

/** A template whose holes are other pieces, or values, which become parameters. */
export function sql(strings: TemplateStringsArray, ...holes: readonly (Sql | SqlValue)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  for (const [index, hole] of holes.entries()) {
    if (typeof hole === 'object' && hole !== null) {
      text += hole.text;
      values.push(...hole.values);
    } else {
      text += '?';
      values.push(hole);
    }
    text += strings[index + 1] ?? '';
  }
  return { text, values };
}

export function joinSql(pieces: readonly Sql[], separator: string): Sql {
  return {
    text: pieces.map((piece) => piece.text).join(separator),
    values: pieces.flatMap((piece) => piece.values),
  };
}

/** A column or table of the schema's; names of the schema are letters only, the quotes keep them apart from keywords. */
export function identifier(name: string): string {
  return `"${name}"`;
}
