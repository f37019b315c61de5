import { createFakeStepFunctions, failedExecution } from 'redrive-testkit';

const order = (sfn: ReturnType<typeof createFakeStepFunctions>) => sfn.seed(failedExecution('task-failed'));

test.each([
  ['*', true],
  ['arn:aws:states:*:execution:*', true],
  ['*:execution:*:*', true],
  ['*:stateMachine:*', false],
  ['arn:aws:states:*:execution', false],
])('a resource is denied by the pattern %s: %p', async (pattern, isDenied) => {
  const sfn = createFakeStepFunctions();
  const { executionArn } = order(sfn);
  sfn.deny('states:RedriveExecution', pattern);
  const outcome = await sfn.execute('RedriveExecution', { executionArn });
  expect(outcome.kind).toBe(isDenied ? 'refused' : 'answered');
});

test('a pattern of many wildcards is matched in one pass', async () => {
  const sfn = createFakeStepFunctions();
  const { executionArn } = order(sfn);
  sfn.deny('states:*', `${'a*'.repeat(12)}?`);
  sfn.deny('states:*', `arn:${'*a'.repeat(12)}${'*'.repeat(12)}?`);
  const before = process.hrtime.bigint();
  await sfn.execute('DescribeExecution', { executionArn: executionArn.replace(/:[^:]+$/, `:${'a'.repeat(75)}`) });
  expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(1_000);
});
