import { describe, expect, test } from 'vitest';
import { readQuestionSet } from '../../../src/evaluation/read-question-set.ts';

const mistakesOf = (text: string, file = 'questions.yaml'): string[] =>
  readQuestionSet(text, file).mistakes.map(({ line, message }) => `${line}: ${message}`);

describe('what is read', () => {
  const expected = {
    id: 'a',
    question: 'Who?',
    as: 'b@c.example',
    type: 'list',
    lang: 'en',
    context: [
      { role: 'user', text: 'Before?' },
      { role: 'assistant', text: 'Yes.' },
    ],
    expect: { names: [['Bob'], ['Eve', 'Eva']], number: [3] },
  };
  const item = `"id": "a", "question": "Who?", "as": "b@c.example", "type": "list", "lang": "en", "context": ["Before?", {"role": "assistant", "content": "Yes."}], "expect": {"names": ["Bob", ["Eve", "Eva"]], "number": 3}`;

  const yaml = `# Ours
- id: a
  question: Who?
  as: b@c.example
  type: list
  lang: en
  context:
    - Before?
    - { role: assistant, content: "Yes." }
  expect:
    names: [Bob, [Eve, Eva]]
    number: 3
`;

  test.each([
    ['questions.jsonl', `\n{${item}}\n`, 2],
    ['questions.txt', `{${item}}`, 1],
    ['questions.json', `[{${item}}]`, 1],
    ['questions.yaml', yaml, 2],
  ])('%s', (file, text, line) => {
    expect(readQuestionSet(text, file)).toEqual({ questions: [{ ...expected, line }], mistakes: [] });
  });

  test('without an id, the question and who asks', () => {
    const { questions } = readQuestionSet(
      '- {question: A?, expect: {yes: true}}\n- {question: A?, as: b@c.example, expect: {no: true}}\n- {id: 7, question: A?, expect: {no: true}}',
      'questions.yaml',
    );
    expect(questions.map(({ id }) => id)).toEqual(['A?', 'A? (b@c.example)', '7']);
  });

  test('a list may name what stands elsewhere in the file', () => {
    const { questions } = readQuestionSet(
      '- {question: A?, expect: &same {text: x}}\n- {question: B?, expect: *same}',
      'questions.yaml',
    );
    expect(questions.map((one) => one.expect)).toEqual([{ text: [['x']] }, { text: [['x']] }]);
  });
});

describe('what is wrong', () => {
  test.each([
    [
      'a mistyped expectation',
      '- question: A?\n  expect:\n    nmaes: [Bob]',
      /^3: expect\.nmaes is no known key \(did you mean names\?\); known are names, exact, /,
    ],
    [
      'a mistyped key',
      '- question: A?\n  tpye: x\n  expect: {yes: true}',
      /^2: tpye is no known key \(did you mean type\?\)/,
    ],
    [
      'no question',
      '\n- id: a\n  expect: {yes: true}',
      /^2: question: there is no question; a text is needed\.$/,
    ],
    ['a blank question', '- question: " "\n  expect: {yes: true}', /^1: question: there is no question/],
    ['no expectation', '- question: A?', /^1: expect: a section of keys is needed\.$/],
    ['nothing expected', '- question: A?\n  expect: {}', /^2: expect: nothing is expected/],
    ['nothing in a list', '- question: A?\n  expect: {text: []}', /^2: expect\.text: the list is empty/],
    [
      'a text for a number',
      '- question: A?\n  expect: {number: some}',
      /^2: expect\.number: a number, or a list/,
    ],
    [
      'a text for a flag',
      '- question: A?\n  expect: {abstain: maybe}',
      /^2: expect\.abstain: true or false is needed/,
    ],
    [
      'two names of one key',
      '- question: A?\n  expect: {tasks: A-1, keys: A-2}',
      /^2: expect: tasks and keys mean the same; keep one of them\.$/,
    ],
    [
      'another answer without a first',
      '- question: A?\n  expect: {orTasks: A-1}',
      /^2: expect: orTasks is another right answer beside tasks, which is missing\.$/,
    ],
    ['no keys', '- just words', /^1: a question with its keys is needed\.$/],
    ['no list', 'question: A?', /^1: a list of questions is needed/],
    ['no YAML', '- question: "A?\n  expect: x', /^\d: is not YAML: /],
    ['nothing', '\n# later\n', /^1: there is no question in it\.$/],
  ])('%s', (_, text, message) => {
    expect(mistakesOf(text)).toEqual([expect.stringMatching(message)]);
    expect(readQuestionSet(text, 'questions.yaml').questions).toEqual([]);
  });

  test('nothing in JSON Lines', () => {
    expect(mistakesOf('\n\n', 'questions.jsonl')).toEqual(['1: there is no question in it.']);
  });

  test('all other questions stay, and the mistakes are in order', () => {
    const text = [
      '{"question": "A?", "expect": {"yes": true}}',
      '{"question": ',
      '{"question": "A?", "expect": {"no": true}}',
      '{"question": "B?", "expect": {"text": ""}}',
      '{"question": "C?", "expect": {"yes": true}}',
    ].join('\r\n');
    const { questions, mistakes } = readQuestionSet(text, 'questions.jsonl');
    expect(questions.map((one) => one.question)).toEqual(['A?', 'C?']);
    expect(mistakes.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(mistakes[0]?.message).toMatch(/^is not JSON \(.+\); each line holds one question\.$/);
    expect(mistakes[1]?.message).toBe('"A?" stands on line 1 already; give each an id of its own.');
  });
});
