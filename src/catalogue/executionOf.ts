import type { ItemReaderScript, ResultWriterScript } from '../asl/script/mapRunScript';
import type { TaskScript } from '../asl/script/taskScript';
import { checkDuration, checkOptions, invalid } from '../model/arguments';
import { strictJson } from '../model/strictJson';
import { TestkitError } from '../model/testkitError';
import { checkScripts } from '../service/machines/scripts';
import { describePending } from '../service/control/pending';
import { arnOf } from '../service/guards';
import type { Attempt } from './course';
import type { SeedRecipe } from '../service/seeding';
import type { ServiceCore } from '../service/serviceCore';
import type { ExecutionRecord } from '../service/store';
import { epochMilliseconds, type Instant } from '../time/clock';
import { namedMachine } from './machine';
import { Maker } from './make';
import { takes } from './modes/durations';
import type { Plan } from './modes/mode';
import { checkName } from './optionChecks';
import { forExecution, type PerExecution } from './options';
import type { Stage } from './stage';

/** Options of {@link executionOf}. Durations are milliseconds. */
export interface PastExecutionOptions {
  /** Input of the execution, anything that JSON can hold; `{}` unless given. */
  input?: PerExecution<unknown>;
  /** Name of the execution; a UUID unless given. */
  executionName?: PerExecution<string>;
  /** What its tasks came to, where that was something else than the script of the machine says. A redrive follows the machine's. */
  tasks?: TaskScript;
  /** The same for the readers and writers of its Distributed Maps. */
  itemReaders?: ItemReaderScript;
  resultWriters?: ResultWriterScript;
  /** How long ago it stopped, by the fake's clock: one minute unless given. */
  stoppedAgo?: PerExecution<number>;
  /** When it started, instead of when it stopped. */
  startedAt?: PerExecution<Instant>;
}

const OPTIONS = [
  ...(['input', 'executionName', 'tasks', 'itemReaders', 'resultWriters', 'stoppedAgo', 'startedAt'] as const),
];
const EXAMPLE = 'executionOf(machine, { input: { orderId: 7 }, stoppedAgo: days(2) })';

type Machine = string | { readonly stateMachineArn?: string | undefined };

/**
 * A recipe for a past execution of a state machine of your own, whatever came of it. `sfn.seed` puts it into the fake.
 *
 * @param stateMachine what `createStateMachine` answered, or an ARN, also that of a version or an alias
 * @throws TestkitError `OPTION_UNKNOWN`, `ARGUMENT_INVALID`
 * @example
 * const past = sfn.seed(executionOf(machine, { input: { orderId: 7 }, stoppedAgo: days(2) }));
 * past.status; // what the tasks and the input have led to
 */
export function executionOf(stateMachine: Machine, options: PastExecutionOptions = {}): PastExecution {
  checkOptions('executionOf()', options, OPTIONS, EXAMPLE);
  if (arnOf('stateMachineArn', stateMachine) === undefined) {
    throw invalid('executionOf() takes a state machine.', stateMachine, `Write for example ${EXAMPLE}.`);
  }
  const { input, executionName, stoppedAgo, startedAt } = options;
  if (typeof input !== 'function' && input !== undefined) strictJson(input, 'The option input');
  if (typeof executionName !== 'function') checkName('executionName', executionName);
  if (typeof stoppedAgo !== 'function') checkDuration('stoppedAgo', stoppedAgo);
  if (typeof startedAt !== 'function' && startedAt !== undefined) epochMilliseconds(startedAt);
  if (stoppedAgo !== undefined && startedAt !== undefined) {
    const what = 'startedAt and stoppedAgo of executionOf() say the same twice: how long it takes is up to its tasks.';
    throw new TestkitError({ code: 'ARGUMENT_INVALID', what, hint: 'Give one of the two.' });
  }
  return new PastExecution(stateMachine, Object.freeze({ ...options }));
}

/**
 * A past execution of a state machine of your own that is still to be made: `sfn.seed` makes it. Made by `executionOf`; never changed.
 *
 * @example
 * const [first, second] = sfn.seed(executionOf(machine), { count: 2 });
 */
export class PastExecution implements SeedRecipe {
  readonly kind = 'past execution';

  /** @internal */
  constructor(
    readonly stateMachine: Machine,
    readonly options: Readonly<PastExecutionOptions>,
  ) {
    Object.freeze(this);
  }

  /** @internal */
  get onlyName(): string | undefined {
    const { executionName } = this.options;
    return typeof executionName === 'function' ? undefined : executionName;
  }

  /** @internal */
  seedInto(base: ServiceCore, sequence: number): ExecutionRecord {
    const { stateMachine, options } = this;
    const { tasks = {}, itemReaders = {}, resultWriters = {} } = options;
    const now = base.now();
    const executionName = forExecution(options.executionName, sequence);
    const started = forExecution(options.startedAt, sequence);
    const stoppedAgo = forExecution(options.stoppedAgo, sequence);
    checkName('executionName', executionName);
    checkDuration('stoppedAgo', stoppedAgo);
    const task = {
      input: strictJson(forExecution(options.input, sequence) ?? {}, 'The option input'),
      executionName,
      startedAt: started === undefined ? undefined : epochMilliseconds(started),
      endsAt: started === undefined ? now - (stoppedAgo ?? takes.sinceTheStop) : undefined,
      machine: (_plan: Plan, context: Parameters<typeof namedMachine>[1]) => {
        const found = namedMachine(arnOf('stateMachineArn', stateMachine), context);
        checkScripts(found.machine, { tasks, itemReaders, resultWriters });
        return found;
      },
    };
    // What started at some time has come as far as it has by now.
    const openAfter = task.startedAt === undefined ? undefined : Math.max(0, now - task.startedAt);
    const attempt: Attempt = { tasks, itemReaders, resultWriters, ...(openAfter === undefined ? {} : { openAfter }) };
    const plan: Plan = { course: () => [attempt], afterRedrive: { tasks: {} } };
    const stage = new Maker(task, { base, now, latest: now }).make(plan);
    refuseRunning(stage, stoppedAgo);
    stage.leave(now, plan.afterRedrive);
    base.adopt(stage.fake);
    return stage.record;
  }
}

/** What has not stopped has not stopped some time ago. */
function refuseRunning({ record, fake }: Stage, stoppedAgo: number | undefined): void {
  if (stoppedAgo === undefined || record.run.status !== 'RUNNING') return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'The execution has not stopped, so it has not stopped some time ago.',
    found: describePending([...fake.store.executions.values()].filter(({ run }) => run.status === 'RUNNING')),
    hint: 'Script what it waits for with { tasks }, or leave stoppedAgo out: then it is still running.',
  });
}
