/** A language model as the rest of Orgwise sees it: a conversation in, one checked value out. */
export interface ChatModel {
  /**
   * Asks once; what the model wrote is read by `output.parse`, and a mistake is told to it one time.
   *
   * @throws ModelError, whatever goes wrong: nothing of a server's or a library's own leaves a model.
   */
  complete<Value>(request: CompletionRequest<Value>): Promise<Completion<Value>>;

  /**
   * Asks which tools to call next. A server that knows no tools is asked for the same in the form of an answer, one call at
   * a time, so that callers need not care.
   *
   * @returns one call or more, of the names that were offered or not, with arguments that nobody has checked.
   * @throws ModelError
   */
  callTools(request: ToolRequest): Promise<ToolReply>;
}

export interface ToolRequest {
  readonly messages: readonly ToolMessage[];
  readonly tools: readonly ToolDefinition[];
  /** Tokens that the reply may have at most, hidden reasoning included. */
  readonly maxTokens: number;
  readonly signal?: AbortSignal;
  readonly meter?: Meter;
}

/** What a model may call; nothing runs but what the caller runs. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of an object. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export type ToolMessage =
  | ChatMessage
  | { readonly role: 'assistant'; readonly calls: readonly ToolCall[] }
  /** What came of a call; each call of the message before has one. */
  | { readonly role: 'tool'; readonly call: ToolCall; readonly content: string };

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it, which may be none. */
  readonly arguments: string;
}

export interface ToolReply {
  readonly calls: readonly ToolCall[];
  readonly usage: TokenUsage;
}

export interface CompletionRequest<Value> {
  readonly messages: readonly ChatMessage[];
  readonly output: ModelOutput<Value>;
  /** Tokens that the answer may have at most, hidden reasoning included. */
  readonly maxTokens: number;
  /** Ends the wait early; the model's own deadline holds all the same. */
  readonly signal?: AbortSignal;
  readonly meter?: Meter;
  /**
   * Is told all that was written so far, whenever more was: unchecked, and anew from its beginning where the model is asked once
   * more. Where the server sends its answers whole, it is told nothing.
   */
  readonly onText?: (text: string) => void;
}

/**
 * Allows what goes out. A model asks it before everything that it sends, be it a second attempt or a mistake that is to be
 * mended, and tells it what came of that: only so does a limit hold whatever a request turns out to need.
 */
export interface Meter {
  /**
   * Sets aside the most that may be taken.
   *
   * @param text all that is sent.
   * @param wanted tokens that the answer might have.
   * @throws ModelError `over_budget`; then nothing is sent.
   */
  reserve(text: string, wanted: number): Promise<Reserved>;
}

export interface Reserved {
  /** Tokens that the answer may have. */
  readonly maxTokens: number;
  /** Gives back what was not taken. Never throws. */
  settle(taken: Taken): Promise<void>;
}

/** What was taken, by the server's own count, else by the length of what it wrote; or how far it went without an answer. */
export type Taken =
  | { readonly usage: TokenUsage; readonly text: string }
  /** It was turned down. */
  | 'nothing'
  /** It was read, and not answered. */
  | 'prompt'
  /** It may have been answered, and that was never seen. */
  | 'unknown';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What form the answer must have, and how it is read. */
export interface ModelOutput<Value> {
  /** Letters, digits, `_` and `-`, as servers demand of a schema's name. */
  readonly name: string;
  /** A JSON Schema of an object; null where any text will do. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  /** @throws an error whose message tells the model what is wrong. */
  parse(text: string): Value;
}

export interface Completion<Value> {
  readonly value: Value;
  readonly usage: TokenUsage;
}

/** Tokens of all attempts together, as far as the server counts them. */
export interface TokenUsage {
  readonly prompt: number;
  readonly completion: number;
}
