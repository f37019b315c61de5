import type { Rule } from './rule';
import type { SourceId } from './sources';

type Sentence = readonly [
  id: string,
  evidence: 'documented' | 'recorded',
  source: SourceId,
  where: string,
  says: string,
];

const RESUME = 'src/asl/engine/resume.ts';
const MAP = 'src/asl/states/distributedMap.ts';
const REDRIVE = 'src/service/operations/redriveExecution.ts';
const DESCRIBE = 'src/service/executions/executionShapes.ts';

const sentences: readonly Sentence[] = [
  [
    'redrive.order-of-checks',
    'recorded',
    'recorded-redrives',
    REDRIVE,
    'Type and label of the ARN are checked whatever the status, and a replay of a token before redrivability.',
  ],
  [
    'redrive.answer',
    'recorded',
    'recorded-redrives',
    REDRIVE,
    'The answer is redriveDate alone: the time of the ExecutionRedriven event.',
  ],
  [
    'redrive.same-execution',
    'documented',
    'redrive-behavior',
    RESUME,
    'ARN, name, input, definition and version stay those of the first attempt.',
  ],
  [
    'redrive.one-history',
    'documented',
    'redrive-eligibility',
    RESUME,
    'The history goes on: ExecutionRedriven is appended to the events of the attempts before.',
  ],
  [
    'redrive.link',
    'recorded',
    'recorded-redrives',
    RESUME,
    'ExecutionRedriven hangs on the closing event; what is executed again hangs on the original Entered event of its state.',
  ],
  [
    'redrive.unsuccessful-states',
    'documented',
    'redrive-map-run',
    RESUME,
    'A state is executed again if it was entered and not exited when the execution closed.',
  ],
  [
    'redrive.task',
    'documented',
    'redrive-behavior',
    RESUME,
    'A Task is scheduled and started again, with its timeouts from the start.',
  ],
  ['redrive.retries', 'documented', 'redrive-retries', RESUME, 'Retry attempts of what runs again are counted from 0.'],
  [
    'redrive.machine-timeout',
    'documented',
    'redrive-behavior',
    RESUME,
    'TimeoutSeconds of the state machine starts anew.',
  ],
  ['redrive.wait', 'recorded', 'recorded-redrives', RESUME, 'A Wait by seconds waits again in full.'],
  ['redrive.wait-until', 'documented', 'redrive-behavior', RESUME, 'A Wait until a time that has passed ends at once.'],
  ['redrive.choice', 'documented', 'redrive-behavior', RESUME, 'A Choice evaluates its rules again.'],
  [
    'redrive.fail',
    'recorded',
    'recorded-redrives',
    RESUME,
    'A Fail state is not entered a second time: ExecutionFailed follows ExecutionRedriven directly.',
  ],
  [
    'redrive.parallel',
    'recorded',
    'recorded-redrives',
    RESUME,
    'Of a Parallel only failed and aborted branches run again; outputs of the others stay at their index.',
  ],
  [
    'redrive.inline-map',
    'recorded',
    'recorded-redrives',
    RESUME,
    'Of an inline Map only failed, aborted and never started iterations run, without a second MapIterationStarted.',
  ],
  [
    'redrive.data-limit',
    'documented',
    'redrive-behavior',
    RESUME,
    'After States.DataLimitExceeded a Parallel or Map runs again as a whole.',
  ],
  [
    'redrive.distributed-map',
    'documented',
    'redrive-map-run',
    MAP,
    'A Distributed Map redrives the unsuccessful children of its Map Run.',
  ],
  [
    'redrive.map-run-role',
    'documented',
    'map-run-permission',
    MAP,
    'The role of the state machine needs states:RedriveExecution on the children.',
  ],
  [
    'redrive.task-tokens',
    'recorded',
    'recorded-redrives',
    'src/service/executions/openTask.ts',
    'Task tokens from before a stop or a redrive are answered TaskTimedOut.',
  ],
  [
    'redrive.context',
    'recorded',
    'recorded-redrives',
    'src/asl/engine/context.ts',
    'The context object counts in Execution.RedriveCount; RedriveTime is there after a redrive; StartTime and EnteredTime stay.',
  ],
  [
    'describe.running',
    'recorded',
    'recorded-redrives',
    DESCRIBE,
    'While a redrive runs, stopDate, error and cause are absent; redriveCount and redriveDate are there.',
  ],
  [
    'describe.timed-out',
    'recorded',
    'recorded-redrives',
    DESCRIBE,
    'A TIMED_OUT execution shows neither error nor cause.',
  ],
  [
    'describe.redrive-date',
    'recorded',
    'recorded-redrives',
    DESCRIBE,
    'redriveCount is 0 before any redrive, redriveDate absent.',
  ],
  [
    'start.idempotent',
    'documented',
    'api-start-execution',
    'src/service/operations/startExecution.ts',
    'The same name and input as a RUNNING execution answers that one; otherwise ExecutionAlreadyExists.',
  ],
  [
    'stop.closed',
    'recorded',
    'recorded-callbacks',
    'src/service/operations/stopExecution.ts',
    'StopExecution of a closed execution answers its first stopDate and changes nothing.',
  ],
];

/** What a redrive does, and how executions show it. The engine and the operations carry it out. */
export const behaviorRules: readonly Rule[] = [
  ...sentences.map(([id, evidence, source, where, says]) => ({ id, says, evidence, source, where })),
  {
    id: 'redrive.open-executions-last',
    says: 'That too many executions are open is checked last: after redrivability, and not for a replay of a token.',
    evidence: 'assumed',
    reason: 'ExecutionLimitExceeded is documented; where its check stands was not recorded.',
    source: 'api-redrive-execution',
    where: REDRIVE,
  },
];
