import { realMilliseconds, turnOfTheEventLoop } from '../../time/ownedTimers';

/** How many turns of the event loop nothing may happen in before the consumers are taken to wait. */
const QUIET_TURNS = 2;

/** How many real milliseconds I/O that the search does not control may take. */
const PATIENCE = 2_000;

/** Handles of the process that mean no I/O of a consumer. */
const IDLE_KINDS = new Set(['Immediate', 'MessagePort', 'TTYWrap', 'PipeWrap']);

/** Tells when code that runs on promises has come to a rest. */
export class Quiet {
  private readonly idleHandles = busyHandles();

  /** @param activity Changes whenever a consumer does something that can be seen. */
  constructor(private readonly activity: () => number) {}

  /** Waits until the consumers have come to a rest. @returns whether they have; false if other I/O was still under way. */
  async come(): Promise<boolean> {
    let deadline: number | undefined;
    for (let turns = 0; turns < QUIET_TURNS;) {
      const before = this.activity();
      await turnOfTheEventLoop();
      if (this.activity() !== before) turns = 0;
      else if (busyHandles() <= this.idleHandles) turns += 1;
      else {
        deadline ??= realMilliseconds() + PATIENCE;
        if (realMilliseconds() > deadline) return false;
      }
    }
    return true;
  }
}

function busyHandles(): number {
  return process.getActiveResourcesInfo().filter((kind) => !IDLE_KINDS.has(kind)).length;
}
