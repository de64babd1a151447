import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LocalModel, ModelFile } from './local-models.ts';

/** Below the cache: what runs a model, and the files of each. Another version of either is another folder. */
const folderName = 'embedder-1';

/** Where everything lies that `npm run embedder` fetches. */
export function embedderFolder(cacheDir: string): string {
  return join(cacheDir, folderName);
}

export function fileOf(cacheDir: string, file: ModelFile): string {
  return join(embedderFolder(cacheDir), file.name);
}

/** The folder of the package that runs ONNX files. */
export function runtimeFolder(cacheDir: string): string {
  return join(embedderFolder(cacheDir), 'node_modules', 'onnxruntime-node');
}

/** Whether all is there that the model needs; that it is whole was checked when it was fetched. */
export function isEmbedderInstalled(cacheDir: string, model: LocalModel): boolean {
  return [runtimeFolder(cacheDir), fileOf(cacheDir, model.weights), fileOf(cacheDir, model.tokenizer)].every(
    (path) => existsSync(path),
  );
}

/** SHA-256 of a file, in hexadecimal. */
export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
