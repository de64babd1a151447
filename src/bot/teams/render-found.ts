import type { FoundThing } from '../links/search-things.ts';
import { webAddress } from '../web-address.ts';
import { cardFrame } from './card-frame.ts';
import { type CardElement, cutText, escapeMarkdown, textBlock } from './card-text.ts';
import type { InvokeAnswer } from './invoke-answer.ts';

/** What a card of a person, a task or an article shows. */
export type Shown = Pick<FoundThing, 'title' | 'facts' | 'url'> & Partial<Pick<FoundThing, 'kind' | 'email'>>;

/** What was found, for whoever writes a message to choose from ("Search based message extensions"). Pure. */
export function foundAnswer(found: readonly Shown[], language: 'en' | 'zh'): InvokeAnswer {
  const attachments = found.map((one) => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: renderThing(one, language),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: {
        title: escapeHtml(cutText(one.title, 200)),
        text: escapeHtml(cutText(one.facts.join(' · '), 300)),
      },
    },
  }));
  return extensionAnswer({ type: 'result', attachmentLayout: 'list', attachments });
}

/** Words instead of results. Pure. */
export function wordsAnswer(text: string): InvokeAnswer {
  return extensionAnswer({ type: 'message', text });
}

/** Asks somebody to sign in before they get results: without a word where Teams can, else by a link. Pure. */
export function signInAnswer(link: string, title: string): InvokeAnswer {
  const actions = [{ type: 'openUrl', title, value: link }];
  return extensionAnswer({ type: 'silentAuth', suggestedActions: { actions } });
}

const extensionAnswer = (composeExtension: object): InvokeAnswer => ({
  status: 200,
  body: { composeExtension },
});

function renderThing({ title, facts, url }: Shown, language: 'en' | 'zh'): CardElement {
  const address = webAddress(url);
  const name = escapeMarkdown(cutText(title, 300));
  const isLinked = address !== null && address.length <= 1000;
  const heading = isLinked ? `[${name}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})` : name;
  return cardFrame({
    language,
    fallbackText: title,
    // What a pasted link becomes may be no newer ("Link unfurling").
    version: '1.3',
    body: [
      textBlock(heading, { weight: 'Bolder' }),
      ...facts
        .slice(0, 8)
        .map((fact) =>
          textBlock(escapeMarkdown(cutText(fact, 300)), { isSubtle: true, size: 'Small', spacing: 'None' }),
        ),
    ],
  });
}

/** Previews are drawn as HTML. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
