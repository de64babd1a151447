import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedPage, startSignedPage } from '../fixtures/sign-in/signed-page.ts';

let page: SignedPage;
beforeAll(async () => {
  page = await startSignedPage();
});
afterAll(() => page?.stop());

describe('the page of a company whose people sign in', () => {
  it('leads a visitor to the provider and back, and answers as them', async () => {
    const { browser, seen } = await page.signIn('ana');
    expect([seen.status, seen.url]).toEqual([200, `${page.url}/`]);
    const people = await browser.send(`${page.url}/people`);
    expect(JSON.parse(people.body)).toMatchObject({
      company: 'Acme',
      isSignedIn: true,
      people: [{ email: 'ana@acme.example', name: 'Ana Silva' }],
    });
    const answer = await page.say(browser, 'How many tasks are assigned to me?');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body).html).toContain('1 task');
  });
});
