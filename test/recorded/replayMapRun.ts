import { answerDifference } from './answers';
import {
  append,
  asFarAsRead,
  changedMeanwhile,
  identityOf,
  itemOfInput,
  lastingOf,
  likewise,
  sdkEvent,
  targetOf,
  withDefinition,
  withoutTypes,
} from './mapRunAnswers';
import {
  attemptsOfParent,
  childTasks,
  eventsOf,
  troubleOf,
  type AttemptTrouble,
  readersOf,
  writersOf,
} from './mapRunArrangement';
import { instantsOf, isParentRedrive, parentArn, timelineOf, type Moment } from './mapRunTimeline';
import { resolveTranscript, type MapRunStep, type MapRunTranscript, type RecordedChild } from './mapRunTranscript';
import { MapRunPlaces } from './mapRunPlaces';
import { Probe, homeOfArn } from './probe';
import { NotArrangeable, type RedriveMismatch, type RedriveReplay } from './replayRedrive';
import { isObject } from './values';

type Members = Readonly<Record<string, unknown>>;

/** The machines were made some time before. */
const HEAD_START_MS = 60_000;

/**
 * Replays a Distributed Map and its redrives: calls and lists at their times, the samples of the Map Run as a sequence
 * of distinct values, the histories of the parent and of the children event for event.
 */
export async function replayMapRun(content: Members): Promise<RedriveReplay> {
  const transcript = resolveTranscript(content);
  const replay = new MapRunReplay(transcript);
  const moments = timelineOf(transcript);
  const start = (moments[0]?.at ?? 0) - HEAD_START_MS;
  const mismatch = (await replay.run(moments, start)) ?? replay.historiesMismatch();
  const note = `${moments.length} calls and samples, ${transcript.parentHistory.length} events, ${transcript.children.length} children`;
  return { id: transcript.id, note, equal: mismatch === undefined, mismatch };
}

class MapRunReplay {
  private readonly parent: string;
  private readonly probe: Probe;
  private readonly places: MapRunPlaces;
  private readonly troubles: AttemptTrouble[];
  /** Distinct values of DescribeMapRun, one after the other. */
  private readonly sampled: { recorded: Members[]; emitted: Members[] } = { recorded: [], emitted: [] };
  private attempt = 0;

  constructor(private readonly transcript: MapRunTranscript) {
    const parent = parentArn(transcript.steps);
    const home = homeOfArn(parent ?? '');
    if (parent === undefined || home === undefined) throw new NotArrangeable('it names no execution');
    this.parent = parent;
    const start = Math.min(...timelineOf(transcript).map(({ at }) => at)) - HEAD_START_MS;
    this.probe = new Probe({ ...home, start });
    this.places = new MapRunPlaces(this.probe, () => this.openMapRunArn(), transcript);
    this.troubles = attemptsOfParent(transcript.parentHistory).map(troubleOf);
  }

  async run(moments: readonly Moment[], start: number): Promise<RedriveMismatch | undefined> {
    this.createMachine(start);
    const instants = instantsOf(this.transcript);
    for (const moment of moments) {
      for (const instant of instants) if (instant <= moment.at) this.places.moveTo(instant);
      const mismatch = await this.atMoment(moment);
      if (mismatch !== undefined) return mismatch;
    }
    return this.sequenceMismatch() ?? (await this.childrenMismatch('final'));
  }

  private createMachine(start: number): void {
    const { transcript, probe } = this;
    probe.moveTo(start);
    const started = transcript.parentHistory[0]?.details;
    probe.sfn.createStateMachine({
      name: this.parent.split(':')[6] ?? '',
      definition: transcript.definition,
      roleArn: isObject(started) ? String(started['roleArn']) : undefined,
      tasks: childTasks(
        transcript,
        (arn) => this.recordedChild(arn),
        () => probe.sfn.clock.now(),
      ),
      resultWriters: writersOf(transcript, this.troubles),
      itemReaders: readersOf(transcript),
    });
  }

  private async atMoment(moment: Moment): Promise<RedriveMismatch | undefined> {
    switch (moment.kind) {
      case 'call':
        return this.call(moment);
      case 'map run sample':
        return this.sample(moment);
      case 'children list':
        return this.listChildren(moment);
      case 'map runs list': {
        const body = await this.probe.call('ListMapRuns', { executionArn: this.parent }, moment.at);
        return this.compare(`map runs ${moment.list.at}`, moment.list.mapRuns, isObject(body) ? body['mapRuns'] : body);
      }
      case 'children before redrive':
        return this.childrenMismatch('beforeRedrive');
    }
  }

  private async call({ step, at }: Moment & { kind: 'call' }): Promise<RedriveMismatch | undefined> {
    const trouble = this.troubleBefore(step);
    // A role that lacks what the caller of this very request has: it is taken away once the request was let in.
    const late = trouble?.denied?.action === `states:${step.op}` && trouble.denied.resource === targetOf(step);
    if (trouble !== undefined && !late) this.arrange(trouble);
    const body = await this.probe.call(step.op, step.request, at);
    if (trouble !== undefined && late) this.arrange(trouble);
    const title = `${step.op} at ${step.t ?? ''}`;
    if (step.error !== undefined) return this.compare(title, step.error, body);
    const answer = step.response ?? {};
    if (step.op === 'DescribeMapRun') return this.compare(title, answer, this.places.asDefined(body));
    if (answer['see'] === 'parentHistory') return this.page(title, body);
    if (this.isRefusedSoon(step, answer)) return this.compare(title, lastingOf(answer), lastingOf(body as Members));
    return this.compare(title, withDefinition(answer, this.transcript), body);
  }

  /** A refused test write takes the service two tenths of a second, and the fake none: the execution was described in between. */
  private isRefusedSoon({ op, t }: MapRunStep, { status }: Members): boolean {
    if (op !== 'DescribeExecution' || status !== 'RUNNING') return false;
    const closing = attemptsOfParent(this.transcript.parentHistory)[this.attempt]?.at(-1)?.t;
    const isRefused = this.troubles[this.attempt]?.refusedWrite !== undefined;
    return isRefused && Date.parse(t ?? '') < Date.parse(String(closing));
  }

  /** What goes wrong in the run of the parent that a call begins. */
  private troubleBefore(step: MapRunStep): AttemptTrouble | undefined {
    if (isParentRedrive(step)) this.attempt += 1;
    else if (step.op !== 'StartExecution') return undefined;
    return this.troubles[this.attempt];
  }

  /** Takes from the role what it lacks in the next run, and gives it back what it lacked before. */
  private arrange(trouble: AttemptTrouble): void {
    const { sfn } = this.probe;
    for (const { denied } of this.troubles) if (denied !== undefined) sfn.allow(denied.action, denied.resource);
    if (trouble.denied !== undefined) sfn.deny(trouble.denied.action, trouble.denied.resource);
  }

  private page(title: string, body: unknown): RedriveMismatch | undefined {
    const events = isObject(body) && Array.isArray(body['events']) ? (body['events'] as unknown[]) : [];
    const recorded = this.transcript.parentHistory.slice(0, events.length).map(sdkEvent);
    return this.compare(title, recorded, events);
  }

  private async sample({ sample, at }: Moment & { kind: 'map run sample' }): Promise<undefined> {
    const { at: _at, t: _t, recordedContentLength, ...recorded } = sample;
    const body = await this.probe.call('DescribeMapRun', { mapRunArn: this.mapRunArn() }, at);
    const { executionArn: _1, mapRunArn: _2, ...all } = withoutTypes(this.places.asDefined(body)) as Members;
    // A sample whose body was not read has only what is known of it otherwise.
    const emitted = recordedContentLength === undefined ? likewise(recorded, all) : all;
    append(this.sampled.recorded, recorded);
    append(this.sampled.emitted, asFarAsRead(recorded, emitted) as Members);
  }

  private async listChildren({ list, at }: Moment & { kind: 'children list' }): Promise<RedriveMismatch | undefined> {
    const body = await this.probe.call('ListExecutions', { mapRunArn: this.mapRunArn() }, at);
    const rows = isObject(body) && Array.isArray(body['executions']) ? (body['executions'] as Members[]) : [];
    for (const row of rows) this.recordedChild(String(row['executionArn']));
    const byArn = new Map(rows.map((row) => [row['executionArn'], row]));
    const title = `children ${list.at}`;
    if (rows.length !== list.executions.length) return this.compare(title, list.executions, rows);
    for (const row of list.executions) {
      const arn = this.emittedArn(String(row['executionArn']));
      const emitted = byArn.get(arn);
      const mismatch = changedMeanwhile(row, emitted, list.t)
        ? this.compare(title, identityOf(row), identityOf(emitted))
        : this.compare(title, row, emitted);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  }

  private sequenceMismatch(): RedriveMismatch | undefined {
    return this.compare('distinct values of the Map Run', this.sampled.recorded, this.sampled.emitted);
  }

  private async childrenMismatch(when: 'beforeRedrive' | 'final'): Promise<RedriveMismatch | undefined> {
    for (const child of this.transcript.children) {
      const recorded = child.describe?.[when];
      if (recorded === undefined) continue;
      const executionArn = this.emittedArn(child.arn);
      const body = await this.probe.call('DescribeExecution', { executionArn }, 0);
      const mismatch = this.compare(`child of item ${child.item}, ${when}`, recorded, body);
      if (mismatch !== undefined) return mismatch;
    }
    return undefined;
  }

  historiesMismatch(): RedriveMismatch | undefined {
    const histories = [
      { title: 'parent', arn: this.parent, events: this.transcript.parentHistory },
      ...this.transcript.children
        .filter((child) => eventsOf(child).length > 0)
        .map((child) => ({
          title: `child of item ${child.item}`,
          arn: this.emittedArn(child.arn),
          events: eventsOf(child),
        })),
    ];
    for (const { title, arn, events } of histories) {
      const emitted = this.probe.sfn.history(arn);
      for (const [index, event] of events.entries()) {
        if (event.inferred === true) continue;
        const mismatch = this.compare(`${title}, event ${event.id}`, sdkEvent(event), emitted[index]);
        if (mismatch !== undefined) return mismatch;
      }
      if (emitted.length !== events.length) return this.compare(`${title}, events`, events.length, emitted.length);
    }
    return undefined;
  }

  private compare(where: string, recorded: unknown, body: unknown): RedriveMismatch | undefined {
    const isError = isObject(recorded) && '__type' in recorded;
    const emitted = isError ? body : withoutTypes(body);
    const difference = answerDifference(recorded, emitted, this.probe.bindings);
    return difference && { where, recorded, emitted, difference };
  }

  /** The recorded child that an execution of the fake is: the one with the same input. */
  private recordedChild(executionArn: string): RecordedChild | undefined {
    const { bindings, sfn } = this.probe;
    const input = sfn.execution(executionArn).input;
    return this.transcript.children.find((child) => {
      const attempt = bindings.copy();
      const recorded = this.recordedInput(child);
      const isItem =
        recorded === undefined
          ? itemOfInput(input) === child.item
          : answerDifference(recorded, input, attempt) === undefined;
      if (!isItem) return false;
      if (answerDifference(child.arn, executionArn, attempt) !== undefined) return false;
      bindings.adopt(attempt);
      return true;
    });
  }

  /** Input of a child, wherever it was read. */
  private recordedInput({ arn, describe }: RecordedChild): string | undefined {
    const called = this.transcript.steps.map(({ response }) => response);
    const answers = [describe?.final, describe?.beforeRedrive, ...called.filter((it) => it?.['executionArn'] === arn)];
    return answers.map((answer) => answer?.['input']).find((input) => typeof input === 'string');
  }

  private emittedArn(recorded: string): string {
    return recorded.replace(/\b[0-9a-f]{8}\b/g, (digits) => this.probe.bindings.valueOf(digits) ?? digits);
  }

  /** ARN of the Map Run while it is under way in the fake; else nothing. */
  private openMapRunArn(): string | undefined {
    const last = this.probe.sfn.history(this.parent).findLast(({ type }) => type?.startsWith('MapRun') === true);
    return last?.type === 'MapRunStarted' || last?.type === 'MapRunRedriven' ? this.mapRunArn() : undefined;
  }

  private mapRunArn(): string {
    const started = this.probe.sfn.history(this.parent).find((event) => event.type === 'MapRunStarted');
    return started?.mapRunStartedEventDetails?.mapRunArn ?? '';
  }
}
