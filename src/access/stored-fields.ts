import { foldText } from '../graph/fold-text.ts';
import type { FieldPolicy } from './field-policy.ts';

/** What becomes of a field that a source sends of a person. */
export type Storing = 'whole' | 'day' | 'never';

/**
 * Names of fields that are stored of nobody, unless the policy names them: pay, home, reasons for absence and for leaving, and
 * the special categories of the General Data Protection Regulation, Article 9. In the words of English, German and Chinese
 * sources, folded.
 */
const never =
  /\b(?:salar(?:y|ies)|compensation|wages?|pay|payroll|bonus|gehalt|lohn|vergutung|iban|bic|bank account|bank details|kontonummer|bankverbindung|tax id|tax number|steuer id|steuernummer|ssn|social security(?: number)?|sozialversicherungsnummer|national id|passport(?: number)?|home address|private address|residential address|home street|home city|home postal code|privatadresse|wohnadresse|anschrift|wohnort|private phone|home phone|private email|emergency contact|leave reason|absence reason|reason for absence|reason for leave|reason for leaving|termination reason|abwesenheitsgrund|kundigungsgrund|ethnic(?:ity| origin| group)?|race|religion|religious|denomination|konfession|religionszugehorigkeit|ethnie|political|trade union|union member(?:ship)?|gewerkschaft|health|medical|disab(?:ility|led)|sick(?:ness| leave| days)?|illness|pregnan(?:cy|t)|krank(?:heit|enstand)?|krankheitstage|gesundheit|behinderung|schwerbehinderung|schwanger(?:schaft)?|genetic|biometric|sexual(?: orientation)?|gender identity|marital status|familienstand)\b|工资|薪资|薪水|薪酬|奖金|银行|身份证|护照|家庭住址|家庭地址|住址|请假原因|离职原因|民族|种族|宗教|政治面貌|工会|健康|病史|病假|残疾|怀孕|婚姻|性取向/u;

/** A plain address of a person, beside none of an office, is where they live. */
const home = /^(?:address|adresse|地址)$/u;

const birthday = /\b(?:birthday|birth ?date|date of birth|dob|geburtstag|geburtsdatum)\b|生日|出生日期/u;

/** How a field is stored of a person, by its name: as the policy says, else as its name lets guess. */
export function storingOf(field: string, policy: FieldPolicy): Storing {
  const extra = /^extra\.(.*)$/s.exec(field)?.[1];
  const stated = policy.Employee?.[field] ?? (extra === undefined ? undefined : policy.Employee?.extra);
  if (stated === 'never') return 'never';
  if (extra === undefined) return 'whole';
  const words = wordsOf(extra);
  // A year of birth is nobody's business, whoever may read the day.
  if (birthday.test(words)) return 'day';
  if (stated !== undefined && policy.Employee?.[field] !== undefined) return 'whole';
  return never.test(words) || home.test(words) ? 'never' : 'whole';
}

/** `annualSalary`, `annual_salary` and `Annual salary (EUR)` are the same words. */
function wordsOf(name: string): string {
  const apart = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return foldText(apart)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The month and the day of a date, `MM-DD`; null for what is no date of a known form, which is then not stored at all. */
export function dayWithoutYear(value: string): string | null {
  const forms = [
    /^(?:\d{4}|-)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T.*)?$/u,
    /^(\d{1,2})-(\d{1,2})$/,
    /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?:\d{4})?$/,
  ];
  for (const form of forms) {
    const found = form.exec(value.trim());
    if (found === null) continue;
    const [month, day] = [found.groups?.month ?? found[1], found.groups?.day ?? found[2]].map(Number);
    if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > 31)
      return null;
    return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  return null;
}
