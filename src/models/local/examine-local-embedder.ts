import type { Finding } from '../../operations/finding.ts';
import { createLocalEmbedder, missingFiles } from './local-embedder.ts';
import { isEmbedderInstalled } from './local-embedder-files.ts';
import { type LocalModelName, localModels } from './local-models.ts';

/** Whether the files are there and the model runs on this machine; embeds one word. Never throws. */
export async function examineLocalEmbedder(name: LocalModelName, cacheDir: string): Promise<Finding> {
  const part = 'embeddings';
  if (!isEmbedderInstalled(cacheDir, localModels[name]))
    return { part, ok: false, message: missingFiles(name), remedy: 'Run npm run embedder, then sync.' };
  const embedder = createLocalEmbedder({ model: name, cacheDir });
  try {
    await embedder.embedQuestion('hello');
    return { part, ok: true, message: `${name} runs here; no text leaves this machine.` };
  } catch (error) {
    return {
      part,
      ok: false,
      message: error instanceof Error ? error.message : String(error),
      remedy: 'Run npm run embedder again; docs/search-by-meaning.md tells which machines it runs on.',
    };
  } finally {
    await embedder.close();
  }
}
