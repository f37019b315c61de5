import { fails, succeeds } from '../asl/script/scripting';
import type { TaskOutcome } from '../asl/script/taskScript';
import { checkOptions, isMembers, shown } from '../model/arguments';
import { jsonOfText } from '../model/jsonText';
import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';

/** Which test case of a MockConfigFile.json is meant. */
export interface MockConfigOptions {
  /** Name of the state machine there. */
  stateMachine: string;
  testCase: string;
}

/**
 * The responses of a test case in the MockConfigFile.json of Step Functions Local, as outcomes of tasks. Each scheduled attempt uses one, those
 * after a redrive too; the last repeats. What a state returns or throws stands there as it is: for `.sync` and `.waitForTaskToken`, what
 * the job or the callback comes to. States that the test case does not name are not scripted.
 *
 * @param config The file, parsed or as text.
 * @throws TestkitError `ARGUMENT_INVALID`, `OPTION_UNKNOWN`
 * @example
 * const tasks = fromMockConfig(readFileSync('MockConfigFile.json', 'utf8'), { stateMachine: 'LambdaSQS', testCase: 'RetryPath' });
 * const machine = sfn.createStateMachine({ name: 'LambdaSQS', definition, tasks });
 */
export function fromMockConfig(
  config: object | string,
  options: MockConfigOptions,
): Record<string, readonly TaskOutcome[]> {
  const example = "fromMockConfig(config, { stateMachine: 'LambdaSQS', testCase: 'HappyPath' })";
  checkOptions('fromMockConfig()', options, ['stateMachine', 'testCase'], example);
  const { machines, responses } = partsOf(config);
  const machine = memberOf('state machine', machines, options.stateMachine);
  const cases = membersOf(`The state machine '${options.stateMachine}'`, machine, 'TestCases');
  const testCase = memberOf(`test case of '${options.stateMachine}'`, cases, options.testCase);
  if (!isMembers(testCase)) throw wrong(`The test case '${options.testCase}' is an object of states.`, testCase);
  return Object.fromEntries(
    Object.entries(testCase).map(([state, name]) => [state, outcomesOf(state, name, responses)]),
  );
}

/** The test cases of a file, by the name of their state machine. */
export function testCasesOf(config: object | string): Readonly<Record<string, readonly string[]>> {
  const { machines } = partsOf(config);
  const casesOf = (name: string, machine: unknown): string[] =>
    Object.keys(membersOf(`The state machine '${name}'`, machine, 'TestCases'));
  return Object.fromEntries(Object.entries(machines).map(([name, machine]) => [name, casesOf(name, machine)]));
}

/** One line that ends as a file does: Step Functions Local takes the path of its file. */
const isPath = (text: string): boolean => /^[^{}\n]+\.json$/i.test(text.trim());

const pathGiven = (path: string): TestkitError =>
  new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'fromMockConfig() takes what the file holds, not its path.',
    found: `It got '${path}'.`,
    hint: `Write fromMockConfig(readFileSync('${path}', 'utf8'), …).`,
  });

const notJson = (message: string) => wrong('The text of a MockConfigFile.json is JSON.', message);

type Members = Readonly<Record<string, unknown>>;

function partsOf(config: unknown): { machines: Members; responses: Members } {
  if (typeof config === 'string' && isPath(config)) throw pathGiven(config);
  const file = typeof config === 'string' ? jsonOfText(config, notJson) : config;
  const what = 'A MockConfigFile.json';
  return { machines: membersOf(what, file, 'StateMachines'), responses: membersOf(what, file, 'MockedResponses') };
}

function membersOf(what: string, given: unknown, name: string): Members {
  const members = isMembers(given) ? given[name] : undefined;
  if (isMembers(members)) return members;
  throw wrong(
    `${what} has an object ${name}.`,
    isMembers(given) ? Object.keys(given).join(', ') || 'nothing' : shown(given),
  );
}

function memberOf(what: string, members: Members, name: string): unknown {
  if (Object.hasOwn(members, name)) return members[name];
  const names = Object.keys(members);
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `The MockConfigFile.json has no ${what} with the name ${shown(name)}.`,
    found: `It has: ${names.join(', ') || 'none'}.`,
    hint: didYouMean(name, names) ?? 'Names are spelled as in the file.',
  });
}

function outcomesOf(state: string, name: unknown, responses: Members): readonly TaskOutcome[] {
  if (typeof name !== 'string') throw wrong(`What '${state}' answers is the name of a mocked response.`, shown(name));
  const response = memberOf(`mocked response for '${state}'`, responses, name);
  const entries = isMembers(response) ? Object.entries(response) : [];
  if (entries.length === 0) throw wrong(`The mocked response '${name}' has an entry "0".`, shown(response));
  const outcomes: (TaskOutcome | undefined)[] = [];
  for (const [attempts, answer] of entries) {
    const [first, last] = rangeOf(name, attempts);
    const outcome = outcomeOf(`${name}.${attempts}`, answer);
    for (let at = first; at <= last; at += 1) {
      if (outcomes[at] !== undefined) throw wrong(`'${name}' has one answer for each attempt.`, `two for ${at}`);
      outcomes[at] = outcome;
    }
  }
  const missing = Array.from(outcomes).indexOf(undefined);
  if (missing >= 0) throw wrong(`'${name}' has an answer for each attempt from 0.`, `none for ${missing}`);
  return outcomes as TaskOutcome[];
}

/** A state is tried no more often in a test. */
const MOST_ATTEMPTS = 100_000;

/** `"0"`, or `"1-2"`. */
function rangeOf(name: string, attempts: string): readonly [number, number] {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(attempts) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from !== undefined && first <= last && last < MOST_ATTEMPTS) return [first, last];
  throw wrong(`The entries of '${name}' are attempts, counted from 0: "0", "1-2".`, shown(attempts));
}

function outcomeOf(place: string, answer: unknown): TaskOutcome {
  const names = isMembers(answer) ? Object.keys(answer) : [];
  const { Return, Throw } = (isMembers(answer) ? answer : {}) as { Return?: unknown; Throw?: unknown };
  if (names.length !== 1 || (Return === undefined && Throw === undefined)) {
    throw wrong(`'${place}' has either a Return or a Throw.`, names.join(', ') || shown(answer));
  }
  if (Throw === undefined) return succeeds(Return);
  const { Error: error, Cause: cause, ...others } = isMembers(Throw) ? Throw : {};
  const isText = typeof error === 'string' && (cause === undefined || typeof cause === 'string');
  if (isText && Object.keys(others).length === 0) return fails(error, cause);
  throw wrong(`The Throw of '${place}' has an Error and a Cause, which are texts.`, shown(Throw));
}

function wrong(what: string, found: unknown): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what,
    found: `It has: ${String(found)}.`,
    hint: 'The format is that of Step Functions Local: { StateMachines: { <name>: { TestCases: { <case>: { <state>: "<response>" } } } }, MockedResponses: { "<response>": { "0": { Return: … }, "1-2": { Throw: { Error, Cause } } } } }.',
  });
}
