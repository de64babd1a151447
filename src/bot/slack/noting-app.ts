import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt';

/**
 * Bolt acknowledges an event before any listener sees it (`App.processEvent`), so that a crash in between would lose it.
 * This app hands each request to `note` first, acknowledges it when that has resolved, and lets Bolt's listeners run apart
 * from it. Where `note` rejects, nothing is acknowledged, and Slack tries again.
 */
export class NotingApp extends App {
  readonly #note: (body: unknown, work: () => Promise<void>) => Promise<void>;

  constructor(options: AppOptions, note: (body: unknown, work: () => Promise<void>) => Promise<void>) {
    super(options);
    this.#note = note;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    await this.#note(event.body, () => this.answer(event.body));
    await event.ack();
  }

  /** Runs the listeners of what was noted, here or by a replica that died. */
  async answer(body: ReceiverEvent['body']): Promise<void> {
    await super.processEvent({ body, ack: async () => {} });
  }
}
