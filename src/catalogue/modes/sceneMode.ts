import type { RunStatus } from '../../asl/engine/run';
import type { TaskOutcome, TaskScriptEntry } from '../../asl/script/taskScript';
import { redriveReasons } from '../../rules/redriveReasons';
import type { Evidence } from '../../rules/sources';
import type { SourceId } from '../../rules/sources';
import type { Attempt, PlannedCourse } from '../course';
import { OWN_MACHINE_OPTIONS, type AnyOptionName } from '../options';
import type { ModeEntry, ModeRefusal, Plan, PlanContext, RecordedLike } from './mode';
import { afterRedrive, repeated } from './task';
import { workflowAround, type Scene } from './workflow';

/** What a mode says that brings a workflow of its own. */
export interface SceneModeParts<Option extends AnyOptionName = AnyOptionName> {
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: SourceId;
  readonly reason?: string;
  readonly recorded?: readonly RecordedLike[];
  /** Those of modes that bring their own state machine unless given. */
  readonly options?: readonly Option[];
  /** `FAILED` unless given. */
  readonly status?: RunStatus;
  readonly refusal?: ModeRefusal;
  /** `SUCCEEDED` unless given; `FAILED` where a redrive can only repeat the failure. */
  readonly redriveEndsAs?: RunStatus;
  readonly stoppedAgo?: number;
  readonly startedAt?: ModeEntry['startedAt'];
  readonly latestNow?: number;
  readonly events?: number;
  readonly afterwards?: ModeEntry['afterwards'];
  readonly shows?: ModeEntry['shows'];
  readonly type?: 'EXPRESS';
  readonly activities?: readonly string[];
  /** Fields of the state machine itself. */
  machineFields?(context: PlanContext): Readonly<Record<string, unknown>>;
  scene(context: PlanContext): Scene;
  /** Tasks of the scene that are not unsuccessful. */
  tasks?(context: PlanContext): Readonly<Record<string, TaskScriptEntry>>;
  /** One attempt. What fails takes `stretch` milliseconds longer. */
  attempt?(context: PlanContext, stretch: number): Attempt;
  /** All attempts; the one attempt, repeated for every redrive that the options ask for, unless given. */
  course?(context: PlanContext, stretch: number): PlannedCourse;
  readonly stretches?: boolean;
  /** What happens once it is redriven, if it is not only that tasks succeed. */
  afterRedrive?(context: PlanContext): Attempt;
  /** Unsuccessful tasks, with their Resource: they succeed once redriven. */
  recovers?(context: PlanContext): Readonly<Record<string, string>>;
}

/** A mode with a workflow of its own. */
export function sceneMode<Option extends AnyOptionName = (typeof OWN_MACHINE_OPTIONS)[number]>(
  parts: SceneModeParts<Option>,
): ModeEntry<Option> {
  const {
    options = OWN_MACHINE_OPTIONS as readonly string[] as readonly Option[],
    status = 'FAILED',
    redriveEndsAs = 'SUCCEEDED',
  } = parts;
  const { says, evidence, source, reason, recorded, stoppedAgo, startedAt, latestNow, events } = parts;
  const { afterwards, shows } = parts;
  const refusal = parts.refusal ?? refusalOf(status);
  const said = { reason, recorded, stoppedAgo, startedAt, latestNow, events, afterwards, shows, refusal };
  const present = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const plan = (context: PlanContext): Plan => planScene(parts, context);
  return { says, evidence, source, options, status, redriveEndsAs, ...present, plan };
}

function refusalOf(status: RunStatus): ModeRefusal | undefined {
  if (status === 'RUNNING') return { error: 'ExecutionNotRedrivable', reason: redriveReasons.running };
  if (status === 'SUCCEEDED') return { error: 'ExecutionNotRedrivable', reason: redriveReasons.succeeded };
  return undefined;
}

function planScene(parts: SceneModeParts, context: PlanContext): Plan {
  const { definition, tasks } = workflowAround(parts.scene(context), context, parts.machineFields?.(context));
  const attempt = (stretch: number): Attempt => parts.attempt?.(context, stretch) ?? { tasks: {} };
  const recovering = Object.entries(parts.recovers?.(context) ?? {});
  return {
    machine: {
      definition,
      ...(parts.type === undefined ? {} : { type: parts.type }),
      tasks: { ...tasks, ...parts.tasks?.(context) },
      ...(parts.activities === undefined ? {} : { activities: parts.activities }),
    },
    stretches: parts.stretches === true,
    course: (stretch: number): PlannedCourse => parts.course?.(context, stretch) ?? repeated(context, attempt, stretch),
    afterRedrive: parts.afterRedrive?.(context) ?? {
      tasks: Object.assign({}, ...recovering.map(([state, resource]) => afterRedrive(context, [state], resource))),
    },
  };
}

/** A script whose first outcome takes `stretch` milliseconds longer than the others. */
export function stretched(make: (after: number) => TaskOutcome, takes: number, stretch: number): TaskScriptEntry {
  return stretch === 0 ? make(takes) : [make(takes + stretch), make(takes)];
}
