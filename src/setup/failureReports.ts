import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { counted } from '../model/printable';
import { toHtml } from '../report/toHtml';
import { coreOf, type FakeStepFunctions } from '../service/fakeStepFunctions';

/** Where pages go unless a folder is named, from where the test runner was started. */
const DEFAULT_FOLDER = 'redrive-testkit-reports';
/** A test may have hundreds of executions, and nobody looks at hundreds of pages. */
const MOST_PAGES = 10;
/** Names of files have bounds, and names of tests have none. */
const LONGEST_NAME = 120;

/** The test whose executions are shown. */
export interface FailedTest {
  readonly file: string | undefined;
  readonly name: string | undefined;
}

/** The folder that the option names, if it asks for pages. */
export function reportFolder(option: boolean | string | undefined): string | undefined {
  if (option === undefined || option === false) return undefined;
  return resolve(option === true ? DEFAULT_FOLDER : option);
}

/**
 * Leaves a page of each execution that a failed test has touched, and says in its failure where it is. Whatever goes wrong with that is told
 * there too: it must not hide why the test has failed.
 */
export function reportFailure(
  fake: FakeStepFunctions,
  failures: readonly unknown[],
  folder: string,
  test: FailedTest,
): void {
  const arns = touchedBy(fake);
  if (arns.length === 0) return;
  amend(failures[0], noteOf(fake, arns, folder, test));
}

function noteOf(fake: FakeStepFunctions, arns: readonly string[], folder: string, test: FailedTest): string {
  const names = namesOf(arns.slice(0, MOST_PAGES), test);
  const lines: string[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const [arn, name] of names) {
      const path = join(folder, name);
      writeFileSync(path, toHtml(fake.history(arn), { title: `${nameOf(arn)} in: ${test.name ?? 'a test'}` }));
      lines.push(relative('', path));
    }
  } catch (error) {
    lines.push(`(a page could not be written: ${(error as Error).message})`);
  }
  const more = arns.length - MOST_PAGES;
  if (more > 0) lines.push(`(${counted(more, 'more execution')} without a page: the first ${MOST_PAGES} have one)`);
  return ['What the executions of this test came to (writeReportOnFailure):', ...lines.map((line) => `  ${line}`)].join(
    '\n',
  );
}

/** Executions by what the calls were about, then the others; children of Map Runs stand on the page of their parent. */
function touchedBy(fake: FakeStepFunctions): string[] {
  const { store } = coreOf(fake);
  const named = [...fake.calls, ...fake.calls.byTest].flatMap(({ input, outcome }) => [
    input['executionArn'],
    outcome.kind === 'answered' ? outcome.output['executionArn'] : undefined,
  ]);
  const isShown = (arn: unknown): arn is string =>
    store.executions.get(String(arn))?.mapRunArn === undefined && store.executions.has(String(arn));
  return [...new Set([...named, ...store.executions.keys()].filter(isShown))];
}

/** Each page has a name of its own, the same in each run of the test. */
function namesOf(arns: readonly string[], { file, name }: FailedTest): (readonly [arn: string, name: string])[] {
  const test = [basename(file ?? 'test').replace(/\.[^.]*$/, ''), name ?? 'test'].map(asFileName).join('--');
  const prefix = test.slice(0, LONGEST_NAME);
  return arns.map((arn, index) => [arn, `${prefix}--${index + 1}-${asFileName(nameOf(arn))}.html`]);
}

/** `order-7` of `arn:aws:states:<region>:<account>:execution:checkout:order-7`. */
const nameOf = (arn: string): string => arn.split(':')[7] ?? '';

const asFileName = (text: string): string => text.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, LONGEST_NAME);

/** Runners show the message of what was thrown, or its stack, which begins with the message. What is no error can be told nothing. */
function amend(failure: unknown, note: string): void {
  if (typeof failure !== 'object' || failure === null) return;
  const error = failure as Partial<Error>;
  const { message, stack } = error;
  if (typeof message !== 'string') return;
  const amended = `${message}\n\n${note}`;
  Reflect.set(error, 'message', amended);
  if (typeof stack !== 'string') return;
  Reflect.set(error, 'stack', stack.includes(message) ? stack.replace(message, () => amended) : `${note}\n${stack}`);
}
