import type { DescribeExecutionOutput, ExecutionListItem, HistoryEvent } from '@aws-sdk/client-sfn';
import type { Run } from '../asl/engine/run';
import { hashOf } from '../model/hash';
import { createIdSource } from '../model/idSource';
import { toSdkEvent } from '../model/historyEvent';
import { TestkitError } from '../model/testkitError';
import { defaultAssumptions } from '../rules/assumptions';
import { defaultLimits } from '../rules/limits';
import { DEFAULT_VIRTUAL_START, epochMilliseconds } from '../time/clock';
import type { Course } from './course';
import { definitionOf, runCourse, type Scripted } from './engineRun';
import { describeExecution, listItemOf, type DescribableExecution } from './executionDescription';
import { takes } from './modes/durations';
import { DEFAULT_PLACE } from './place';
import { entryOf, prepare, refuseOther, refuseStretch, type ExecutionRecipe, type Prepared } from './recipe';
import { executionStatusChangeEvent, type ExecutionStatusChangeEvent } from './statusChangeEvent';

/** An execution of the catalogue as the operations answer it; all of it agrees. */
export interface BuiltExecution {
  /** What DescribeExecution answers. */
  readonly description: DescribeExecutionOutput;
  /** What ListExecutions has of it. */
  readonly listItem: ExecutionListItem;
  /** What GetExecutionHistory answers, all pages. */
  readonly history: HistoryEvent[];
  /** The event of EventBridge about its last change of status. */
  readonly statusChangeEvent: ExecutionStatusChangeEvent;
}

/** What time it is where executions are built without a fake. */
const NOW = epochMilliseconds(DEFAULT_VIRTUAL_START);

/** Of some modes there are executions in earlier years only. */
function nowFor({ mode }: ExecutionRecipe): number {
  return Math.min(NOW, entryOf(mode).latestNow ?? NOW);
}

/** The n-th execution of a recipe, run by the engine alone. */
export function buildExecution(
  recipe: ExecutionRecipe,
  sequence: number,
  { randomSeed = 1, andRedriven = false }: { randomSeed?: number; andRedriven?: boolean } = {},
): BuiltExecution {
  if (recipe.options.stateMachine !== undefined) throw ownMachine();
  const now = nowFor(recipe);
  const prepared = prepare(recipe, sequence, DEFAULT_PLACE, now);
  const { machine } = prepared.plan;
  if (machine === undefined) throw new Error(`mode '${recipe.mode}' brings no state machine`);
  if (machine.type === 'EXPRESS' || prepared.entry.shows !== undefined) throw withoutAnswers(recipe.mode);
  const seed = hashOf(`${randomSeed} ${recipe.mode} ${sequence}`);
  const stateMachineName = recipe.options.stateMachineName ?? recipe.mode;
  const executionName = prepared.executionName ?? createIdSource(seed).uuid();
  const scripted = { machine, stateMachineName, executionName, input: prepared.input };
  const run = runOf(prepared, scripted, seed, now);
  refuseOther(prepared, run, now);
  return shapesOf(andRedriven ? redrivenRun(prepared, scripted, seed, run) : run, prepared, now);
}

/** Runs it twice where it takes longer or shorter than the last one of its kind, so that it stops when it should. */
function runOf(prepared: Prepared, scripted: Scripted, seed: number, now: number): Run {
  const { plan, startedAt, endsAt } = prepared;
  const definition = definitionOf(scripted.machine);
  const attempt = (course: Course, at: number): Run =>
    runCourse(scripted, course, { place: DEFAULT_PLACE, ids: createIdSource(seed), limits: defaultLimits }, at);
  if (startedAt !== undefined && endsAt === undefined) return attempt(plan.course(0), startedAt);
  const end = endsAt ?? now;
  const guess = attempt(plan.course(0), startedAt ?? end - (lasts.get(definition) ?? 0));
  const off = end - endOf(guess, plan.course(0));
  if (off === 0) return guess;
  if (startedAt !== undefined) {
    refuseStretch(prepared, off);
    return attempt(plan.course(off), startedAt);
  }
  lasts.set(definition, endOf(guess, plan.course(0)) - guess.startDate);
  return attempt(plan.course(0), guess.startDate + off);
}

/** How long executions of a definition took last, in milliseconds: a guess that is right as long as the options are alike. */
const lasts = new WeakMap<object, number>();

/** Where the course of a run ends that need not have closed. */
function endOf({ stopDate, redriveDate, startDate }: Run, course: Course): number {
  return stopDate ?? (redriveDate ?? startDate) + (course.at(-1)?.openAfter ?? 0);
}

/** The same run, redriven after a while, and what the redrive came to. */
function redrivenRun({ plan }: Prepared, scripted: Scripted, seed: number, { startDate }: Run): Run {
  const again = { ...plan.afterRedrive, pause: takes.betweenRedrives };
  const surroundings = { place: DEFAULT_PLACE, ids: createIdSource(seed), limits: defaultLimits };
  return runCourse(scripted, [...plan.course(0), again], surroundings, startDate);
}

function shapesOf(run: Run, { entry }: Prepared, now: number): BuiltExecution {
  const execution: DescribableExecution = {
    arn: run.executionArn,
    name: run.executionName,
    stateMachineArn: run.stateMachineArn,
    run,
  };
  const description = describeExecution(execution, {
    now: Math.max(now, run.time),
    limits: defaultLimits,
    assumptions: defaultAssumptions,
    machineStatus: entry.afterwards === undefined ? 'ACTIVE' : 'DELETING',
  });
  return {
    description,
    listItem: listItemOf(execution),
    history: run.events.map(toSdkEvent),
    statusChangeEvent: executionStatusChangeEvent(description),
  };
}

function withoutAnswers(mode: string): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `Mode '${mode}' is there in a fake only.`,
    found: 'AWS does not describe Express executions; children of a Map Run belong to one that runs.',
    hint: 'Use sfn.seed(), or another mode.',
  });
}

function ownMachine(): TestkitError {
  return new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: 'A state machine of your own is only there in a fake.',
    hint: 'Use sfn.seed(failedExecution(…)), then sfn.history(…) or sfn.execution(…); or leave stateMachine out.',
  });
}
