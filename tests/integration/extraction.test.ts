import { describeExtraction } from './extraction-suite.ts';

describeExtraction('extraction on the embedded store', async () => ({}));
