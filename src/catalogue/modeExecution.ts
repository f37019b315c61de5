import { beginDeletion } from '../service/machines/removal';
import type { ServiceCore } from '../service/serviceCore';
import type { ExecutionRecord } from '../service/store';
import { refuseOther } from './asked';
import { seededMachine } from './machine';
import { Maker, type Making } from './make';
import { takes } from './modes/durations';
import type { Plan } from './modes/mode';
import { prepare, type Prepared } from './prepare';
import type { ExecutionRecipe } from './recipe';
import type { Stage } from './stage';

/** An execution of a recipe, in a private fake. */
export interface Made {
  readonly fake: ServiceCore;
  /** What the recipe is about: the execution that was run, or a child of it. */
  readonly record: ExecutionRecord;
}

/** Makes the n-th execution of a recipe; redriven after a while if wanted. */
export function makeExecution(
  recipe: ExecutionRecipe,
  sequence: number,
  { andRedriven = false, ...making }: Making & { andRedriven?: boolean },
): Made {
  const { now, latest } = making;
  const prepared = prepare(recipe, sequence, making.base.place, now);
  const machineOf = seededMachine.bind(undefined, recipe, prepared.entry);
  const maker = new Maker({ ...prepared, machine: machineOf }, making);
  const plan = planned(prepared, maker);
  const stage = maker.make(plan);
  const { fake, record } = stage;
  const leave = () => stage.leave(Math.max(now, record.run.time), plan.afterRedrive);
  leave();
  refuseOther({ options: recipe.options, prepared, plan, stage }, latest);
  if (andRedriven) {
    stage.redrive({ ...plan.afterRedrive, pause: takes.betweenRedrives });
    leave();
  }
  const machine = fake.store.stateMachines.get(record.run.machineArn)!;
  if (prepared.entry.afterwards !== undefined) beginDeletion(machine, now, fake.store);
  return { fake, record: shown(prepared, stage) };
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

/** With a number of events wanted, those of the mode itself are counted first. */
function planned({ plan: planFor, events }: Prepared, maker: Maker): Plan {
  const plan = planFor(0);
  if (events === undefined || plan.machine === undefined) return plan;
  return planFor(events - maker.run(plan).record.run.events.length);
}

/** The execution itself, or an unsuccessful child of its Map Run. */
function shown({ entry, mode }: Prepared, { fake, record }: Stage): ExecutionRecord {
  if (entry.shows === undefined) return record;
  const children = [...fake.store.executions.values()].filter(({ mapRunArn }) => mapRunArn !== undefined);
  const child = children.findLast(({ run }) => run.status !== 'SUCCEEDED');
  if (child === undefined) throw new Error(`mode '${mode}' has no unsuccessful child`);
  return child;
}
