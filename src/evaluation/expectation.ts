import { z } from 'zod';

/** One thing that is wanted, in any of these forms. */
export type Wanted = readonly string[];

/** What an answer must say; every part that is there is checked. */
export interface Expectation {
  /** A figure that stands in the text, any of these. */
  readonly number?: readonly number[];
  /** People who must be named; where the rows are people, no others. */
  readonly names?: readonly Wanted[];
  /** The rows are exactly these people or teams, namesakes as often as there are. */
  readonly exact?: readonly Wanted[];
  /** Another right answer, where the question can be read in two ways. */
  readonly orExact?: readonly Wanted[];
  /** Keys of tasks in the text, no others. */
  readonly tasks?: readonly Wanted[];
  readonly orTasks?: readonly Wanted[];
  readonly text?: readonly Wanted[];
  /** What the text must not say. */
  readonly not?: readonly string[];
  /** Names or keys in this order. */
  readonly order?: readonly string[];
  /** Groups and their figures, all of them. */
  readonly pairs?: Readonly<Record<string, number>>;
  /** Keys of pages that are among the first five sources. */
  readonly article?: readonly Wanted[];
  readonly abstain?: boolean;
  /** Asks back, and offers these; an empty list where it does not matter which. False: does not ask back. */
  readonly clarify?: readonly Wanted[] | false;
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

const noItem = { error: 'the list is empty, so nothing would be checked' };
// YAML reads 28 as a number; as a text that must appear, it is '28'.
const text = z.union([z.string().trim().min(1), z.number().transform(String)], {
  error: 'a text is needed, one that is not empty',
});
const alternatives = z.union([text.transform((one) => [one]), z.array(text).min(1, noItem)], {
  error: 'a text, or a list of texts of which one suffices, is needed',
});
const wanted = z.union([text.transform((one) => [[one]]), z.array(alternatives)], {
  error: 'a text or a list is needed; each item of it is a text, or a list of texts of which one suffices',
});
const someWanted = wanted.refine((items) => items.length > 0, noItem);
const texts = z.union([text.transform((one) => [one]), z.array(text).min(1, noItem)], {
  error: 'a text or a list of texts is needed',
});
const flag = z.boolean({ error: 'true or false is needed' });

/** Every key of `expect`, in the order in which they are explained. */
const keys = {
  names: someWanted.optional(),
  exact: wanted.optional(),
  number: z
    .union([z.number().transform((one) => [one]), z.array(z.number()).min(1, noItem)], {
      error: 'a number, or a list of numbers of which one suffices, is needed',
    })
    .optional(),
  tasks: wanted.optional(),
  text: someWanted.optional(),
  article: someWanted.optional(),
  abstain: flag.optional(),
  clarify: z
    .union([z.literal(true).transform(() => []), z.literal(false), wanted], {
      error: 'true, false, a name, or a list of names is needed',
    })
    .optional(),
  not: texts.optional(),
  order: texts.optional(),
  pairs: z
    .record(z.string(), z.number(), { error: 'names, each with its number, are needed' })
    .refine((pairs) => Object.keys(pairs).length > 0, { error: 'there is no name in it' })
    .optional(),
  none: flag.optional(),
  yes: flag.optional(),
  no: flag.optional(),
  reply: flag.optional(),
  quiet: flag.optional(),
  readOnly: flag.optional(),
  orExact: wanted.optional(),
  orTasks: wanted.optional(),
  // The same under other names.
  keys: wanted.optional(),
  exactNames: wanted.optional(),
  orNames: wanted.optional(),
  lack: texts.optional(),
};

/** @see docs/evaluating.md for what each key means. */
export const expectationSchema = z
  .strictObject(keys, {
    error: (issue) => (issue.code === 'invalid_type' ? 'a section of keys is needed' : undefined),
  })
  .superRefine((value, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', message, path: [] });
    if (Object.keys(value).length === 0) refuse('nothing is expected, so nothing would be checked');
    for (const [one, other] of sameKeys)
      if (value[one] !== undefined && value[other] !== undefined)
        refuse(`${one} and ${other} mean the same; keep one of them`);
    for (const [other, one] of needed)
      if (value[other] !== undefined && [one, ...synonymsOf(one)].every((key) => value[key] === undefined))
        refuse(`${other} is another right answer beside ${one}, which is missing`);
  })
  .transform(({ keys, exactNames, orNames, lack, ...rest }): Expectation => {
    const tasks = rest.tasks ?? keys;
    const exact = rest.exact ?? exactNames;
    const orExact = rest.orExact ?? orNames;
    const not = rest.not ?? lack;
    return definedOnly({ ...rest, tasks, exact, orExact, not });
  });

/** The accepted keys, for those who mistyped one. */
export const expectationKeys: readonly string[] = Object.keys(keys);

type Key = keyof typeof keys;
const sameKeys: readonly (readonly [Key, Key])[] = [
  ['tasks', 'keys'],
  ['exact', 'exactNames'],
  ['orExact', 'orNames'],
  ['not', 'lack'],
];
const needed: readonly (readonly [Key, Key])[] = [
  ['orExact', 'exact'],
  ['orNames', 'exact'],
  ['orTasks', 'tasks'],
];

function synonymsOf(key: Key): readonly Key[] {
  return sameKeys.flatMap(([one, other]) => (one === key ? [other] : []));
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;
}
