import { parseArgs } from 'node:util';
import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';
import { capture } from './capture/command';
import { example } from './example';
import { explore } from './explore';
import type { Given } from './given';
import { helpOf, overview } from './help';
import type { Io } from './io';
import { modesCommand } from './modes';
import { planCommand, print } from './print';
import { report } from './report';
import { serve } from './serve';

type Flags = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

interface Command {
  readonly flags: Flags;
  readonly most: number;
  run(given: Given, io: Io): number | Promise<number>;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const COMMANDS: Readonly<Record<string, Command>> = {
  serve: {
    flags: {
      definition: texts,
      'mock-config': text,
      'test-case': text,
      seed: texts,
      port: text,
      host: text,
      cors: texts,
    },
    most: 0,
    run: serve,
  },
  print: { flags: { last: text }, most: 1, run: print },
  plan: { flags: { definition: text }, most: 1, run: planCommand },
  report: { flags: { definition: text, title: text, out: text }, most: 1, run: report },
  capture: {
    flags: { out: text, raw: flag, region: text, 'endpoint-url': text },
    most: 1,
    run: capture,
  },
  explore: {
    flags: { input: text, redrives: text, faults: text, limit: text, json: flag },
    most: 1,
    run: explore,
  },
  modes: { flags: { json: flag }, most: 1, run: modesCommand },
  example: { flags: {}, most: 2, run: example },
};

/** 0: done; 1: something was found that should be mended; 2: it could not be done. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    const [name = '--help', ...rest] = args;
    if (/^(--help|-h|help)$/.test(name)) {
      io.out(rest[0] !== undefined && Object.hasOwn(COMMANDS, rest[0]) ? helpOf(rest[0]) : overview());
      return 0;
    }
    if (!Object.hasOwn(COMMANDS, name)) throw unknownCommand(name);
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(helpOf(name));
      return 0;
    }
    const command = COMMANDS[name]!;
    return await command.run(givenTo(name, command, rest), io);
  } catch (error) {
    io.tell(messageOf(error));
    return 2;
  }
}

function unknownCommand(name: string): TestkitError {
  const names = Object.keys(COMMANDS);
  return new TestkitError({
    code: 'OPTION_UNKNOWN',
    what: `There is no command '${name}'.`,
    found: `There are: ${names.join(', ')}.`,
    hint: didYouMean(name, names) ?? 'redrive-testkit --help shows an example of each.',
  });
}

function givenTo(name: string, { flags, most }: Command, args: readonly string[]): Given {
  const { values, positionals } = parsed(name, flags, args);
  if (positionals.length > most) throw misuse(name, `It got: ${positionals.join(' ')}.`);
  const list = (option: string): string[] => [values[option] ?? []].flat().filter((each) => typeof each === 'string');
  return {
    positionals,
    text: (option) => list(option).at(-1),
    texts: list,
    is: (option) => values[option] === true,
    count(option) {
      const given = list(option).at(-1);
      if (given === undefined || /^\d{1,9}$/.test(given)) return given === undefined ? undefined : Number(given);
      throw misuse(name, `--${option} is a whole number, and it got ${given}.`);
    },
  };
}

function parsed(name: string, flags: Flags, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true });
  } catch (error) {
    const given = /'-?-?([\w-]+)/.exec((error as Error).message)?.[1] ?? '';
    throw misuse(name, (error as Error).message.split('. ')[0]!, didYouMean(given, Object.keys(flags)));
  }
}

function misuse(name: string, found: string, meant?: string): TestkitError {
  const what = `redrive-testkit ${name} does not take these arguments.`;
  return new TestkitError({
    code: 'OPTION_UNKNOWN',
    what,
    found,
    hint: meant ?? `redrive-testkit ${name} --help shows how.`,
  });
}

/** Misuse and what the file system or AWS says is told in words; all else with the place where it happened. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTold = error.name === 'TestkitError' || ['code', '$fault', '$metadata'].some((member) => member in error);
  return isTold
    ? `${error.name === 'TestkitError' ? '' : `${error.name}: `}${error.message}`
    : (error.stack ?? error.message);
}
