import { fails, succeeds } from 'redrive-testkit';
import { charging, newFake } from '../support/workflows';

function answered(task: ReturnType<typeof succeeds>, includedData?: 'ALL_DATA' | 'METADATA_ONLY') {
  const sfn = newFake();
  const { stateMachineArn } = sfn.createStateMachine({
    name: 'quick',
    type: 'EXPRESS',
    definition: charging,
    tasks: { Charge: task },
  });
  const input = '{"order":1}';
  return sfn.startSyncExecution({ stateMachineArn, input, ...(includedData === undefined ? {} : { includedData }) });
}

describe('StartSyncExecution', () => {
  it.each([undefined, 'ALL_DATA' as const])('answers input and output: %s', (includedData) => {
    expect(answered(succeeds({ paid: true }), includedData)).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"order":1}',
      inputDetails: { included: true },
      output: '{"paid":true}',
      outputDetails: { included: true },
    });
  });

  it('leaves both out with METADATA_ONLY, and says so', () => {
    const output = answered(succeeds({ paid: true }), 'METADATA_ONLY');
    expect(output).toMatchObject({
      status: 'SUCCEEDED',
      inputDetails: { included: false },
      outputDetails: { included: false },
    });
    expect(output).not.toHaveProperty('input');
    expect(output).not.toHaveProperty('output');
  });

  it('keeps error and cause with METADATA_ONLY, as DescribeExecution does', () => {
    const output = answered(fails('Card.Declined', 'insufficient funds'), 'METADATA_ONLY');
    expect(output).toMatchObject({ status: 'FAILED', error: 'Card.Declined', cause: 'insufficient funds' });
    expect(output).not.toHaveProperty('outputDetails');
  });
});
