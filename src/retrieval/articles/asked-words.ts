import { analyzeText } from '../../graph/analyze-text.ts';
import { isHan } from '../linking/tokenize.ts';

/** What a question is about: its own words, without those that only ask. */
export interface AskedWords {
  /** Words of alphabets, as terms. */
  readonly words: readonly string[];
  /** Stretches of Chinese between the characters that only join or ask. */
  readonly stretches: readonly string[];
}

/**
 * Words that ask, or that stand in any question whatever it is about: to find or miss one in a passage says nothing.
 * Among them the kinds of answer ("which command", "on which weekday"), which a page gives without naming them.
 */
const light = new Set(
  analyzeText(
    'many much more most less least few lot often long longer far fast quick quickly soon early late ever exactly ' +
      'get got take give need want must let make have having be being go goes come use used using look find ask tell told say ' +
      'know mean happen happens allow allowed able possible keep put want please thank thanks hello hi anybody anyone ' +
      'somebody someone everybody everyone nobody people person thing things something anything nothing way kind sort ' +
      'after before during since until under over per about without within up down out off any some every other ' +
      'another new same again very just only also too well first last two one ' +
      'command weekday date time number amount name called value',
  ),
);

/** Whether a term only asks, or stands in any question. */
export function isLight(term: string): boolean {
  return light.has(term);
}

/** Chinese that only asks, joins, or names the kind of answer, longest first. */
const asking =
  /什么时候|多长时间|为什么|多少钱|星期几|什么|怎么样|怎么|怎样|如何|多少|多久|多长|哪里|哪儿|哪些|几天|几号|星期|可以|能够|需要|应该|请问|我们|你们|他们|或者|以及|最多|最少|至少|大约|每个|一个|[的是了吗呢吧在有多少几哪谁和与或被把从到给为以能可要会请问我你他她它们这那个一不就也都还最每]/g;

/** Reads the words off a question; earlier turns are not to lend any. */
export function askedWords(question: string): AskedWords {
  const terms = analyzeText(question).filter((term) => !isHan(term) && !light.has(term));
  return {
    words: [...new Set(terms)],
    stretches: (question.match(/\p{Script=Han}+/gu) ?? [])
      .flatMap((run) => run.split(asking))
      .filter((stretch) => stretch !== ''),
  };
}
