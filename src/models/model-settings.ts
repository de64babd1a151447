/** How a language model is reached. */
export interface ModelSettings {
  /** Name of the chat model; on Azure, of the deployment. */
  readonly name: string;
  /** Null for a server of one's own that asks for none. */
  readonly apiKey: string | null;
  /** Of a server that speaks `/chat/completions`; OpenAI's own where absent. */
  readonly baseUrl?: string | undefined;
  readonly azure?: { readonly endpoint: string; readonly apiVersion: string } | undefined;
  /** Longest wait for one answer of the server, in seconds. */
  readonly timeoutSeconds: number;
  /** Whether answers are sent word by word, which keeps proxies from giving up on slow ones. */
  readonly stream?: boolean | undefined;
  /** Absent where articles are ranked without embeddings. */
  readonly embeddings?: { readonly name: string; readonly dimensions: number } | undefined;
}
