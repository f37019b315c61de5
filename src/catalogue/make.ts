import type { Definition } from '../asl/definition/definition';
import type { Json } from '../model/json';
import { RefusalSignal } from '../model/outcome';
import { TestkitError } from '../model/testkitError';
import type { OperationContext } from '../service/operations/operationContext';
import type { ServiceCore } from '../service/serviceCore';
import { days } from '../time/duration';
import type { SeededMachine } from './machine';
import type { Plan } from './modes/mode';
import { Answers, Stage, type Part } from './stage';

/** An execution that is to be made. Dates are epoch milliseconds. */
export interface Task {
  readonly input: Json;
  readonly executionName: string | undefined;
  readonly startedAt: number | undefined;
  /** When its course ends. */
  readonly endsAt: number | undefined;
  machine(plan: Plan, context: OperationContext): SeededMachine;
}

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
}

/** How long a state machine of the catalogue existed before its first execution. */
const AGE_OF_MACHINE = days(30);

/** How long executions of a definition took last, in milliseconds: a guess that is right as long as the options are alike. */
const lasted = new WeakMap<Definition, number>();

/** Runs the same execution until it lies where it should: only then is it known how long it takes. */
export class Maker {
  private readonly answers = new Answers();

  constructor(
    private readonly task: Task,
    private readonly making: Making,
  ) {}

  /** Runs it so that it ends when it should: twice where it takes longer or shorter than the last one of its kind. */
  make(plan: Plan): Stage {
    const { startedAt, endsAt } = this.task;
    if (endsAt === undefined) return this.run(plan);
    const stage = this.play(plan, 0, (definition) => startedAt ?? endsAt - (lasted.get(definition) ?? 0));
    const { startDate, definition } = stage.record.run;
    const off = endsAt - stage.lastly;
    if (off === 0) return stage;
    if (startedAt !== undefined) {
      refuseStretch(plan, off);
      return this.play(plan, off, () => startedAt);
    }
    lasted.set(definition, stage.lastly - startDate);
    return this.play(plan, 0, () => startDate + off);
  }

  /** Runs it once, from where it starts or from now on. */
  run(plan: Plan): Stage {
    return this.play(plan, 0, () => this.task.startedAt ?? this.making.now);
  }

  private play(plan: Plan, stretch: number, startOf: Part['startOf']): Stage {
    const { task, answers } = this;
    const { base, now, randomSeed } = this.making;
    const part: Part = {
      name: task.executionName,
      input: task.input,
      course: plan.course(stretch),
      tasks: plan.machine?.tasks ?? {},
      machineDate: (task.startedAt ?? task.endsAt ?? now) - AGE_OF_MACHINE,
      machine: (context) => task.machine(plan, context),
      startOf,
    };
    try {
      return Stage.run(part, { base, answers, randomSeed });
    } catch (signal) {
      throw signal instanceof RefusalSignal ? refusedByAws(signal) : signal;
    }
  }
}

/** Refuses that an execution is to take so many milliseconds more than it takes, or less. */
function refuseStretch(plan: Plan, stretch: number): void {
  if (stretch > 0 && plan.stretches === true) return;
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what:
      stretch < 0
        ? 'Between startedAt and stoppedAgo there is less time than the execution takes.'
        : 'Nothing takes longer than usual in this execution, so startedAt and stoppedAgo contradict each other.',
    found: `${Math.abs(stretch)} ms ${stretch < 0 ? 'are missing' : 'are left over'}.`,
    hint: 'Give one of the two.',
  });
}

function refusedByAws({ refusal }: RefusalSignal): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'AWS takes no such execution or state machine.',
    found: `${refusal.name}: ${refusal.message ?? ''}`,
    hint: 'Choose other names of states, another resource, or another input.',
  });
}
