import type { Rephrasing } from '../../rephrase.ts';
import { part, whole } from './say.ts';

const page = '(?:文章|页面|文档|手册|指南|规定|说明|wiki|页|资料)';
const when = '(?:什么时候|哪天|哪一天|几号|何时|什么日期|几月几[日号])';
const changed = '(?:更新|改|修改|修订|编辑|动)';

/** Pages: who wrote them, and when they were written. */
export const rephrasingsOfPages: readonly Rephrasing[] = [
  whole(
    `(?!哪|谁|什么|[A-Z]+-\\d)([^，,?？]{2,40}?)\\s*(?:[那这]一?[篇页份个]${page}?)?\\s*(?:最近|上一?次|最后|最新)?(?:一次)?(?:是)?(?:在)?${when}(?:被)?${changed}(?:过|的|了|过的)?`,
    'when was the page $1 last updated?',
  ),
  whole(
    `(?!哪|谁|什么|[A-Z]+-\\d)([^，,?？]{2,40}?)\\s*(?:[那这]一?[篇页份个]${page}?)?\\s*(?:的)?(?:最近|上一?次|最后|最新)(?:一次)?(?:的)?${changed}(?:时间|日期)?(?:是)?(?:在)?${when}(?:的)?`,
    'when was the page $1 last updated?',
  ),
  whole(
    `(?:最近|最新|最后|刚)(?:更新|改|修改|写|发布)的(?:是)?(?:${page}|那?篇)?(?:是)?(?:哪一?[篇个页]|什么)?(?:${page})?(?<=(?:篇|${page}).*)`,
    '哪篇文章最新',
  ),
  part(`(?:讲|介绍|说明|涉及)(?:到|解|述|的是)?(?=[^，,]{1,12}的${page})`, '关于'),
  part(
    `(?:有)?(?:哪些|哪几篇|什么)${page}(?:里)?(?:讲|说|介绍|提)(?:到|了|过|解|述|的是)+([^，,?？]{1,16})(?=[?？\\s]*$)`,
    '关于$1的文章有哪些',
  ),
  part(`(?<=\\S)[那这]一?[篇页份]${page}?(?:是)?谁写的(?=[?？\\s]*$)`, '是谁写的'),
];
