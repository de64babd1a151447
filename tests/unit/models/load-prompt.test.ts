import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPrompt, parsePrompt } from '../../../src/models/load-prompt.ts';
import { answerInputs } from '../../../src/retrieval/composing/write-answer.ts';
import { planInputs } from '../../../src/retrieval/planning/model-planner.ts';
import { extractInputs } from '../../../src/sync/extracting/ask-about-passages.ts';

const prompt = (text: string, expected: readonly string[]) => parsePrompt(text, 'p.md', expected);
const head = '---\ndescription: Says hello.\ninputs:\n  name: Whom to.\n---\n';

describe('a prompt', () => {
  it('becomes messages, each placeholder filled in once', () => {
    const text = `${head}=== system ===\nBe kind to {{ name }}.\n\n=== user ===\nI am {{name}}.\n`;
    expect(prompt(text, ['name']).render({ name: '{{name}} $& $1' })).toEqual([
      { role: 'system', content: 'Be kind to {{name}} $& $1.' },
      { role: 'user', content: 'I am {{name}} $& $1.' },
    ]);
  });

  it.each([
    [
      'lists another input than the code',
      head.replace('name:', 'names:'),
      'front matter lists the inputs names',
    ],
    [
      'uses an input that nobody gives',
      `${head}=== user ===\n{{name}} {{place}}`,
      'text uses the inputs name, place',
    ],
    ['forgets an input', `${head}=== user ===\nHello.`, 'text uses the inputs ; expected: name'],
    ['has no front matter', '=== user ===\n{{name}}', 'no front matter'],
    ['has no description', '---\ninputs: { name: x }\n---\n=== user ===\n{{name}}', 'needs a description'],
    ['has no role', `${head}{{name}}`, 'must begin with a line'],
  ])('that %s is refused', (_, text, message) => {
    const full = text.includes('===') || text.includes('{{') ? text : `${text}=== user ===\n{{name}}`;
    expect(() => prompt(full, ['name'])).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(() => prompt(full, ['name'])).toThrow(message);
  });

  it('every file of the folder is one that the code fills in', () => {
    const files = readdirSync(new URL('../../../prompts/', import.meta.url));
    expect(files.sort()).toEqual(['README.md', 'answer.md', 'extract.md', 'plan.md']);
    expect(loadPrompt('answer', answerInputs).render).toBeTypeOf('function');
    expect(loadPrompt('extract', extractInputs).render).toBeTypeOf('function');
    expect(loadPrompt('plan', planInputs).render).toBeTypeOf('function');
  });
});
