import { answerDifference, recordedAnswer } from './answers';
import { timeOfCall } from './callTimes';
import { handOutOrder } from './handOutOrder';
import { Probe, homeOfArn } from './probe';
import { serviceOutcomes } from './serviceOutcomes';
import { definitionOf, setupOf, type CallStep, type CallTranscript } from './transcripts';
import type { Difference } from './values';

/** What became of one transcript. */
export interface RedriveReplay {
  readonly id: string;
  /** How much was compared. */
  readonly note: string;
  readonly equal: boolean;
  readonly mismatch?: RedriveMismatch;
}

/** The first answer, or event, that is not the recorded one. */
export interface RedriveMismatch {
  /** `call 16 RedriveExecution (01-sequence-redrive-A)`, `final history`. */
  readonly where: string;
  readonly recorded: unknown;
  readonly emitted: unknown;
  readonly difference: Difference;
}

/** A transcript whose definition is nowhere in the folder can't be arranged. */
export class NotArrangeable extends Error {}

/**
 * Replays a transcript through the real client and the request handler: every call at the service's own time of it,
 * every answer compared as it is on the wire, and the whole history at the end.
 *
 * @param folders where the set-up and the definitions are looked for that the transcript does not hold itself
 */
export async function replayRedrive(transcript: CallTranscript, folders: readonly string[]): Promise<RedriveReplay> {
  const arrangement = arrangedSteps(transcript, folders);
  const probe = new Probe({ ...homeOf(transcript), start: (arrangement[0] ?? transcript.steps[0])?.sentMs ?? 0 });
  for (const step of arrangement) await probe.call(step.op, step.request, timeOfCall(step, []));
  const outcomes = { ...handOutOrder(transcript.finalHistory), ...serviceOutcomes(transcript.finalHistory) };
  if (transcript.stateMachine !== undefined && Object.keys(outcomes).length > 0) {
    probe.sfn.script(transcript.stateMachine, outcomes);
  }
  let calls = 0;
  for (const step of transcript.steps) {
    if (step.service !== undefined) continue;
    for (const poll of step.repeated?.polls ?? [[step.sentMs, step.doneMs] as const]) {
      const body = await probe.call(step.op, step.request, timeOfCall(step, transcript.finalHistory, poll));
      calls += 1;
      const recorded = recordedAnswer(transcript, step);
      const difference = answerDifference(recorded, body, probe.bindings);
      if (difference !== undefined) {
        const where = `call ${step.n} ${step.op} (${step.label ?? ''})`;
        return {
          id: transcript.id,
          note: `${calls} calls`,
          equal: false,
          mismatch: { where, recorded, emitted: body, difference },
        };
      }
    }
  }
  const mismatch = finalHistoryMismatch(transcript, probe);
  const note = `${calls} calls, ${transcript.finalHistory.length} events`;
  return { id: transcript.id, note, equal: mismatch === undefined, mismatch };
}

function finalHistoryMismatch(transcript: CallTranscript, probe: Probe): RedriveMismatch | undefined {
  if (transcript.finalHistory.length === 0 || transcript.executionArn === undefined) return undefined;
  const emitted = probe.sfn.history(transcript.executionArn);
  for (const [index, event] of transcript.finalHistory.entries()) {
    if (event.inferred === true) continue;
    const recorded = {
      id: event.id,
      previousEventId: event.prev,
      type: event.type,
      timestamp: event.timestamp,
      ...(typeof event.detailsMember === 'string' ? { [event.detailsMember]: event.details } : {}),
    };
    const difference = answerDifference(recorded, emitted[index], probe.bindings);
    if (difference !== undefined) {
      return { where: `final history, event ${event.id}`, recorded, emitted: emitted[index], difference };
    }
  }
  const extra = emitted[transcript.finalHistory.length];
  if (extra === undefined) return undefined;
  const difference = { path: '', recorded: undefined, emitted: extra.type, why: 'event not recorded' };
  return { where: 'final history', recorded: undefined, emitted: extra, difference };
}

function homeOf({ stateMachine, executionArn }: CallTranscript): { region: string; account: string } {
  const home = homeOfArn(stateMachine ?? executionArn ?? '');
  if (home === undefined) throw new NotArrangeable('it names no state machine');
  return home;
}

/** The calls that made the activity and the machines: those of the recorded set-up, or the least that is needed. */
function arrangedSteps(transcript: CallTranscript, folders: readonly string[]): CallStep[] {
  // What needs no machine was called without one.
  if (transcript.definition === null) return [];
  const recorded = setupOf(folders)?.steps.filter((step) => step.service === undefined) ?? [];
  const makesMachine = recorded.some((step) => step.response?.['stateMachineArn'] === transcript.stateMachine);
  if (makesMachine) return recorded;
  const definition = definitionOf(transcript, folders);
  if (definition === undefined) throw new NotArrangeable('its definition is in a file that is not here');
  const before = (transcript.steps[0]?.sentMs ?? 0) - 1000;
  const step = (op: string, request: Record<string, unknown>): CallStep => ({
    n: 0,
    op,
    sentMs: before,
    doneMs: before,
    request,
    status: 200,
  });
  const activities = [...definition.matchAll(/"arn:[^"]*:activity:([^"]+)"/g)].map((match) => match[1]);
  const started = transcript.finalHistory[0]?.details;
  return [
    ...[...new Set(activities)].map((name) => step('CreateActivity', { name })),
    step('CreateStateMachine', {
      name: transcript.stateMachine?.split(':').at(-1),
      definition,
      type: transcript.type ?? 'STANDARD',
      roleArn: started?.['roleArn'] ?? 'arn:aws:iam::123456789012:role/probe',
    }),
  ];
}
