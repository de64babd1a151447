/** Which writing a text is in, as far as encoders are concerned. */
export type Script = 'latin' | 'han';

/** One Chinese character, or a word of any other writing; of Japanese and Korean, one sign. */
const piece =
  /(?<han>\p{Script=Han})|[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])\p{L})+/gu;
/** Signs that no encoder here knows. */
const syllable = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const han = /\p{Script=Han}/u;
/** Most words of Chinese have two characters. */
const charactersOfWord = 2;

/**
 * What most of a text is written in: Chinese where it has as many words of it as of others, since names stand in any
 * language ("Horizon 每次预测多久", "Who is 王小明?"). What is neither, such as Cyrillic or code, counts as Latin.
 */
export function scriptOf(text: string): Script {
  let characters = 0;
  let others = 0;
  for (const { groups } of text.matchAll(piece)) groups?.han === undefined ? others++ : characters++;
  return characters > 0 && characters / charactersOfWord >= others ? 'han' : 'latin';
}

/**
 * What a question is written in; null where it is Japanese, Korean, or English around a Chinese name, of which an encoder
 * of one language would miss what tells most.
 */
export function scriptOfQuestion(question: string): Script | null {
  if (syllable.test(question)) return null;
  if (!han.test(question)) return 'latin';
  return scriptOf(question) === 'han' ? 'han' : null;
}
