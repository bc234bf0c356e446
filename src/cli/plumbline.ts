import { runProgram } from './create-program.ts';

// `plumbline devices | head` closes our output early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

await runProgram(process.argv.slice(2));
