import { describeEmbeddings } from './embeddings-suite.ts';

describeEmbeddings('embeddings beside the embedded graph', async () => ({}));
