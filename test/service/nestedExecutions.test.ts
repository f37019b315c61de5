import { succeeds } from 'redrive-testkit';
import { flow, lines, stage, task } from '../support/stage';

const { play, sfn } = stage();
const CHILD = 'arn:aws:states:us-east-1:123456789012:stateMachine:child';
const starting = (action: string, StateMachineArn = CHILD) =>
  flow({ Start: task(`arn:aws:states:::states:${action}`, { Parameters: { StateMachineArn } }) });

beforeEach(() => {
  sfn().createStateMachine({ name: 'child', definition: flow({ T: task() }), tasks: { T: succeeds() } });
});

const children = () => sfn().listExecutions({ stateMachineArn: CHILD }).executions;

describe('a role that may not start executions', () => {
  it.each([
    ['startExecution', 'TaskFailed'],
    ['startExecution.sync', 'TaskSubmitFailed'],
    ['startExecution.sync:2', 'TaskSubmitFailed'],
    ['startExecution.waitForTaskToken', 'TaskSubmitFailed'],
  ])('fails the task: %s [nested.permission]', (action, event) => {
    sfn().deny('states:StartExecution', CHILD, { of: 'role' });
    const parent = play(starting(action)).settle();
    expect(parent.lines().slice(3)).toEqual(
      lines(`
        4<-3 TaskStarted
        5<-4 ${event} StepFunctions.AWSStepFunctionsException
        6<-5 ExecutionFailed StepFunctions.AWSStepFunctionsException
      `),
    );
    expect(parent.error().cause).toMatch(
      new RegExp(
        '^User: arn:aws:sts::123456789012:assumed-role/redrive-testkit/[0-9a-f]{32} is not authorized to perform: ' +
          `states:StartExecution on resource: ${CHILD} because no identity-based policy allows the states:StartExecution action ` +
          '\\(Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException; Request ID: [0-9a-f-]{36}; Proxy: null\\)$',
      ),
    );
    expect(children()).toEqual([]);
  });

  it('is asked again at a redrive', () => {
    sfn().deny('states:StartExecution', CHILD, { of: 'role' });
    const parent = play(starting('startExecution.sync')).settle();
    sfn().allow('states:StartExecution', CHILD, { of: 'role' });
    expect(parent.redrive().settle().status()).toBe('SUCCEEDED');
    expect(children()).toHaveLength(1);
  });

  it('is another than the caller', () => {
    sfn().deny('states:StartExecution', CHILD, { of: 'caller' });
    expect(play(starting('startExecution')).settle().status()).toBe('SUCCEEDED');
  });
});

test('an error of the service whose name ends with Exception is not named so twice', () => {
  const parent = play(starting('startExecution', `${CHILD}/Each`)).settle();
  expect(parent.error().error).toBe('StepFunctions.ValidationException');
  expect(parent.error().cause).toMatch(/^Labeled State Machine ARNs are not supported for this API \(/);
});
