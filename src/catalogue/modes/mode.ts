import type { RunStatus } from '../../asl/engine/run';
import type { ResourceTest } from '../options';
import type { TaskScript } from '../../asl/script/taskScript';
import type { HistoryEventType } from '../../model/historyEvent';
import type { Json } from '../../model/json';
import type { RedriveReason } from '../../rules/redriveReasons';
import type { Evidence } from '../../rules/sources';
import type { SourceId } from '../../rules/sources';
import type { Attempt, PlannedCourse } from '../course';
import type { AnyOptionName, AnyOptions } from '../options';
import type { PayloadSource } from '../payloads';
import type { Location } from '../../model/arn';

/** What a mode is told when one of its executions is made. */
export interface PlanContext {
  readonly options: Readonly<AnyOptions>;
  readonly place: Location;
  readonly payloads: PayloadSource;
  /** The how-manieth of its recipe, from 0. */
  readonly sequence: number;
  readonly input: Json;
  /** Events that the history has to have beside those that the mode writes. */
  readonly furtherEvents: number;
}

/** A state machine that a mode brings. */
export interface MachinePlan {
  readonly definition: object;
  readonly type?: 'STANDARD' | 'EXPRESS';
  /** Outcomes of the tasks that are not what the mode is about. */
  readonly tasks: TaskScript;
  /** Names of activities that have to be there. */
  readonly activities?: readonly string[];
}

/** The state that is unsuccessful in the end, and how its task ends. */
export interface Unsuccessful {
  readonly state: string;
  /** As the history shows it; absent if the task is stopped. */
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** What a Lambda function says in its cause. */
  readonly message?: string | undefined;
  /** There is more than one attempt. */
  readonly isRetried?: boolean;
}

/** How one execution of a mode comes about. */
export interface Plan {
  /** Absent in a machine of the user's own. */
  readonly machine?: MachinePlan;
  /**
   * The attempts. What fails takes `stretch` milliseconds longer than usual, so that an execution can have started
   * and stopped when the options say; modes in which nothing takes time have no `stretches`.
   */
  course(stretch: number): PlannedCourse;
  readonly stretches?: boolean | undefined;
  /** In modes that are about one Task. */
  readonly unsuccessful?: Unsuccessful;
  /** What the unsuccessful tasks do once redriven. */
  readonly afterRedrive: Attempt;
}

/** Why AWS refuses to redrive an execution of a mode. */
export type ModeRefusal =
  | { readonly error: 'ExecutionNotRedrivable'; readonly reason: RedriveReason }
  | { readonly error: 'InvalidArn' | 'ValidationException' };

/**
 * What was recorded on AWS and has the structure that a mode writes: types, ids and links of the events, where Lambda functions,
 * activities and services are the same to each other.
 */
export interface RecordedLike {
  /** Name of a history. */
  readonly history?: string;
  /** Name of a transcript: the mode is redriven too, unless it has all of it `asSeeded`. */
  readonly redrive?: string;
  readonly asSeeded?: true;
  /** The part that is alike begins with the first event of this type; it is the whole unless given. */
  readonly from?: HistoryEventType;
  /** The part that is alike ends with the last event of this type. */
  readonly until?: HistoryEventType;
  /** Options with which the mode writes it, beside no states around. */
  readonly options?: AnyOptions;
}

/** A failure mode as the catalogue has it. */
export interface ModeEntry<Option extends AnyOptionName = AnyOptionName> {
  /** What happens, in one sentence. */
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: SourceId;
  /** Why an assumed one is read this way. */
  readonly reason?: string;
  readonly recorded?: readonly RecordedLike[];
  /** Options that the mode knows. */
  readonly options: readonly Option[];
  /** Status that the execution has in the end. */
  readonly status: RunStatus;
  /** Absent if the execution can be redriven. */
  readonly refusal?: ModeRefusal;
  /** What a redrive comes to: `SUCCEEDED` unless the failure is one that can only repeat itself. */
  readonly redriveEndsAs: RunStatus;
  /** Tasks of which a machine of the user's own can be made to fail like this. */
  readonly fitsTask?: ResourceTest;
  /** Default of `stoppedAgo`, milliseconds. */
  readonly stoppedAgo?: number;
  /** Default of `startedAt`, given the time that it is: epoch milliseconds. */
  startedAt?(now: number): number;
  /** Epoch milliseconds: later there are no such executions any more. */
  readonly latestNow?: number;
  /** Default of `events`. */
  readonly events?: number;
  /** Which execution is the one that the mode is about; the execution itself unless given. */
  readonly shows?: 'a child of its Map Run';
  /** What becomes of the state machine once the execution has ended. */
  readonly afterwards?: 'the machine is being deleted';
  plan(context: PlanContext): Plan;
}
