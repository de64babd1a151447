import type { GraphReader } from '../../graph/graph-store.ts';
import type { Answer, AnswerRequest, Asker } from '../../retrieval/answer.ts';
import type { StateStore } from '../../state/state-store.ts';
import type { OfferedAction } from '../actions/offer-actions.ts';
import type { IncomingMessage } from '../message.ts';
import type { PageLinks } from '../page-links.ts';
import type { RatedGraph } from '../rated-questions.ts';
import type { Action, ReplyContent, ReplyFrame } from '../reply.ts';
import type { PersonalSettings } from '../settings/personal-settings.ts';
import type { StoppedPlans } from '../stopped-plans.ts';
import type { BotWording, CommandName } from '../wording/bot-wording.ts';

/** What a command is run with. */
export interface CommandCall {
  /** What follows the command's name, trimmed. */
  readonly text: string;
  readonly asker: Asker;
  readonly wording: BotWording;
  readonly settings: PersonalSettings;
  readonly timeZone: string;
  readonly isAdmin: boolean;
  readonly state: StateStore;
  readonly graph: Pick<GraphReader, 'sources'> & RatedGraph;
  /** What a brake stopped; absent where it cannot be approved from here. */
  readonly plans: StoppedPlans | undefined;
  /** Absent where there is no page to sign in to by a link. */
  readonly pageLinks: PageLinks | undefined;
  /** The address by which the directory knows the asker. */
  readonly email: string | undefined;
  readonly platform: IncomingMessage['platform'];
  /** Buttons for the sender alone. */
  offer(offered: readonly OfferedAction[]): Promise<readonly Action[]>;
  /** Whether only the sender sees the reply: what is about others is not listed elsewhere. */
  readonly isPrivate: boolean;
  answer(request: Pick<AnswerRequest, 'question'> & Partial<AnswerRequest>): Promise<Answer>;
}

export interface Command {
  readonly name: CommandName;
  run(call: CommandCall): Promise<ReplyContent & Pick<ReplyFrame, 'actions' | 'noted'>>;
}
