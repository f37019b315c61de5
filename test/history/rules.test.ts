import { checkHistory } from '../../src/history/checkHistory';
import { historyRules } from '../../src/history/rules';
import { sources } from '../../src/rules/sources';
import {
  FAILED_CONCURRENT_MAP,
  FAILED_EVALUATION,
  FAILED_TASK,
  REDRIVEN_FAIL,
  REDRIVEN_MAP,
  REDRIVEN_MAP_RUN,
  REDRIVEN_PARALLEL,
  REDRIVEN_TASK,
  TIMED_OUT_SYNC,
  rewritten,
  written,
} from './written';

const rulesBrokenBy = (text: string): string[] => [
  ...new Set(checkHistory(written(text)).problems.map(({ rule }) => rule)),
];

/** Rule, what breaks it, the valid history, the changed lines. */
const broken: [string, string, string, Record<number, string | undefined>][] = [
  ['numbering.ids', 'a gap', FAILED_TASK, { 5: undefined }],
  ['numbering.types', 'an unknown type', FAILED_TASK, { 6: '6 5 TaskBegun' }],
  ['numbering.start', 'another first event', FAILED_TASK, { 1: '1 0 PassStateEntered name=X' }],
  ['numbering.start', 'a second start', FAILED_TASK, { 5: '5 4 ExecutionStarted' }],
  ['numbering.references', 'a later event', FAILED_TASK, { 5: '5 9 TaskScheduled' }],
  [
    'numbering.zero',
    'the first state hangs on the start',
    FAILED_TASK,
    { 2: '2 1 PassStateEntered name=Prepare input={"orderId":7}' },
  ],
  [
    'numbering.zero',
    'a later state hangs on nothing',
    FAILED_TASK,
    { 4: '4 0 TaskStateEntered name=ChargeCard input={"total":99}' },
  ],
  ['numbering.leaves', 'work hangs on an aborted Task', REDRIVEN_MAP, { 21: '21 17 LambdaFunctionScheduled' }],
  ['numbering.closing', 'work goes on after the end', REDRIVEN_TASK, { 12: '12 11 PassStateEntered name=X' }],
  ['numbering.closing', 'no end', FAILED_TASK, { 11: undefined }],
  [
    'numbering.closingLink',
    'the end hangs on an earlier event',
    FAILED_TASK,
    { 11: '11 9 ExecutionFailed error=Card.Declined cause=insufficient_funds' },
  ],
  ['members.details', 'details of a type that has none', REDRIVEN_MAP, { 17: '17 15 TaskStateAborted name=Charge' }],
  ['members.required', 'a resource is missing', FAILED_TASK, { 6: '6 5 TaskStarted resource=' }],
  [
    'members.foreign',
    'a timeout with a cause',
    TIMED_OUT_SYNC,
    { 6: '6 5 TaskTimedOut resource=startExecution.sync resourceType=states cause=late' },
  ],
  [
    'members.truncated',
    'an input without its details',
    FAILED_TASK,
    { 4: '4 3 TaskStateEntered name=ChargeCard input={"total":99} inputDetails=' },
  ],
  [
    'members.kinds',
    'an index that is no number',
    REDRIVEN_MAP,
    { 4: '4 3 MapIterationStarted name=Orders index=first' },
  ],
  [
    'members.timeout',
    'a heartbeat error',
    TIMED_OUT_SYNC,
    { 6: '6 5 TaskTimedOut resource=startExecution.sync resourceType=states error=States.HeartbeatTimeout' },
  ],
  [
    'states.entered',
    'a state is entered from an entry',
    FAILED_TASK,
    { 4: '4 2 TaskStateEntered name=ChargeCard input={"total":99}' },
  ],
  [
    'states.succession',
    'a redrive enters the state again',
    REDRIVEN_TASK,
    { 13: '13 3 TaskStateEntered name=ChargeCard input={"total":99}' },
  ],
  ['states.exited', 'another state exits', REDRIVEN_TASK, { 16: '16 15 TaskStateExited name=Ship' }],
  [
    'states.exitLink',
    'a Task exits from its start',
    REDRIVEN_TASK,
    { 16: '16 14 TaskStateExited name=ChargeCard output={"paid":true}' },
  ],
  [
    'states.closed',
    'a task is scheduled in a state that has exited',
    REDRIVEN_MAP,
    { 21: '21 5 LambdaFunctionScheduled' },
  ],
  [
    'states.ended',
    'an iteration that has succeeded goes on',
    REDRIVEN_MAP,
    { 27: '27 9 TaskStateEntered name=Charge' },
  ],
  [
    'states.enteredAt',
    'a cause names another event',
    FAILED_TASK,
    {
      11: "11 10 ExecutionFailed error=States.Runtime cause=An_error_occurred_while_executing_the_state_'ChargeCard'_(entered_at_the_event_id_#5)._Invalid_path.",
    },
  ],
  [
    'tasks.steps',
    'a task fails that was not started',
    FAILED_TASK,
    { 7: '7 5 TaskFailed error=Card.Declined cause=insufficient_funds' },
  ],
  ['tasks.sequence', 'a redrive goes on from the failure', REDRIVEN_TASK, { 13: '13 10 TaskScheduled' }],
  ['tasks.sequence', 'a retry goes on from the entry', REDRIVEN_TASK, { 8: '8 4 TaskScheduled' }],
  ['tasks.resource', 'the resource changes', FAILED_TASK, { 6: '6 5 TaskStarted resource=invoke resourceType=sqs' }],
  [
    'tasks.submitted',
    'a request-response task is submitted',
    TIMED_OUT_SYNC,
    { 5: '5 4 TaskSubmitted resource=startExecution resourceType=states' },
  ],
  ['parallel.started', 'a start from nowhere', REDRIVEN_PARALLEL, { 3: '3 1 ParallelStateStarted' }],
  ['parallel.failed', 'the failure of a branch that goes on', REDRIVEN_PARALLEL, { 14: '14 9 ParallelStateFailed' }],
  ['parallel.succeeded', 'the branch that ended first', REDRIVEN_PARALLEL, { 21: '21 11 ParallelStateSucceeded' }],
  [
    'parallel.exited',
    'the exit hangs on the success',
    REDRIVEN_PARALLEL,
    { 22: '22 11 ParallelStateExited name=Fork' },
  ],
  ['maps.started', 'a retry from what did not fail', REDRIVEN_MAP, { 18: '18 14 MapStateStarted length=3' }],
  [
    'maps.iterationStarted',
    'the next iteration hangs on the Map',
    REDRIVEN_MAP,
    { 11: '11 3 MapIterationStarted name=Orders index=1' },
  ],
  ['maps.iterationOrder', 'an index is left out', REDRIVEN_MAP, { 11: '11 9 MapIterationStarted name=Orders index=2' }],
  [
    'maps.iterationName',
    'the name of the state inside',
    REDRIVEN_MAP,
    { 10: '10 9 MapIterationSucceeded name=Charge index=0' },
  ],
  [
    'maps.iterationSucceeded',
    'the success hangs on the task',
    REDRIVEN_MAP,
    { 10: '10 8 MapIterationSucceeded name=Orders index=0' },
  ],
  [
    'maps.iterationFailed',
    'the failure hangs on the start',
    REDRIVEN_MAP,
    { 16: '16 14 MapIterationFailed name=Orders index=1' },
  ],
  ['maps.succeeded', 'an iteration is missing', REDRIVEN_MAP, { 3: '3 2 MapStateStarted length=4' }],
  ['maps.failed', 'the failure hangs on the iteration', REDRIVEN_MAP, { 18: '18 14 MapStateFailed' }],
  ['maps.exited', 'the exit hangs on another iteration', REDRIVEN_MAP, { 34: '34 25 MapStateExited name=Orders' }],
  [
    'maps.exited',
    'a redriven Distributed Map exits from the first Map Run',
    REDRIVEN_MAP_RUN,
    { 12: '12 4 MapStateExited name=Files' },
  ],
  [
    'mapRuns.started',
    'a redriven Map Run hangs on the first',
    REDRIVEN_MAP_RUN,
    { 9: '9 4 MapRunRedriven mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:checkout/Files:7 redriveCount=1' },
  ],
  [
    'mapRuns.redriven',
    'another Map Run',
    REDRIVEN_MAP_RUN,
    { 9: '9 3 MapRunRedriven mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:checkout/Files:8 redriveCount=1' },
  ],
  ['mapRuns.ended', 'the redriven Map Run ends as the first', REDRIVEN_MAP_RUN, { 10: '10 4 MapRunSucceeded' }],
  ['mapRuns.aborted', 'an abort hangs on the Map', REDRIVEN_MAP_RUN, { 10: '10 3 MapRunAborted' }],
  [
    'failures.aborted',
    'an abort hangs on its own start',
    FAILED_CONCURRENT_MAP,
    { 15: '15 11 MapIterationAborted name=Orders index=1' },
  ],
  ['failures.abortedContainers', 'an abort hangs on a start', FAILED_CONCURRENT_MAP, { 16: '16 11 WaitStateAborted' }],
  ['failures.block', 'another failure in the same block', FAILED_CONCURRENT_MAP, { 14: '14 8 TaskStateAborted' }],
  [
    'failures.iterationTold',
    'the failed iteration counts as aborted',
    FAILED_CONCURRENT_MAP,
    { 13: '13 12 MapIterationAborted name=Orders index=0' },
  ],
  ['failures.openTasks', 'an open Task is forgotten', FAILED_CONCURRENT_MAP, { 16: '16 12 WaitStateAborted' }],
  [
    'failures.evaluation',
    'it hangs on an earlier state',
    FAILED_EVALUATION,
    { 5: '5 2 EvaluationFailed state=Total error=States.QueryEvaluationError cause=undefined' },
  ],
  ['failures.error', 'another cause', FAILED_TASK, { 11: '11 10 ExecutionFailed error=Card.Declined cause=other' }],
  [
    'failures.origin',
    'nothing failed',
    FAILED_TASK,
    { 10: '10 9 TaskSucceeded', 11: '11 9 ExecutionFailed error=Card.Declined' },
  ],
  [
    'failures.origin',
    'an unnamed error of a state that did nothing',
    FAILED_EVALUATION,
    { 5: '5 4 ExecutionFailed error=Mine', 6: undefined },
  ],
  ['redrives.link', 'a redrive of nothing closed', REDRIVEN_TASK, { 12: '12 10 ExecutionRedriven redriveCount=1' }],
  ['redrives.count', 'the count does not begin at 1', REDRIVEN_TASK, { 12: '12 11 ExecutionRedriven redriveCount=2' }],
  ['redrives.resumption', 'a redrive goes on from the failure', REDRIVEN_TASK, { 13: '13 10 TaskScheduled' }],
  ['redrives.failState', 'an error without a cause', REDRIVEN_FAIL, { 5: '5 4 ExecutionFailed error=Other' }],
  ['dataFlow.input', 'another input', FAILED_TASK, { 4: '4 3 TaskStateEntered name=ChargeCard input={"total":1}' }],
  ['dataFlow.output', 'another output', REDRIVEN_TASK, { 17: '17 16 ExecutionSucceeded output={"paid":false}' }],
];

describe('a history that breaks a rule is told so', () => {
  test.each(broken)('%s: %s', (rule, _what, text, changes) => {
    expect(rulesBrokenBy(rewritten(text, changes))).toContain(`history.${rule}`);
  });
});

describe('the rules', () => {
  test('each is broken by a test of its own', () => {
    const tested = new Set(broken.map(([rule]) => `history.${rule}`));
    for (const rule of ['time', 'size']) tested.add(`history.numbering.${rule}`);
    tested.add('history.redrives.size');
    const untested = historyRules.map(({ id }) => id).filter((id) => !tested.has(id));
    expect(untested.map((id) => `no history of the table 'broken' above breaks ${id}`)).toEqual([]);
  });

  test('each has a name of its own, a source and evidence; assumed ones a reason', () => {
    expect(new Set(historyRules.map(({ id }) => id)).size).toBe(historyRules.length);
    expect(historyRules.filter(({ source }) => !Object.hasOwn(sources, source))).toEqual([]);
    const wrong = historyRules.filter((rule) => 'reason' in rule !== (rule.evidence === 'assumed'));
    expect(wrong.map(({ id, evidence }) => `${id} is ${evidence}: assumed rules have a reason, others none`)).toEqual(
      [],
    );
  });
});
