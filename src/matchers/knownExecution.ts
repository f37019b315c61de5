import { invalid, isMembers } from '../model/arguments';
import { parseArn } from '../model/arn';
import { didYouMean } from '../model/didYouMean';
import { provenanceOf, selfOf } from '../model/provenance';
import { TestkitError } from '../model/testkitError';
import type { ExecutionRef } from '../service/guards';
import type { FakeForMatchers } from './received';

/**
 * The ARN of an execution that this fake has, or has had while the test ran.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for what names no execution, `EXECUTION_UNKNOWN` for one that nobody knows: with `.not`,
 * a misspelt name would always pass.
 */
export function knownExecution(matcher: string, fake: FakeForMatchers, execution: ExecutionRef): string {
  const provenance = provenanceOf(execution);
  const arn = typeof execution === 'string' ? execution : namedBy(matcher, execution);
  refuseOtherResource(matcher, arn);
  if (provenance !== undefined && provenance.fake !== selfOf(fake)) throw ofAnotherFake(arn);
  if (isThere(fake, arn) || wasAnswered(fake, arn)) return arn;
  throw unknownExecution(fake, arn);
}

/**
 * The execution that a matcher is asked about; undefined for any: if none is named, or `undefined` stands before options.
 *
 * @throws {TestkitError} `ARGUMENT_INVALID` for `undefined` alone: a misspelt member would ask about any execution.
 */
export function namedExecution(
  matcher: string,
  fake: FakeForMatchers,
  given: readonly [execution?: ExecutionRef, options?: object],
): string | undefined {
  const [execution] = given;
  if (execution !== undefined) return knownExecution(matcher, fake, execution);
  if (given.length === 1) namedBy(matcher, execution);
  return undefined;
}

function namedBy(matcher: string, execution: unknown): string {
  const hint = `Give its ARN, or something with a member executionArn; for any: ${matcher}(), or ${matcher}(undefined, options).`;
  if (!isMembers(execution)) throw invalid(`${matcher}() takes an execution.`, execution, hint);
  const { executionArn, stateMachineArn } = execution;
  if (typeof executionArn === 'string') return executionArn;
  if (typeof stateMachineArn === 'string') refuseOtherResource(matcher, stateMachineArn);
  throw invalid(`${matcher}() takes an execution.`, execution, hint);
}

function refuseOtherResource(matcher: string, arn: string): void {
  const resource = parseArn(arn)?.resource;
  if (resource === undefined || resource === 'execution' || resource === 'express') return;
  const hint = 'Give the executionArn that seed() or StartExecution has answered.';
  throw invalid(`${matcher}() takes an execution, and this is the ARN of ${WHAT[resource]}.`, arn, hint);
}

const WHAT = { stateMachine: 'a state machine', mapRun: 'a Map Run', activity: 'an activity' } as const;

function isThere(fake: FakeForMatchers, arn: string): boolean {
  try {
    fake.execution(arn);
    return true;
  } catch (error) {
    if (error instanceof TestkitError && error.code !== 'EXECUTION_UNKNOWN') throw error;
    return false;
  }
}

/** It is gone with its state machine by now, but calls about it have been answered. */
function wasAnswered({ calls }: FakeForMatchers, arn: string): boolean {
  return calls.some(
    ({ input, outcome }) =>
      outcome.kind === 'answered' && (input['executionArn'] === arn || outcome.output['executionArn'] === arn),
  );
}

function ofAnotherFake(arn: string): TestkitError {
  return new TestkitError({
    code: 'EXECUTION_UNKNOWN',
    what: `This execution is not of this fake: ${arn}.`,
    found: 'It was made in another fake, or in an earlier test, where the fake was another one.',
    hint: 'Seed or start it with the same sfn, in the same test.',
  });
}

function unknownExecution(fake: FakeForMatchers, arn: string): TestkitError {
  const found = foundOf(fake, arn);
  const names = (found.match(/arn:\S+/g) ?? []).map(nameOf);
  const unknown = `Seed or start it in this test. To assert that your code has not asked for it: expect(sfn).not.toHaveReceived('RedriveExecution', { executionArn: '${arn}' }).`;
  return new TestkitError({
    code: 'EXECUTION_UNKNOWN',
    what: `This fake has no execution ${arn}.`,
    found,
    hint: [didYouMean(nameOf(arn), names), unknown].filter((line) => line !== undefined).join('\n'),
  });
}

const nameOf = (arn: string): string => arn.split(':').at(-1) ?? arn;

/** What the fake says it has instead. */
function foundOf(fake: FakeForMatchers, arn: string): string {
  try {
    fake.history(arn);
  } catch (error) {
    if (error instanceof Error && 'found' in error) return String(error.found);
  }
  return '';
}
