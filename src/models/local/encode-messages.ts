/** What the encoding thread is started with. */
export interface WorkerSetup {
  /** Folder of the package that runs ONNX files. */
  readonly runtime: string;
  readonly weights: string;
  readonly tokenizer: string;
  readonly dimensions: number;
  readonly pooling: 'first' | 'mean';
  /** Tokens. */
  readonly longest: number;
  /** Whether texts are written small first. */
  readonly lowerCase: boolean;
  /** Cores that one text may take. */
  readonly threads: number;
}

export interface EncodeRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

/** The first one, of id 0, says that the thread is ready. */
export type EncodeReply =
  | { readonly id: number; readonly vectors: readonly Float32Array[] }
  | { readonly id: number; readonly failure: string };
