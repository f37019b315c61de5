import { checkDuration, invalid } from '../model/arguments';
import type { Location } from '../model/arn';
import { stringifyJson, type Json } from '../model/json';
import { strictJson } from '../model/strictJson';
import { TestkitError } from '../model/testkitError';
import { defaultLimits } from '../rules/limits';
import { epochMilliseconds } from '../time/clock';
import { entryOf } from './modeOf';
import { takes } from './modes/durations';
import type { AnyMode } from './modes';
import type { ModeEntry, Plan } from './modes/mode';
import { checkName } from './optionChecks';
import { forExecution } from './options';
import type { ExecutionRecipe } from './recipe';

/** A recipe worked out for one of its executions. Dates are epoch milliseconds. */
export interface Prepared {
  readonly mode: AnyMode;
  readonly entry: ModeEntry;
  /** Its plan, with that many events beside those that the mode itself writes. */
  plan(furtherEvents: number): Plan;
  /** How many events the history is to have; as many as it comes to unless given. */
  readonly events: number | undefined;
  readonly input: Json;
  readonly executionName: string | undefined;
  readonly startedAt: number | undefined;
  /** When its course ends. */
  readonly endsAt: number | undefined;
}

/** Works a recipe out for its n-th execution, at `now`. */
export function prepare(recipe: ExecutionRecipe, sequence: number, place: Location, now: number): Prepared {
  const { mode, options, payloads } = recipe;
  const entry = entryOf(mode);
  refuseTooLate(mode, entry, now);
  const given = forExecution(options.input, sequence);
  const input = given === undefined ? payloads.order(sequence) : strictJson(given, 'The option input');
  refuseTooLarge(input);
  const executionName = forExecution(options.executionName, sequence);
  checkName('executionName', executionName);
  const started = forExecution(options.startedAt, sequence);
  const startedAt = started === undefined ? entry.startedAt?.(now) : epochMilliseconds(started);
  const givenAgo = forExecution(options.stoppedAgo, sequence);
  checkDuration('stoppedAgo', givenAgo);
  const ago = givenAgo ?? entry.stoppedAgo;
  const stoppedAgo = ago ?? (startedAt === undefined ? takes.sinceTheStop : undefined);
  return {
    mode,
    entry,
    plan: (furtherEvents) => entry.plan({ options, place, payloads, sequence, input, furtherEvents }),
    events: options.events ?? entry.events,
    input,
    executionName,
    startedAt,
    endsAt: stoppedAgo === undefined ? undefined : now - stoppedAgo,
  };
}

function refuseTooLarge(input: Json): void {
  const bytes = Buffer.byteLength(stringifyJson(input));
  const most = defaultLimits.payloadBytes;
  if (bytes <= most) return;
  throw invalid(`An input has at most ${most} bytes.`, `${bytes} bytes`, 'AWS does not start an execution with more.');
}

/** An execution is open for a year at most, and kept for 90 days: of some kinds there are none any more. */
function refuseTooLate(mode: string, { latestNow = Infinity }: ModeEntry, now: number): void {
  if (now <= latestNow) return;
  const clock = new Date(latestNow).toISOString();
  throw new TestkitError({
    code: 'ARGUMENT_INVALID',
    what: `There is no execution of mode '${mode}' any more.`,
    found: `It is ${new Date(now).toISOString()}.`,
    hint: `Give the fake an earlier clock: createFakeStepFunctions({ clock: virtualClock('${clock}') }).`,
  });
}
