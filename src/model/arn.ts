/** Types of Step Functions resources that have an ARN. */
export type ArnResource = ParsedArn['resource'];

/** Where a resource is. */
export interface Location {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Where resources live unless a test says otherwise. */
export const DEFAULT_PLACE: Location = { partition: 'aws', region: 'us-east-1', account: '123456789012' };

/** `stateMachine:<name>`, with `:<version>`, `:<alias>` or `/<label of a Distributed Map>`. */
export interface StateMachineArn extends Location {
  readonly resource: 'stateMachine';
  readonly stateMachineName: string;
  readonly label?: string;
  readonly version?: number;
  readonly alias?: string;
}

/** `execution:<machine>:<name>`; of a Standard child of a Map Run `execution:<machine>/<label>:<name>`. */
export interface ExecutionArn extends Location {
  readonly resource: 'execution';
  readonly stateMachineName: string;
  readonly label?: string;
  readonly executionName: string;
}

/** `express:<machine>:<name>:<uuid>`; of an Express child of a Map Run `express:<machine>/<label>:<uuid>:<uuid>`. */
export interface ExpressArn extends Location {
  readonly resource: 'express';
  readonly stateMachineName: string;
  readonly label?: string;
  readonly executionName: string;
  readonly startId: string;
}

/** `mapRun:<machine>/<label>:<uuid>`. */
export interface MapRunArn extends Location {
  readonly resource: 'mapRun';
  readonly stateMachineName: string;
  readonly label: string;
  readonly mapRunId: string;
}

/** `activity:<name>`. */
export interface ActivityArn extends Location {
  readonly resource: 'activity';
  readonly activityName: string;
}

/** An ARN of Step Functions, taken apart. */
export type ParsedArn = StateMachineArn | ExecutionArn | ExpressArn | MapRunArn | ActivityArn;

/** The most specific prefix of a region's name stands first. */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

/**
 * The partition that a region belongs to.
 *
 * @example
 * partitionOf('cn-north-1'); // 'aws-cn'
 */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/**
 * Takes the ARN of a Step Functions resource apart; `undefined` if the text is none.
 *
 * @example
 * parseArn('arn:aws:states:us-east-1:123456789012:execution:checkout:order-1')?.resource; // 'execution'
 */
export function parseArn(text: string): ParsedArn | undefined {
  const [arn, partition = '', service, region = '', account = '', resource = '', ...rest] = text.split(':');
  if (arn !== 'arn' || partition === '' || service !== 'states' || rest.some((part) => part === '')) return undefined;
  const place: Location = { partition, region, account };
  switch (resource) {
    case 'stateMachine':
      return parseStateMachine(place, rest);
    case 'execution':
      return parseExecution(place, rest);
    case 'express':
      return parseExpress(place, rest);
    case 'mapRun':
      return parseMapRun(place, rest);
    case 'activity':
      return rest.length === 1 ? { ...place, resource, activityName: rest[0] ?? '' } : undefined;
    default:
      return undefined;
  }
}

/**
 * The text of an ARN.
 *
 * @example
 * formatArn({ ...place, resource: 'activity', activityName: 'Ship' });
 */
export function formatArn(arn: ParsedArn): string {
  const prefix = `arn:${arn.partition}:states:${arn.region}:${arn.account}:${arn.resource}`;
  if (arn.resource === 'activity') return `${prefix}:${arn.activityName}`;
  const machine = arn.label === undefined ? arn.stateMachineName : `${arn.stateMachineName}/${arn.label}`;
  switch (arn.resource) {
    case 'stateMachine': {
      const qualifier = arn.version ?? arn.alias;
      return qualifier === undefined ? `${prefix}:${machine}` : `${prefix}:${machine}:${qualifier}`;
    }
    case 'execution':
      return `${prefix}:${machine}:${arn.executionName}`;
    case 'express':
      return `${prefix}:${machine}:${arn.executionName}:${arn.startId}`;
    case 'mapRun':
      return `${prefix}:${machine}:${arn.mapRunId}`;
  }
}

/**
 * Where the resource of a well-formed ARN is.
 *
 * @example
 * locationOf('arn:aws:states:us-east-1:123456789012:activity:Ship').region; // 'us-east-1'
 */
export function locationOf(arn: string): Location {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
}

type Parts<T extends ParsedArn> = Omit<T, 'resource'>;

/** The text of a state machine's ARN, qualified if a version, alias or label is given. */
export const stateMachineArn = (parts: Parts<StateMachineArn>): string =>
  formatArn({ ...parts, resource: 'stateMachine' });

/** The text of a Standard execution's ARN. */
export const executionArn = (parts: Parts<ExecutionArn>): string => formatArn({ ...parts, resource: 'execution' });

/** The text of an Express execution's ARN. */
export const expressArn = (parts: Parts<ExpressArn>): string => formatArn({ ...parts, resource: 'express' });

/** The text of a Map Run's ARN. */
export const mapRunArn = (parts: Parts<MapRunArn>): string => formatArn({ ...parts, resource: 'mapRun' });

/** The text of an activity's ARN. */
export const activityArn = (parts: Parts<ActivityArn>): string => formatArn({ ...parts, resource: 'activity' });

/**
 * The ARN of the state machine itself, without version, alias or label; `undefined` if the text names none.
 *
 * @example
 * machineArnOf('arn:aws:states:us-east-1:123456789012:stateMachine:checkout:PROD'); // '…:stateMachine:checkout'
 */
export function machineArnOf(text: string): string | undefined {
  const arn = parseArn(text);
  if (arn?.resource !== 'stateMachine') return undefined;
  const { stateMachineName } = arn;
  return stateMachineArn({ ...locationOf(text), stateMachineName });
}

/** The ARN without its version or alias; a label stays. */
export function unqualified(arn: StateMachineArn): string {
  return stateMachineArn({ ...arn, version: undefined, alias: undefined });
}

function parseStateMachine(place: Location, rest: readonly string[]): StateMachineArn | undefined {
  const [machine = '', qualifier] = rest;
  if (machine === '' || rest.length > 2) return undefined;
  const named = { ...place, resource: 'stateMachine', ...machineOf(machine) } as const;
  if (qualifier === undefined) return named;
  // An alias has at least one character that is no digit, so digits alone are a version.
  return /^\d+$/.test(qualifier) ? { ...named, version: Number(qualifier) } : { ...named, alias: qualifier };
}

// Written out: it is read in every call on an execution, and spreading objects into one another costs ten times as much.
function parseExecution({ partition, region, account }: Location, rest: readonly string[]): ExecutionArn | undefined {
  const [machine = '', executionName = ''] = rest;
  if (rest.length !== 2) return undefined;
  const { stateMachineName, label } = machineOf(machine);
  const resource = 'execution';
  return label === undefined
    ? { partition, region, account, resource, stateMachineName, executionName }
    : { partition, region, account, resource, stateMachineName, label, executionName };
}

function parseExpress(place: Location, rest: readonly string[]): ExpressArn | undefined {
  const [machine = '', executionName = '', startId = ''] = rest;
  if (rest.length !== 3) return undefined;
  return { ...place, resource: 'express', ...machineOf(machine), executionName, startId };
}

function parseMapRun(place: Location, rest: readonly string[]): MapRunArn | undefined {
  const [machine = '', mapRunId = ''] = rest;
  const { stateMachineName, label } = machineOf(machine);
  if (rest.length !== 2 || label === undefined) return undefined;
  return { ...place, resource: 'mapRun', stateMachineName, label, mapRunId };
}

function machineOf(text: string): { stateMachineName: string; label?: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { stateMachineName: text };
  return { stateMachineName: text.slice(0, slash), label: text.slice(slash + 1) };
}

/** ARN of a role. */
export function roleArn({ partition, account }: Location, name: string): string {
  return `arn:${partition}:iam::${account}:role/${name}`;
}
