import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');
const section = text.slice(text.indexOf('## Threats'), text.indexOf('## What is not defended'));
const threats = section
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  .slice(1)
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

const pathsIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`((?:src|tests|connectors|deploy)\/[\w./-]+)`/g)].map(([, path = '']) => path);

describe('the threat model', () => {
  it.each(threats)('%s', (_, defence = '', tests = '') => {
    expect(defence.length).toBeGreaterThan(20);
    const named = pathsIn(tests);
    expect(named.length).toBeGreaterThan(0);
    expect(named.every((path) => path.startsWith('tests/'))).toBe(true);
    expect([...pathsIn(defence), ...named].filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  });

  it('names each test of security', () => {
    expect(threats.length).toBeGreaterThanOrEqual(15);
    const own = readdirSync(new URL('tests/security/', root)).filter((name) => name.endsWith('.test.ts'));
    const named = new Set(pathsIn(section));
    const left = own.filter((name) => !named.has(`tests/security/${name}`));
    expect(left).toEqual(['threat-model.test.ts']);
  });
});
