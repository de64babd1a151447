/** More questions in one than this nobody asks; it is rather a text. */
const most = 3;

const sentenceEnd = /(?<=[?？!！。;；])\s*|(?<=\p{L}{2}\.)\s+(?=\p{Lu})/u;
/** "…, and who leads it?", "… and how many of them are overdue?" */
const furtherQuestion =
  /\s*,?\s+(?:and|but|plus)\s+(?=(?:also\s+)?(?:who|whom|whose|what|which|when|where|how|since when|is|are|does|do|did)\b)|[,，;；]\s*(?:以及|并且|还有|另外)?\s*(?=[^,，]*(?:谁|什么|哪|多少|几|何时|吗))/iu;

/**
 * The questions in one text, where it asks several things in a row: "Who is assigned to WEB-60 and when is it due?". Whether
 * each of them is one must show by planning it.
 *
 * @returns null where there is but one.
 */
export function splitQuestions(text: string): string[] | null {
  const sentences = text.split(sentenceEnd).flatMap((sentence) => sentence.split(furtherQuestion));
  const parts = sentences.map((part) => part.trim()).filter((part) => /[\p{L}\p{N}]/u.test(part));
  return parts.length < 2 || parts.length > most ? null : parts;
}
