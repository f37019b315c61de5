import type { OperationOutcome } from '../../model/outcome';
import { TestkitError } from '../../model/testkitError';
import { accessDenied, executionLimitExceeded, serviceUnavailable, throttled } from '../../rules/faults';
import { operationNamed, type OperationName } from '../../service/operations/operationTable';
import { createFakeStepFunctions } from '../../service/createFake';
import { coreOf, type FakeStepFunctions } from '../../service/fakeStepFunctions';
import { virtualClock } from '../../time/clock';
import { ownTimers, type OwnedTimers } from '../../time/ownedTimers';
import type { ExploredClients } from './clients';
import { Quiet } from './quiet';
import { Gate, runningConsumer, type WaitingRequest } from './gate';
import type { ResolvedInterleavingOptions } from './options';
import type { Choice, InterleavingFault } from './schedule';

/** What a request did to the fake: two requests that did not both touch it, or only read, can be exchanged. */
export type Footprint = 'none' | 'read' | 'write';

/** One request that reached AWS. */
export interface InterleavingStep extends Choice {
  readonly ordinal: number;
  readonly operation: string;
  readonly input: unknown;
  readonly outcome: OperationOutcome;
  readonly footprint: Footprint;
  /** Time of the fake's clock. */
  readonly at: Date;
}

/** How one schedule went. */
export interface InterleavingCourse<World> {
  readonly sfn: FakeStepFunctions;
  readonly world: World;
  readonly steps: readonly InterleavingStep[];
  readonly outcomes: PromiseSettledResult<unknown>[];
  /** Why it failed: what `check` threw, a consumer's rejection, or that the consumers never end. */
  readonly error?: unknown;
  /** The schedule was left because it only repeats one that was explored. */
  readonly isAbandoned: boolean;
}

/** Decides which request is next; undefined leaves the schedule. */
export type Chooser = (
  enabled: readonly Choice[],
  gate: Gate,
  previous: InterleavingStep | undefined,
) => Choice | undefined;

/** Runs the consumers once, in the order that `choose` says. */
export async function runCourse<World>(
  options: ResolvedInterleavingOptions<World>,
  clients: ExploredClients,
  choose: Chooser,
): Promise<InterleavingCourse<World>> {
  const sfn = createFakeStepFunctions({ ...options.fake, clock: virtualClock() });
  const world = await options.arrange(sfn);
  const gate = new Gate();
  clients.routeTo({ gate, sfn });
  const timers = ownTimers(() => sfn.clock.now(), {
    current: () => runningConsumer.getStore(),
    enter: (owner, run) => (owner === undefined ? run() : runningConsumer.run(owner as number, run)),
  });
  const scene = new Scene(options, sfn, gate, timers);
  try {
    scene.start((consumer, run) => run(clients.clientOf(consumer) as never, world));
    await scene.play(choose);
  } finally {
    timers.restore();
  }
  const { steps, outcomes, stuck, isAbandoned } = scene;
  const error = isAbandoned ? undefined : (stuck ?? (await errorOf(options, sfn, world, outcomes)));
  return { sfn, world, steps, outcomes, error, isAbandoned };
}

async function errorOf<World>(
  { check }: ResolvedInterleavingOptions<World>,
  sfn: FakeStepFunctions,
  world: World,
  outcomes: PromiseSettledResult<unknown>[],
): Promise<unknown> {
  if (check === undefined) return outcomes.find((outcome) => outcome.status === 'rejected')?.reason;
  try {
    await check(sfn, world, outcomes);
    return undefined;
  } catch (error) {
    return error ?? new Error('check() threw nothing');
  }
}

const REFUSALS = {
  throttled,
  'access-denied': accessDenied,
  'execution-limit-exceeded': executionLimitExceeded,
  'service-unavailable': serviceUnavailable,
};

/** Operations that open an execution, and so can exceed the limit of open ones. */
const OPENING = new Set(['StartExecution', 'RedriveExecution']);

function isRead(operation: string): boolean {
  return operationNamed(operation)?.access === 'read';
}

/** A lost answer is that of a call that was performed; the other faults keep it from the fake. */
function reachesTheFake(fault: InterleavingFault | undefined): boolean {
  return fault === undefined || fault === 'lost-response';
}

/** The consumers, at the gate, at their timers or done. */
class Scene<World> {
  readonly steps: InterleavingStep[] = [];
  readonly outcomes: PromiseSettledResult<unknown>[] = [];
  stuck: TestkitError | undefined;
  isAbandoned = false;
  private open = 0;
  private readonly quiet: Quiet;

  constructor(
    private readonly options: ResolvedInterleavingOptions<World>,
    private readonly sfn: FakeStepFunctions,
    private readonly gate: Gate,
    private readonly timers: OwnedTimers,
  ) {
    this.quiet = new Quiet(() => gate.arrivals + timers.count - this.open);
  }

  start(run: (consumer: number, consume: (client: never, world: World) => unknown) => unknown): void {
    this.open = this.options.consumers.length;
    this.options.consumers.forEach((consume, index) => {
      const settle = (outcome: PromiseSettledResult<unknown>) => {
        this.outcomes[index] = outcome;
        this.open -= 1;
      };
      runningConsumer
        .run(index + 1, async () => run(index + 1, consume))
        .then(
          (value) => settle({ status: 'fulfilled', value }),
          (reason: unknown) => settle({ status: 'rejected', reason }),
        );
    });
  }

  async play(choose: Chooser): Promise<void> {
    for (;;) {
      const isCut = !(await this.quiet.come());
      if (this.open === 0) return;
      if (this.gate.waiting.length > 0) {
        if (this.steps.length >= this.options.maxRequests) return this.giveUp(endless(this.options.maxRequests));
        const enabled = this.enabled();
        const choice = choose(enabled, this.gate, this.steps.at(-1));
        if (choice === undefined) return void (this.isAbandoned = true);
        await this.deliver(choice);
      } else if (this.timers.nextDue() !== undefined) {
        this.sfn.clock.advanceTo(Math.max(this.sfn.clock.now(), this.timers.nextDue()!));
        this.timers.fireDue();
      } else {
        return this.giveUp(this.deadlock(isCut));
      }
    }
  }

  private enabled(): Choice[] {
    const healthy: Choice[] = [];
    const faulty: Choice[] = [];
    const faultsLeft = this.options.maxFaults - this.steps.filter(({ fault }) => fault !== undefined).length;
    for (let consumer = 1; consumer <= this.options.consumers.length; consumer += 1) {
      this.gate.of(consumer).forEach(({ operation }, index) => {
        healthy.push({ consumer, waiting: index + 1 });
        if (faultsLeft <= 0) return;
        for (const fault of this.options.faults) {
          if (fault === 'execution-limit-exceeded' && !OPENING.has(operation)) continue;
          faulty.push({ consumer, waiting: index + 1, fault });
        }
      });
    }
    return [...healthy, ...faulty];
  }

  private async deliver(choice: Choice): Promise<void> {
    const request = this.gate.of(choice.consumer)[choice.waiting - 1]!;
    this.gate.take(request);
    const { operation, input, ordinal } = request;
    const at = new Date(this.sfn.clock.now());
    const core = coreOf(this.sfn);
    const { progress } = core.driver;
    const outcome = await this.outcomeOf(request, choice.fault);
    if (outcome === undefined) return;
    const hasChanged = core.driver.progress !== progress || (outcome.kind !== 'refused' && !isRead(operation));
    const footprint = !reachesTheFake(choice.fault) ? 'none' : hasChanged ? 'write' : 'read';
    this.steps.push({ ...choice, ordinal, operation, input, outcome, footprint, at });
    request.answer(outcome);
  }

  /** What misuses the fake fails the request of the consumer, as at every adapter. */
  private async outcomeOf(
    { operation, input, consumer, fail }: WaitingRequest,
    fault: InterleavingFault | undefined,
  ): Promise<OperationOutcome | undefined> {
    if (fault === 'lost-response') this.sfn.loseNextResponse(operation as OperationName);
    else if (fault !== undefined) this.sfn.failNext(operation as OperationName, REFUSALS[fault]());
    try {
      return await coreOf(this.sfn).execute(operation, input, { viewer: `consumer ${consumer}` });
    } catch (error) {
      fail(error);
      return undefined;
    }
  }

  private giveUp(error: TestkitError): void {
    this.stuck = error;
    for (let index = 0; index < this.options.consumers.length; index += 1)
      this.outcomes[index] ??= { status: 'rejected', reason: error };
  }

  private deadlock(isCut: boolean): TestkitError {
    const waiting = this.options.consumers.flatMap((_, index) =>
      this.outcomes[index] === undefined ? [index + 1] : [],
    );
    return new TestkitError({
      code: 'CONSUMERS_STUCK',
      what: `${named(waiting)} never ${waiting.length === 1 ? 'ends' : 'end'}: no request, no timer, nothing that could wake ${waiting.length === 1 ? 'it' : 'them'}.`,
      found: `${this.steps.length} requests were answered before.`,
      hint: isCut
        ? 'It waits for other I/O (a file, a socket, a child process), which this search does not control: replace it with a stub.'
        : 'Look for a promise that nobody resolves, or for consumers that wait for each other.',
    });
  }
}

function named(consumers: readonly number[]): string {
  return consumers.length === 1 ? `Consumer ${consumers[0]}` : `Consumers ${consumers.join(' and ')}`;
}

function endless(requests: number): TestkitError {
  return new TestkitError({
    code: 'CONSUMERS_ENDLESS',
    what: `The consumers have made ${requests} requests and have not ended.`,
    hint: 'Let their loops end for every status that an execution can close with. If they need that many, raise maxRequests.',
  });
}
