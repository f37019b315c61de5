import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { executionLogEvents, type ExecutionLogEvent } from '../../src/service/control/logEvents';
import { createFakeStepFunctions } from '../../src/service/createFake';
import { succeeds } from '../../src/asl/script/scripting';
import { virtualClock } from '../../src/time/clock';
import { Bindings } from './bindings';
import { answerDifference } from './answers';
import { jsonOf } from './attempts';
import { readJson } from './recordings';
import { isObject, type Difference } from './values';

type Members = Readonly<Record<string, unknown>>;

/** What became of the log of one execution. */
export interface LogReplay {
  readonly name: string;
  readonly lines: number;
  readonly difference: Difference | undefined;
}

/** A line of a log, in the terms of a history. */
interface Line {
  readonly id: number;
  readonly type: string;
  readonly previousEventId: number;
  readonly at: number;
  readonly details: Members;
}

interface Log {
  readonly name: string;
  /** Lines in the order of their ids. */
  readonly lines: readonly Line[];
  readonly withData: boolean;
  /** Only some of the events are logged. */
  readonly isPart: boolean;
  /** What was delivered, in the order of the ids: the fake's lines are the same to the byte, but for their time. */
  readonly vended?: readonly ExecutionLogEvent[];
}

/** Logs of `logs/`: an execution of the same states is run, and its events compared with the lines. */
export function replayLogs(folder: string): LogReplay[] {
  return [...vendedLogs(folder), ...eventLists(folder)].map((log) => ({
    name: log.name,
    lines: log.lines.length,
    difference: differenceOfLog(log),
  }));
}

function vendedLogs(folder: string): Log[] {
  const path = join(folder, 'logs', 'vended-logs.json');
  if (!existsSync(path)) return [];
  type Vended = { level: string; includeExecutionData: boolean; events: ExecutionLogEvent[] };
  return readJson<Vended[]>(path).map(({ level, includeExecutionData, events }): Log => {
    const lines = events.map(({ message }) => lineOf(JSON.parse(message) as Record<string, unknown>));
    const name = `level ${level}, ${includeExecutionData ? 'with' : 'without'} data`;
    const idOf = ({ message }: ExecutionLogEvent) => Number((JSON.parse(message) as { id: string }).id);
    const vended = [...events].sort((one, other) => idOf(one) - idOf(other));
    return { name, lines: inOrder(lines), withData: includeExecutionData, isPart: level !== 'ALL', vended };
  });
}

function eventLists(folder: string): Log[] {
  const path = join(folder, 'logs', 'vended-two-tasks.json');
  if (!existsSync(path)) return [];
  const { events } = readJson<{ events: [string, string, string, string, Members][] }>(path);
  const lines = events.map(([id, type, previous_event_id, event_timestamp, details]) =>
    lineOf({ id, type, previous_event_id, event_timestamp, details }),
  );
  return [{ name: 'two tasks, without data', lines: inOrder(lines), withData: false, isPart: false }];
}

function lineOf({ id, type, previous_event_id, event_timestamp, details }: Members): Line {
  return {
    id: Number(id),
    type: String(type),
    previousEventId: Number(previous_event_id),
    at: Number(event_timestamp),
    details: isObject(details) ? details : {},
  };
}

/** Lines arrive in any order. */
const inOrder = (lines: readonly Line[]): Line[] => [...lines].sort((one, other) => one.id - other.id);

function differenceOfLog({ lines, withData, isPart, vended }: Log): Difference | undefined {
  const { sfn, executionArn } = runOf(lines);
  const emitted = sfn.getExecutionHistory({ executionArn, includeExecutionData: withData }).events ?? [];
  const bindings = new Bindings();
  for (const line of lines) {
    const event = emitted.find(({ id, type }) => (isPart ? type === line.type : id === line.id));
    const { id, type, previousEventId, details } = line;
    const recorded = { ...(isPart ? {} : { id }), type, previousEventId, details };
    const difference = answerDifference(recorded, event && shapeOf(event, isPart), bindings);
    if (difference !== undefined) return { ...difference, path: `/${id}${difference.path}` };
  }
  if (isPart || emitted.length === lines.length) return vended && differenceOfText(lines, vended, withData);
  return { path: '', recorded: lines.length, emitted: emitted.length, why: 'another number of events' };
}

function differenceOfText(
  recordedLines: readonly Line[],
  vended: readonly ExecutionLogEvent[],
  includeExecutionData: boolean,
): Difference | undefined {
  const { sfn, executionArn } = runOf(recordedLines, vended);
  const level = vended.length === 1 ? 'FATAL' : 'ALL';
  const options = { level, includeExecutionData } as const;
  const lines = executionLogEvents(sfn.execution(executionArn), sfn.history(executionArn), options);
  const text = ({ logStreamName, message }: ExecutionLogEvent) =>
    `${logStreamName} ${message
      .replace(/"event_timestamp":"\d{13}"/, '"event_timestamp":"…"')
      // Which of the states a part of a history had is not known, nor the last part of an Express ARN.
      .replace(/"id":"\d+"/, level === 'FATAL' ? '"id":"…"' : '$&')
      .replace(/(:express:[^:]+:[^:"]+):[0-9a-f-]{36}"/, '$1:…"')}`;
  const at = vended.findIndex((line, index) => lines[index] === undefined || text(line) !== text(lines[index]));
  if (at < 0 && lines.length === vended.length) return undefined;
  const [recorded, emitted] = [vended[at], lines[at]].map((line) => line && text(line));
  return { path: `/${at}`, recorded, emitted, why: 'another line' };
}

function shapeOf(event: HistoryEvent, isPart: boolean): Members {
  const { id, type, previousEventId } = event;
  const details = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1] as Members | undefined;
  return { ...(isPart ? {} : { id }), type, previousEventId, details: details ?? {} };
}

/** Runs the states of a log, one after the other, each as long as it took there. */
function runOf(lines: readonly Line[], vended?: readonly ExecutionLogEvent[]) {
  const started = lines.find(({ type }) => type === 'ExecutionStarted');
  const start = started?.at ?? lines[0]!.at - TIMEOUT_SECONDS * 1000;
  const role = started?.details['roleArn'];
  const { execution_arn: arn } = JSON.parse(vended?.[0]?.message ?? '{}') as { execution_arn?: string };
  const [, , , region = regionOf(lines), account, type, machine = 'logged', execution] = arn?.split(':') ?? [];
  const sfn = createFakeStepFunctions({
    region,
    ...(account === undefined ? {} : { account }),
    clock: virtualClock(new Date(start)),
  });
  const { stateMachineArn } = sfn.createStateMachine({
    name: machine,
    type: type === 'express' ? 'EXPRESS' : 'STANDARD',
    definition: definitionOf(lines),
    ...(typeof role === 'string' ? { roleArn: role } : {}),
    tasks: Object.fromEntries(namesOf(lines, 'TaskStateEntered').map((name) => [name, succeeds({})])),
  });
  const input = started?.details['input'];
  const { executionArn } = sfn.startExecution({
    stateMachineArn,
    ...(execution === undefined ? {} : { name: execution }),
    ...(typeof input === 'string' ? { input } : {}),
  });
  for (const { at } of lines) if (at > sfn.clock.now()) sfn.clock.advanceTo(new Date(at));
  sfn.settle({ skipTime: true });
  return { sfn, executionArn };
}

const TIMEOUT_SECONDS = 3;

function namesOf(lines: readonly Line[], type: string): string[] {
  return lines.filter((line) => line.type === type).map(({ details }) => String(details['name']));
}

function regionOf(lines: readonly Line[]): string {
  return String(lines.find(({ details }) => details['region'] !== undefined)?.details['region'] ?? 'us-west-2');
}

function definitionOf(lines: readonly Line[]): object {
  const entered = lines.filter(({ type }) => type.endsWith('StateEntered'));
  if (entered.length === 0) {
    // Only its end is logged: it ran out of time.
    return {
      StartAt: 'Wait',
      TimeoutSeconds: TIMEOUT_SECONDS,
      States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
    };
  }
  const names = entered.map(({ details }) => String(details['name']));
  const states = entered.map((line, index): [string, object] => {
    const next = names[index + 1];
    return [names[index]!, { ...stateOf(line, lines), ...(next === undefined ? { End: true } : { Next: next }) }];
  });
  return { StartAt: names[0], States: Object.fromEntries(states) };
}

function stateOf({ id, type, at, details }: Line, lines: readonly Line[]): object {
  const exited = lines.find((line) => line.id > id && line.details['name'] === details['name']);
  if (type === 'WaitStateEntered') return { Type: 'Wait', Timestamp: new Date(exited?.at ?? at).toISOString() };
  if (type === 'PassStateEntered') {
    const output = exited?.details['output'];
    return output === undefined ? { Type: 'Pass' } : { Type: 'Pass', Result: jsonOf(output) };
  }
  const scheduled = lines.find((line) => line.type === 'TaskScheduled' && line.previousEventId === id);
  const { resource, resourceType } = scheduled?.details ?? {};
  const Parameters = { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } };
  const isCallback = String(resource).endsWith('.waitForTaskToken');
  return {
    Type: 'Task',
    Resource: `arn:aws:states:::${String(resourceType)}:${String(resource)}`,
    Parameters: isCallback ? Parameters : { FunctionName: 'f' },
  };
}
