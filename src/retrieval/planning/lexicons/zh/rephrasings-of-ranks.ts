import type { Rephrasing } from '../../rephrase.ts';
import { part, whole } from './say.ts';

const number = '([一二两三四五六七八九十]|\\d{1,2})';
const kind = '(人|同事|员工|团队|小组|部门|组|项目)';

/** Who stands where in an order: the first three, the second, the last. */
export const rephrasingsOfRanks: readonly Rephrasing[] = [
  part('第([一二三四五])(多|少)(?=的|是|$|[?？\\s])', '第$1最$2'),
  whole(
    `(?=.{0,20}(?:任务|活|人数|下属|完成|逾期|受阻))([^，,?？最]{2,24}?)(?:的?(?:数量?|个数|总数))?(?:(?:排名?在?|位[列居])前${number}(?:名|位)?|前${number}名)的?${kind}?(?:都|分别)?(?:是|有|叫)?(?:谁|哪些人?|哪几[个位]|哪[两三四五][个位])?`,
    '$1最多的前$2$3个$4是谁',
  ),
  part(`(?<=最[多少]的)${number}(?:个|位|名)${kind}(?=[?？\\s]*$)`, '前$1个$2是谁'),
  part('(?<=前.{1,2}个(?:团队|小组|部门|组|项目))是谁(?=[?？\\s]*$)', '是哪些'),
  part('(?:数量?|个数)?(?:排)?倒数第一(?:的|名|多)?', '最少的'),
];
