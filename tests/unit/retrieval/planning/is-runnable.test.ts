import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateGraphQuery } from '../../../../src/graph/validate-graph-query.ts';
import { isRunnable } from '../../../../src/retrieval/planning/is-runnable.ts';
import { english } from '../../../../src/retrieval/planning/lexicons/en.ts';
import type { Built } from '../../../../src/retrieval/planning/planner.ts';
import { planOf } from '../understanding.ts';

const byOffice = { property: 'location', as: 'location' } as const;
const grouped = (by: readonly (typeof byOffice)[]): NonNullable<Built> => ({
  kind: 'query',
  query: {
    find: 'Employee',
    return: { kind: 'groups', by: [...by], measures: [{ measure: 'count', as: 'count' }] },
  },
  shape: { kind: 'groups', ranked: false },
});

describe('a plan that no store would run', () => {
  it('is told from one that it would', () => {
    expect(isRunnable(grouped([byOffice]))).toBe(true);
    expect(isRunnable(grouped([byOffice, byOffice]))).toBe(false);
  });

  it('is none of a question that names the same key twice', () => {
    const plan = planOf('people per location, all sites');
    const once = planOf('people per location');
    expect(plan?.kind === 'query' && plan.query).toEqual(once?.kind === 'query' && once.query);
  });

  it('comes of no words whatever', () => {
    const phrases = Object.entries(english.cues)
      .filter(([cue]) => !cue.startsWith('talk.') && !cue.startsWith('do.'))
      .flatMap(([, texts]) => texts.slice(0, 3));
    const names = ['Ana Silva', 'Web', 'Berlin', 'PLAT-7', 'this year', '3', 'in', 'of', 'by'];
    const word = fc.oneof(fc.constantFrom(...phrases), fc.constantFrom(...names));
    const keyed = fc.constantFrom('per', 'by', 'for each', 'location', 'team', 'status', 'site', 'people');
    fc.assert(
      fc.property(fc.array(fc.oneof(word, keyed), { minLength: 2, maxLength: 7 }), (words) => {
        const plan = planOf(words.join(' '));
        if (plan?.kind === 'query') expect(() => validateGraphQuery(plan.query)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
});
