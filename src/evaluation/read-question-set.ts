import { closest, distance } from 'fastest-levenshtein';
import { type core, z } from 'zod';
import { expectationKeys, expectationSchema } from './expectation.ts';
import type { GoldenQuestion, QuestionMistake, QuestionSet } from './question-set.ts';
import { type QuestionItem, readJsonLines, readYamlList } from './read-items.ts';

const filled = (what: string) => z.string({ error: what }).trim().min(1, { error: what });

const questionKeys = {
  id: z
    .union([z.string().trim().min(1), z.number().transform(String)], {
      error: 'a text or a number is needed',
    })
    .optional(),
  question: filled('there is no question; a text is needed'),
  as: filled('an e-mail address is needed').optional(),
  type: filled('a text is needed').optional(),
  lang: filled('a text is needed, such as en').optional(),
  context: z
    .array(
      z.union(
        [
          z.string().transform((text) => ({ role: 'user' as const, text })),
          z
            .strictObject({ role: z.enum(['user', 'assistant']), content: z.string() })
            .transform(({ role, content }) => ({ role, text: content })),
        ],
        { error: 'each earlier turn is a text, or has role (user or assistant) and content' },
      ),
      { error: 'a list of earlier turns is needed' },
    )
    .optional(),
  expect: expectationSchema,
};

const questionSchema = z.strictObject(questionKeys, {
  error: (issue) => (issue.code === 'invalid_type' ? 'a question with its keys is needed' : undefined),
});

/**
 * Reads a YAML list or JSON Lines, whichever the text is.
 *
 * @param file its name; `.jsonl` and `.ndjson` are JSON Lines whatever they begin with.
 * @returns every question that can be asked, and a mistake for each that cannot.
 */
export function readQuestionSet(text: string, file: string): QuestionSet {
  const isLines = /\.(jsonl|ndjson)$/i.test(file) || text.trimStart().startsWith('{');
  const { items, mistakes } = isLines ? readJsonLines(text) : readYamlList(text);
  const read = items.map(readQuestion);
  const { questions, repeated } = withoutRepeated(read.flatMap((one) => one.question ?? []));
  const all = [...mistakes, ...read.flatMap((one) => one.mistakes), ...repeated];
  if (questions.length === 0 && all.length === 0)
    all.push({ line: 1, message: 'there is no question in it.' });
  return { questions, mistakes: all.toSorted((one, other) => one.line - other.line) };
}

function readQuestion(item: QuestionItem): {
  readonly question?: GoldenQuestion;
  readonly mistakes: readonly QuestionMistake[];
} {
  const parsed = questionSchema.safeParse(item.value);
  if (!parsed.success)
    return { mistakes: primaryIssues(parsed.error.issues).flatMap((issue) => describeIssue(issue, item)) };
  const { id, question, as, type, lang, context = [], expect } = parsed.data;
  return {
    question: {
      id: id ?? (as === undefined ? question : `${question} (${as})`),
      question,
      context,
      expect,
      line: item.lineOf([]),
      ...(as === undefined ? {} : { as }),
      ...(type === undefined ? {} : { type }),
      ...(lang === undefined ? {} : { lang }),
    },
    mistakes: [],
  };
}

/** What is said of the keys together ("nothing is expected") follows from a mistyped key, and waits until that is mended. */
function primaryIssues(issues: readonly core.$ZodIssue[]): readonly core.$ZodIssue[] {
  const primary = issues.filter((issue) => issue.code !== 'custom');
  return primary.length > 0 ? primary : issues;
}

function describeIssue(issue: core.$ZodIssue, item: QuestionItem): readonly QuestionMistake[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      line: item.lineOf([...path, key]),
      message: `${[...path, key].join('.')} is no known key${knownKeys(key, path)}.`,
    }));
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  return [{ line: item.lineOf(path), message: `${where}${issue.message}.` }];
}

function knownKeys(key: string, path: readonly (string | number)[]): string {
  const known = path.length === 0 ? Object.keys(questionKeys) : path[0] === 'expect' ? expectationKeys : null;
  if (known === null) return '';
  const nearest = closest(key, [...known]);
  const guess = distance(key, nearest) <= 2 ? ` (did you mean ${nearest}?)` : '';
  return `${guess}; known are ${known.join(', ')}`;
}

/** The first of each id stays. */
function withoutRepeated(questions: readonly GoldenQuestion[]): {
  readonly questions: readonly GoldenQuestion[];
  readonly repeated: readonly QuestionMistake[];
} {
  const first = new Map<string, GoldenQuestion>();
  const repeated: QuestionMistake[] = [];
  for (const question of questions) {
    const earlier = first.get(question.id);
    if (earlier === undefined) first.set(question.id, question);
    else
      repeated.push({
        line: question.line,
        message: `"${question.id}" stands on line ${earlier.line} already; give each an id of its own.`,
      });
  }
  return { questions: [...first.values()], repeated };
}
