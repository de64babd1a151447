import { foldText } from '../../graph/fold-text.ts';
import { withoutNumber } from '../../graph/number-forms.ts';

const mostWords = 5;
const mostCharacters = 60;
/** Words of letters and digits, as `C++`, `Node.js` and `single sign-on` are: no mark of a sentence, an address or a format. */
const form = /^[\p{L}\p{N}.][\p{L}\p{M}\p{N}+#]*(?:[ &/.'’-]{1,3}[\p{L}\p{N}][\p{L}\p{M}\p{N}+#]*)*$/u;
const dense = /[\u3040-\u30ff\u3400-\u9fff]/u;

/** Whether it can be what a topic is called: a short noun phrase, as far as its form tells. */
export function isTopicName(name: string): boolean {
  if (name.length > mostCharacters || !form.test(name) || !/\p{L}/u.test(name)) return false;
  if (/\. |\.$|www\./.test(name)) return false;
  return dense.test(name) ? [...name].length <= 16 : name.split(/\s+/).length <= mostWords;
}

/** What is the same for all spellings of a topic: "API keys", "api key" and "API-Key" are one. */
export function topicKey(name: string): string {
  return foldText(name)
    .replace(/[-/’']/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(withoutNumber)
    .join(' ');
}
