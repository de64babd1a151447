import type { ExtractionReport, ExtractionStop } from './extraction.ts';

/** Why passages were left, as the end of a sentence. */
export const stopReasons: Readonly<Record<ExtractionStop, string>> = {
  budget: 'what a day may take of it is taken',
  passages: 'as many were read as a day may have',
  time: 'the run may go on for no longer',
  unreachable: 'it could not be reached',
  unauthorized: 'it did not accept the key',
  rate_limited: 'it takes no more requests for now',
  timeout: 'it did not answer in time',
  refused: 'it refused to answer',
  invalid_output: 'it wrote something else than was asked for',
  cut: 'it broke off in the middle of its answers',
  failed: 'it failed',
};

/** What a language model read in a run, and what is left for the next one. */
export function formatExtraction({ read, left, unusable, stopped }: ExtractionReport): string {
  const lines = [`read by the language model: ${count(read)}`];
  if (left > 0)
    lines.push(
      `  ${count(left)} left for the next run${stopped === undefined ? '' : `: ${stopReasons[stopped]}`}.`,
    );
  if (unusable > 0) lines.push(`  ${count(unusable)} given up: of these it wrote nothing that can be used.`);
  return lines.join('\n');
}

const count = (passages: number): string => (passages === 1 ? '1 passage' : `${passages} passages`);
