import { describe, expect, it } from 'vitest';
import type { RelatedValue, Row } from '../../../../src/graph/graph-query.ts';
import { composeSame } from '../../../../src/retrieval/composing/compose-pairs.ts';
import { wordings } from '../../../../src/retrieval/composing/wordings.ts';
import type { Likeness } from '../../../../src/retrieval/planning/likeness.ts';

const manager: Likeness = {
  kind: 'relation',
  label: 'Employee',
  cues: ['role.manager'],
  step: { type: 'REPORTS_TO', direction: 'out', label: 'Employee' },
  name: 'manager',
};
const options = { wording: wordings.en, today: '2026-11-20', lines: 20 };

const person = (id: string, name: string): RelatedValue => ({ id, label: 'Employee', name, value: name });
const under = (id: string, ...managers: readonly RelatedValue[]): Row => ({
  id,
  label: 'Employee',
  name: id,
  values: { manager: managers },
});
const same = (...rows: readonly Row[]) =>
  composeSame(rows, { kind: 'same', likeness: manager, first: rows[0]?.id ?? '' }, options);

describe('what two have in common', () => {
  it('is one node, and not one name', () => {
    const told = same(under('Ana', person('e1', 'Lars Nielsen')), under('Ben', person('e2', 'Lars Nielsen')));
    expect(told.isDenied).toBe(true);
    expect(told.text).toBe('No. Ana: Lars Nielsen; Ben: Lars Nielsen (manager).');
  });

  it('is told alone where each has more', () => {
    const both = person('e1', 'Lars Nielsen');
    const told = same(under('Ana', both, person('e3', 'Mia Berg')), under('Ben', both));
    expect(told.isDenied).toBe(false);
    expect(told.text).toBe('Yes, the same manager: Lars Nielsen.');
  });

  it('is not known where one has none', () => {
    const told = same(under('Ana', person('e1', 'Lars Nielsen')), under('Ben'));
    expect(told).toMatchObject({ missing: 'manager', claims: [] });
    expect(told.text).toContain('Ben');
  });
});
