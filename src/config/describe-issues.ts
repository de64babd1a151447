import { closest, distance } from 'fastest-levenshtein';
import type { core } from 'zod';
import { acceptedKeys } from './accepted-keys.ts';
import type { ConfigMistake } from './invalid-config-error.ts';
import { isSecretOption } from './known-secrets.ts';
import { pathText, type YamlFile, type YamlPath } from './yaml-file.ts';

type Issue = core.$ZodIssue;

/** Turns what zod found into mistakes for people: what was found, what is accepted, and what was probably meant. */
export function describeIssues(issues: readonly Issue[], file: YamlFile): readonly ConfigMistake[] {
  return issues.flatMap((issue) => describeIssue(issue, [], file));
}

function describeIssue(issue: Issue, above: YamlPath, file: YamlFile): readonly ConfigMistake[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => mistake([...path, key], file, unknownKey(key, file.content, path)));
  }
  const found = valueAt(file.content, path);
  if (issue.code === 'invalid_union') {
    const nearest = issue.errors.filter((errors) => errors.some((error) => error.path.length > 0));
    if (nearest[0] !== undefined) return nearest[0].flatMap((error) => describeIssue(error, path, file));
  }
  return [
    mistake(
      path,
      file,
      `found ${isSecretOption(path.at(-1)) ? showKind(found) : show(found)}; accepted: ${accepted(issue, found)}.`,
    ),
  ];
}

function mistake(path: YamlPath, file: YamlFile, message: string): ConfigMistake {
  return { path: pathText(path), line: file.lineOf(path), message };
}

function unknownKey(key: string, content: unknown, path: YamlPath): string {
  const keys = acceptedKeys(content, path);
  return `unknown key${guess(key, keys)}; accepted: ${keys.join(', ')}.`;
}

function accepted(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected;
    case 'too_small':
      return bounds(
        issue.origin,
        issue.exact === true ? `exactly ${issue.minimum}` : `${issue.minimum} or more`,
      );
    case 'too_big':
      return bounds(
        issue.origin,
        issue.exact === true ? `exactly ${issue.maximum}` : `${issue.maximum} or less`,
      );
    case 'invalid_value':
      return isOwnWords(issue) ? issue.message : oneOf(issue.values.map(String), found);
    case 'invalid_union':
      if (isOwnWords(issue)) return issue.message;
      if ('options' in issue && Array.isArray(issue.options)) return oneOf(issue.options.map(String), found);
      return [...new Set(issue.errors.flat().map((error) => accepted(error, found)))].join(', or ');
    default:
      return issue.message;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a section of keys',
  record: 'a section of keys',
};

function bounds(origin: string, amount: string): string {
  if (origin === 'string') return `text of ${amount} characters`;
  return origin === 'array' ? `a list of ${amount} items` : amount;
}

/** zod's own message for a wrong value begins like this; the schema's says what is accepted and why. */
function isOwnWords({ message }: Issue): boolean {
  return !message.startsWith('Invalid ');
}

function oneOf(values: readonly string[], found: unknown): string {
  return `${values.join(', ')}${guess(String(found), values)}`;
}

/** @returns the word that was probably meant, if one is near. */
function guess(word: string, words: readonly string[]): string {
  if (words.length === 0) return '';
  const nearest = closest(word.toLowerCase(), [...words]);
  const steps = distance(word.toLowerCase(), nearest.toLowerCase());
  const isNear = steps <= Math.max(2, nearest.length / 3) && steps < Math.min(word.length, nearest.length);
  return isNear ? ` (did you mean ${nearest}?)` : '';
}

function valueAt(content: unknown, path: YamlPath): unknown {
  let value = content;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  return value;
}

/** Of a secret only what it is. */
function showKind(value: unknown): string {
  if (typeof value === 'string' && value !== '') return `a text of ${value.length} characters`;
  return typeof value === 'object' || value === undefined || value === '' ? show(value) : `a ${typeof value}`;
}

function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 60)}…` : value}'`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'a section of keys' : String(value);
}
