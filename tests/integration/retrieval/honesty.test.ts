import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorViewer, type Viewer } from '../../../src/graph/viewer.ts';
import type { Answer } from '../../../src/retrieval/answer.ts';
import { openSampleCompany, type SampleCompany } from '../../fixtures/sample-company.ts';

let company: SampleCompany;
beforeAll(async () => {
  company = await openSampleCompany();
  await company.orgwise.sync();
});
afterAll(() => company.close());

async function ask(question: string, who?: string, viewer?: Viewer): Promise<Answer> {
  const asker = await company.asker(who === undefined ? undefined : `${who}@voltmoor.example`);
  return await company.orgwise.answerQuestion({
    question,
    asker: viewer === undefined ? asker : { ...asker, viewer },
  });
}

describe('nobody and nothing of that name', () => {
  it('offers the names that are nearly it, each as a way of asking again', async () => {
    const answer = await ask('Which tasks does Jonh have?');
    expect(answer.text).toContain('could not find anyone or anything called “Jonh”');
    expect(answer.text).toContain('Did you mean John Doe (Senior Backend Engineer, Web)?');
    expect(answer.abstained).toMatchObject({ reason: 'unknown_entity' });
    const [meant] = answer.candidates ?? [];
    expect((await ask(meant?.question ?? '')).text).toContain('assigned to John Doe');
  });

  it.each([
    ['Who leads the Moonshot team?', 'a team called “Moonshot”'],
    ['Who leads the Platfrom Infra team?', 'Did you mean Platform?'],
    ['What is the status of WEB-999?', 'a task called “WEB-999”'],
    ['What is Ingrid Solberg working on?', 'anyone or anything called “Ingrid Solberg”'],
  ])('%s', async (question, part) => {
    const answer = await ask(question);
    expect(answer.text).toContain(part);
    expect(answer.abstained?.reason).toBe('unknown_entity');
    expect(answer.abstained?.wouldKnow).toBeUndefined();
  });
});

describe('somebody who has none', () => {
  it.each([
    ['Which tasks of Nora Weiss are blocked?', 'I found no blocked tasks assigned to Nora Weiss.'],
    ['Who is the manager of Helena Brandt?', 'I found no people managing Helena Brandt.'],
    ['What blocks WEB-57?', 'I found no tasks blocking WEB-57'],
  ])('%s', async (question, part) => {
    const answer = await ask(question);
    expect(answer.text).toContain(part);
    expect(answer.abstained).toBeUndefined();
    expect(answer.total).toBe(0);
  });
});

describe('what the data do not record', () => {
  it('of one, and its assignee would know', async () => {
    const answer = await ask('What is the due date of WEB-24?');
    expect(answer.text).toMatch(
      /no due date is recorded for WEB-24.*Who may know: John Doe, assigned to WEB-24\./,
    );
    expect(answer.abstained).toMatchObject({
      reason: 'no_data',
      closest: { kind: 'task', key: 'WEB-24' },
      wouldKnow: [{ name: 'John Doe', role: 'assignee' }],
    });
  });

  it('of anyone: a relationship that no source has', async () => {
    const answer = await ask('Who approved WEB-57?');
    expect(answer.text).toContain('I do not know: no source records any approver.');
    expect(answer.abstained?.reason).toBe('no_data');
    expect((await ask('谁审批了 WEB-57？')).text).toContain('审批人');
  });

  it('the asker is not sent to themself', async () => {
    const own = await ask('What is the due date of WEB-24?', 'john.doe');
    expect(own.abstained?.wouldKnow?.map((one) => one.name)).not.toContain('John Doe');
    expect(own.abstained?.wouldKnow?.[0]?.role).toBe('lead');
  });
});

describe('no page says it', () => {
  it('somebody who was asked about is the closest, and their manager would know', async () => {
    const answer = await ask("When is John Doe's wedding?");
    expect(answer.text).toContain('The closest that I have is the person John Doe.');
    expect(answer.text).toContain('Marta Kowalczyk, whom John Doe reports to');
    expect(answer.abstained?.closest).toMatchObject({ kind: 'employee', title: 'John Doe' });
    const chinese = await ask('John Doe 的婚礼是什么时候？');
    expect(chinese.text).toContain('最接近的是人员：John Doe');
    expect(chinese.text).toContain('可以问Marta Kowalczyk（John Doe的上级）');
  });

  it('else the page that has most of the words, and its author would know', async () => {
    const answer = await ask('Who audits the retention of payroll data in Brazil?');
    expect(answer.abstained?.closest).toMatchObject({ kind: 'article', key: 'policies/data-retention.md' });
    expect(answer.text).toMatch(
      /the article “Data retention”\. Who may know: Amara Nwosu, who wrote “Data retention”/,
    );
    // What is close is shown with its page, below what says that it is no answer.
    expect(answer.sources[0]?.key).toBe('policies/data-retention.md');
  });

  it.each(['How many parking spots do we have?', 'How do I restart the flux capacitor?', 'asdf qwer zxcv'])(
    'no page at all is named for: %s',
    async (question) => {
      const answer = await ask(question);
      expect(answer.abstained).toMatchObject({ reason: 'no_article' });
      expect(answer.abstained?.closest).toBeUndefined();
      expect(answer.text).toContain('I looked in directory, tracker, wiki.');
    },
  );

  it('is short', async () => {
    for (const question of ["When is John Doe's wedding?", 'What is the due date of WEB-24?'])
      expect((await ask(question)).text.length).toBeLessThan(320);
  });
});

describe('what may not be seen', () => {
  it('a restricted page is neither the closest nor a reason to name its author', async () => {
    const question = 'Which law firm checks the Kingfisher acquisition for us?';
    const seen = await ask(question, 'helena.brandt');
    const unseen = await ask(question, 'john.doe');
    expect(JSON.stringify(seen)).toMatch(/acquisition-memo/);
    expect(JSON.stringify(unseen)).not.toMatch(/acquisition|Kingfisher(?! acquisition for us)/i);
  });

  it('a restricted thing is told as if it did not exist', async () => {
    const nobody: Viewer = { acls: new Set() };
    const real = await ask('What is the status of WEB-24?', undefined, nobody);
    const invented = await ask('What is the status of WEB-999?', undefined, nobody);
    expect(real.text.replaceAll('WEB-24', 'WEB-999')).toBe(invented.text);
    expect(real.abstained).toEqual(invented.abstained);
  });

  it('who may read no task learns nothing of what is recorded of tasks', async () => {
    const answer = await ask('Which tasks are overdue?', undefined, { acls: new Set() });
    expect(answer.text).toContain('I found no');
    expect(answer.text).not.toContain('no source records');
  });

  it('somebody whose name is hidden is not sent to', async () => {
    const viewer: Viewer = { ...operatorViewer, hidden: { Employee: new Set(['name']) } };
    const answer = await ask('What is the due date of WEB-24?', undefined, viewer);
    expect(answer.abstained?.wouldKnow).toBeUndefined();
    expect(answer.text).not.toContain('Who may know');
  });
});

describe('words that are no question', () => {
  it.each(['Shut up, idiot', 'you are useless', 'Stupid bot!', '闭嘴，笨蛋'])('%s', async (words) => {
    const answer = await ask(words);
    expect(answer.text).toMatch(/^Sorry that I was of no help|^抱歉没能帮上忙/);
    expect(answer.sources).toEqual([]);
    expect(answer.abstained).toBeUndefined();
  });
});
