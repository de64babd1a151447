import type { ServerSettings } from './model-settings.ts';

/** An embedding model of a server. */
export interface ServerEmbeddingSettings extends ServerSettings {
  /** On Azure, of the deployment. */
  readonly name: string;
  /** Length of its vectors. */
  readonly dimensions: number;
}

/** Where embeddings come from: a model within this process, by its name, or a server. */
export type EmbeddingSettings =
  | { readonly kind: 'local'; readonly model: 'bge-small-en-v1.5' }
  | ({ readonly kind: 'server' } & ServerEmbeddingSettings);
