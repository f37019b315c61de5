import { existsSync } from 'node:fs';
import { createFakeStepFunctions } from '../../src/service/createFake';
import type { FakeStepFunctions } from '../../src/service/fakeStepFunctions';
import { virtualClock } from '../../src/time/clock';
import { readJson, recordedPath } from './recordings';
import { exchange } from '../../src/adapters/wire/exchange';
import { ACCOUNT, tokenOf } from './tokens';

const ANSWERS = recordedPath('recorded/answers-callback.json');
const REGION = 'us-west-2';

/** An answer to a call about a task or an execution that is over, and when it was given. */
interface Answered {
  readonly operation: string;
  readonly status: number;
  readonly body: object;
  readonly when: string;
}

/** Brings the fake to where the call was made, in each way that the recorder tells of: the call's input, and the recorded body. */
const SCENES: Readonly<Record<string, (sfn: FakeStepFunctions) => readonly [input: object, body: object][]>> = {
  SendTaskHeartbeat: (sfn) => {
    const taskToken = tokenOf('<token of a task aborted because its sibling failed>', sfn, REGION);
    sfn.clock.advanceBy(245);
    return [[{ taskToken }, {}]];
  },
  StopExecution: (sfn) =>
    ['Fail', 'Wait'].map((Type) => {
      const state = Type === 'Fail' ? { Type, Error: 'Oops' } : { Type, Seconds: 60, End: true };
      const definition = { StartAt: 'S', States: { S: state } };
      const { stateMachineArn } = sfn.createStateMachine({ name: Type, definition });
      const { executionArn } = sfn.startExecution({ stateMachineArn });
      sfn.settle();
      if (Type === 'Wait') sfn.stopExecution({ executionArn, error: 'First' });
      const { stopDate } = sfn.describeExecution({ executionArn });
      sfn.clock.advanceBy(5000);
      return [{ executionArn, error: 'Second', cause: 'again' }, { stopDate: Number(stopDate) / 1000 }];
    }),
  GetActivityTask: (sfn) => {
    const { activityArn } = sfn.createActivity({ name: 'idle' });
    return [[{ activityArn }, {}]];
  },
};

/** Recordings are not part of the project: without them this test is skipped, and says so. */
(existsSync(ANSWERS) ? test : test.skip)(
  'what AWS answers about tasks and executions that are over is answered (skipped without recordings)',
  async () => {
    const answers = readJson<Answered[]>(ANSWERS);
    expect(answers.map(({ operation }) => operation).toSorted()).toEqual(Object.keys(SCENES).toSorted());
    for (const { operation, status } of answers) {
      const sfn = createFakeStepFunctions({ account: ACCOUNT, region: REGION, clock: virtualClock('2026-09-23') });
      for (const [input, body] of SCENES[operation]!(sfn)) {
        const given = exchange(sfn, `AWSStepFunctions.${operation}`, JSON.stringify(input));
        const response = operation === 'GetActivityTask' ? await within60Seconds(sfn, given) : await given;
        expect({ status: response?.status, body: JSON.parse(response?.body ?? '') as unknown }).toEqual({
          status,
          body,
        });
      }
    }
  },
);

/** A long poll that finds nothing is answered after a minute of the fake's time, and not before. */
async function within60Seconds<T>(sfn: FakeStepFunctions, given: Promise<T>): Promise<T> {
  let answered = false;
  void given.then(() => (answered = true));
  await new Promise(setImmediate);
  sfn.clock.advanceBy(59_999);
  await new Promise(setImmediate);
  expect(answered).toBe(false);
  sfn.clock.advanceBy(1);
  return given;
}
