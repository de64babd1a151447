import type { ServerSettings } from './model-settings.ts';

/** An embedding model of a server. */
export interface ServerEmbeddingSettings extends ServerSettings {
  /** On Azure, of the deployment. */
  readonly name: string;
  /** Length of its vectors. */
  readonly dimensions: number;
}

/** Where embeddings come from: models within this process, by their names, one a language, or a server. */
export type EmbeddingSettings =
  | { readonly kind: 'local'; readonly models: readonly ('bge-small-en-v1.5' | 'bge-small-zh-v1.5')[] }
  | ({ readonly kind: 'server' } & ServerEmbeddingSettings);
