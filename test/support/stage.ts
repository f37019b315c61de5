import {
  checkHistory,
  createFakeStepFunctions,
  seconds,
  virtualClock,
  type FakeOptions,
  type FakeStepFunctions,
  type StateMachineSetup,
  type TaskScript,
} from 'redrive-testkit';
import { START } from './workflows';

export const LAMBDA_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:charge';
export const ACTIVITY_ARN = 'arn:aws:states:us-east-1:123456789012:activity:work';

/** States by what they do; `End` unless a `Next` is given. */
export const task = (Resource = 'arn:aws:states:::sns:publish', more: object = {}) => ({
  Type: 'Task',
  Resource,
  ...('Next' in more ? {} : { End: true }),
  ...more,
});
export const activityTask = (more: object = {}) => task(ACTIVITY_ARN, more);
export const callbackTask = (more: object = {}) => task('arn:aws:states:::sqs:sendMessage.waitForTaskToken', more);
export const pass = (more: object = {}) => ({ Type: 'Pass', ...('Next' in more ? {} : { End: true }), ...more });
export const wait = (more: object = {}) => ({ Type: 'Wait', ...('Next' in more ? {} : { End: true }), ...more });
export const parallel = (branches: readonly object[], more: object = {}) => ({
  Type: 'Parallel',
  Branches: branches,
  ...('Next' in more ? {} : { End: true }),
  ...more,
});
export const map = (processor: object, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...processor },
  ...('Next' in more ? {} : { End: true }),
  ...more,
});
/** A region of states that starts at the first of them. */
export const flow = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0]!, States: states });

interface Play {
  readonly tasks?: TaskScript;
  readonly input?: unknown;
  readonly name?: string;
  readonly type?: StateMachineSetup['type'];
}

/** An execution on the stage, with what tests ask of it. */
export interface Played {
  readonly sfn: FakeStepFunctions;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  /** Completes what takes no time of the clock. */
  settle(): Played;
  /** Moves the clock. */
  after(durationInSeconds: number): Played;
  redrive(): Played;
  stop(error?: string, cause?: string): Played;
  script(tasks: TaskScript): Played;
  status(): string | undefined;
  output(): unknown;
  /** `error` and `cause` of DescribeExecution. */
  error(): { readonly error: string | undefined; readonly cause: string | undefined };
  /** `7<-4 TaskFailed Oops`: the word after the type is the state, the index or the error. */
  lines(): string[];
  /** The lines since the last ExecutionRedriven, that one included. */
  resumed(): string[];
  /** Details of the last event of a type. */
  details(type: string): Record<string, unknown>;
  /** Details of the events of a type, in order. */
  allDetails(type: string): Record<string, unknown>[];
}

/**
 * A fake for one test file, fresh before each test. After each test every history that was emitted is checked against the grammar.
 */
export function stage(options: FakeOptions = {}): {
  sfn(): FakeStepFunctions;
  play(definition: object, play?: Play): Played;
} {
  let sfn: FakeStepFunctions;
  let played: string[] = [];
  let machines = 0;
  beforeEach(() => {
    sfn = createFakeStepFunctions({ clock: virtualClock(new Date(START)), ...options });
    played = [];
  });
  afterEach(() => {
    for (const executionArn of played) {
      const { problems } = checkHistory(sfn.history(executionArn), { allowIncomplete: true });
      expect(problems).toEqual([]);
    }
  });
  return {
    sfn: () => sfn,
    play(definition, { tasks = {}, input = {}, name, type }: Play = {}) {
      machines += 1;
      const { stateMachineArn } = sfn.createStateMachine({
        name: name ?? `machine-${machines}`,
        definition,
        tasks,
        ...(type === undefined ? {} : { type }),
      });
      const { executionArn } = sfn.startExecution({ stateMachineArn, input: JSON.stringify(input) });
      played.push(executionArn);
      return playedOf(sfn, executionArn, stateMachineArn);
    },
  };
}

export function playedOf(sfn: FakeStepFunctions, executionArn: string, stateMachineArn: string): Played {
  const self: Played = {
    sfn,
    executionArn,
    stateMachineArn,
    settle: () => chain(() => sfn.settle()),
    after: (duration) => chain(() => sfn.clock.advanceBy(seconds(duration))),
    redrive: () => chain(() => sfn.redriveExecution({ executionArn })),
    stop: (error, cause) => chain(() => sfn.stopExecution({ executionArn, error, cause })),
    script: (tasks) => chain(() => sfn.script(stateMachineArn, tasks)),
    status: () => sfn.execution(executionArn).status,
    output: () => JSON.parse(sfn.execution(executionArn).output ?? 'null') as unknown,
    error() {
      const { error, cause } = sfn.execution(executionArn);
      return { error, cause };
    },
    lines: () => sfn.history(executionArn).map(line),
    resumed() {
      const lines = self.lines();
      return lines.slice(lines.findLastIndex((each) => each.includes(' ExecutionRedriven')));
    },
    details: (type) => self.allDetails(type).at(-1) ?? {},
    allDetails: (type) =>
      sfn
        .history(executionArn)
        .filter((event) => event.type === type)
        .map((event) => detailsOf(event) ?? {}),
  };
  function chain(act: () => unknown): Played {
    act();
    return self;
  }
  return self;
}

function detailsOf(event: object): Record<string, unknown> | undefined {
  const member = Object.entries(event).find(([name]) => name.endsWith('EventDetails'));
  return member?.[1] as Record<string, unknown> | undefined;
}

function line(event: { id?: number; previousEventId?: number; type?: string }): string {
  const { index, name, error, redriveCount } = detailsOf(event) ?? {};
  const word = index ?? name ?? error ?? redriveCount;
  return `${event.id}<-${event.previousEventId} ${event.type}${word === undefined ? '' : ` ${String(word)}`}`;
}

/** The lines of a text, blank ones and indentation left out. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
