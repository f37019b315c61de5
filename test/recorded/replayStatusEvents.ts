import { join } from 'node:path';
import { existsSync } from 'node:fs';
import {
  executionStatusChangeEvent,
  type ExecutionStatusChangeEvent,
} from '../../src/service/control/statusChangeEvent';
import { createFakeStepFunctions } from '../../src/service/createFake';
import { virtualClock } from '../../src/time/clock';
import { readJson } from './recordings';
import { Bindings } from './bindings';
import { answerDifference } from './answers';
import type { Difference } from './values';

/** What became of one recorded event of EventBridge. */
export interface EventReplay {
  readonly name: string;
  readonly difference: Difference | undefined;
}

/** Events of `eventbridge/`: an execution that comes to the same is arranged, and its event compared but for its id. */
export function replayStatusEvents(folder: string): EventReplay[] {
  const path = join(folder, 'eventbridge', 'status-change-events.json');
  if (!existsSync(path)) return [];
  const recorded = readJson<{ readonly event: ExecutionStatusChangeEvent }[]>(path);
  return recorded.map(({ event }) => {
    const { id: _id, ...rest } = event;
    const { id: _own, ...emitted } = emittedEvent(event);
    const name = `${event.detail.name} ${event.detail.status}`;
    return { name, difference: orderDifference(rest, emitted) ?? answerDifference(rest, emitted, new Bindings()) };
  });
}

/** Members stand in one order. */
function orderDifference(recorded: object, emitted: object): Difference | undefined {
  const names = (value: object) => JSON.stringify(Object.keys((value as { detail: object }).detail));
  if (names(recorded) === names(emitted)) return undefined;
  return { path: '/detail', recorded: names(recorded), emitted: names(emitted), why: 'members in another order' };
}

function emittedEvent({ account, region, detail }: ExecutionStatusChangeEvent): ExecutionStatusChangeEvent {
  const sfn = createFakeStepFunctions({ account, region, clock: virtualClock(new Date(detail.startDate)) });
  const { stateMachineArn } = sfn.createStateMachine({
    name: detail.stateMachineArn.split(':').at(-1)!,
    definition: definitionFor(detail),
  });
  const { executionArn } = sfn.startExecution({ stateMachineArn, name: detail.name, input: detail.input ?? '{}' });
  if (detail.stopDate !== null) {
    sfn.clock.advanceTo(new Date(detail.stopDate));
    if (detail.status === 'ABORTED') {
      sfn.stopExecution({ executionArn, error: detail.error ?? undefined, cause: detail.cause ?? undefined });
    }
  }
  return executionStatusChangeEvent(sfn.describeExecution({ executionArn }));
}

/** Waits for as long as the execution ran, then ends as it did. */
function definitionFor(detail: ExecutionStatusChangeEvent['detail']): object {
  const Timestamp = new Date(detail.stopDate ?? detail.startDate + 86_400_000).toISOString();
  const wait = { Type: 'Wait', Timestamp, Next: 'End' };
  const { error, cause } = detail;
  const fail = { ...(error === null ? {} : { Error: error }), ...(cause === null ? {} : { Cause: cause }) };
  const End =
    detail.status === 'SUCCEEDED'
      ? { Type: 'Pass', Result: JSON.parse(detail.output ?? 'null') as unknown, End: true }
      : { Type: 'Fail', ...fail };
  return { StartAt: 'Wait', States: { Wait: wait, End } };
}
