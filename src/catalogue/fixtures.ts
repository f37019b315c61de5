import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DescribeExecutionOutput, GetExecutionHistoryOutput } from '@aws-sdk/client-sfn';
import { didYouMean } from '../model/didYouMean';
import { TestkitError } from '../model/testkitError';
import type { AnyMode, RefusalMode } from './modes';
import type { ExecutionStatusChangeEvent } from '../service/control/statusChangeEvent';

/** Modes without fixtures: AWS does not answer about them, or their histories are too long to be shipped. */
export type UnshippedMode =
  'express-execution' | 'map-run-child' | 'express-map-run-child' | 'history-too-long' | 'history-event-limit-reached';

/** Modes that have fixtures. */
export type FixtureMode = Exclude<AnyMode, UnshippedMode>;

type DescriptionName = `${FixtureMode | `${Exclude<FixtureMode, RefusalMode>}.redriven`}.describe-execution`;
type HistoryName = `${FixtureMode | `${Exclude<FixtureMode, RefusalMode>}.redriven`}.get-execution-history`;

/** Calls of RedriveExecution as they cross the wire: accepted, replayed, and each refusal. */
export type ExchangeName = `redrive-execution.${
  | 'accepted'
  | 'replayed'
  | 'running'
  | 'succeeded'
  | 'deleting'
  | 'before-launch'
  | 'event-limit'
  | 'open-too-long'
  | 'period-exceeded'
  | 'does-not-exist'
  | 'invalid-arn'
  | 'express'
  | 'labeled'
  | 'arn-missing'
  | 'token-invalid'
  | 'execution-limit-exceeded'
  | 'throttled'
  | 'access-denied'
  | 'unrecognized-client'
  | 'expired-token'
  | 'internal-failure'
  | 'service-unavailable'}`;

/** Events of EventBridge. */
export type EventName = `execution-status-change.${
  'running' | 'failed' | 'timed-out' | 'aborted' | 'succeeded' | 'redriven-running' | 'redriven-succeeded'}`;

/** A request and its response, as they cross the wire. */
export interface WireExchange {
  readonly request: { readonly headers: Readonly<Record<string, string>>; readonly body: string };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

/** One fixture of a mode in the manifest. */
export interface ManifestEntry {
  readonly mode: AnyMode;
  readonly says: string;
  readonly evidence: 'documented' | 'recorded' | 'reported' | 'assumed';
  readonly source: string;
  /** Why an assumed one is read this way. */
  readonly reason?: string;
  /** Recorded histories of the same structure. */
  readonly recorded?: readonly string[];
  /** What RedriveExecution answers, and what the redrive comes to. */
  readonly redrive: string;
  /** Names for `fixture(name)`; the files are `<name>.json`. */
  readonly files: readonly string[];
  /** Why there are none. */
  readonly unshipped?: string;
}

/** What the fixtures are. */
export interface Manifest {
  readonly generatedWith: { readonly faker: string; readonly randomSeed: number };
  readonly modes: readonly ManifestEntry[];
  readonly exchanges: readonly string[];
  readonly events: readonly string[];
  /** For each type of event the first fixture that shows it, or why none does. */
  readonly eventTypes: Readonly<Record<string, { readonly shownBy: string } | { readonly notShown: string }>>;
}

/** Name of a fixture. */
export type FixtureName = DescriptionName | HistoryName | ExchangeName | EventName | 'manifest';

type FixtureOf<Name extends FixtureName> = Name extends 'manifest'
  ? Manifest
  : Name extends EventName
    ? ExecutionStatusChangeEvent
    : Name extends ExchangeName
      ? WireExchange
      : Name extends `${string}.describe-execution`
        ? DescribeExecutionOutput
        : GetExecutionHistoryOutput;

/**
 * A fixture of this package, fresh at each call; dates of the API are `Date` objects. The files are JSON as AWS CLI v2
 * prints it: `redrive-testkit/fixtures/<name>.json`.
 *
 * @throws TestkitError `FIXTURE_UNKNOWN`
 * @example
 * const { events } = fixture('lambda-function-failed.get-execution-history');
 * stub.on(DescribeExecutionCommand).resolves(fixture('lambda-function-failed.redriven.describe-execution'));
 */
export function fixture<Name extends FixtureName>(name: Name): FixtureOf<Name> {
  const path = join(folder(), `${name}.json`);
  if (!/^[\w.-]+$/.test(name) || !existsSync(path)) throw unknownFixture(name);
  return JSON.parse(readFileSync(path, 'utf8'), revived) as FixtureOf<Name>;
}

const DATES = new Set(['startDate', 'stopDate', 'redriveDate', 'timestamp']);

/** In events of EventBridge, dates are numbers and stay. */
function revived(name: string, value: unknown): unknown {
  return DATES.has(name) && typeof value === 'string' ? new Date(value) : value;
}

/** Beside `dist`, or beside `src`. */
function folder(): string {
  const candidates = ['../fixtures', '../../fixtures'].map((path) => join(__dirname, path));
  return candidates.find((path) => existsSync(join(path, 'manifest.json'))) ?? candidates[0]!;
}

const EXAMPLES =
  "'lambda-function-failed.describe-execution', 'lambda-function-failed.redriven.get-execution-history', 'redrive-execution.accepted', 'execution-status-change.failed'";

/** Why it is not there, if the manifest knows; else the name that was meant. */
function unknownFixture(name: string): TestkitError {
  const { modes, exchanges, events } =
    name === 'manifest' ? { modes: [], exchanges: [], events: [] } : fixture('manifest');
  const [mode] = name.split('.');
  const names = [...modes.flatMap(({ files }) => files), ...exchanges, ...events, 'manifest'];
  return new TestkitError({
    code: 'FIXTURE_UNKNOWN',
    what: `There is no fixture '${name}'.`,
    hint:
      modes.find((each) => each.mode === mode)?.unshipped ??
      didYouMean(name, names) ??
      `Names are like ${EXAMPLES}; fixture('manifest') has all of them.`,
  });
}
