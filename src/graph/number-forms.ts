/** An English noun phrase as it is, and with its last word in the other number: "API keys" and "API key". */
export function numberForms(phrase: string): readonly string[] {
  const [, before = '', word = ''] = /^(.*?)([A-Za-z]{3,})$/.exec(phrase) ?? [];
  if (word === '') return [phrase];
  return [phrase, ...otherNumbers(word).map((other) => `${before}${other}`)];
}

function otherNumbers(word: string): readonly string[] {
  if (/[^aeiou]y$/i.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/[^aeiou]ies$/i.test(word)) return [`${word.slice(0, -3)}y`];
  if (/(?:s|x|z|ch|sh)es$/i.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  if (/(?:ss|us|is|x|z|ch|sh)$/i.test(word)) return [`${word}es`];
  return [/s$/i.test(word) ? word.slice(0, -1) : `${word}s`];
}

/**
 * What an English word is in either number, in small letters: "policies" and "policy", "caches" and "cache" come to the same. No
 * word itself, and only ever compared.
 */
export function withoutNumber(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  const singular = /s$/.test(word) && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
  return singular.length > 3 ? singular.replace(/e$/, '') : singular;
}
