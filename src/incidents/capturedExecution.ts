import type { Run } from '../asl/engine/run';
import type { ServiceCore } from '../service/serviceCore';
import type { SeedRecipe } from '../service/seeding';
import type { ExecutionRecord } from '../service/store';
import { seedCaptured } from './seedCaptured';

/**
 * An execution that was captured on AWS, made ready to be put into a fake: `sfn.seed` does that. Made by
 * `importExecution`; never changed.
 *
 * @example
 * const incident = sfn.seed(importExecution({ describe: describeJson, history: historyJson, definition }));
 */
export class CapturedExecution implements SeedRecipe {
  readonly kind = 'captured execution';

  /** @internal */
  constructor(
    /** @internal The course so far, with the dates of its capture. */
    readonly run: Run,
    /** @internal Its state machine, and the activities that its tasks wait for, by their ARNs. */
    readonly machine: {
      readonly name: string;
      readonly definitionText: string;
      readonly activities: readonly string[];
    },
    /** How long ago it stopped, by the fake's clock, in milliseconds; if it is RUNNING: how long ago its last event was. */
    readonly stoppedAgo: number,
  ) {
    Object.freeze(this);
  }

  /** @internal */
  get onlyName(): string {
    return this.run.executionName;
  }

  /** @internal */
  seedInto(fake: ServiceCore): ExecutionRecord {
    return seedCaptured(this, fake.circumstances());
  }
}
