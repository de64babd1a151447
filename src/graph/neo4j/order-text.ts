/** From here on, UTF-16 units and code points sort differently: surrogates stand for larger code points than these. */
const differing = /[\ue000-\uffff]|[\ud800-\udbff][\udc00-\udfff]/;
const beyondUnits = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Thirty-two code points that Unicode promises never to give to a character (The Unicode Standard, 23.7). */
const firstNoncharacter = 0xfdd0;

/**
 * A text that sorts by code points however it is compared. Neo4j compares a stored text with another by code points, but
 * with a parameter by UTF-16 units, unless an index is used. Each character beyond 16 bits therefore becomes the last unit
 * there is and four noncharacters, which spell its number; no real text holds those, so that equality, prefixes and parts
 * mean the same on the results.
 */
export function sortableText(text: string): string {
  return text.replace(beyondUnits, (character) => {
    const number = (character.codePointAt(0) ?? 0) - 0x10000;
    const digits = [15, 10, 5, 0].map((shift) => firstNoncharacter + ((number >> shift) & 31));
    return String.fromCharCode(0xffff, ...digits);
  });
}

/** Whether a text sorts in another way by UTF-16 units than by code points, beside some other text. */
export function sortsDifferently(text: string): boolean {
  return differing.test(text);
}
