import type { Workflow } from '../asl/definition/definition';
import { traceHistory, type StateVisit, type Trace } from '../history/trace';
import { toSdkEvent } from '../model/historyEvent';
import { pendingWork } from '../service/control/pending';
import type { ExecutionRecord, Store } from '../service/store';

/** An execution on the stage, with its history in its places. */
export interface Actor {
  readonly record: ExecutionRecord;
  readonly definition: Workflow;
  readonly trace: Trace;
  /** What it waits for, if it is RUNNING. */
  waitsFor(): string;
}

/** What was played: an execution, and the children of its Map Runs. */
export interface Play {
  readonly actor: Actor;
  childrenOf(actor: Actor, map: StateVisit): Actor[];
}

export function playOf(record: ExecutionRecord, { executions }: Store): Play {
  return {
    actor: actorOf(record),
    childrenOf(_actor, { mapRunStarts }) {
      const arn = mapRunStarts.at(-1)?.details['mapRunArn'];
      return [...executions.values()].filter(({ mapRunArn }) => mapRunArn === arn && arn !== undefined).map(actorOf);
    },
  };
}

function actorOf(record: ExecutionRecord): Actor {
  return {
    record,
    definition: record.run.definition,
    trace: traceHistory(record.run.events.map(toSdkEvent)),
    waitsFor: () =>
      pendingWork([record])
        .map(({ state, waitsFor }) => `'${state}' waits for ${waitsFor}`)
        .join('; '),
  };
}
