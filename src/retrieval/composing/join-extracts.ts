import type { Extract } from '../articles/pick-extracts.ts';

const startMark = /^…(?:\n| )/;
const endMark = /(?:\n| )…$/;
const tableHead = /^(\|[^\n]*\n\|[\s:|-]+\n)/;

/**
 * What is quoted of one section, in the order of the page: where something was left out, that is said once, behind a table and
 * not between its heading and its rows, and rows of the same table stand under its head together.
 */
export function joinExtracts(extracts: readonly Extract[]): string {
  const inOrder = extracts.toSorted((one, other) => placeOf(one) - placeOf(other));
  return inOrder.reduce((told, { text }) => (told === '' ? markedBehind(text) : joined(told, text)), '');
}

/** Windows of other passages under the same heading keep the order in which they were found. */
const placeOf = ({ passage, quote }: Extract): number => passage.text.indexOf(quote);

/** A table's head is shown with any of its rows, so that a mark before it would say that text is missing. */
function markedBehind(text: string): string {
  const bare = text.replace(startMark, '');
  if (bare === text || !tableHead.test(bare)) return text;
  return endMark.test(bare) ? bare : `${bare}\n…`;
}

function joined(told: string, text: string): string {
  const bare = text.replace(startMark, '');
  const head = tableHead.exec(bare)?.[1];
  const isCut = endMark.test(told);
  if (head !== undefined) {
    const before = told.replace(endMark, '');
    if (before.startsWith(head) && lastLineIsRow(before)) {
      const rows = `${before}\n${bare.slice(head.length)}`;
      return isCut && !endMark.test(rows) ? `${rows}\n…` : rows;
    }
    return `${told}\n\n${isCut ? bare : markedBehind(text)}`;
  }
  return `${told}\n\n${isCut ? bare : text}`;
}

const lastLineIsRow = (text: string): boolean => text.slice(text.lastIndexOf('\n') + 1).startsWith('|');
