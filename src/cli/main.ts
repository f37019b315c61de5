import { run } from './run';
import { processIo } from './io';

// Not by process.exit, which would cut off what is still being written to a pipe.
void run(process.argv.slice(2), processIo()).then((code) => (process.exitCode = code));
