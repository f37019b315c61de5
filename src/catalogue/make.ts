import type { Definition } from '../asl/definition/definition';
import { RefusalSignal } from '../model/outcome';
import { TestkitError } from '../model/testkitError';
import { beginDeletion } from '../service/machines/removal';
import type { ServiceCore } from '../service/serviceCore';
import type { ExecutionRecord } from '../service/store';
import { days } from '../time/duration';
import { seededMachine } from './machine';
import { takes } from './modes/durations';
import type { Plan } from './modes/mode';
import { prepare, type Prepared } from './prepare';
import type { ExecutionRecipe } from './recipe';
import { Answers, Stage } from './stage';

/** Where an execution is made, and when. */
export interface Making {
  /** The fake that it is made for: its machines, rules and permissions hold. */
  readonly base: ServiceCore;
  /** What time it is there, epoch milliseconds. */
  readonly now: number;
  /** The latest time at which anything may have happened. */
  readonly latest: number;
  /** The next ids of the fake unless given. */
  readonly randomSeed?: number;
  /** It is redriven after a while. */
  readonly andRedriven?: boolean;
}

/** An execution of a recipe, in a private fake. */
export interface Made {
  readonly fake: ServiceCore;
  /** What the recipe is about: the execution that was run, or a child of it. */
  readonly record: ExecutionRecord;
}

/** Makes the n-th execution of a recipe. */
export function makeExecution(recipe: ExecutionRecipe, sequence: number, making: Making): Made {
  try {
    return new Maker(recipe, sequence, making).made();
  } catch (signal) {
    throw signal instanceof RefusalSignal ? refusedByAws(signal) : signal;
  }
}

/** Puts the n-th execution of a recipe into the past of a fake. */
export function seedExecution(recipe: ExecutionRecipe, sequence: number, base: ServiceCore): ExecutionRecord {
  const now = base.now();
  const { fake, record } = makeExecution(recipe, sequence, { base, now, latest: now });
  base.adopt(fake);
  const { deletedAt } = fake.store.stateMachines.get(record.run.machineArn)!;
  const machine = base.store.stateMachines.get(record.run.machineArn)!;
  if (deletedAt !== undefined) beginDeletion(machine, deletedAt, base.store);
  return record;
}

/** How long a state machine of the catalogue existed before its first execution. */
const AGE_OF_MACHINE = days(30);

/** How long executions of a definition took last, in milliseconds: a guess that is right as long as the options are alike. */
const lasted = new WeakMap<Definition, number>();

/** Runs the same execution until it lies where it should: only then is it known how long it takes. */
class Maker {
  private readonly answers = new Answers();
  private readonly prepared: Prepared;

  constructor(
    private readonly recipe: ExecutionRecipe,
    sequence: number,
    private readonly making: Making,
  ) {
    this.prepared = prepare(recipe, sequence, making.base.place, making.now);
  }

  made(): Made {
    const { now, latest, andRedriven } = this.making;
    const plan = this.plan();
    const stage = this.placed(plan);
    refuseOther(this.prepared, stage, latest);
    if (andRedriven === true) stage.redrive({ ...plan.afterRedrive, pause: takes.betweenRedrives });
    const { fake, record } = stage;
    stage.leave(Math.max(now, record.run.time), plan.afterRedrive);
    const machine = fake.store.stateMachines.get(record.run.machineArn)!;
    if (this.prepared.entry.afterwards !== undefined) beginDeletion(machine, now, fake.store);
    return { fake, record: shown(this.prepared, stage) };
  }

  /** With a number of events wanted, those of the mode itself are counted first. */
  private plan(): Plan {
    const { prepared, making } = this;
    const plan = prepared.plan(0);
    if (prepared.events === undefined || plan.machine === undefined) return plan;
    const { events } = this.run(plan, 0, () => prepared.startedAt ?? making.now).record.run;
    return prepared.plan(prepared.events - events.length);
  }

  /** Runs it twice where it takes longer or shorter than the last one of its kind, so that it stops when it should. */
  private placed(plan: Plan): Stage {
    const { startedAt, endsAt } = this.prepared;
    if (endsAt === undefined) return this.run(plan, 0, () => startedAt ?? this.making.now);
    const stage = this.run(plan, 0, (definition) => startedAt ?? endsAt - (lasted.get(definition) ?? 0));
    const { startDate, definition } = stage.record.run;
    const off = endsAt - stage.lastly;
    if (off === 0) return stage;
    if (startedAt !== undefined) {
      refuseStretch(this.prepared, plan, off);
      return this.run(plan, off, () => startedAt);
    }
    lasted.set(definition, stage.lastly - startDate);
    return this.run(plan, 0, () => startDate + off);
  }

  private run(plan: Plan, stretch: number, startOf: (definition: Definition) => number): Stage {
    const { prepared, answers } = this;
    const { base, randomSeed } = this.making;
    const part = {
      name: prepared.executionName,
      input: prepared.input,
      course: plan.course(stretch),
      tasks: plan.machine?.tasks ?? {},
      machineDate: (prepared.startedAt ?? prepared.endsAt ?? this.making.now) - AGE_OF_MACHINE,
      machine: (context) => seededMachine(this.recipe, prepared.entry, plan, context),
      startOf,
    } satisfies Parameters<typeof Stage.run>[0];
    return Stage.run(part, { base, answers, randomSeed });
  }
}

/** The execution itself, or an unsuccessful child of its Map Run. */
function shown({ entry, mode }: Prepared, { fake, record }: Stage): ExecutionRecord {
  if (entry.shows === undefined) return record;
  const children = [...fake.store.executions.values()].filter(({ mapRunArn }) => mapRunArn !== undefined);
  const child = children.findLast(({ run }) => run.status !== 'SUCCEEDED');
  if (child === undefined) throw new Error(`mode '${mode}' has no unsuccessful child`);
  return child;
}

/** Refuses that an execution is to take so many milliseconds more than it takes, or less. */
function refuseStretch({ mode }: Prepared, plan: Plan, stretch: number): void {
  if (stretch > 0 && plan.stretches === true) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what:
      stretch < 0
        ? 'Between startedAt and stoppedAgo there is less time than the execution takes.'
        : `Nothing takes longer than usual in mode '${mode}', so startedAt and stoppedAgo contradict each other.`,
    found: `${Math.abs(stretch)} ms ${stretch < 0 ? 'are missing' : 'are left over'}.`,
    hint: 'Give one of the two.',
  });
}

/** Refuses an execution that has another status in the end than its mode says. */
function refuseOther({ entry, mode }: Prepared, { record: { run }, lastly }: Stage, latest: number): void {
  const status = lastly > latest ? 'RUNNING' : run.status;
  if (status === entry.status) return;
  const last = run.events.at(-1);
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `The execution did not come to what mode '${mode}' says: it is ${status}, not ${entry.status}.`,
    found: `Its last event is #${last?.id} ${last?.type}, at ${isoText(run.time)}.`,
    hint:
      status === 'RUNNING'
        ? 'Let what it waits for end by itself, or let it have started earlier.'
        : 'See that the state is reached with this input, and that no Retry or Catch makes up for its failure.',
  });
}

function isoText(time: number): string {
  return new Date(time).toISOString();
}

function refusedByAws({ refusal }: RefusalSignal): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'AWS takes no such execution or state machine.',
    found: `${refusal.name}: ${refusal.message ?? ''}`,
    hint: 'Choose other names of states, another resource, or another input.',
  });
}
