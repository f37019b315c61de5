import { fails, succeeds } from 'redrive-testkit';
import { charging, newFake } from '../support/workflows';

describe('a state machine is named', () => {
  it.each(['', ':1', ':PROD', '/Each'])('with %j after its ARN: its tasks are scripted', (qualifier) => {
    const sfn = newFake();
    const { stateMachineArn } = sfn.createStateMachine({
      name: 'orders',
      definition: charging,
      publish: true,
      tasks: { Charge: fails('Card.Declined') },
    });
    const routingConfiguration = [{ stateMachineVersionArn: `${stateMachineArn}:1`, weight: 100 }];
    sfn.createStateMachineAlias({ name: 'PROD', routingConfiguration });
    sfn.script(`${stateMachineArn}${qualifier}`, { Charge: succeeds() });
    const { executionArn } = sfn.startExecution({ stateMachineArn: `${stateMachineArn}:PROD` });
    sfn.settle();
    expect(sfn.execution(executionArn).status).toBe('SUCCEEDED');
  });

  it('by anything that carries its ARN; another machine is not found', () => {
    const sfn = newFake();
    const { stateMachineArn } = sfn.createStateMachine({ name: 'orders', definition: charging });
    expect(() => sfn.script({ stateMachineArn: `${stateMachineArn}/Each` }, { Charge: succeeds() })).not.toThrow();
    expect(() => sfn.script({ stateMachineArn: `${stateMachineArn}x:1` }, {})).toThrow(/no state machine .*ordersx:1/);
  });
});
