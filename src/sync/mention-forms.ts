import { isEverydayChinese, isEverydayWord } from '../graph/everyday-words.ts';
import { foldText } from '../graph/fold-text.ts';
import type { NameRecord } from '../graph/graph-store.ts';
import { companyKey } from './company-key.ts';

/**
 * When words count as a name:
 * - `any`: however they are written.
 * - `initial`: the first letter is a capital where the name's is one.
 * - `exact`: letter for letter, and not part of a path or a longer identifier.
 * - `sentence`: exact, within a sentence: at its beginning every word has a capital.
 * - `team`: as `sentence`, or where it does what teams do; in Chinese, where it does so alone.
 * - `person`: in Chinese, beside what says that somebody is meant.
 */
export type MentionRule = 'any' | 'initial' | 'exact' | 'sentence' | 'team' | 'person';

export interface MentionForm {
  readonly text: string;
  readonly target: string;
  readonly rule: MentionRule;
  /** How sure a link is, 0 to 1. */
  readonly confidence: number;
}

/** Names of employers that say there is none. */
const noCompany: ReadonlySet<string> = new Set([
  'freelance',
  'freelancer',
  'independent',
  'individual',
  'none',
  'n/a',
  'other',
  'self',
  'self employed',
  'self-employed',
  'unaffiliated',
  'unknown',
]);
const dense = /[\u3040-\u30ff\u3400-\u9fff]/u;

/** The ways in which a text may call a person, team, company or project. Account names come apart: they need an `@`. */
export function mentionForms(record: NameRecord): MentionForm[] {
  const names = [...new Set([record.name, ...record.aliases])];
  switch (record.label) {
    case 'Employee':
      return names.flatMap((name) => personForm(record.id, name, name === record.name));
    case 'Team':
      return teamForms(record, names);
    case 'Company':
      return companyNames(names).flatMap((name) => plainForms(record.id, name, 'company', companyNouns));
    case 'Project':
      return names.flatMap((name) => plainForms(record.id, name, 'project', projectNouns));
    default:
      return [];
  }
}

function personForm(target: string, name: string, isFullName: boolean): MentionForm[] {
  // "高峰" is a person and a peak.
  if (isDense(name))
    return isEverydayChinese(name)
      ? [{ text: name, target, rule: 'person', confidence: 0.7 }]
      : [{ text: name, target, rule: 'any', confidence: name.length > 2 ? 0.9 : 0.8 }];
  if (/\S\s+\S/.test(name)) return [{ text: name, target, rule: 'initial', confidence: 0.95 }];
  // One word: a first name or nickname could be anybody's; a whole name has a capital or digit that tells it from a word.
  const isDistinct = /\p{Lu}/u.test(name) || /\p{L}\d|\d\p{L}/u.test(name);
  return isFullName && isDistinct ? [{ text: name, target, rule: 'sentence', confidence: 0.7 }] : [];
}

function teamForms(record: NameRecord, names: readonly string[]): MentionForm[] {
  const target = record.id;
  const forms: MentionForm[] = [];
  if (/\p{L}.*[-_/].*\p{L}/u.test(record.key))
    forms.push({ text: record.key, target, rule: 'exact', confidence: 0.95 });
  const kind = record.detail?.trim() ?? '';
  // Where the key says it too ("sig-cloud-provider"), the kind is half the name: the rest is a word of the trade.
  const keyTellsKind = kind !== '' && foldText(record.key).split(/[-_/]/).includes(foldText(kind));
  for (const name of names) {
    if (isDense(name)) {
      forms.push(...denseForms(target, name, 'team'));
      continue;
    }
    // A team of a kind is called with it ("SIG Node").
    for (const word of kind === '' ? ['team', 'department', ...chineseNouns.team] : [kind])
      forms.push({ text: `${name} ${word}`, target, rule: 'any', confidence: 0.9 });
    if (kind !== '') forms.push({ text: `${kind} ${name}`, target, rule: 'any', confidence: 0.95 });
    if (kind === '' || (/\S\s+\S/.test(name) && !keyTellsKind))
      forms.push({ text: name, target, rule: 'team', confidence: /\s/.test(name) ? 0.8 : 0.7 });
  }
  return forms;
}

/** What a team, project or company is called beside its name. */
const chineseNouns = {
  team: ['团队', '部门', '小组', '團隊', '部門', '小組'],
  project: ['项目', '工程', '專案'],
  company: ['公司', '集团', '集團'],
} as const;
const projectNouns = ['project', 'Project', 'program', 'Program', ...chineseNouns.project];
const companyNouns = ['company', 'Company', ...chineseNouns.company];

/** A name in Chinese wherever it stands; one that is a word of every day ("平台") beside its noun, or of a team doing what teams do. */
function denseForms(target: string, name: string, kind: keyof typeof chineseNouns): MentionForm[] {
  const confidence = kind === 'team' ? 0.8 : 0.85;
  if (!isEverydayChinese(name)) return [{ text: name, target, rule: 'any', confidence }];
  const forms = chineseNouns[kind].map(
    (noun): MentionForm => ({ text: `${name}${noun}`, target, rule: 'any', confidence }),
  );
  return kind === 'team' ? [...forms, { text: name, target, rule: 'team', confidence: 0.7 }] : forms;
}

/**
 * Letter for letter: "Apple" is a company, "apple" is not. A word of every day ("Target", "Support") must stand within a sentence,
 * or beside its noun; one in small letters beside its noun alone.
 */
function plainForms(
  target: string,
  name: string,
  kind: 'project' | 'company',
  nouns: readonly string[],
): MentionForm[] {
  if (isDense(name)) return denseForms(target, name, kind);
  if (/\s/.test(name)) return [{ text: name, target, rule: 'exact', confidence: 0.9 }];
  if (!/^\p{L}\p{Ll}*$/u.test(name) || !isEverydayWord(name))
    return [{ text: name, target, rule: 'exact', confidence: 0.8 }];
  const alone: MentionForm = { text: name, target, rule: 'sentence', confidence: 0.7 };
  return [
    ...(/^\p{Ll}/u.test(name) ? [] : [alone]),
    ...nouns
      .flatMap((noun) =>
        isDense(noun) ? [`${name}${noun}`, `${name} ${noun}`] : [`${noun} ${name}`, `${name} ${noun}`],
      )
      .map((text): MentionForm => ({ text, target, rule: 'exact', confidence: 0.9 })),
  ];
}

/** The spellings and, of each, what is left without the legal form, as written. */
function companyNames(names: readonly string[]): string[] {
  const short = names.flatMap((name) => {
    const words = name.split(/\s+/);
    while (words.length > 1 && companyKey(words.slice(0, -1).join(' ')) === companyKey(name)) words.pop();
    return words.join(' ').replace(/[,\s]+$/, '');
  });
  return [...new Set([...names, ...short])].filter(
    (name) => (isDense(name) || /\p{Lu}|\d/u.test(name)) && !noCompany.has(companyKey(name)),
  );
}

/** A page's title, where it has two words or more: "the SSO runbook". */
export function titleForm(target: string, title: string): MentionForm | null {
  if (isDense(title))
    return [...title].length < 4 ? null : { text: title, target, rule: 'any', confidence: 0.8 };
  return /\S\s+\S/.test(title) ? { text: title, target, rule: 'exact', confidence: 0.8 } : null;
}

function isDense(name: string): boolean {
  return dense.test(name);
}
