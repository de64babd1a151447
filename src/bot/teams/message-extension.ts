import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity, TurnContext } from 'botbuilder';
import type { PreviewLinks } from '../links/preview-links.ts';
import type { SearchThings } from '../links/search-things.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import type { AskInDialog } from './ask-in-dialog.ts';
import { dialogWords } from './dialog-answer.ts';
import { type InvokeAnswer, unknownInvoke } from './invoke-answer.ts';
import { composingPlaceOf } from './read-activity.ts';
import { readComposeLink, readComposeSearch, readSignInProof } from './read-compose.ts';
import type { TeamsMembers } from './read-members.ts';
import { isUnmet, readPeople } from './read-people.ts';
import { wordsOf } from './render-activity.ts';
import { foundAnswer, signInAnswer, wordsAnswer } from './render-found.ts';
import { languageOf } from './reply-sender.ts';
import type { SignIn } from './sign-in.ts';
import { notExchanged } from './sign-in-desk.ts';
import type { TeamsPlace } from './teams-event.ts';
import { type PeopleThere, placeOfMessage } from './to-message.ts';

/** How long an answer may take, in ms: Teams waits for five seconds, and tells nobody why there is none. */
const mostMs = 4_500;

/** What Orgwise does where people write messages, and with messages of theirs. */
export interface MessageExtension {
  /** Answers an invoke of it; null where the activity is none. */
  answer(context: TurnContext): Promise<InvokeAnswer> | null;
}

export interface MessageExtensionDependencies {
  readonly members: TeamsMembers;
  /** Null where nobody can sign in. */
  readonly signIn: SignIn | null;
  readonly askInDialog: AskInDialog;
  readonly searchThings: SearchThings;
  readonly previewLinks: PreviewLinks;
  /** How long anybody waits, in ms. */
  readonly pressMs: number;
  /** Logs what went wrong, and says so with the id of the log line. */
  failed(error: unknown, place: TeamsPlace, what: string): Reply;
}

/**
 * The message extension: searching from the compose box, previews of links, and questions about a message. What is put
 * into a message is what all who will read it may see; where the bot was not added and cannot know them, least rights.
 */
export function createMessageExtension(dependencies: MessageExtensionDependencies): MessageExtension {
  const { members, signIn, askInDialog, searchThings, previewLinks, pressMs, failed } = dependencies;

  async function search(context: TurnContext, place: TeamsPlace): Promise<InvokeAnswer> {
    const asked = readComposeSearch(context.activity.value);
    if (asked === null) return unknownInvoke;
    const people = await readPeople(members, context, place);
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
    const people = await readPeople(members, context, place);
    const previews = await previewLinks({ ...placeOfMessage(place, people), urls: [url] });
    // Teams shows the link as it is.
    return previews.length === 0 ? { status: 200, body: {} } : foundAnswer(previews, languageOf(place));
  }

  const handlers: Readonly<
    Record<string, (context: TurnContext, place: TeamsPlace) => Promise<InvokeAnswer>>
  > = {
    'composeExtension/query': search,
    'composeExtension/queryLink': preview,
    'composeExtension/fetchTask': (context, place) => askInDialog(context, place, false),
    'composeExtension/submitAction': (context, place) => askInDialog(context, place, true),
  };

  return {
    answer(context) {
      const { name = '' } = context.activity as Partial<Activity>;
      const handle = handlers[name];
      const place = handle === undefined ? null : composingPlaceOf(context.activity);
      if (handle === undefined || place === null) return null;
      const isDialog = name === 'composeExtension/fetchTask' || name === 'composeExtension/submitAction';
      // A dialog has a time of its own, after which it says that the answer comes.
      const ms = isDialog ? mostMs : Math.min(pressMs, mostMs);
      return inTime(handle(context, place), ms).catch((error: unknown) => {
        const text = wordsOf(failed(error, place, 'An invoke of the message extension failed'));
        return isDialog ? dialogWords(text) : wordsAnswer(text);
      });
    },
  };
}

/** @throws Error where it takes longer. */
async function inTime<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  const waiting = new AbortController();
  const tooLong = sleep(ms, null, { signal: waiting.signal }).then(() => {
    throw new Error(`it took more than ${ms} ms`);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    waiting.abort();
  }
}
