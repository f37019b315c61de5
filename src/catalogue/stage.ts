import type { Definition } from '../asl/definition/definition';
import type { Run } from '../asl/engine/run';
import type { RecordedEvent } from '../model/historyEvent';
import { Payload, type Json } from '../model/json';
import type { Statement } from '../service/control/permissions';
import type { OperationContext } from '../service/operations/operationContext';
import { openExecution } from '../service/executions/openExecution';
import type { ServiceCore } from '../service/serviceCore';
import type { ExecutionRecord } from '../service/store';
import { scriptKey } from '../service/environment';
import type { Clock } from '../time/clock';
import type { Attempt, PlannedCourse } from './course';
import type { SeededMachine } from './machine';

/** An execution that is to be run. */
export interface Part {
  /** A UUID unless given. */
  readonly name: string | undefined;
  readonly input: Json;
  readonly course: PlannedCourse;
  /** What the tasks do that the course is not about. */
  readonly tasks: Attempt['tasks'];
  /** Its state machine, which is created, at a time before, if need be. */
  readonly machineDate: number;
  machine(context: OperationContext): SeededMachine;
  /** When it starts, epoch milliseconds. */
  startOf(definition: Definition): number;
}

/** Where it is run. */
export interface Surroundings {
  /** The fake that the private one begins as. */
  readonly base: ServiceCore;
  readonly answers: Answers;
  readonly randomSeed?: number | undefined;
}

/**
 * A private fake in which one execution is run through its attempts, at times of its own. Nobody else is there, so that it
 * can be thrown away, run again at another time, read, or adopted by the fake that it began as.
 */
export class Stage {
  /** When the last attempt ended; nothing if the execution waits for something that is not in its course. */
  private end: number | undefined;
  private opened: ExecutionRecord | undefined;
  private key = '';
  /** What the roles may do but for what an attempt denies them. */
  private readonly allowed: readonly Statement[];

  private constructor(
    readonly fake: ServiceCore,
    private readonly clock: PrivateClock,
    private readonly tasks: Attempt['tasks'],
    private readonly answers: Answers,
  ) {
    this.allowed = fake.permissions.snapshot();
  }

  /** Runs an execution through its course. */
  static run(part: Part, { base, answers, randomSeed }: Surroundings): Stage {
    const clock = new PrivateClock();
    answers.rewind();
    const rewrite = <Entry>(entry: Entry) => answers.remembering(entry);
    const stage = new Stage(base.fork({ clock, rewrite, randomSeed }), clock, part.tasks, answers);
    stage.open(part);
    for (const attempt of part.course.slice(1)) if (isUnsuccessful(stage.record.run)) stage.redrive(attempt);
    const [misuse] = stage.fake.misuses;
    if (misuse !== undefined) throw misuse;
    return stage;
  }

  get record(): ExecutionRecord {
    return this.opened!;
  }

  /** When it ended, or when something happened last. */
  get lastly(): number {
    return this.end ?? this.record.run.time;
  }

  /** Redrives the execution, and runs it on. */
  redrive(attempt: Attempt): void {
    const at = this.lastly + (attempt.pause ?? 0);
    this.prepare(attempt);
    this.clock.follow(this.record.run);
    this.fake.driver.redrive(this.record, at);
    this.end = this.endOf(attempt, at);
  }

  /** Leaves the fake as it is at `now`, with what the tasks of this execution do once it is redriven. */
  leave(now: number, afterRedrive: Attempt): void {
    this.lay(afterRedrive);
    this.clock.stand(now);
  }

  private open(part: Part): void {
    const { name: given, input, course } = part;
    this.clock.stand(part.machineDate);
    const { machine, chosen } = part.machine(this.fake.circumstances());
    const start = part.startOf(chosen.revision.definition);
    this.clock.stand(start);
    const name = given ?? this.fake.ids.uuid();
    this.key = scriptKey(machine.arn, name);
    this.prepare(course[0]);
    const request = { stateMachineArn: machine.arn, name, input: Payload.ofValue(input).text };
    this.opened = openExecution(request, this.fake.circumstances(), chosen).record;
    this.clock.follow(this.record.run);
    this.end = this.endOf(course[0], start);
  }

  private prepare(attempt: Attempt): void {
    this.lay({
      tasks: this.answers.allRemembering(attempt.tasks),
      itemReaders: this.answers.allRemembering(attempt.itemReaders ?? {}),
      resultWriters: this.answers.allRemembering(attempt.resultWriters ?? {}),
    });
    const { permissions } = this.fake;
    permissions.restore(this.allowed);
    if (attempt.denied !== undefined) permissions.add('deny', attempt.denied, '*', { of: 'role' });
  }

  /** What is laid down holds for this execution alone, whatever the script of its machine says. */
  private lay({ tasks, itemReaders = {}, resultWriters = {} }: Attempt): void {
    this.fake.store.scripts.set(this.key, { tasks: { ...this.tasks, ...tasks }, itemReaders, resultWriters });
  }

  /** Goes through an attempt that has begun. */
  private endOf({ stop, openAfter }: Attempt, begin: number): number | undefined {
    const { run } = this.record;
    if (openAfter !== undefined) {
      this.advance(begin + openAfter);
      return begin + openAfter;
    }
    if (stop === undefined) {
      this.advance();
      return run.stopDate;
    }
    const { after, in: state, ...reason } = stop;
    const arrival = this.arrivalIn(state);
    if (arrival === undefined) return run.stopDate;
    const at = Math.max(arrival, begin) + after;
    this.advance(at);
    if (run.status === 'RUNNING') this.fake.driver.abort(this.record, at, reason);
    return run.stopDate;
  }

  /** Does all that is due up to a point in time; without one, up to the end of the attempt; or until it is enough. */
  private advance(until = this.lastMoment(), isEnough?: () => boolean): void {
    this.fake.driver.goOn(until, [this.record], isEnough);
  }

  /** The limit on the open time is an end that nobody asks a course for. */
  private lastMoment(): number {
    return this.record.run.startDate + this.fake.options.limits.executionTime - 1;
  }

  /** Goes on until a state is entered, if it was not in an attempt before. Epoch milliseconds; nothing if it does not come there. */
  private arrivalIn(state: string): number | undefined {
    const looked = new Map<ExecutionRecord, number>();
    let arrival: number | undefined;
    const isThere = (): boolean => {
      for (const record of this.actors()) {
        const { events } = record.run;
        const entered = events.slice(looked.get(record) ?? 0).find((event) => isEntryInto(state, event));
        looked.set(record, events.length);
        arrival ??= entered?.at;
      }
      return arrival !== undefined;
    };
    if (!isThere()) this.advance(undefined, isThere);
    return arrival;
  }

  /** The execution, and the children of its Map Runs, in which the states of a Distributed Map are entered. */
  private actors(): ExecutionRecord[] {
    if (this.fake.store.mapRuns.size === 0) return [this.record];
    const { machineArn } = this.record.run;
    return [...this.fake.store.executions.values()].filter((each) => each.run.machineArn === machineArn);
  }
}

/** Whether an execution has ended in a way that a redrive can follow. */
export function isUnsuccessful({ status }: Run): boolean {
  return status !== 'RUNNING' && status !== 'SUCCEEDED';
}

function isEntryInto(state: string, { type, details }: RecordedEvent): boolean {
  return type.endsWith('StateEntered') && details?.name === state;
}

/** Shows where the execution has come to. Nobody else looks at it. */
class PrivateClock implements Clock {
  private time = 0;
  private run: Run | undefined;

  now(): number {
    return this.run?.time ?? this.time;
  }

  follow(run: Run): void {
    this.run = run;
  }

  stand(time: number): void {
    this.run = undefined;
    this.time = time;
  }

  advanceBy(milliseconds: number): void {
    this.stand(this.now() + milliseconds);
  }

  advanceTo(when: number): void {
    this.stand(when);
  }

  onBeforeAdvance(): () => void {
    return () => {};
  }
}

type Asked = (...input: readonly unknown[]) => unknown;

/** The test's own functions are asked once, however often an execution is run until it lies where it should. */
export class Answers {
  private readonly answers = new Map<unknown, { readonly given: unknown[]; next: number }>();

  rewind(): void {
    for (const each of this.answers.values()) each.next = 0;
  }

  allRemembering<Entry>(script: Readonly<Record<string, Entry>>): Readonly<Record<string, Entry>> {
    return Object.fromEntries(Object.entries(script).map(([name, entry]) => [name, this.remembering(entry)]));
  }

  /** A script entry as it is, or a function that gives the answers again that it has given. */
  remembering<Entry>(entry: Entry): Entry {
    if (typeof entry !== 'function') return entry;
    const ask = entry as unknown as Asked;
    const remembered: Asked = (...input) => {
      const answers = this.answers.get(entry) ?? { given: [], next: 0 };
      this.answers.set(entry, answers);
      if (answers.next === answers.given.length) answers.given.push(ask(...input));
      answers.next += 1;
      return answers.given[answers.next - 1];
    };
    return remembered as unknown as Entry;
  }
}
