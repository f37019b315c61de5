/** What the API Reference says of requests, written down from it, and what becomes of one. Nothing here asks the fake. */

type Text = { is: 'text'; min?: number; max?: number; bytes?: number; pattern?: RegExp; values?: readonly string[] };
type Whole = { is: 'whole' | 'fraction'; min?: number; max?: number; bound: number };
type List = { is: 'list'; of: Rule; min?: number; max?: number };
type Structure = { is: 'structure'; members: Rules };
export type Rule = Text | Whole | List | Structure | { is: 'flag' };

/** Members by name; a required one ends in `!`. */
export type Rules = Readonly<Record<string, Rule>>;

const text = (min: number, max: number, more: Partial<Text> = {}): Text => ({ is: 'text', min, max, ...more });
const oneOf = (...values: string[]): Text => ({ is: 'text', values });
const data: Text = { is: 'text', bytes: 262_144 };
const whole = (min: number, max?: number): Whole => ({ is: 'whole', min, max, bound: 2 ** 31 });
const listOf = (of: Rule, min?: number, max?: number): List => ({ is: 'list', of, min, max });
const structure = (members: Rules): Structure => ({ is: 'structure', members });
const flag: Rule = { is: 'flag' };

const arn = text(1, 256);
const longArn = text(1, 2_000);
const name = text(1, 80);
const page = { maxResults: whole(0, 1_000), nextToken: text(1, 1_024) };
const included = oneOf('ALL_DATA', 'METADATA_ONLY');
const tags = listOf(structure({ key: text(1, 128), value: text(0, 256) }));
const definition = text(1, 1_048_576);
const machineType = oneOf('STANDARD', 'EXPRESS');
const description = text(0, 256);
const encryption = structure({
  kmsKeyId: text(1, 2_048),
  kmsDataKeyReusePeriodSeconds: whole(60, 900),
  'type!': oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'),
});
const logging = structure({
  level: oneOf('ALL', 'ERROR', 'FATAL', 'OFF'),
  includeExecutionData: flag,
  destinations: listOf(structure({ cloudWatchLogsLogGroup: structure({ logGroupArn: arn }) })),
});
const configuration = {
  loggingConfiguration: logging,
  tracingConfiguration: structure({ enabled: flag }),
  encryptionConfiguration: encryption,
  publish: flag,
  versionDescription: description,
};
const routing = listOf(structure({ 'stateMachineVersionArn!': arn, 'weight!': whole(0, 100) }), 1, 2);
const started = {
  'stateMachineArn!': arn,
  name,
  input: data,
  traceHeader: text(0, 256, { pattern: /^\p{ASCII}*$/u }),
};
const task = { 'taskToken!': text(1, 2_048) };
const failure = { error: text(0, 256), cause: text(0, 32_768) };

export const operations: Readonly<Record<string, Rules>> = {
  CreateActivity: { 'name!': name, tags, encryptionConfiguration: encryption },
  CreateStateMachine: {
    'name!': name,
    'definition!': definition,
    'roleArn!': arn,
    type: machineType,
    tags,
    ...configuration,
  },
  CreateStateMachineAlias: {
    description,
    'name!': text(1, 80, { pattern: /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/ }),
    'routingConfiguration!': routing,
  },
  DeleteActivity: { 'activityArn!': arn },
  DeleteStateMachine: { 'stateMachineArn!': arn },
  DeleteStateMachineAlias: { 'stateMachineAliasArn!': arn },
  DeleteStateMachineVersion: { 'stateMachineVersionArn!': longArn },
  DescribeActivity: { 'activityArn!': arn },
  DescribeExecution: { 'executionArn!': arn, includedData: included },
  DescribeMapRun: { 'mapRunArn!': longArn },
  DescribeStateMachine: { 'stateMachineArn!': arn, includedData: included },
  DescribeStateMachineAlias: { 'stateMachineAliasArn!': arn },
  DescribeStateMachineForExecution: { 'executionArn!': arn, includedData: included },
  GetActivityTask: { 'activityArn!': arn, workerName: name },
  GetExecutionHistory: { 'executionArn!': arn, reverseOrder: flag, includeExecutionData: flag, ...page },
  ListActivities: page,
  ListExecutions: {
    stateMachineArn: arn,
    mapRunArn: longArn,
    statusFilter: oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'),
    redriveFilter: oneOf('REDRIVEN', 'NOT_REDRIVEN'),
    maxResults: whole(0, 1_000),
    nextToken: text(1, 3_096),
  },
  ListMapRuns: { 'executionArn!': arn, ...page },
  ListStateMachineAliases: { 'stateMachineArn!': arn, ...page },
  ListStateMachines: page,
  ListStateMachineVersions: { 'stateMachineArn!': arn, ...page },
  ListTagsForResource: { 'resourceArn!': arn },
  PublishStateMachineVersion: { 'stateMachineArn!': arn, revisionId: { is: 'text' }, description },
  RedriveExecution: { 'executionArn!': arn, clientToken: text(1, 64, { pattern: /^[!-~]+$/ }) },
  SendTaskFailure: { ...task, ...failure },
  SendTaskHeartbeat: task,
  SendTaskSuccess: { ...task, 'output!': data },
  StartExecution: started,
  StartSyncExecution: { ...started, includedData: included },
  StopExecution: { 'executionArn!': arn, ...failure },
  TagResource: { 'resourceArn!': arn, 'tags!': tags },
  TestState: {
    'definition!': definition,
    roleArn: arn,
    input: data,
    inspectionLevel: oneOf('INFO', 'DEBUG', 'TRACE'),
    revealSecrets: flag,
  },
  UntagResource: { 'resourceArn!': arn, 'tagKeys!': listOf(text(1, 128)) },
  UpdateMapRun: {
    'mapRunArn!': longArn,
    maxConcurrency: whole(0),
    toleratedFailurePercentage: { is: 'fraction', min: 0, max: 100, bound: Infinity },
    toleratedFailureCount: { is: 'whole', min: 0, bound: 2 ** 63 },
  },
  UpdateStateMachine: { 'stateMachineArn!': arn, definition, roleArn: arn, ...configuration },
  UpdateStateMachineAlias: { 'stateMachineAliasArn!': arn, description, routingConfiguration: routing },
  ValidateStateMachineDefinition: {
    'definition!': definition,
    type: machineType,
    severity: oneOf('ERROR', 'WARNING'),
    maxResults: whole(0, 100),
  },
};

/** What the layers before the service make of a request: nothing, a refusal, or so many violations. */
export type Verdict = 'taken' | 'UnknownOperationException' | 'SerializationException' | { violations: number };

/** @param body The bytes as they are sent. */
export function verdictOn(operation: string, body: string): Verdict {
  const rules = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (rules === undefined) return 'UnknownOperationException';
  if (depthOf(body) > DEEPEST) return 'SerializationException';
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return 'SerializationException';
  }
  if (!isStructure(read) || !fits(structure(rules), read)) return 'SerializationException';
  const violations = violationsIn(structure(rules), read);
  return violations === 0 ? 'taken' : { violations };
}

/** AWS's limit is not known; this is the fake's, and no request that means anything comes near it. */
const DEEPEST = 1_000;

/** How deep brackets stand in one another, those in texts left out. */
function depthOf(body: string): number {
  let [depth, deepest] = [0, 0];
  for (const bracket of body.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '').match(/[[\]{}]/g) ?? []) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const isStructure = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const membersOf = ({ members }: Structure, value: Record<string, unknown>) =>
  Object.entries(members).map(([marked, rule]) => {
    const own = marked.replace('!', '');
    const member = Object.hasOwn(value, own) ? (value[own] ?? undefined) : undefined;
    return { rule, isRequired: marked !== own, member };
  });

/** Whether each member is of the JSON type of its shape; null is no member, and unknown ones are passed over. */
function fits(rule: Rule, value: unknown): boolean {
  switch (rule.is) {
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
    case 'whole':
      return Number.isInteger(value) && Math.abs(value as number) < rule.bound;
    case 'fraction':
      return Number.isFinite(value);
    case 'list':
      return Array.isArray(value) && value.every((each) => fits(rule.of, each));
    case 'structure':
      return (
        isStructure(value) &&
        membersOf(rule, value).every(({ rule: own, member }) => member === undefined || fits(own, member))
      );
  }
}

function violationsIn(rule: Rule, value: unknown): number {
  switch (rule.is) {
    case 'text':
      return violationsOfText(rule, value as string);
    case 'flag':
      return 0;
    case 'whole':
    case 'fraction':
      return countOf((value as number) < (rule.min ?? -Infinity), (value as number) > (rule.max ?? Infinity));
    case 'list': {
      const list = value as unknown[];
      const own = countOf(list.length < (rule.min ?? 0), list.length > (rule.max ?? Infinity));
      return list.reduce((sum: number, each) => sum + violationsIn(rule.of, each), own);
    }
    case 'structure':
      return membersOf(rule, value as Record<string, unknown>).reduce(
        (sum, { rule: own, isRequired, member }) =>
          sum + (member === undefined ? Number(isRequired) : violationsIn(own, member)),
        0,
      );
  }
}

function violationsOfText({ min = 0, max = Infinity, bytes = Infinity, pattern, values }: Text, value: string): number {
  return countOf(
    value.length < min,
    value.length > max,
    Buffer.byteLength(value) > bytes,
    pattern !== undefined && !pattern.test(value),
    values !== undefined && !values.includes(value),
  );
}

const countOf = (...violated: boolean[]): number => violated.filter(Boolean).length;
