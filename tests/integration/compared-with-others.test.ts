import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();
const told = async (question: string): Promise<string> => (await company.ask({ question })).text;

describe('people, teams and tasks compared with one that is named', () => {
  it.each([
    ['who has more open tasks than Grace', '16 people with more open tasks than Grace Kim'],
    [
      'how many people have more open tasks than Grace',
      'There are 16 people with more open tasks than Grace Kim.',
    ],
    [
      'who in Berlin has more open tasks than Kwame',
      '6 people in Berlin with more open tasks than Kwame Mensah',
    ],
    ['who has fewer direct reports than Priya', 'people with fewer direct reports than Priya Raman'],
    [
      'which teams have more people than Platform',
      '2 teams with more people than Platform: Product and Design (product), Web',
    ],
    ['who has been here longer than Grace', '43 people who started before Grace Kim'],
    ['who joined after Grace', '31 people who started after Grace Kim'],
    ['which tasks are due before PLAT-139', '109 tasks due before PLAT-139'],
    ['谁的未完成任务比Grace多', '未完成的任务多于Grace Kim的人员（共 16）'],
    ['哪些团队的人比Platform多', '人员多于Platform的团队（共 2）： Product and Design (product)、Web'],
    ['谁比Grace早入职', '入职早于Grace Kim的人员（共 43）'],
    ['谁比Grace晚入职', '入职晚于Grace Kim的人员（共 31）'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});

describe('everybody compared with their own manager', () => {
  it.each([
    [
      'who started before their manager',
      '4 people who started before their manager: Caroline Meyer, Felix Müller, Maria Costa, Stefan Krüger',
    ],
    ['who has been here longer than their own manager', '4 people who started before their manager'],
    ['how many people started before their manager', 'There are 4 people who started before their manager.'],
    ['who has more tasks than their manager', '65 people with more tasks than their manager'],
    [
      'who works in a different location than their manager',
      '41 people with a different location from that of their manager',
    ],
    ['who is based in the same city as their manager', '38 people with the same location as their manager'],
    ['who is on the same team as their manager', '66 people with the same team as their manager'],
    ['谁比他的经理入职早', '入职早于其上级的人员（共 4）'],
    ['谁和经理不在同一个地方', '办公地点与其上级不同的人员（共 41）'],
    ['谁和经理在同一个团队', '与其上级在同一团队的人员（共 66）'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});
