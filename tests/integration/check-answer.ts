import type { Answer } from '../../src/retrieval/answer.ts';

/** What an answer must say; every part that is there is checked. */
export interface Expectation {
  /** A figure that stands in the text. */
  readonly number?: number;
  /** People who must be named; where the rows are people, no others. */
  readonly names?: readonly string[];
  /** The rows are exactly these people or teams, namesakes as often as there are. */
  readonly exactNames?: readonly string[];
  /** Task ids in the text, no others. */
  readonly tasks?: readonly string[];
  /** Another right answer, where the question can be read in two ways. */
  readonly orNames?: readonly string[];
  readonly orTasks?: readonly string[];
  readonly text?: readonly string[];
  /** What the text must not say. */
  readonly lack?: readonly string[];
  /** Names or ids in this order. */
  readonly order?: readonly string[];
  /** Groups and their figures, all of them. */
  readonly pairs?: Readonly<Record<string, number>>;
  readonly article?: string;
  readonly abstain?: boolean;
  readonly clarify?: readonly string[];
  /** Says that there is nothing of the kind. */
  readonly none?: boolean;
  readonly yes?: boolean;
  readonly no?: boolean;
  /** Small talk: a short reply that rests on nothing. */
  readonly reply?: boolean;
  /** Not a question: nothing is quoted. */
  readonly quiet?: boolean;
  /** Says that it changes nothing. */
  readonly readOnly?: boolean;
}

export interface SampleQuestion {
  readonly id: string;
  readonly lang: 'en' | 'zh';
  readonly type?: string;
  readonly question: string;
  /** Who asks, by e-mail address; the local operator where absent. */
  readonly as?: string;
  /** Questions asked before it in the same conversation. */
  readonly context?: readonly string[];
  readonly expect: Expectation;
}

/** What an answer lacks or has too much of. */
export function mistakes(answer: Answer, wanted: Expectation): string[] {
  return [
    ...figures(answer, wanted),
    ...people(answer, wanted),
    ...tasks(answer, wanted),
    ...words(answer, wanted),
    ...manner(answer, wanted),
  ];
}

/** Whether an answer that was wanted was declined, which is honest, instead of given wrongly. */
export function isPassed(answer: Answer, wanted: Expectation): boolean {
  return wanted.abstain !== true && answer.abstained !== undefined;
}

function figures(answer: Answer, wanted: Expectation): string[] {
  const found: string[] = [];
  if (wanted.number !== undefined && !new RegExp(`(^|[^0-9.])${wanted.number}($|[^0-9])`).test(answer.text))
    found.push(`number ${wanted.number}`);
  if (wanted.pairs === undefined) return found;
  const told = new Map(answer.rows?.rows.map(({ ref, cells }) => [ref?.name ?? cells[0], cells[1]]));
  for (const [name, count] of Object.entries(wanted.pairs))
    if (told.get(name) !== String(count)) found.push(`${name}: ${count}, not ${told.get(name)}`);
  for (const name of told.keys())
    if (name === undefined || !(name in wanted.pairs)) found.push(`extra ${name}`);
  return found;
}

function people(answer: Answer, wanted: Expectation): string[] {
  const found: string[] = [];
  const rows = answer.rows?.rows ?? [];
  for (const name of wanted.names ?? []) if (!answer.text.includes(name)) found.push(`missing ${name}`);
  if (wanted.names !== undefined && rows[0]?.ref?.label === 'Employee') {
    for (const row of rows)
      if (!wanted.names.includes(row.ref?.name ?? '')) found.push(`extra ${row.ref?.name}`);
  }
  if (wanted.exactNames !== undefined) {
    const named = rows.map((row) => row.ref?.name ?? '').sort();
    const right = [wanted.exactNames, wanted.orNames ?? wanted.exactNames];
    if (!right.some((names) => [...names].sort().join() === named.join()))
      found.push(`people ${named.join()}`);
  }
  return found;
}

function tasks(answer: Answer, wanted: Expectation): string[] {
  if (wanted.tasks === undefined) return [];
  const found: string[] = [];
  const named = new Set(answer.text.match(/\b(?:PLAT|WEB|OPS|DATA)-\d+/g) ?? []);
  if (wanted.orTasks !== undefined && [...named].sort().join() === [...wanted.orTasks].sort().join())
    return [];
  for (const task of wanted.tasks) if (!named.has(task)) found.push(`missing ${task}`);
  for (const task of named) if (!wanted.tasks.includes(task)) found.push(`extra ${task}`);
  return found;
}

function words(answer: Answer, wanted: Expectation): string[] {
  const found: string[] = [];
  const text = answer.text.toLowerCase();
  for (const part of wanted.text ?? []) if (!text.includes(part.toLowerCase())) found.push(`text ${part}`);
  for (const part of wanted.lack ?? [])
    if (text.includes(part.toLowerCase())) found.push(`should not say ${part}`);
  const places = (wanted.order ?? []).map((part) => answer.text.indexOf(part));
  if (places.some((place, index) => place < 0 || place < (places[index - 1] ?? 0))) found.push('order');
  if (
    wanted.article !== undefined &&
    !answer.sources.slice(0, 5).some((source) => source.key === wanted.article)
  )
    found.push(`page ${wanted.article}`);
  return found;
}

function manner(answer: Answer, wanted: Expectation): string[] {
  const found: string[] = [];
  const { text } = answer;
  if (wanted.none === true && !/^I found no |^没有找到/.test(text)) found.push('should find none');
  if (wanted.yes === true && !/^(Yes|是的)/.test(text)) found.push('should say yes');
  if (wanted.no === true && !/^(No\b|不是|没有)/.test(text)) found.push('should say no');
  const quoted = answer.sources.length > 0 || answer.rows !== undefined || answer.query !== undefined;
  if ((wanted.reply === true || wanted.quiet === true || wanted.readOnly === true) && quoted)
    found.push('should rest on nothing');
  if (wanted.readOnly === true && !/change nothing|不会?更改/.test(text))
    found.push('should say that it changes nothing');
  const abstains = answer.abstained !== undefined;
  const either = wanted.quiet === true || wanted.readOnly === true;
  if (!either && (wanted.abstain ?? false) !== abstains) found.push(abstains ? 'abstains' : 'should abstain');
  if ((wanted.clarify !== undefined) !== (answer.candidates !== undefined)) found.push('asks back or not');
  return found;
}
