import type { Activity, TurnContext } from 'botbuilder';
import type { OnMessage } from '../bot-adapter.ts';
import type { PreviewLinks } from '../links/preview-links.ts';
import type { SearchThings } from '../links/search-things.ts';
import type { IncomingMessage } from '../message.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { type InvokeAnswer, openAnswerWindow, unknownInvoke } from './invoke-answer.ts';
import { composingPlaceOf } from './read-activity.ts';
import { readComposeLink, readComposeSearch, readMessageCommand, readSignInProof } from './read-compose.ts';
import type { TeamsMembers } from './read-members.ts';
import { renderReplyCard, wordsOf } from './render-activity.ts';
import { foundAnswer, signInAnswer, wordsAnswer } from './render-found.ts';
import { languageOf, type ReplySender } from './reply-sender.ts';
import type { SignIn } from './sign-in.ts';
import { notExchanged } from './sign-in-desk.ts';
import { statusOf } from './status-of.ts';
import type { TeamsPlace } from './teams-event.ts';
import { type PeopleThere, placeOfMessage } from './to-message.ts';

/** What Orgwise does where people write messages, and with messages of theirs. */
export interface MessageExtension {
  /** Answers an invoke of it; null where the activity is none. */
  answer(context: TurnContext): Promise<InvokeAnswer> | null;
}

export interface MessageExtensionDependencies {
  readonly members: TeamsMembers;
  /** Null where nobody can sign in. */
  readonly signIn: SignIn | null;
  readonly replies: ReplySender;
  readonly searchThings: SearchThings;
  readonly previewLinks: PreviewLinks;
  readonly onMessage: OnMessage;
  /** How long a dialog waits for its answer, in ms. */
  readonly pressMs: number;
  /** Logs what went wrong, and says so with the id of the log line. */
  failed(error: unknown, place: TeamsPlace, what: string): Reply;
  /** Lets the adapter's stop wait for what goes on. */
  track(work: Promise<void>): Promise<void>;
}

/**
 * The message extension: searching from the compose box, previews of links, and questions about a message. What is put
 * into a message is what all who will read it may see; where the bot was not added and cannot know them, least rights.
 */
export function createMessageExtension(dependencies: MessageExtensionDependencies): MessageExtension {
  const { members, signIn, replies, searchThings, previewLinks, onMessage, pressMs, failed, track } =
    dependencies;

  async function peopleAt(context: TurnContext, place: TeamsPlace): Promise<PeopleThere> {
    const [sender, audience] = await Promise.all([
      members.sender(context, place).catch((error: unknown) => {
        // Where the bot was not added, nobody tells it who asks.
        if (statusOf(error) !== 403) throw error;
        return { accountId: place.sender.aadObjectId ?? place.sender.id };
      }),
      members.audience(context, place),
    ]);
    return { sender, audience };
  }

  async function search(context: TurnContext, place: TeamsPlace): Promise<InvokeAnswer> {
    const asked = readComposeSearch(context.activity.value);
    if (asked === null) return unknownInvoke;
    const people = await peopleAt(context, place);
    if (isUnmet(people))
      return (
        (await askToSignIn(context, place, people, () => search(context, place))) ??
        wordsAnswer(botWordings[languageOf(place)].notMet)
      );
    const result = await searchThings({ ...placeOfMessage(place, people), ...asked });
    if (result.refused === null) return foundAnswer(result.found, languageOf(place));
    const asksAnew =
      result.refused === 'not_in_directory'
        ? await askToSignIn(context, place, people, () => search(context, place))
        : null;
    return asksAnew ?? wordsAnswer(result.text);
  }

  /**
   * Asks somebody to sign in, or goes on where they did. Teams tries it without a word at first, and shows a link where that
   * does not go ("Enable SSO for message extension"). Null where they cannot, or did and are not known for it.
   */
  async function askToSignIn(
    context: TurnContext,
    place: TeamsPlace,
    { sender }: PeopleThere,
    again: () => Promise<InvokeAnswer>,
  ): Promise<InvokeAnswer | null> {
    if (signIn === null || sender.otherEmails !== undefined) return null;
    const proof = readSignInProof(context.activity.value);
    switch (await signIn.redeem(context, proof)) {
      case 'signed_in':
        return await again();
      case 'of_another':
        return wordsAnswer(botWordings[languageOf(place)].signIn.ofAnother);
      case 'none': {
        if (proof.token !== undefined) return notExchanged;
        const { link } = await signIn.resource(context);
        return signInAnswer(link, botWordings[languageOf(place)].signIn.short);
      }
    }
  }

  async function preview(context: TurnContext, place: TeamsPlace): Promise<InvokeAnswer> {
    const url = readComposeLink(context.activity.value);
    if (url === null) return unknownInvoke;
    const people = await peopleAt(context, place);
    const previews = await previewLinks({ ...placeOfMessage(place, people), urls: [url] });
    // Teams shows the link as it is.
    return previews.length === 0 ? { status: 200, body: {} } : foundAnswer(previews, languageOf(place));
  }

  /** Answered to the asker alone, in a dialog, from all that they may read. */
  async function askAbout(context: TurnContext, place: TeamsPlace): Promise<InvokeAnswer> {
    const asked = readMessageCommand(context.activity.value);
    if (asked === null) return unknownInvoke;
    const words = botWordings[languageOf(place)];
    const { sender } = await peopleAt(context, place);
    if (isUnmet({ sender })) return dialogWords(words.notMet);
    const { audience: _, ...own } = place;
    const message: IncomingMessage = {
      ...placeOfMessage(own, { sender, audience: undefined }),
      id: `teams:${place.reference.conversation?.id} ${place.activityId}`,
      kind: 'shortcut',
      shortcut: asked.shortcut,
      text: asked.text,
      conversationId: `teams:${place.reference.conversation?.id} ${asked.messageId} ${sender.accountId}`,
    };
    const window = openAnswerWindow(pressMs, dialogWords(words.inPrivate.later));
    void track(
      onMessage(message).then(async (reply) => {
        if (replies.isLong(own, reply) && (await replies.sendInPrivate(own, reply)) !== null) {
          window.answer(dialogWords(words.inPrivate.sent));
          return;
        }
        if (window.answer(dialogOf(reply, own))) return;
        if ((await replies.sendInPrivate(own, reply)) === null) await sayNotPrivate(place);
      }),
    );
    return await window.answered;
  }

  /** An answer was promised that cannot be given: said where it was asked for, as the dialog is over. */
  async function sayNotPrivate(place: TeamsPlace): Promise<void> {
    const error = new Error('somebody could not be written to in private');
    const told = failed(error, place, 'An answer that was promised in private could not be given');
    const { notPrivate } = botWordings[languageOf(place)].failures;
    const reply: Reply = told.kind === 'failure' ? { ...told, text: notPrivate } : told;
    try {
      await replies.converse(
        place.reference,
        async (context) => void (await replies.send(context, place, reply)),
      );
    } catch (err) {
      failed(err, place, 'That an answer could not be given could not be said either');
    }
  }

  /** Buttons of a dialog are not sent to the bot as those of a message are. */
  function dialogOf(reply: Reply, place: TeamsPlace): InvokeAnswer {
    const bare: Reply = { ...reply, actions: [] };
    const card = renderReplyCard(bare, replies.cardPlace(place, bare));
    return card === null ? dialogWords(wordsOf(reply)) : dialogCard(card);
  }

  const handlers: Readonly<
    Record<string, (context: TurnContext, place: TeamsPlace) => Promise<InvokeAnswer>>
  > = {
    'composeExtension/query': search,
    'composeExtension/queryLink': preview,
    'composeExtension/fetchTask': askAbout,
  };

  return {
    answer(context) {
      const { name = '' } = context.activity as Partial<Activity>;
      const handle = handlers[name];
      const place = handle === undefined ? null : composingPlaceOf(context.activity);
      if (handle === undefined || place === null) return null;
      return handle(context, place).catch((error: unknown) => {
        const text = wordsOf(failed(error, place, 'An invoke of the message extension failed'));
        return name === 'composeExtension/fetchTask' ? dialogWords(text) : wordsAnswer(text);
      });
    },
  };
}

/** Nothing is known of the account but its id. */
function isUnmet({ sender }: Pick<PeopleThere, 'sender'>): boolean {
  const { email, otherEmails, standing } = sender;
  return email === undefined && otherEmails === undefined && standing === undefined;
}

const dialogWords = (value: string): InvokeAnswer => ({
  status: 200,
  body: { task: { type: 'message', value } },
});

const dialogCard = (content: object): InvokeAnswer => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: {
        title: 'Orgwise',
        height: 'medium',
        width: 'medium',
        card: { contentType: 'application/vnd.microsoft.card.adaptive', content },
      },
    },
  },
});
