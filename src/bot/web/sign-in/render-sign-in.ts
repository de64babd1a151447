import type { BotWording } from '../../wording/bot-wording.ts';
import type { BotLanguage } from '../../wording/bot-wordings.ts';
import { botWordings } from '../../wording/bot-wordings.ts';
import { escapeHtml } from '../escape-html.ts';

export type SignInProblem = keyof BotWording['page']['problems'];

/** The page of whoever is not signed in: it tells nothing of the company. `/sign-in.js` finds the token of a link in its address. */
export function renderSignIn(language: BotLanguage, problem?: SignInProblem): string {
  const { lead, button, byLink, problems } = botWordings[language].page;
  const said =
    problem === undefined
      ? ''
      : `<p class="answer failure" role="alert">${escapeHtml(problems[problem])}</p>`;
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Orgwise</title>
    <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Ccircle cx='16' cy='16' r='14' fill='%231f6f5c'/%3E%3Ccircle cx='16' cy='16' r='5' fill='%23fff'/%3E%3C/svg%3E">
    <link rel="stylesheet" href="/page.css">
    <link rel="stylesheet" href="/answer.css">
    <link rel="stylesheet" href="/sign-in.css">
    <script type="module" src="/sign-in.js"></script>
  </head>
  <body>
    <main class="sign-in">
      <h1>Orgwise</h1>
      <div id="problem">${said}</div>
      <p>${escapeHtml(lead)}</p>
      <p><a id="begin" class="begin" href="/sign-in/begin">${escapeHtml(button)}</a></p>
      <p><button id="by-link" class="begin" type="button" hidden>${escapeHtml(byLink)}</button></p>
    </main>
  </body>
</html>
`;
}

/** The first language of `Accept-Language` decides; the header's weights are in order in browsers. */
export function readLanguage(acceptLanguage: string | undefined): BotLanguage {
  return /^\s*zh\b/i.test(acceptLanguage ?? '') ? 'zh' : 'en';
}
