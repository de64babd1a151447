/**
 * Words of the names of fields that are stored of nobody: pay, bank and tax data, home, reasons for absence and for leaving,
 * and the special categories of the General Data Protection Regulation, Article 9. In English, German and Chinese, folded.
 */
interface Words {
  /** Found anywhere, within longer words too: German puts words together, and so do programs. */
  readonly stems: readonly string[];
  /** Found as words of their own; what is written apart here may be written together. */
  readonly whole: readonly string[];
}

const pay: Words = {
  stems: [
    'salar(?:y|ies)|gehalt(?!en)|gehalter|lohn|entgelt|vergutung|verdienst|einkommen|bezuge|remunerat|compensat|payroll|payslip',
    'paychec|bonus|boni\\b|iban\\b|kontonummer|bankverbindung|bankkonto|steuer ?(?:id|nummer|nr|klasse|identifikation)',
    'kirchensteuer|sozialversicherung|rentenversicherung|ausweisnummer|personalausweis|reisepass|passport',
    '薪|工资|奖金|津贴|收入|银行|税号|身份证|护照|社保',
  ],
  whole: [
    'wages?(?: (?:band|group|rate))?|(?:(?:base|basic|gross|net|hourly|monthly|annual|yearly) )?pay',
    'pay(?:ment)? (?:grade|band|rate|scale|range|frequency|details)|(?:base|gross|net|monthly|annual|yearly) income',
    'earnings|stipend|ctc|cost to company|(?:hourly|daily) rate|bic|bank (?:account|details|name)(?: number)?',
    'tax (?:id|number|class|code|bracket|file number)|ssn|social security(?: number)?|national id|national insurance(?: number)?',
  ],
};

const notOfAnOffice = '(?<!(?:buro|dienst|firmen|geschafts|standort|arbeits)[ s]?)';

const home: Words = {
  stems: [
    `${notOfAnOffice}anschrift|privat ?(?:adresse|telefon|handy|nummer|mail|email)|wohn(?:adresse|ort|sitz)|heimatadresse`,
    'notfallkontakt|notfallnummer|住址|居住|家庭(?:地址|电话)|通讯地址|户籍|户口|私人(?:电话|手机|邮箱)|紧急联系',
  ],
  whole: [
    'home (?:address|street|city|town|state|country|zip|zip code|postal code|post code|phone|telephone|mobile|email)',
    '(?:private|personal|residential|mailing|postal|permanent|home) (?:address|phone|telephone|mobile|cell|e ?mail|number)',
    'home phone number|emergency (?:contact|phone|number|name)s?|next of kin|place of residence',
  ],
};

const absence =
  '(?:leave|leaving|absence|absent|time off|vacation|sick|termination|exit|departure|resignation|dismissal|separation)';

const reasons: Words = {
  stems: [
    '(?:abwesenheits?|urlaubs?|fehlzeit(?:en)?|freistellungs?|austritts?|kundigungs?|entlassungs?|trennungs?|ausscheidens?) ?(?:grund|art|ursache)',
    'grund (?:der|des|fur) (?:(?:die|den|das) )?(?:abwesenheit|urlaub|fehlzeit|freistellung|austritt|kundigung|entlassung|trennung)',
    '(?:请假|休假|缺勤|离职|辞职|解雇|离开)(?:的)?(?:原因|类型|类别|事由|理由)',
  ],
  whole: [
    `${absence} (?:reason|type|cause|category|code)s?`,
    `(?:reason|type|cause)s? (?:for|of) (?:the )?${absence}|why left`,
  ],
};

const special: Words = {
  stems: [
    'ethni|religi|konfession|gewerkschaft|disabil|behinder|krank|gesundheit|schwanger|pregnan|vaccin|impfstatus|impfung',
    'blutgruppe|allergi|biometri|sexual|familienstand|parteimitglied|parteizugehorig',
    '民族|种族|宗教|信仰|政治面貌|党派|工会|健康|病|诊断|疫苗|过敏|血型|残疾|残障|怀孕|孕期|婚姻|性取向|年龄',
  ],
  whole: [
    'race|rasse|denomination|political(?: \\w+)?|politische \\w+|trade union|union member(?:ship)?|health|medical|disabled',
    'sick(?:ness| leave| days)?|illness(?:es)?|diagnos(?:is|es|e|en|ed)|blood (?:type|group)|allergy|allergies|medications?',
    'genetic|gender identity|marital status|maternity(?: leave)?|age|alter',
  ],
};

const all = [pay, home, reasons, special];
const stems = all.flatMap((words) => words.stems).join('|');
const whole = all.flatMap((words) => words.whole).join('|');

/** Of a field's name in folded words, whether it tells what is stored of nobody. */
export const unstoredWords = new RegExp(`(?:${stems})|\\b(?:${whole.replace(/(?<!\?) /g, ' ?')})\\b`, 'u');

/** A street or an address that no word says to be an office's is where somebody lives. */
export const plainAddress =
  /^(?:(?:street|strasse|address|adresse)(?: ?(?:address|name|number|line|und hausnummer))?(?: ?\d)?|hausnummer|地址|街道)$/u;

/** Of tasks, pages and teams, whole names that tell of a thing there, whatever they would tell of a person. */
export const ofThings =
  /^(?:(?:project|service|system|account|customer|build)? ?health(?: (?:status|check|score))?|age(?: in days)?|race(?: condition)?|diagnos(?:is|es|e|en|tics?)|exit (?:code|type|reason)|alter|健康(?:状态|度)?|诊断|收入)$/u;

export const birthYear = /\b(?:birth ?year|year ?of ?birth|geburts ?jahr|jahrgang|yob)\b|出生年(?!月日)/u;

export const birthday =
  /\b(?:birth ?day|birth ?date|date ?of ?birth|dob|geburts ?tag|geburts ?datum)\b|生日|出生日期|出生年月日/u;
