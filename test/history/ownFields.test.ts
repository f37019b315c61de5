import { checkHistory, createFakeStepFunctions, importExecution, redrivePlan, virtualClock } from 'redrive-testkit';

/** No index 9: States.IntrinsicFailure, which is retried and caught, and has no event of its own. */
const BROKEN = { 'broken.$': 'States.ArrayGetItem(States.Array(1), 9)' };
const QUERY = '{% $error("broken") %}';

const inner = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
const sibling = {
  StartAt: 'Sibling',
  States: { Sibling: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters: {}, End: true } },
};

const DISTRIBUTED = { ...inner('I'), ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };

const STATES = {
  Map: { Type: 'Map', ItemProcessor: inner('I') },
  'Distributed Map': { Type: 'Map', ItemProcessor: DISTRIBUTED },
  'empty Map': { Type: 'Map', ItemsPath: '$$.Execution.Input.none', ItemProcessor: inner('I') },
  Parallel: { Type: 'Parallel', Branches: [inner('I'), inner('J')] },
  Task: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish' },
};
const FAULTS = {
  input: { Parameters: BROKEN },
  result: { ResultSelector: BROKEN },
  'place of the result': { ResultPath: '$.leads.nowhere' },
  variables: { Assign: BROKEN },
};
const QUERY_STATES = {
  Map: { ...STATES.Map, QueryLanguage: 'JSONata', Items: [1, 2] },
  'Distributed Map': { ...STATES['Distributed Map'], QueryLanguage: 'JSONata', Items: [1, 2] },
  Parallel: { ...STATES.Parallel, QueryLanguage: 'JSONata' },
  Task: { ...STATES.Task, QueryLanguage: 'JSONata' },
};
const QUERY_FAULTS = { output: { Output: QUERY }, variables: { Assign: { broken: QUERY } } };
/** What a Map takes of its input, before and after it says that it has started. */
const MAP_FAULTS = {
  items: { Items: QUERY },
  concurrency: { MaxConcurrency: QUERY },
  'selected item': { ItemSelector: { broken: QUERY } },
};
const MAP_RUN_FAULTS = {
  'tolerated failures': { ToleratedFailureCount: QUERY },
  batch: { ItemBatcher: { MaxItemsPerBatch: QUERY } },
  'input of a batch': { ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { broken: QUERY } } },
  'place of the results': {
    ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: QUERY } },
  },
};

const Retry = [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }];
const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'After' }];
const HANDLERS = {
  'and fails': {},
  'and is retried': { Retry },
  'and is caught': { Catch },
  'and is retried and caught': { Retry, Catch },
  'and fails in its Catch too': { Catch: [{ ...Catch[0], ResultPath: '$.leads.nowhere' }] },
};

type Flow = (state: object) => object;
const alone: Flow = (state) => ({
  StartAt: 'Before',
  States: {
    Before: { Type: 'Pass', Next: 'Broken' },
    Broken: { ...state, Next: 'After' },
    After: { Type: 'Pass', End: true },
  },
});
const branches: Flow = (state) => ({
  StartAt: 'Outer',
  States: { Outer: { Type: 'Parallel', Branches: [sibling, alone(state)], Retry, End: true } },
});
const iterations =
  (MaxConcurrency: number): Flow =>
  (state) => ({
    StartAt: 'Outer',
    States: {
      Outer: {
        Type: 'Map',
        ItemsPath: '$$.Execution.Input.lists',
        MaxConcurrency,
        ItemProcessor: alone(state),
        End: true,
      },
    },
  });
const PLACES: Record<string, Flow> = { alone, branches, 'one by one': iterations(1), 'side by side': iterations(0) };

const entries = <T>(given: Record<string, T>) => Object.entries(given);
const cases = [
  ...entries(STATES).flatMap(([type, state]) =>
    entries(FAULTS).map(([fault, field]) => ({ type, state, fault, field })),
  ),
  ...entries(QUERY_STATES).flatMap(([type, state]) =>
    entries({
      ...QUERY_FAULTS,
      ...(type.endsWith('Map') ? MAP_FAULTS : {}),
      ...(type === 'Distributed Map' ? MAP_RUN_FAULTS : {}),
    }).map(([fault, field]) => ({ type: `JSONata ${type}`, state, fault, field })),
  ),
];

describe.each(cases)('a $type whose $fault cannot be computed', ({ state, field }) => {
  it.each(Object.keys(HANDLERS) as (keyof typeof HANDLERS)[])('%s leaves a valid history', (handler) => {
    for (const [place, flow] of entries(PLACES)) {
      const sfn = createFakeStepFunctions({ clock: virtualClock() });
      // A broken Catch is one of JSONPath.
      const handlers = 'QueryLanguage' in state && handler.includes('too') ? { Catch } : HANDLERS[handler];
      const definition = flow({ ...state, ...field, ...handlers });
      const { stateMachineArn } = sfn.createStateMachine({ name: 'broken', definition });
      const input = JSON.stringify(place === 'alone' ? [1, 2] : { lists: [[1, 2], [3]], none: [] });
      const { executionArn } = sfn.startExecution({
        stateMachineArn,
        input: 'ItemsPath' in state ? '{"lists":[{},{}],"none":[]}' : input,
      });
      const isValid = () => {
        sfn.settle({ skipTime: true });
        expect({ place, ...checkHistory(sfn.history(executionArn)) }).toEqual({ place, valid: true, problems: [] });
        const history = sfn.history(executionArn);
        expect(() => redrivePlan(history)).not.toThrow();
        expect(() => importExecution({ history, definition })).not.toThrow();
      };
      isValid();
      if (sfn.execution(executionArn).status !== 'FAILED') continue;
      sfn.redriveExecution({ executionArn });
      isValid();
    }
  });
});
