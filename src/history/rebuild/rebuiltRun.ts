import type { DescribeExecutionOutput } from '@aws-sdk/client-sfn';
import type { Definition } from '../../asl/definition/definition';
import type { Run, RunIdentity, RunStatus } from '../../asl/engine/run';
import { blankRun } from '../../asl/engine/start';
import { DEFAULT_PLACE, executionArn, parseArn, roleArn, stateMachineArn, type Location } from '../../model/arn';
import type { RecordedEvent } from '../../model/historyEvent';
import { Payload } from '../../model/json';
import { detailsOf, instantOf, type HistoryEventLike } from '../historyEvents';
import { errorOf, statusAfter, textOf, type Trace } from '../trace';
import { rebuildThreads } from './rebuiltThreads';

/** What DescribeExecution answered: the SDK's output, or what the AWS CLI printed of it. */
export type CapturedDescription = { readonly [Member in keyof DescribeExecutionOutput]?: unknown };

interface Captured {
  readonly describe: CapturedDescription;
  readonly trace: Trace;
  readonly definition: Definition;
  /** The definition shows where branches and iterations end; false where it was read from the history itself. */
  readonly endsAreKnown?: boolean;
}

/** The run that a history tells of, as the engine would have left it. */
export function rebuildRun(captured: Captured): { run: Run; stateMachineName: string } {
  const { trace } = captured;
  const instants = instantsOf(trace.events.map(({ source }) => source));
  const identity = identityOf(captured);
  const last = trace.events.at(-1)!;
  const status: RunStatus = statusAfter(last.type);
  const redrives = trace.events.filter(({ type }) => type === 'ExecutionRedriven');
  const at = new Map(trace.events.map((event, index) => [event, instants[index]!]));
  const output = textOf(last, 'output');
  const startDate = dateOf(captured.describe, 'startDate') ?? instants[0]!;
  const run: Run = {
    ...blankRun(identity, startDate, { redriveCount: redrives.length, scriptUse: new Map() }),
    status,
    ...(status === 'RUNNING' ? {} : { stopDate: dateOf(captured.describe, 'stopDate') ?? instants.at(-1)! }),
    ...(redrives.length === 0 ? {} : { redriveDate: at.get(redrives.at(-1)!)! }),
    ...(status === 'SUCCEEDED' && output !== undefined ? { output: Payload.ofMasked(output) } : {}),
    /** @recorded [import.timed-out-without-error] An execution that has timed out is described without error. {recorded-redrives} */
    ...(status === 'FAILED' || status === 'ABORTED' ? errorOf(last) : {}),
    events: trace.events.map(({ id, previousEventId, source }, index) =>
      recorded(source as RecordedEvent, { id, previousEventId, at: instants[index]! }),
    ),
    time: instants.at(-1)!,
  };
  // Nothing of a succeeded execution ever goes on.
  if (status === 'SUCCEEDED') run.root.status = 'succeeded';
  else run.root = rebuildThreads(run, trace, (event) => at.get(event)!, captured.endsAreKnown ?? true);
  return { run, stateMachineName: identity.stateMachineName };
}

function recorded(source: RecordedEvent, own: Pick<RecordedEvent, 'id' | 'previousEventId' | 'at'>): RecordedEvent {
  const details = detailsOf(source);
  return { ...own, type: source.type, ...(details === undefined ? {} : { details: { ...details } }) };
}

/** Who it is: as described, else as little as the history says. */
function identityOf({ describe, trace, definition }: Captured): RunIdentity {
  const started = trace.events[0]!;
  const arn = parseArn(textMember(describe, 'executionArn') ?? '');
  const named = arn?.resource === 'execution' ? arn : undefined;
  const stateMachineName = named?.stateMachineName ?? 'imported';
  const executionName = named?.executionName ?? `imported-${trace.events.length}`;
  const place = named ?? DEFAULT_PLACE;
  const machine = stateMachineArn({ ...pick(place), stateMachineName });
  const versionArn = textMember(describe, 'stateMachineVersionArn') ?? textOf(started, 'stateMachineVersionArn');
  const aliasArn = textMember(describe, 'stateMachineAliasArn') ?? textOf(started, 'stateMachineAliasArn');
  return {
    executionArn: executionArn({ ...pick(place), stateMachineName, executionName }),
    executionName,
    stateMachineArn: machine,
    machineArn: machine,
    stateMachineName,
    roleArn: textOf(started, 'roleArn') ?? roleArn(place, 'imported'),
    type: 'STANDARD',
    definition,
    input: Payload.ofMasked(textMember(describe, 'input') ?? textOf(started, 'input') ?? '{}'),
    ...(versionArn === undefined ? {} : { stateMachineVersionArn: versionArn }),
    ...(aliasArn === undefined ? {} : { stateMachineAliasArn: aliasArn }),
  };
}

function pick({ partition, region, account }: Location): Location {
  return { partition, region, account };
}

function textMember(described: CapturedDescription, name: keyof CapturedDescription): string | undefined {
  const value = described[name];
  return typeof value === 'string' ? value : undefined;
}

function dateOf(described: CapturedDescription, name: keyof CapturedDescription): number | undefined {
  const timestamp = described[name];
  return instantOf({ timestamp: timestamp as string | number | Date | undefined });
}

/**
 * Epoch milliseconds of each event. Where dates were masked, as in published histories, an event is a millisecond later
 * than the one before it.
 */
function instantsOf(events: readonly HistoryEventLike[]): number[] {
  let last = 0;
  return events.map((event) => {
    last = instantOf(event) ?? last + 1;
    return last;
  });
}
