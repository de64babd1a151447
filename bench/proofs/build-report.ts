/** One run of a proof, and where it ran. */
export interface ProofRun {
  readonly name: string;
  /** When it began, ISO 8601 in UTC. */
  readonly begunAt: string;
  readonly seconds: number;
  /** Of the source that ran. */
  readonly commit: string;
  /** Whether the source had changes that no commit holds. */
  readonly hasChanges: boolean;
  readonly cores: number;
  /** How many processes wanted a core in the minute before it began: above `cores`, others worked there too. */
  readonly loadBefore: number;
  readonly nodeVersion: string;
  readonly platform: string;
  /** What the proof printed. */
  readonly output: string;
  readonly exitCode: number;
}

/** A run as a page of Markdown, with the numbers as they were printed. */
export function buildReport(run: ProofRun): string {
  const { name, begunAt, seconds, commit, hasChanges, cores, loadBefore, nodeVersion, platform } = run;
  const verdict = run.exitCode === 0 ? 'It holds.' : `It does not hold (exit code ${run.exitCode}).`;
  return [
    `# Proof: ${name}`,
    '',
    `${verdict} Written by \`npm run proof -- ${name}\`; what is shown is in \`bench/proofs/${name}.ts\`.`,
    '',
    '| run | |',
    '| --- | --- |',
    `| date | ${begunAt.slice(0, 16).replace('T', ' ')} UTC |`,
    `| took | ${seconds.toFixed(0)} s |`,
    `| commit | ${commit}${hasChanges ? ', with changes that were not committed' : ''} |`,
    `| machine | ${cores} cores, ${platform}; load of the minute before: ${loadBefore.toFixed(1)} |`,
    `| Node | ${nodeVersion} |`,
    '',
    '```text',
    run.output.trimEnd(),
    '```',
    '',
  ].join('\n');
}
