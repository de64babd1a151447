/** A kind of value that can be told by its form, wherever it stands. */
export type AnswerKind =
  | 'duration'
  | 'money'
  | 'share'
  | 'size'
  | 'version'
  | 'date'
  | 'flag'
  | 'command'
  | 'path'
  | 'address'
  | 'identifier'
  | 'figure';

interface KindForms {
  readonly kind: AnswerKind;
  /** Words of a question that ask for it. */
  readonly asked: RegExp;
  /** What it looks like in a text. */
  readonly held: RegExp;
}

const number =
  '(?:\\d+(?:[.,]\\d+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|sixty|ninety|hundred)';
/** "An hour" is a length of time; "a" alone is no number. */
const someTime = `(?:${number}|an?|half an?)`;
const timeUnit =
  '(?:milliseconds?|seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|quarters?|years?)';
const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const weekdays = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?';

/** From the most telling to the least; a question may ask for several. */
const forms: readonly KindForms[] = [
  {
    kind: 'duration',
    asked: new RegExp(
      '\\bhow (?:much |far )?(?:long(?:er)?|often|soon|quick(?:ly)?|fast|late|early|frequent(?:ly)?|far (?:ahead|in advance|back))\\b' +
        `|\\b(?:how many|number of|per how many) (?:\\w+ )?${timeUnit}\\b|\\b(?:lead time|how much time|by when|duration|gap|interval|pause|delay|timeout|lifetime|validity)\\b` +
        '|多久|多长|几[天个周月年次]|多少(?:天|周|个月|小时|分钟|秒|年|个工作日)|期限|频率|时长',
      'i',
    ),
    held: new RegExp(
      `\\b${someTime}[- ]?(?:\\w+ )?${timeUnit}\\b|\\b\\d+(?:ms|s|m|h|d)\\b|\\b(?:hourly|daily|weekly|monthly|quarterly|yearly|annually|twice)\\b` +
        '|[\\d一二两三四五六七八九十百半]+\\s*(?:个)?(?:工作日|天|周|星期|月|小时|分钟|秒|年|季度|日)|每[天周月年季日]',
      'i',
    ),
  },
  {
    kind: 'money',
    asked:
      /\b(?:cost|price|pa(?:y|id)|earn|salary|bonus|fee|spend|budget|reimburs\w*|refund|worth|expensive|allowance|tip|contribute|wage|amount|value)\b|多少(?:钱|元|美元|欧元)|费用|工资|薪|报销|奖金|价格|预算|底线|补贴/i,
    held: /[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:usd|eur|gbp|cny|rmb|cad|dollars?|euros?|pounds?)\b|\d+\s*(?:元|美元|欧元|块|万)|\b(?:unlimited|no (?:\w+ )?limit|free of charge)\b|不限/i,
  },
  {
    kind: 'share',
    asked:
      /\b(?:per ?cent(?:age)?|share|rate|fraction|ratio|tip|proportion|tolerance|deviat\w+)\b|百分之|比例|比率|偏离|折扣|几成/i,
    held: /\d\s?%|\bper ?cent\b|百分之|\b0\.\d+\b|\b(?:half|third|quarter|tenth)\b/i,
  },
  {
    kind: 'size',
    asked:
      /\b(?:bytes?|characters?|kilobytes?|megabytes?|gigabytes?|memory|ram|storage|disk|size|large|big|quota)\b|字节|字符|大小|容量|内存/i,
    held: /\b\d[\d.,]*\s?(?:bytes?|b|kb|mb|gb|tb|kib|mib|gib|characters?|chars?)\b|\d+\s*(?:个)?(?:字节|字符)/i,
  },
  {
    kind: 'version',
    asked:
      /\b(?:which|what) (?:\w+ ){0,3}(?:version|kernel|release)\b|\b(?:how new|as of which|since which|from which (?:version|release|kernel)|minimum version)\b|哪个版本|什么版本|几版/i,
    held: /\bv?\d+\.\d+(?:\.\d+)*\b/i,
  },
  {
    kind: 'date',
    asked:
      /\bwhen\b|\b(?:what|which) (?:\w+ )?(?:day|date|weekday|month|year|time)\b|\bby when\b|\bhow (?:late|early)\b|什么时候|何时|哪天|哪一天|哪一年|哪年|星期几|几号|几点|几月/i,
    held: new RegExp(
      `\\b(?:19|20)\\d\\d\\b|\\b\\d{1,2}:\\d{2}\\b|\\b(?:${months}) \\d|\\d(?:st|nd|rd|th)?(?: of)? ${months}\\b|\\b${weekdays}\\b|\\d+\\s*[年月日号点]|周[一二三四五六日末]|星期`,
      'i',
    ),
  },
  {
    kind: 'flag',
    asked: /\b(?:flag|switch|option|parameter|argument|environment variable)s?\b|参数|选项|标志|开关/i,
    held: /(?<![\w-])--?[a-z][\w-]+|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/,
  },
  {
    kind: 'command',
    asked: /\bcommands?\b(?![- ]line)|\b(?:run|execute|type in)\b|命令|执行/i,
    held: /`[^`\n]*\s[^`\n]*`|^\s*(?:\$|>)\s\S|(?<![\w-])--[a-z][\w-]+/m,
  },
  {
    kind: 'path',
    asked:
      /\bwhere\b.*\b(?:files?|look|config\w*|stored?|saved?|kept|find|defaults|located)\b|\b(?:which|what) (?:file|folder|directory|path)\b|哪个(?:文件|目录)|路径|放在哪/i,
    held: /(?<![\w:/.])(?:[~.]|\$\w+)?\/[\w.-]+(?:\/[\w.-]+)+|~\/[\w./-]+|\b[\w-]+\.(?:ya?ml|json|toml|conf|ini|md|txt|csv|sh|ts|go|py)\b/i,
  },
  {
    kind: 'address',
    asked:
      /\b(?:e-?mail|address|url|link|web ?site|domain|host ?name|phone number|whom do i write|write to|channel)\b|邮箱|网址|域名|链接|地址|电话/i,
    held: /[\w.+-]+@[\w-]+\.[\w.]+|https?:\/\/|\b[\w<>-]+(?:\.[\w<>-]+)+\.[a-z]{2,}\b|\b[a-z][\w-]*\.(?:local|com|org|net|io|dev|example|internal)\b|[#~][a-z][\w-]+/i,
  },
  {
    kind: 'identifier',
    asked:
      /\b(?:called|named?|label|tag|object|field|key|namespace|setting|annotation|feature gate|metric)\b|叫什么|名称|标签|字段|命名空间|名字/i,
    held: /`[^`\n]+`|\*\*[^*\n]+\*\*|[“"][^”"\n]+[”"]|(?<=: )[a-z]+(?:-[a-z]+)+\b|\b[a-z]+[A-Z]\w+\b|\b(?:[A-Z][a-z]+){2,}\b/,
  },
  {
    kind: 'figure',
    asked:
      /\bhow (?:many|much|old|tall|far|large|big|high|new)\b|\b(?:number|count|limit|cap|maximum|minimum|most|least)s?\b|多少|几个|上限|下限|数量/i,
    held: new RegExp(
      `\\d|\\b(?!one\\b)${number}\\b|[一二两三四五六七八九十百千半]|\\bunlimited\\b|\\bno (?:\\w+ )?limit\\b|不限`,
      'i',
    ),
  },
];

/** Kinds that many a text holds: they tell something only where no other is asked for. */
const vague: ReadonlySet<AnswerKind> = new Set(['figure', 'identifier']);

/** The kinds of value that a question asks for by its words; none where it leaves open what would answer it. */
export function kindsAsked(question: string): AnswerKind[] {
  const kinds = forms.filter(({ asked }) => asked.test(question)).map(({ kind }) => kind);
  const clear = kinds.filter((kind) => !vague.has(kind));
  return clear.length > 0 ? clear : kinds;
}

/** Whether a text holds a value of one of the kinds. */
export function holdsKind(text: string, kinds: readonly AnswerKind[]): boolean {
  return forms.some(({ kind, held }) => kinds.includes(kind) && held.test(text));
}

const countedNoun = /\b(?:how many|number of) (?:more |other |new )?([a-z]{3,})/i;

/** What a number of is asked for ("how many weeks"), as an expression that finds a number of it; null where none is. */
export function countAsked(question: string): RegExp | null {
  const noun = countedNoun.exec(question)?.[1]?.replace(/(?:ies|s)$/i, '');
  return noun === undefined ? null : new RegExp(`(?:\\d|\\b${number})[- ]?(?:[\\w-]+ )?${noun}`, 'i');
}

const measuredNoun = /\bhow (?:many|much) (?:more |other |new |paid |extra )?([a-z]{3,})/i;

/** What it is asked how much or how many of there are; null where nothing is named. */
export function nounAsked(question: string): string | null {
  return measuredNoun.exec(question)?.[1]?.toLowerCase() ?? null;
}

const askedNoun =
  /\b(?:which|what) (?!is\b|are\b|was\b|do\b|does\b|did\b|the\b|should\b|can\b|may\b|must\b|happens\b)(?:[\w-]+ )??([a-z]{4,})(?= (?:is|are|was|were|do|does|did|has|have|can|may|must|should|will|would|to|of|i|we|they|it)\b|\s*[?,.]|$)/i;

const nameAsked = /\b(?:called|named?)\b|叫什么|名称|名字/i;
const nameHeld = /\b(?:name[sd]?|called|label(?:s|led)?)\b|名称|名为|叫做?/i;

/** What is asked for by its name ("in which namespace"), as an expression that finds it; null where nothing is. */
export function thingAsked(question: string): RegExp | null {
  if (nameAsked.test(question)) return nameHeld;
  const noun = askedNoun.exec(question)?.[1]?.replace(/(?:ies|s)$/i, '');
  return noun === undefined ? null : new RegExp(`\\b${noun}`, 'i');
}

/** A bound that is asked for, in whatever words. */
export type Bound = 'upper' | 'lower' | 'first' | 'default';

const bounds: readonly { readonly bound: Bound; readonly asked: RegExp; readonly held: RegExp }[] = [
  {
    bound: 'upper',
    asked:
      /\b(?:at (?:the )?(?:very )?most|up to|maxim\w+|max|limit\w*|caps?|ceiling|longest|largest|highest|biggest|latest|stop growing|no more than|how (?:large|big|long|much|many|high|far)(?: [\w-]+){0,3} (?:may|can|allowed|still))\b|最多|最大|最长|最高|上限|至多|以内/i,
    held: /\b(?:max\w*|limit\w*|caps?|capped|up to|at most|no more than|not (?:more|exceed)\w*|exceed\w*|within|less than|under|ceiling|more than|greater than|only|over)\b|最多|最大|最长|最高|上限|不超过|以内|至多/i,
  },
  {
    bound: 'lower',
    asked:
      /\b(?:at (?:the )?(?:very )?least|minim\w+|min|smallest|shortest|lowest|briefest|earliest|fewest|how new|as of which|from what|floor)\b|最少|最小|最短|最低|至少|下限/i,
    held: /\b(?:min\w*|at least|no less|not less|or (?:more|newer|later|greater|above|higher)|lower bound|newer|above|starting|since|from)\b|>=|≥|最少|最小|最短|最低|至少|下限|以上/i,
  },
  {
    bound: 'first',
    asked:
      /\b(?:first|initial(?:ly)?|start(?:s|ing)? (?:at|with|from)|to (?:start|begin) with|begin(?:s|ning)? with)\b|首次|最初|第一|初始/i,
    held: /\b(?:initial\w*|first|start\w*|begin\w*|base)\b|首次|最初|第一|初始/i,
  },
  {
    bound: 'default',
    asked: /\b(?:default|normally|usually|unless)\b|默认|缺省|通常/i,
    held: /\b(?:default\w*|normally|usually|unless)\b|默认|缺省|通常/i,
  },
];

/** The bounds that a question asks for. */
export function boundsAsked(question: string): Bound[] {
  return bounds.filter(({ asked }) => asked.test(question)).map(({ bound }) => bound);
}

export function holdsBound(text: string, asked: readonly Bound[]): boolean {
  return bounds.some(({ bound, held }) => asked.includes(bound) && held.test(text));
}
