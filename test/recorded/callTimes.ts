import type { CallStep, TranscriptEvent } from './transcripts';

/** The answer took this long on its way back to the probe: half of the shortest round trips. */
const WAY_BACK_MS = 85;

/** The events that a call writes at the very moment in which the service takes it up. */
const OWN_EVENTS: Readonly<Record<string, RegExp>> = {
  StartExecution: /^ExecutionStarted$/,
  RedriveExecution: /^ExecutionRedriven$/,
  StopExecution: /^ExecutionAborted$/,
  GetActivityTask: /^ActivityStarted$/,
  SendTaskSuccess: /^(Activity|Task)Succeeded$/,
  SendTaskFailure: /^(Activity|Task)Failed$/,
};

/**
 * The service's own time of a call, in epoch milliseconds. A call that changed something tells it: by a date in its
 * answer or by the event that it wrote, if that lies between sending and receiving. Else it is taken from the time at
 * which the answer was there, less its way back; so a poll that waited for its task is placed at its end.
 */
export function timeOfCall(
  step: CallStep,
  history: readonly TranscriptEvent[],
  poll?: readonly [number, number],
): number {
  const [sent, done] = poll ?? [step.sentMs, step.doneMs];
  const within = (ms: number) => ms >= sent && ms <= done;
  if (OWN_EVENTS[step.op] !== undefined || /^(Create|Update|Start)/.test(step.op)) {
    const dates = Object.entries(step.response ?? {})
      .filter(([member, value]) => member.endsWith('Date') && typeof value === 'number')
      .map(([, value]) => Math.round(Number(value) * 1000));
    const events = history
      .filter((event) => OWN_EVENTS[step.op]?.test(event.type))
      .map((event) => Math.round(Number(event.timestamp) * 1000));
    const own = [...dates, ...events].find(within);
    if (own !== undefined) return own;
  }
  return Math.max(sent, done - WAY_BACK_MS);
}
