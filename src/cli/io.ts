import { once } from 'node:events';

/** What a command has to do with the world around it. */
export interface Io {
  readonly cwd: string;
  /** What was asked for: it may go into a pipe or a file. */
  out(text: string): void;
  /** Progress, hints and errors. */
  tell(text: string): void;
  stdin(): Promise<string>;
  /** Comes when the user ends the command. */
  untilStopped(): Promise<void>;
}

export function processIo(): Io {
  // A reader that has enough, such as `head`, is no error.
  process.stdout.on('error', () => undefined);
  return {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(`${text}\n`),
    tell: (text) => void process.stderr.write(`${text}\n`),
    async stdin() {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    async untilStopped() {
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    },
  };
}
