import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { createFakeStepFunctions } from '../../src/service/createFake';
import { type FakeStepFunctions } from '../../src/service/fakeStepFunctions';
import { virtualClock } from '../../src/time/clock';
import { compareHistories, type Mismatch } from './comparator';
import type { Recording } from './recordings';
import { arrangementOf, type Arrangement } from './script';

/** What became of one recorded history. */
export interface HistoryReplay {
  readonly id: string;
  readonly emitted: readonly HistoryEvent[];
  readonly equal: boolean;
  /** Also every JSON text is the same text. */
  readonly equalToTheByte: boolean;
  /** The contents of a reader had to be scripted: it shows the events, not how an object is read. */
  readonly withReaders: boolean;
  readonly mismatch?: Mismatch;
  /** The fake refused or failed before there was a history to compare. */
  readonly error?: Error;
}

/** How long StopExecution waits for the state in which it was recorded: in steps of a second. */
const STEPS_BEFORE_STOP = 600;

/** Runs the definition and the input of a recording in the fake and compares the whole history. */
export function replayHistory(recording: Recording): HistoryReplay {
  let result = { id: recording.id, withReaders: false };
  let emitted: readonly HistoryEvent[];
  try {
    const arrangement = arrangementOf(recording);
    result = { ...result, withReaders: Object.keys(arrangement.readers).length > 0 };
    emitted = emit(recording, arrangement);
  } catch (error) {
    return { ...result, emitted: [], equal: false, equalToTheByte: false, error: error as Error };
  }
  const comparison = compareHistories(recording, emitted);
  if (!comparison.equal) {
    return { ...result, emitted, equal: false, equalToTheByte: false, mismatch: comparison.mismatch };
  }
  const { equal: equalToTheByte } = compareHistories(recording, emitted, { toTheByte: true });
  return { ...result, emitted, equal: true, equalToTheByte };
}

function emit({ pair }: Recording, arrangement: Arrangement): readonly HistoryEvent[] {
  const { account, region, roleArn } = arrangement.home;
  const sfn = createFakeStepFunctions({ account, region, clock: virtualClock(arrangement.clock) });
  for (const name of arrangement.activities) sfn.createActivity({ name });
  const role = roleArn === undefined ? {} : { roleArn };
  const setup = { name: 'recorded', definition: pair.definition, tasks: arrangement.tasks, ...role };
  const withReaders = { ...setup, itemReaders: arrangement.readers };
  const machine = sfn.createStateMachine(Object.keys(arrangement.readers).length > 0 ? withReaders : setup);
  const { executionArn } = sfn.startExecution({ stateMachineArn: machine.stateMachineArn, input: arrangement.input });
  if (executionArn === undefined) throw new Error('StartExecution answered no executionArn');
  if (arrangement.heldTasks.length > 0) holdTasks(sfn, executionArn, arrangement);
  else if (arrangement.stop === undefined) sfn.settle({ skipTime: true });
  else stopWhenReached(sfn, executionArn, arrangement.stop);
  // What could still be answered keeps its time: nobody will.
  if (arrangement.runsOut !== undefined) sfn.clock.advanceBy(arrangement.runsOut);
  return sfn.history(executionArn);
}

/** Workers that send heartbeats every second, until the time of the execution runs out. */
function holdTasks(sfn: FakeStepFunctions, executionArn: string, { heldTasks, runsOut = 0 }: Arrangement): void {
  sfn.settle();
  const tokens = heldTasks.map((task) => sfn.getActivityTask({ ...task }).taskToken ?? '');
  for (let passed = 0; passed < runsOut && sfn.execution(executionArn).status === 'RUNNING'; passed += SECOND) {
    for (const taskToken of tokens) sfn.sendTaskHeartbeat({ taskToken });
    sfn.clock.advanceBy(SECOND);
  }
}

const SECOND = 1000;

function stopWhenReached(
  sfn: FakeStepFunctions,
  executionArn: string,
  { afterEvents, error, cause }: NonNullable<Arrangement['stop']>,
): void {
  sfn.settle();
  for (let step = 0; step < STEPS_BEFORE_STOP && sfn.history(executionArn).length < afterEvents; step += 1) {
    sfn.clock.advanceBy(1000);
  }
  sfn.stopExecution({ executionArn, error, cause });
}
