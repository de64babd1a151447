import type { Rephrasing } from '../../rephrase.ts';
import { part } from './say.ts';

const asks = '(?:谁|哪|什么|几|多少|多久|何时|怎么)';

/** Particles and spoken forms that every other turn of phrase meets in one form: 啥 for 什么, 没 for 了吗, 吧 for 吗. */
export const rephrasingsOfParticles: readonly Rephrasing[] = [
  part('(?<!没)啥(?!也)', '什么'),
  part('咋样', '怎么样'),
  part('咋(?!呼)', '怎么'),
  part('(?<=[事活点块])儿(?!子|童|科|女|歌|保)', ''),
  part('(?:[呗哈咧哒捏嘞哟呦噻滴]|的说|的呀)+(?=[?？。！!～~\\s]*$)', ''),
  part(
    '^(?:劳烦|烦请|辛苦|拜托|求助(?=各位|大家|一?下|谁|哪|什么|怎|请|如何|\\p{Script=Latin}|[,，:：\\s])|弱弱地?问一?下?|问个事)(?:您|你|大家|各位)?(?:帮忙?|帮我|给)?(?:看看|查查?|看一?下|查一?下)?[,，:：\\s]*(?=\\S.{3})',
    '',
  ),
  // 可以查下谁负责不: whether somebody may be asked is no question.
  part(`(?<=^(?:.{0,4}(?:可以|能|方便|麻烦|帮)).*${asks}.*)(?:不|么|吗)(?=[?？\\s]*$)`, ''),
  part('(?<=[完到逾过超延关结做定好职走卡堵开][了期掉成定好始]?)(?:没|没有)(?=[?？\\s]*$)', '了吗'),
  part('了了(?=吗)', '了'),
  part(
    `^(?=.*(?:吧|对不对|[是对]不)[?？\\s]*$)(?!.*${asks})(.*[是在有归属由了].*?)的?[,，]?\\s*(?:[对是]吧|没错吧|吧|对不对|[是对]不)(?=[?？\\s]*$)`,
    '$1吗',
  ),
];
