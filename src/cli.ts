import { report, runCli } from './cli/run-cli.ts';

// A reader such as `head` may stop listening; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// What is thrown beside every call Node would print with all that it says. `start` logs it, and listens for itself.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    if (process.listenerCount(event) === 1) process.exit(report(error) || 1);
  });

process.exitCode = await runCli(process.argv.slice(2));
