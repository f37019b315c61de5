import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import type { RunIdentity } from '../asl/engine/run';
import type { TaskScript, TaskScriptEntry } from '../asl/script/taskScript';
import type { CapturedExecution } from '../catalogue/capturedExecution';
import { playCourse, type Attempt, type Stage } from '../catalogue/course';
import { prepare, refuseOther, refuseStretch, type ExecutionRecipe, type Prepared } from '../catalogue/recipe';
import { executionArn } from '../model/arn';
import { Payload } from '../model/json';
import { RefusalSignal } from '../model/outcome';
import { TestkitError } from '../model/testkitError';
import { describeShape } from './executions/executionShapes';
import type { OperationContext } from './operations/operationContext';
import { identityOf, openExecution } from './executions/openExecution';
import { rehearse } from './executions/rehearsal';
import { contextAt, seededMachine, type SeededMachine } from './seededMachine';
import type { ExecutionRecord } from './store';
import { scriptKey } from './taskScripts';

/** What `sfn.seed` takes: made by `failedExecution` or by `importExecution`. */
export type SeedRecipe = ExecutionRecipe | CapturedExecution;

type AlwaysDescribed = 'executionArn' | 'stateMachineArn' | 'name' | 'status' | 'startDate';

/** An execution as DescribeExecution shows it when `sfn.seed` has made it. */
export type SeededExecution = DescribeExecutionOutput & {
  readonly [Member in AlwaysDescribed]: NonNullable<DescribeExecutionOutput[Member]>;
};

/** What the service takes for true while an execution is seeded. */
export interface Pretence {
  /** What time it is, epoch milliseconds. */
  now(): number;
  /** What the roles of state machines may not do. */
  readonly denied?: string;
}

/** Lets the service take something for true until the seeding is over. */
export type Pretend = (pretence: Pretence) => void;

/** The execution itself, or an unsuccessful child of its Map Run. */
function shown({ entry, mode }: Prepared, record: ExecutionRecord, { store }: OperationContext): ExecutionRecord {
  if (entry.shows === undefined) return record;
  const child = [...store.executions.values()].findLast(
    ({ mapRunArn, run }) => mapRunArn !== undefined && run.status !== 'SUCCEEDED' && run.scriptedAs === record.name,
  );
  if (child === undefined) throw new Error(`mode '${mode}' has no unsuccessful child`);
  return child;
}

/** Makes the n-th execution of a recipe, in the past of the fake. */
export function seedExecution(
  recipe: ExecutionRecipe,
  sequence: number,
  context: OperationContext,
  pretend: Pretend,
): SeededExecution {
  const prepared = prepare(recipe, sequence, context, context.now);
  const seeded = seededMachine(recipe, prepared, context);
  const seeding = new Seeding(prepared, seeded, prepared.executionName ?? context.ids.uuid(), context, pretend);
  try {
    const record = shown(prepared, seeding.run(), context);
    if (prepared.entry.afterwards !== undefined) seeded.machine.deletedAt = context.now;
    return { ...describeShape(record, context), executionArn: record.arn } as SeededExecution;
  } catch (error) {
    seeding.undo();
    throw error;
  }
}

class Seeding {
  private record: ExecutionRecord | undefined;
  private readonly key: string;

  constructor(
    private readonly prepared: Prepared,
    private readonly seeded: SeededMachine,
    private readonly name: string,
    private readonly context: OperationContext,
    private readonly pretend: Pretend,
  ) {
    this.key = scriptKey(seeded.machine.arn, name);
  }

  run(): ExecutionRecord {
    const { plan, startedAt, endsAt } = this.prepared;
    const { now } = this.context;
    const usual = plan.course(0);
    const rehearsal = rehearse(usual, this.identity(), this.scripts(), this.context, startedAt ?? endsAt ?? now);
    const start = startedAt ?? (endsAt ?? now) - rehearsal.lasts;
    const stretch = startedAt === undefined || endsAt === undefined ? 0 : endsAt - startedAt - rehearsal.lasts;
    if (stretch !== 0) refuseStretch(this.prepared, stretch);
    playCourse(stretch === 0 ? usual : plan.course(stretch), this.stage(now, rehearsal.answered), start);
    const record = this.opened();
    refuseOther(this.prepared, record.run, now);
    this.lay(plan.afterRedrive, plan.machine?.tasks);
    this.pretend({ now: () => now });
    return record;
  }

  /** Takes back what an attempt to seed that failed has left. */
  undo(): void {
    const { store } = this.context;
    store.scripts.delete(this.key);
    if (this.record === undefined) return;
    store.executions.delete(this.record.arn);
    store.open.delete(this.record.arn);
  }

  /** Lays down what tasks of this execution alone do, whatever the script of its machine says. */
  private lay({ tasks, itemReaders = {}, resultWriters = {} }: Attempt, others: TaskScript = {}): void {
    this.context.store.scripts.set(this.key, { tasks: { ...others, ...tasks }, itemReaders, resultWriters });
  }

  private scripts(): ReadonlyMap<string, TaskScriptEntry> {
    return new Map([...this.seeded.machine.tasks, ...Object.entries(this.prepared.plan.machine?.tasks ?? {})]);
  }

  private opened(): ExecutionRecord {
    if (this.record === undefined) throw new Error('a seeded execution was gone on with before it began');
    return this.record;
  }

  private identity(): RunIdentity {
    const { name, context } = this;
    const { machine, chosen } = this.seeded;
    return identityOf(machine, chosen, {
      executionArn: executionArn({ ...context, stateMachineName: machine.name, executionName: name }),
      executionName: name,
      input: Payload.ofValue(this.prepared.input),
    });
  }

  private stage(now: number, answered: TaskScript): Stage {
    const { driver } = this.context;
    const { plan } = this.prepared;
    const opened = () => this.opened();
    return {
      get run() {
        return opened().run;
      },
      begin: (attempt, at) => {
        this.lay(attempt, { ...answered, ...plan.machine?.tasks });
        const { denied } = attempt;
        this.pretend({ now: () => this.record?.run.time ?? at, ...(denied === undefined ? {} : { denied }) });
        if (this.record === undefined) this.record = this.open(at);
        else driver.redrive(this.record, at);
      },
      advance: (until = now, isEnough) => driver.goOn(Math.min(until, now), [opened()], isEnough),
      stop: (at, reason) => driver.abort(opened(), at, reason),
    };
  }

  private open(at: number): ExecutionRecord {
    const input = Payload.ofValue(this.prepared.input).text;
    const { machine, chosen } = this.seeded;
    const request = { stateMachineArn: machine.arn, name: this.name, input };
    try {
      return openExecution(request, contextAt(at, this.context), chosen).record;
    } catch (signal) {
      if (signal instanceof RefusalSignal && signal.refusal.name === 'ExecutionAlreadyExists') throw this.reused();
      throw signal;
    }
  }

  private reused(): TestkitError {
    return new TestkitError({
      code: 'RECIPE_REUSED',
      what: `There is an execution '${this.name}' of state machine '${this.seeded.machine.name}' already.`,
      hint: 'Leave executionName out, or make it a function: executionName: (sequence) => `order-${sequence}`.',
    });
  }
}
