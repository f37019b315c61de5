import { failedExecution, neverEnds, succeeds, type TaskCall } from 'redrive-testkit';
import { LAMBDA_ARN, flow, pass, stage, task, wait } from '../../support/stage';

const { play, sfn } = stage();

describe('payloads', () => {
  it('are passed through as they were written, and written compactly once something changed them', () => {
    const { stateMachineArn } = sfn().createStateMachine({
      name: 'raw',
      definition: flow({ A: pass({ Next: 'B' }), B: pass({ Parameters: { 'n.$': '$.n' } }) }),
    });
    const input = '{ "n": 1.50,\n "list": ["Hello", "World"] }';
    const { executionArn } = sfn().startExecution({ stateMachineArn, input });
    const [, entered, exited] = sfn().history(executionArn);
    expect([entered?.stateEnteredEventDetails?.input, exited?.stateExitedEventDetails?.output]).toEqual([input, input]);
    expect(sfn().execution(executionArn).output).toBe('{"n":1.50}');
  });

  it('keep the order of their members, names like array indexes too', () => {
    const { stateMachineArn } = sfn().createStateMachine({
      name: 'ordered',
      definition:
        '{"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"z":1,"4":2},"ResultPath":"$.5","Next":"B"},' +
        '"B":{"Type":"Pass","Parameters":{"z":0,"3":1,"in.$":"$","text.$":"States.Format(\'{}\', $.b)"},"End":true}}}',
    });
    const { executionArn } = sfn().startExecution({ stateMachineArn, input: '{"b":{"y":0,"7":1},"10":1,"a":2,"9":3}' });
    expect(sfn().execution(executionArn).output).toBe(
      '{"z":0,"3":1,"in":{"b":{"y":0,"7":1},"10":1,"a":2,"9":3,"5":{"z":1,"4":2}},"text":"{y=0, 7=1}"}',
    );
  });

  it('keep it through scripted functions, and through a snapshot', () => {
    const definition = flow({
      Note: pass({ Assign: { 'noted.$': '$' }, Next: 'Echo' }),
      Echo: task(LAMBDA_ARN, { Next: 'Later' }),
      Later: wait({ Seconds: 5, Next: 'Both' }),
      Both: pass({ Parameters: { 'both.$': 'States.Array($, $noted)' } }),
    });
    const { stateMachineArn } = sfn().createStateMachine({
      name: 'copied',
      definition,
      tasks: { Echo: ({ input }) => succeeds(input) },
    });
    const { executionArn } = sfn().startExecution({ stateMachineArn, input: '{"b":{"y":0,"7":1},"10":1,"a":2}' });
    sfn().settle();
    sfn().restore(sfn().snapshot());
    sfn().settle({ skipTime: true });
    const ordered = '{"b":{"y":0,"7":1},"10":1,"a":2}';
    expect(sfn().execution(executionArn).output).toBe(`{"both":[${ordered},${ordered}]}`);
  });

  it('of hostile names stay data', () => {
    const text =
      '{"__proto__":{"polluted":true},"constructor":1,"toString":2,"ключ":"значение","\\u0000":"\\ud83d\\ude00"}';
    const { stateMachineArn } = sfn().createStateMachine({
      name: 'hostile',
      definition: flow({ A: pass({ Parameters: { 'all.$': '$', 'proto.$': "$['__proto__']" } }) }),
    });
    const { executionArn } = sfn().startExecution({ stateMachineArn, input: text });
    expect(sfn().execution(executionArn).output).toBe(
      '{"all":{"__proto__":{"polluted":true},"constructor":1,"toString":2,"ключ":"значение","\\u0000":"😀"},"proto":{"polluted":true}}',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('of hostile state names and variables stay apart from those of JavaScript', () => {
    const definition = {
      StartAt: 'constructor',
      States: {
        constructor: pass({ Assign: { toString: 1, hasOwnProperty: 2 }, Next: 'valueOf' }),
        valueOf: task(LAMBDA_ARN, { Parameters: { 'a.$': '$toString', 'b.$': '$hasOwnProperty' }, Next: 'Ünïcode 😀' }),
        'Ünïcode 😀': pass(),
      },
    };
    const played = play(definition, { tasks: { valueOf: ({ input }: TaskCall) => succeeds(input) } }).settle();
    expect(played.output()).toEqual({ a: 1, b: 2 });
    expect(played.lines()).toContain('9<-8 PassStateEntered Ünïcode 😀');
  });

  it('of hostile state names do the same in an execution that a recipe has laid down', () => {
    const definition = flow({ Charge: task(LAMBDA_ARN, { Next: 'toString' }), toString: task(LAMBDA_ARN) });
    const { stateMachineArn } = sfn().createStateMachine({ name: 'seeded', definition });
    const stateMachine = { stateMachineArn };
    const order = sfn().seed(failedExecution('lambda-function-failed', { state: 'Charge', stateMachine }));
    sfn().redriveExecution({ executionArn: order.executionArn });
    sfn().settle();
    expect(sfn().execution(order)).toMatchObject({ status: 'SUCCEEDED', output: '{}' });
  });

  it('a stop in the middle does not change what was scheduled', () => {
    const played = play(flow({ T: task(LAMBDA_ARN) }), { tasks: { T: neverEnds() }, input: { n: 1 } }).stop();
    expect(played.details('LambdaFunctionScheduled')['input']).toBe('{"n":1}');
  });
});
