import { refuseNoOutcome } from '../asl/script/outcomeChecks';
import { checkDuration, checkOptions, invalid, isWholeFrom, isWritten } from '../model/arguments';
import { strictJson } from '../model/strictJson';
import * as shapes from '../rules/constraints/shapes';
import { fieldLimit } from '../rules/fieldLimits';
import { defaultLimits } from '../rules/limits';
import { isValidName } from '../rules/names';
import type { MapRunOptions } from './describeMapRunOutput';
import type { AnyOptions } from './options';

/** Options that are texts, with an example of each. */
const TEXTS = {
  state: 'ChargeCard',
  stateMachineName: 'orders',
  resource: 'arn:aws:states:::lambda:invoke',
  message: 'insufficient funds',
} as const;
const LISTS = ['statesBefore', 'statesAfter'] as const;
const COUNTS = ['redriven', 'retries', 'events'] as const;

/** Each of the options and traits that a recipe is mixed of. */
export function checkParts(example: string, parts: readonly unknown[]): void {
  const wrong = parts.filter((part) => part !== undefined && !isWritten(part));
  if (wrong.length === 0) return;
  throw invalid('Options of a recipe are objects, as are its traits.', wrong[0], `Write for example ${example}.`);
}

/** Values that would fail only when the recipe is seeded, or would be lost. */
export function checkValues(options: AnyOptions): void {
  for (const [name, example] of Object.entries(TEXTS)) {
    const value: unknown = options[name as keyof typeof TEXTS];
    if (value === undefined || (typeof value === 'string' && value !== '')) continue;
    throw invalid(`The option ${name} is a text.`, value, `Write for example { ${name}: '${example}' }.`);
  }
  for (const name of LISTS) {
    const value: unknown = options[name];
    if (value === undefined || (Array.isArray(value) && value.every((each) => typeof each === 'string'))) continue;
    throw invalid(`The option ${name} is a list of names of states.`, value, `Write { ${name}: ['ReserveStock'] }.`);
  }
  for (const name of COUNTS) {
    const value: unknown = options[name];
    if (value === undefined || isWholeFrom(0, value)) continue;
    throw invalid(`The option ${name} is a whole number, from 0.`, value, `Write for example { ${name}: 2 }.`);
  }
  checkDuration('takes', options.takes);
  if (typeof options.stoppedAgo !== 'function') checkDuration('stoppedAgo', options.stoppedAgo);
  if ((options.events ?? 0) > defaultLimits.historyEvents) {
    const most = defaultLimits.historyEvents;
    throw invalid(`A history has at most ${most} events.`, options.events, 'Give fewer.');
  }
  checkName('stateMachineName', options.stateMachineName);
  if (typeof options.executionName !== 'function') checkName('executionName', options.executionName);
  if (options.afterRedrive !== undefined) refuseNoOutcome('The option afterRedrive', options.afterRedrive);
  checkFailure(options);
  if (options.input !== undefined && typeof options.input !== 'function') strictJson(options.input, 'The option input');
}

/** What a failure says, how long that may be, and an example. */
const FAILURE_TEXTS = [
  ['error', shapes.error.maxLength!, 'CardDeclined'],
  ['cause', shapes.cause.maxLength!, 'insufficient funds'],
] as const;

function checkFailure(options: AnyOptions): void {
  for (const [name, most, example] of FAILURE_TEXTS) {
    const value: unknown = options[name];
    if (value === undefined || (typeof value === 'string' && value.length <= most)) continue;
    const hint = `Write for example { ${name}: '${example}' }.`;
    throw invalid(`The option ${name} is a text of at most ${most} characters.`, value, hint);
  }
}

const LONGEST_NAME = shapes.name.maxLength!;

/** The name of an execution or of a state machine, as AWS takes it. */
export function checkName(option: string, value: unknown): void {
  if (value === undefined) return;
  const isName = typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME && isValidName(value);
  if (isName) return;
  const what = `The option ${option} is a name of at most ${LONGEST_NAME} characters, without white space and brackets.`;
  throw invalid(what, value, `Write for example { ${option}: 'order-7' }.`);
}

const CHILDREN = ['pending', 'running', 'succeeded', 'failed', 'timedOut', 'aborted'];
const MAP_RUN_COUNTS = [
  ...(['itemsPerChild', 'failuresNotRedrivable', 'maxConcurrency', 'toleratedFailureCount', 'redriveCount'] as const),
];
const MAP_RUN_STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED'];
const MAP_RUN_OPTIONS = [
  ...['status', 'children', ...MAP_RUN_COUNTS],
  ...['toleratedFailurePercentage', 'stateMachineName', 'label', 'startedAt'],
];

export function checkMapRunOptions(options: MapRunOptions): void {
  const example = 'describeMapRunOutput({ children: { succeeded: 97, failed: 3 } })';
  checkOptions('describeMapRunOutput()', options, MAP_RUN_OPTIONS, example);
  const { status, children = {}, toleratedFailurePercentage: percentage = 0 } = options;
  if (status !== undefined && !MAP_RUN_STATUSES.includes(status)) {
    throw invalid(
      'The option status of describeMapRunOutput() is that of a Map Run.',
      status,
      `Use ${MAP_RUN_STATUSES.join(', ')}.`,
    );
  }
  checkOptions('The option children of describeMapRunOutput()', children, CHILDREN, example);
  const counts = [...Object.entries(children), ...MAP_RUN_COUNTS.map((name) => [name, options[name]] as const)];
  for (const [name, value] of counts) {
    if (value === undefined || isWholeFrom(0, value)) continue;
    throw invalid(
      `The option ${name} of describeMapRunOutput() is a whole number, from 0.`,
      value,
      `Write for example ${example}.`,
    );
  }
  const most = fieldLimit('toleratedFailurePercentage');
  if (typeof percentage !== 'number' || !(percentage >= 0 && percentage <= most)) {
    const what = `The option toleratedFailurePercentage of describeMapRunOutput() is a number from 0 to ${most}.`;
    throw invalid(what, percentage, 'Write for example { toleratedFailurePercentage: 5 }.');
  }
  for (const name of ['stateMachineName', 'label'] as const) {
    const value: unknown = options[name];
    if (value === undefined || (typeof value === 'string' && value !== '')) continue;
    throw invalid(
      `The option ${name} of describeMapRunOutput() is a text.`,
      value,
      `Write for example { ${name}: 'orders' }.`,
    );
  }
}
