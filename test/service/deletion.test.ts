import { createFakeStepFunctions, fails, neverEnds, seconds, virtualClock } from '../../src';

const definition = {
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } },
};

function fake(tasks = { Charge: fails('Declined') }) {
  const sfn = createFakeStepFunctions({ clock: virtualClock() });
  const { stateMachineArn } = sfn.createStateMachine({ name: 'checkout', definition, tasks });
  const { executionArn } = sfn.startExecution({ stateMachineArn, name: 'order-1' });
  sfn.settle();
  return { sfn, stateMachineArn, executionArn };
}

const nameOf = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as Error).name;
  }
  return 'answered';
};

describe('a state machine that is DELETING', () => {
  test('is described with its executions for a while, and is gone with them afterwards [state-machine.gone]', () => {
    const { sfn, stateMachineArn, executionArn } = fake();
    sfn.deleteStateMachine({ stateMachineArn });
    sfn.clock.advanceBy(seconds(90) - 1);
    expect(sfn.describeStateMachine({ stateMachineArn }).status).toBe('DELETING');
    expect(sfn.describeExecution({ executionArn }).status).toBe('FAILED');
    sfn.clock.advanceBy(1);
    expect(nameOf(() => sfn.describeStateMachine({ stateMachineArn }))).toBe('StateMachineDoesNotExist');
    expect(nameOf(() => sfn.listExecutions({ stateMachineArn }))).toBe('StateMachineDoesNotExist');
    expect(nameOf(() => sfn.describeExecution({ executionArn }))).toBe('ExecutionDoesNotExist');
    expect(nameOf(() => sfn.getExecutionHistory({ executionArn }))).toBe('ExecutionDoesNotExist');
    expect(nameOf(() => sfn.describeStateMachineForExecution({ executionArn }))).toBe('ExecutionDoesNotExist');
    expect(nameOf(() => sfn.redriveExecution({ executionArn }))).toBe('ExecutionDoesNotExist');
  });

  test('refuses starts and redrives, while DescribeExecution shows REDRIVABLE', () => {
    const { sfn, stateMachineArn, executionArn } = fake();
    sfn.deleteStateMachine({ stateMachineArn });
    expect(nameOf(() => sfn.startExecution({ stateMachineArn }))).toBe('StateMachineDeleting');
    expect(sfn.describeExecution({ executionArn })).toMatchObject({ redriveStatus: 'REDRIVABLE' });
    expect(() => sfn.redriveExecution({ executionArn })).toThrow(
      `Execution ${executionArn} invalid for redrive as: State machine is in DELETING status`,
    );
  });

  test('stays as long as one of its executions is open [state-machine.open-executions]', () => {
    const { sfn, stateMachineArn, executionArn } = fake({ Charge: neverEnds() });
    sfn.deleteStateMachine({ stateMachineArn });
    sfn.clock.advanceBy(seconds(1_000));
    expect(sfn.describeStateMachine({ stateMachineArn }).status).toBe('DELETING');
    sfn.stopExecution({ executionArn });
    expect(nameOf(() => sfn.describeStateMachine({ stateMachineArn }))).toBe('StateMachineDoesNotExist');
  });

  test('makes room for one of the same name, which has none of its executions', () => {
    const { sfn, stateMachineArn, executionArn } = fake();
    sfn.deleteStateMachine({ stateMachineArn });
    expect(nameOf(() => sfn.createStateMachine({ name: 'checkout', definition }))).toBe('StateMachineDeleting');
    sfn.clock.advanceBy(seconds(90));
    sfn.createStateMachine({ name: 'checkout', definition });
    expect(sfn.listExecutions({ stateMachineArn })).toEqual({ executions: [] });
    expect(sfn.startExecution({ stateMachineArn, name: 'order-1' }).executionArn).toBe(executionArn);
  });
});

test('the ARN of a Distributed Map state starts nothing', () => {
  const { sfn, stateMachineArn } = fake();
  expect(nameOf(() => sfn.startExecution({ stateMachineArn: `${stateMachineArn}/Each` }))).toBe('ValidationException');
});

describe('DescribeStateMachineForExecution', () => {
  test('shows the revision that the execution started with, whatever was updated since [state-machine.pinned]', () => {
    const { sfn, stateMachineArn, executionArn } = fake();
    const before = sfn.describeStateMachineForExecution({ executionArn });
    expect(before).toEqual({
      definition: JSON.stringify(definition),
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
      name: 'checkout',
      roleArn: expect.stringContaining(':role/') as string,
      stateMachineArn,
      tracingConfiguration: { enabled: false },
      updateDate: sfn.describeStateMachine({ stateMachineArn }).creationDate,
    });
    sfn.clock.advanceBy(1);
    const updated = { ...definition, Comment: 'changed' };
    sfn.updateStateMachine({ stateMachineArn, definition: JSON.stringify(updated) });
    expect(sfn.describeStateMachineForExecution({ executionArn })).toEqual(before);
    sfn.redriveExecution({ executionArn });
    expect(sfn.describeStateMachineForExecution({ executionArn })).toEqual(before);
  });

  test('shows a revisionId once the machine was updated before the start', () => {
    const { sfn, stateMachineArn } = fake();
    const { revisionId } = sfn.updateStateMachine({
      stateMachineArn,
      definition: JSON.stringify({ ...definition, Comment: 'changed' }),
    });
    const { executionArn } = sfn.startExecution({ stateMachineArn });
    expect(sfn.describeStateMachineForExecution({ executionArn }).revisionId).toBe(revisionId);
    expect(sfn.describeStateMachineForExecution({ executionArn, includedData: 'METADATA_ONLY' }).definition).toBe('{}');
  });

  test('of an unknown or an Express execution is refused', () => {
    const { sfn, executionArn } = fake();
    expect(nameOf(() => sfn.describeStateMachineForExecution({ executionArn: `${executionArn}x` }))).toBe(
      'ExecutionDoesNotExist',
    );
    const express = 'arn:aws:states:us-east-1:123456789012:express:quick:order-1:uuid';
    expect(() => sfn.describeStateMachineForExecution({ executionArn: express })).toThrow(
      "Invalid Arn: 'Resource type not valid in this context: express'",
    );
  });
});

test('pages of executions neither repeat nor skip one when others are started in between', () => {
  const { sfn, stateMachineArn } = fake();
  for (const name of ['order-2', 'order-3', 'order-4']) {
    sfn.clock.advanceBy(1);
    sfn.startExecution({ stateMachineArn, name });
  }
  const names = (output: ReturnType<typeof sfn.listExecutions>) => output.executions?.map(({ name }) => name);
  const first = sfn.listExecutions({ stateMachineArn, maxResults: 2 });
  sfn.clock.advanceBy(1);
  sfn.startExecution({ stateMachineArn, name: 'order-5' });
  const second = sfn.listExecutions({ stateMachineArn, maxResults: 2, nextToken: first.nextToken });
  expect([...(names(first) ?? []), ...(names(second) ?? [])]).toEqual(['order-4', 'order-3', 'order-2', 'order-1']);
});
