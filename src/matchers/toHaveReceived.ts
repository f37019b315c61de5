import { invalid, isMembers } from '../model/arguments';
import { didYouMean } from '../model/didYouMean';
import { provenanceOf } from '../model/provenance';
import { TestkitError } from '../model/testkitError';
import type { Member } from '../rules/constraints/shape';
import type { JournalledCall } from '../service/control/journal';
import { operationNamed, type DirectOperations, type OperationName } from '../service/operations/operationTable';
import { requireOperation } from '../service/operations/requireOperation';
import { checkMatcherOptions } from './arguments';
import { callTable, stubNote } from './callTable';
import { callText, contrast, explain, isAsymmetric, valueText, type AsymmetricMatcher, type Matcher } from './matcher';
import { matchesValue } from './matchesValue';
import { requireFake } from './received';
import { timesText } from './redrives';

/** An operation that the fake answers. */
export type ReceivedOperation = Capitalize<keyof DirectOperations>;

type InputOf<Operation extends ReceivedOperation> = Parameters<DirectOperations[Uncapitalize<Operation>]>[0];

/** Some members of a value, each by itself, by a pattern or by an asymmetric matcher; of a JSON text, the value in it. */
type Partly<Value> =
  | AsymmetricMatcher
  | (Value extends string
      ? Value | RegExp | object
      : Value extends readonly (infer Item)[]
        ? readonly Partly<Item>[]
        : Value extends Date
          ? Date
          : Value extends object
            ? { readonly [Member in keyof Value]?: Partly<Value[Member]> }
            : Value);

/** Members of the input of an operation, as a call should have carried them. */
export type InputPattern<Operation extends ReceivedOperation> = {
  readonly [Member in keyof InputOf<Operation>]?: Partly<InputOf<Operation>[Member]>;
};

export interface HaveReceivedOptions {
  /** How often, exactly. Default: at least once. */
  readonly times?: number;
}

/**
 * The code under test has made a call of this operation, accepted or not, whose input has these members. What `seed`,
 * `startExecution` or `createStateMachine` of the fake has answered stands for its ARN.
 */
export const toHaveReceived: Matcher<[operation: string, input?: object, options?: HaveReceivedOptions]> = (
  context,
  received,
  operation,
  given,
  options = {},
) => {
  const fake = requireFake(received, 'toHaveReceived');
  const name = knownOperation(operation);
  checkMatcherOptions('toHaveReceived', options, { times: 'a whole number, from 0' });
  const input = given === undefined ? undefined : patternOf(name, given);
  const calls = fake.calls.filter((call) => call.operation === name);
  const fitting = input === undefined ? calls : calls.filter((call) => matchesValue(input, call.input));
  const { times } = options;
  const pass = times === undefined ? fitting.length > 0 : fitting.length === times;
  const message = () =>
    explain(
      callText(context, 'sfn', 'toHaveReceived', name, input, times === undefined ? undefined : options),
      contrast(
        context,
        `${name} ${times === undefined ? 'at least once' : timesText(times)}${withText(input)}`,
        receivedText(name, input, calls, fitting),
        times === undefined ? `no ${name}${withText(input)}` : `${name} not ${timesText(times)}${withText(input)}`,
      ),
      callTable(fake, name),
      stubNote(fake),
    );
  return { pass, message };
};

function knownOperation(operation: unknown): OperationName {
  if (typeof operation === 'string') return requireOperation(operation);
  const hint = "Write for example toHaveReceived('StopExecution', { executionArn }).";
  throw invalid('toHaveReceived() takes the name of an operation.', operation, hint);
}

/** With `.not`, a member that no call of this operation can have would always pass. */
function patternOf(operation: OperationName, given: unknown): object {
  const example = `toHaveReceived('${operation}', { ${Object.keys(operationNamed(operation).request)[0] ?? ''} })`;
  if (isAsymmetric(given)) return given;
  const input = byReference(given);
  if (!isMembers(input)) {
    throw invalid('toHaveReceived() takes members of the input in an object.', given, `Write for example ${example}.`);
  }
  const members = operationNamed(operation).request;
  for (const [name, value] of Object.entries(input)) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined) throw unknownMember(operation, name);
    refuseUnknownValue(operation, name, value, member);
  }
  return input;
}

function byReference(given: unknown): unknown {
  const { executionArn, stateMachineArn } = provenanceOf(given) ?? {};
  if (executionArn !== undefined) return { executionArn };
  return stateMachineArn === undefined ? given : { stateMachineArn };
}

function unknownMember(operation: OperationName, name: string): TestkitError {
  const known = Object.keys(operationNamed(operation).request);
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `toHaveReceived() was given the member '${name}', which the input of ${operation} does not have.`,
    hint: didYouMean(name, known) ?? `It has: ${known.length === 0 ? 'no members' : known.join(', ')}.`,
  });
}

function refuseUnknownValue(operation: OperationName, name: string, value: unknown, { shape }: Member): void {
  if (typeof value !== 'string' || shape.kind !== 'string' || shape.values?.includes(value) !== false) return;
  const hint = didYouMean(value, shape.values) ?? `Use one of: ${shape.values.join(', ')}.`;
  throw invalid(`The member ${name} of ${operation} has no such value.`, value, hint);
}

const withText = (input: object | undefined): string => (input === undefined ? '' : ` with ${valueText(input)}`);

const MOST_SHOWN = 5;

function receivedText(
  operation: string,
  input: object | undefined,
  calls: readonly JournalledCall[],
  fitting: readonly JournalledCall[],
): string {
  if (calls.length === 0) return `no ${operation}`;
  if (input === undefined || fitting.length > 0) return `${operation} ${timesText(fitting.length)}${withText(input)}`;
  const names = isAsymmetric(input) ? undefined : Object.keys(input);
  const others = calls.slice(0, MOST_SHOWN).map((call) => `  ${valueText(picked(call.input, names))}`);
  const more = calls.length > others.length ? [`  … and ${calls.length - others.length} more`] : [];
  const none = calls.length === 1 ? 'with another input' : 'never with this input';
  return [`${operation} ${timesText(calls.length)}, ${none}:`, ...others, ...more].join('\n');
}

function picked(input: Readonly<Record<string, unknown>>, names: readonly string[] | undefined): object {
  if (names === undefined) return input;
  return Object.fromEntries(names.filter((name) => name in input).map((name) => [name, input[name]]));
}
