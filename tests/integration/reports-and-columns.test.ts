import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

async function cells(question: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await company.ask({ question });
  return (rows?.rows ?? []).map((row) => row.cells);
}

describe('people by how many report to them', () => {
  const leads = ['Helena Brandt', 'José Ferreira', 'Łukasz Nowak', 'Marta Kowalczyk', '王小明'];
  it.each<[string, readonly string[]]>([
    ['which managers have more than 5 direct reports', leads],
    ['who manages at least 8 people', ['Marta Kowalczyk']],
    ['哪些经理有6个以上下属', leads],
    ['people in Web with more than 5 reports', ['Marta Kowalczyk']],
  ])('%s', async (question, names) => {
    expect((await cells(question)).map(([name]) => name)).toEqual(names);
  });

  it('are counted within a place', async () => {
    const { total } = await company.ask({ question: 'how many people have at least 4 reports in Berlin' });
    expect(total).toBe(6);
  });
});

describe('what is to be told with each row', () => {
  it('are the managers and addresses of people', async () => {
    const rows = await cells('everyone in Security with their managers and e-mail addresses');
    expect(rows).toHaveLength(5);
    expect(rows).toContainEqual([
      'Nadia Haddad',
      'Security Lead',
      'Priya Raman',
      'nadia.haddad@voltmoor.example',
    ]);
  });

  it('are the people and days of tasks', async () => {
    const { rows, text } = await company.ask({
      question: 'blocked tasks of Web with their assignees and due dates',
    });
    expect(rows?.columns).toEqual(['task', 'status', 'assignees', 'due date']);
    expect(text).toMatch(/due date 20\d\d-/);
  });

  it('is nothing that a row does not have', async () => {
    const { abstained } = await company.ask({ question: 'people in Security with their due dates' });
    expect(abstained).toBeDefined();
  });
});
