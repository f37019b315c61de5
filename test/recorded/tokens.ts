import { createFakeStepFunctions } from '../../src/service/createFake';
import { type FakeStepFunctions } from '../../src/service/fakeStepFunctions';
import { virtualClock } from '../../src/time/clock';
import { seconds } from '../../src/time/duration';
import { PAIRING_RUN } from './script';

export const ACCOUNT = '111111111111';
const ACTIVITY = 'probe';

/** A token that was leased, and how its task or execution came to its end since, by what the recorder wrote for it. */
const ENDS: Readonly<Record<string, (scene: Scene) => void>> = {
  '<live token>': () => undefined,
  '<token of a stopped execution>': ({ sfn, executionArn }) => sfn.stopExecution({ executionArn }),
  '<token of a finished task>': ({ sfn, taskToken }) => sfn.sendTaskSuccess({ taskToken, output: '{}' }),
  '<token after its heartbeat ran out>': ({ sfn }) => sfn.clock.advanceBy(seconds(3)),
  '<token after the execution timed out>': ({ sfn, taskToken, sibling }) => {
    for (let second = 1; second < 3; second += 1) {
      sfn.clock.advanceBy(seconds(1));
      for (const token of [taskToken, sibling]) sfn.sendTaskHeartbeat({ taskToken: token });
    }
    sfn.clock.advanceBy(seconds(1));
  },
  '<token of a task aborted because its sibling failed>': ({ sfn, sibling }) => {
    sfn.sendTaskFailure({ taskToken: sibling, error: 'Probe.Branch' });
  },
};

interface Scene {
  readonly sfn: FakeStepFunctions;
  readonly executionArn: string;
  readonly taskToken: string;
  readonly sibling: string;
}

/** @throws Error for a word that is not known. */
export function tokenOf(word: string, sfn: FakeStepFunctions, region: string): string {
  if (word === '<live token of another Region>') {
    const other = createFakeStepFunctions({ account: ACCOUNT, region: 'eu-west-1', clock: virtualClock(PAIRING_RUN) });
    return leased(other, 'eu-west-1').taskToken;
  }
  const end = ENDS[word];
  if (end === undefined) throw new Error(`nothing is known of a ${word}`);
  const scene = leased(sfn, region, word.includes('timed out'));
  end(scene);
  return scene.taskToken;
}

function leased(sfn: FakeStepFunctions, region: string, runsOut = false): Scene {
  const activityArn = `arn:aws:states:${region}:${ACCOUNT}:activity:${ACTIVITY}`;
  sfn.createActivity({ name: ACTIVITY });
  const task = { Type: 'Task', Resource: activityArn, HeartbeatSeconds: 2, End: true };
  const branch = (name: string) => ({ StartAt: name, States: { [name]: task } });
  const definition = {
    StartAt: 'Both',
    ...(runsOut ? { TimeoutSeconds: 3 } : {}),
    States: { Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } },
  };
  const { stateMachineArn } = sfn.createStateMachine({ name: 'tokens', definition });
  const { executionArn } = sfn.startExecution({ stateMachineArn });
  sfn.settle();
  const [taskToken, sibling] = [sfn.getActivityTask({ activityArn }), sfn.getActivityTask({ activityArn })].map(
    (answer) => answer.taskToken ?? '',
  );
  return { sfn, executionArn, taskToken: taskToken ?? '', sibling: sibling ?? '' };
}
