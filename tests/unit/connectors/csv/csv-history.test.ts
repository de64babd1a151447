import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCsvConnector } from '../../../../connectors/csv/csv-connector.ts';
import { type FetchedAll, fetchAll } from '../fetch-all.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const people = 'id,name,title\ne1,Ana Lima,Lead\ne2,Bo Li,Engineer\n';

function readHistory(history: string): Promise<FetchedAll> {
  const folder = temporaryFolder({ 'people.csv': people, 'jobs.csv': history });
  return fetchAll(
    createCsvConnector({
      source: 'hr',
      people: { file: join(folder, 'people.csv') },
      history: { file: join(folder, 'jobs.csv') },
    }),
  );
}

test('gives each person the states of the history file, an empty cell as none, a missing column as untold', async () => {
  const { records, problems } = await readHistory(
    'Employee ID,Effective Date,Job Title,Department,Reporting To\ne1,2024-01-01,Engineer,web; ops,e2\ne1,2025-02-01,Lead,,\n',
  );
  expect(problems).toEqual([]);
  expect(records[0]).toMatchObject({
    key: 'e1',
    history: [
      { from: '2024-01-01', title: 'Engineer', teams: ['web', 'ops'], manager: 'e2', place: 'jobs.csv:2' },
      { from: '2025-02-01', title: 'Lead', teams: [], manager: '', place: 'jobs.csv:3' },
    ],
  });
  expect(records[0]).not.toHaveProperty('history.0.leads');
  expect(records[1]).not.toHaveProperty('history');
});

test('reports rows without a date, and people that the other file does not have', async () => {
  const { problems } = await readHistory('id,from,title\ne1,soon,Engineer\ne9,2024-01-01,Engineer\n');
  expect(problems).toEqual([
    { place: 'jobs.csv:2', message: "'soon' in the column from is no date; left empty." },
    { place: 'jobs.csv:2', message: 'The row has no effective date; it is set aside.' },
    {
      place: 'jobs.csv:3',
      message: "The history speaks of 'e9', whom the people file does not have; left out.",
    },
  ]);
});

test('a history file without a date column is refused with what was found', async () => {
  await expect(readHistory('id,title\ne1,Engineer\n')).rejects.toMatchObject({ code: 'source_unreadable' });
});
