const candidates = [',', ';', '\t', '|'] as const;
const rowsLookedAt = 20;

/**
 * Finds what separates the columns, from the first rows of a file: the candidate that splits the header and splits the
 * rows below into as many cells. Candidates inside quotes do not count.
 *
 * @param text the beginning of the file; its last row may be cut off.
 * @returns a comma where nothing separates anything: a file of one column.
 */
export function detectDelimiter(text: string): string {
  const rows = countPerRow(text);
  const [header, ...others] = rows;
  let best: { delimiter: string; agreeing: number; columns: number } | undefined;
  for (const delimiter of candidates) {
    const columns = header?.get(delimiter) ?? 0;
    if (columns === 0) continue;
    const agreeing = others.filter((row) => row.get(delimiter) === columns).length;
    if (
      best === undefined ||
      agreeing > best.agreeing ||
      (agreeing === best.agreeing && columns > best.columns)
    ) {
      best = { delimiter, agreeing, columns };
    }
  }
  return best?.delimiter ?? ',';
}

function countPerRow(text: string): readonly ReadonlyMap<string, number>[] {
  const rows: Map<string, number>[] = [];
  let row = new Map<string, number>();
  let quoted = false;
  let blank = true;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '\n') {
      if (!blank) rows.push(row);
      row = new Map();
      blank = true;
      if (rows.length > rowsLookedAt) return rows;
      continue;
    }
    blank = false;
    row.set(character, (row.get(character) ?? 0) + 1);
  }
  // Without a line end the only row is the header itself; else the last one may be cut off.
  return rows.length === 0 ? [row] : rows;
}
