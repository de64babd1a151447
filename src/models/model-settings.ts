/** How a server of models is reached. */
export interface ServerSettings {
  /** Null for a server of one's own that asks for none. */
  readonly apiKey: string | null;
  /** Of a server that speaks `/chat/completions`; OpenAI's own where absent. */
  readonly baseUrl?: string | undefined;
  readonly azure?: { readonly endpoint: string; readonly apiVersion: string } | undefined;
  /** Longest wait for one answer of the server, in seconds. */
  readonly timeoutSeconds: number;
}

/** How a language model is reached. */
export interface ModelSettings extends ServerSettings {
  /** Name of the chat model; on Azure, of the deployment. */
  readonly name: string;
  /** Whether answers are sent word by word, which keeps proxies from giving up on slow ones. */
  readonly stream?: boolean | undefined;
}
