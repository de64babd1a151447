import type { ReadingWords } from '../../../articles/reading-words.ts';
import { chineseEnglish } from './translations.ts';

export const chineseReading: ReadingWords = {
  asking:
    '什么时候|多长时间|为什么|多少钱|星期几|什么|怎么样|怎么|怎样|如何|多少|多久|多长|哪里|哪儿|哪些|几天|几号|星期|可以|能够|需要|应该|请问|我们|你们|他们|或者|以及|最多|最少|至少|大约|每个|一个|[的是了吗呢吧在有多少几哪谁和与或被把从到给为以能可要会请问我你他她它们这那个一不就也都还最每]',
  joining:
    '[的是了吗呢吧在有什么怎样多少几哪些谁和与或被把从到给为以能可要会请问我你他她它们这那个一不就也都还]',
  another: '[，；、](?=.*(?:多少|多久|几|哪|什么|谁|怎))',
  superlative: '最',
  who: '谁|哪位',
  wanted: {
    first: { held: '最' },
    figure: { asked: '多少|多久|多长|几[天个周月年次]', held: '[一二两三四五六七八九十百千半]|不限' },
    date: {
      asked: '什么时候|何时|哪天|哪一天|星期几|几号',
      held: '[年月日]|周[一二三四五六日末]|星期|\\d+\\s*[天点]|之前|以后|以内',
    },
    // A Chinese name with its role.
    person: { asked: '谁|哪位', held: '\\p{Script=Han}' },
  },
  kinds: {
    duration: {
      asked: '多久|多长|几[天个周月年次]|多少(?:天|周|个月|小时|分钟|秒|年|个工作日)|期限|频率|时长',
      held: '[\\d一二两三四五六七八九十百半]+\\s*(?:个)?(?:工作日|天|周|星期|月|小时|分钟|秒|年|季度|日)|每[天周月年季日]',
    },
    money: {
      asked: '多少(?:钱|元|美元|欧元)|费用|工资|薪|报销|奖金|价格|预算|底线|补贴',
      held: '\\d+\\s*(?:元|美元|欧元|块|万)|不限',
    },
    share: { asked: '百分之|比例|比率|偏离|折扣|几成', held: '百分之' },
    size: { asked: '字节|字符|大小|容量|内存', held: '\\d+\\s*(?:个)?(?:字节|字符)' },
    version: { asked: '哪个版本|什么版本|几版' },
    date: {
      asked: '什么时候|何时|哪天|哪一天|哪一年|哪年|星期几|几号|几点|几月',
      held: '\\d+\\s*[年月日号点]|周[一二三四五六日末]|星期',
    },
    flag: { asked: '参数|选项|标志|开关' },
    command: { asked: '命令|执行' },
    path: { asked: '哪个(?:文件|目录)|路径|放在哪' },
    address: { asked: '邮箱|网址|域名|链接|地址|电话' },
    identifier: { asked: '叫什么|名称|标签|字段|命名空间|名字' },
    figure: { asked: '多少|几个|上限|下限|数量', held: '[一二两三四五六七八九十百千半]|不限' },
  },
  named: { asked: '叫什么|名称|名字', held: '名称|名为|叫做?' },
  bounds: {
    upper: {
      asked: '最多|最大|最长|最高|上限|至多|以内',
      held: '最多|最大|最长|最高|上限|不超过|以内|至多',
    },
    lower: {
      asked: '最少|最小|最短|最低|至少|下限',
      held: '最少|最小|最短|最低|至少|下限|以上',
    },
    first: { asked: '首次|最初|第一|初始', held: '首次|最初|第一|初始' },
    default: { asked: '默认|缺省|通常', held: '默认|缺省|通常' },
  },
  numerals: {
    digits: { ...Object.fromEntries([...'一二三四五六七八九'].map((sign, at) => [sign, at + 1])), 两: 2 },
    factors: { 十: 10, 百: 100 },
    before: '个|天|周|月|年|小时|分|秒|日|号|元|次|人|点|倍|成|%',
  },
  oneAlone: '(?<![二两三四五六七八九十百])一(?![二三四五六七八九十百])',
  translations: chineseEnglish,
};
