import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../src/cli/io';
import { run } from '../../src/cli/run';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes with the test, with these files in it. */
export function folderWith(files: Readonly<Record<string, unknown>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'redrive-testkit-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

interface World {
  readonly cwd?: string;
  readonly stdin?: string;
  /** Runs while the command waits to be ended. */
  readonly meanwhile?: (url: string) => Promise<void>;
}

/** The command, as a shell would run it. */
export async function command(
  args: readonly string[],
  { cwd = folderWith(), stdin = '', meanwhile }: World = {},
): Promise<Ended> {
  const [out, told]: [string[], string[]] = [[], []];
  const io: Io = {
    cwd,
    out: (text) => void out.push(text),
    tell: (text) => void told.push(text),
    stdin: async () => stdin,
    untilStopped: async () => meanwhile?.(out[0]!),
  };
  const code = await run(args, io);
  return { code, out: out.join('\n'), told: told.join('\n') };
}
