import type { FakeStepFunctions } from '../../src/service/fakeStepFunctions';
import type { Refusal } from '../../src/model/outcome';
import { awsError, invalidKmsKey } from '../../src/rules/faults';
import { ACCOUNT, tokenOf } from './tokens';

type Members = Readonly<Record<string, unknown>>;
type Call = readonly [operation: string, input: Members];

/** An entry of `recorded/errors.json`: a refusal of the service, and the calls that were met by it. */
export interface RecordedError {
  readonly operation: string | null;
  readonly code: string;
  readonly message: string;
  /** HTTP status; null where it was not recorded. */
  readonly status?: number | null;
  /** What the body has; with a `__type` that is all of it. */
  readonly members?: Members;
  /** The client refused, and nothing was sent. */
  readonly clientSideBotocore?: boolean;
  readonly sources: readonly {
    readonly test?: string;
    readonly label?: string;
    readonly requestParams?: Members | null;
  }[];
}

/** A call that the service refuses, and what comes before it. */
export interface RefusalScene {
  readonly request: Members;
  /** Calls by which the recorded one is out of place. */
  readonly before: readonly Call[];
  /** The service asks another one, which the fake has not: the refusal is forced. */
  readonly forced?: Refusal;
}

const ROLE = 'arn:aws:iam::111111111111:role/recorded';
const UUID = '0b0e1f6c-6a33-4a5e-9d3f-0a1b2c3d4e5f';
const KEY = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: UUID };
const WAIT = { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 86_400, End: true } } };
const definitionOf = (Comment: string) => JSON.stringify({ ...WAIT, Comment });
/** Of calls whose request was not recorded. */
const NAME = 'recorded';
const ALIAS = 'live';
const arnOf = (region: string, name = NAME) => `arn:aws:states:${region}:${ACCOUNT}:stateMachine:${name}`;
const routedTo = (...arns: readonly string[]) => ({
  routingConfiguration: arns.map((stateMachineVersionArn, index) => ({
    stateMachineVersionArn,
    weight: index === 0 ? 100 - 50 * (arns.length - 1) : 50,
  })),
});
const creation = (name: string) => ({ name, definition: definitionOf('1'), roleArn: ROLE });

/** A refusal whose words tell what the call was. */
interface Told {
  readonly operation: string;
  readonly words: RegExp;
  scene(region: string, ...found: readonly string[]): Partial<RefusalScene>;
}

const TOLD: readonly Told[] = [
  {
    operation: 'CreateStateMachineAlias',
    words: /an alias with the same name and a different routing configuration already exists/,
    scene: (region) => ({
      request: { name: ALIAS, ...routedTo(`${arnOf(region)}:1`) },
      before: [['CreateStateMachineAlias', { name: ALIAS, ...routedTo(`${arnOf(region)}:2`) }]],
    }),
  },
  {
    operation: 'CreateStateMachineAlias',
    words: /weights must equal 100\. Received: \[(.+)\]/,
    scene: (region, weights = '') => ({
      request: {
        name: ALIAS,
        routingConfiguration: weights.split(', ').map((weight, index) => ({
          stateMachineVersionArn: `${arnOf(region)}:${index + 1}`,
          weight: Number(weight),
        })),
      },
    }),
  },
  {
    operation: 'CreateStateMachineAlias',
    words: /Routing configuration must contain .* Received: \[(.+)\]/,
    scene: (_, arns = '') => ({ request: { name: ALIAS, ...routedTo(...arns.split(', ')) } }),
  },
  {
    operation: 'UpdateStateMachineAlias',
    words: /^Either description or routing configuration/,
    scene: (region) => ({
      request: { stateMachineAliasArn: `${arnOf(region)}:${ALIAS}` },
      before: [['CreateStateMachineAlias', { name: ALIAS, ...routedTo(`${arnOf(region)}:1`) }]],
    }),
  },
  {
    operation: 'TagResource',
    words: /^Resource not found: '(.+)'/,
    scene: (_, resourceArn = '') => ({ request: { resourceArn, tags: [{ key: 'team', value: 'orders' }] } }),
  },
  {
    operation: 'TagResource',
    words: /system tags$/,
    scene: (region) => ({ request: { resourceArn: arnOf(region), tags: [{ key: 'aws:team', value: 'orders' }] } }),
  },
  {
    operation: 'CreateStateMachine',
    words: /^Version description can only be set when publish is true$/,
    scene: () => ({ request: { ...creation('new'), versionDescription: 'first' } }),
  },
  {
    operation: 'CreateStateMachine',
    words: /with a published version using a different description\.$/,
    scene: () => ({
      request: { ...creation('new'), publish: true, versionDescription: 'second' },
      before: [['CreateStateMachine', { ...creation('new'), publish: true, versionDescription: 'first' }]],
    }),
  },
  {
    operation: 'UpdateStateMachine',
    words: /^Either the definition, the role ARN/,
    scene: (region) => ({ request: { stateMachineArn: arnOf(region) } }),
  },
  {
    operation: 'UpdateStateMachine',
    words: /^The definition must be specified when updating the EncryptionConfiguration$/,
    scene: (region) => ({ request: { stateMachineArn: arnOf(region), encryptionConfiguration: KEY } }),
  },
  {
    operation: 'StartExecution',
    words: /^State Machine Version Does Not Exist: '(.+):(\d+)'$/,
    scene: (_, machineArn = '', version = '') => {
      const stateMachineVersionArn = `${machineArn}:${version}`;
      return {
        request: { stateMachineArn: stateMachineVersionArn },
        before: [
          ['CreateStateMachine', { ...creation(machineArn.split(':').at(-1)!), publish: true }],
          ['DeleteStateMachineVersion', { stateMachineVersionArn }],
        ],
      };
    },
  },
  {
    operation: 'StartExecution',
    words: /^State Machine is being deleted: '(.+)'$/,
    scene: (_, stateMachineArn = '') => ({
      request: { stateMachineArn },
      before: [
        ['StartExecution', { stateMachineArn }],
        ['DeleteStateMachine', { stateMachineArn }],
      ],
    }),
  },
  {
    operation: 'CreateActivity',
    words: /^Activity Already Exists: '.+:(.+)'$/,
    scene: (_, name = '') => ({
      request: { name },
      before: [['CreateActivity', { name, encryptionConfiguration: KEY }]],
    }),
  },
  {
    operation: 'CreateActivity',
    words: /Must set a valid kmsKeyId\.$/,
    scene: () => ({ request: { name: NAME, encryptionConfiguration: { type: KEY.type } } }),
  },
  {
    operation: 'CreateActivity',
    words: /Custom kmsKeyId is not allowed when selecting AWS_OWNED_KEY\.$/,
    scene: () => ({ request: { name: NAME, encryptionConfiguration: { ...KEY, type: 'AWS_OWNED_KEY' } } }),
  },
  {
    operation: 'CreateActivity',
    words: /must use SYMMETRIC_DEFAULT key spec$/,
    scene: () => ({
      request: { name: NAME, encryptionConfiguration: KEY },
      forced: invalidKmsKey({ asymmetric: true }),
    }),
  },
  {
    operation: 'CreateActivity',
    words: /^Key '.+' does not exist \(Service: Kms/,
    scene: () => ({ request: { name: NAME, encryptionConfiguration: KEY }, forced: invalidKmsKey() }),
  },
  {
    operation: 'DescribeStateMachine',
    words: /not authorized to perform: kms:/,
    scene: (region) => ({ request: { stateMachineArn: arnOf(region) }, forced: awsError('KmsAccessDeniedException') }),
  },
  {
    operation: 'DescribeStateMachine',
    words: /is disabled\. \(Service: Kms/,
    scene: (region) => ({ request: { stateMachineArn: arnOf(region) }, forced: awsError('KmsInvalidStateException') }),
  },
  {
    operation: 'TestState',
    words: /Field '(\w+)' is not supported at \/States\/StateName'$/,
    scene: (_, field = '') => ({ request: { definition: JSON.stringify({ Type: 'Pass', [field]: {}, End: true }) } }),
  },
];

/** What to call, and what before; nothing where neither the recording nor the refusal tells it. */
export function sceneOf(
  error: RecordedError,
  recorded: Members | null | undefined,
  sfn: FakeStepFunctions,
): RefusalScene | undefined {
  const region = regionOf(error, recorded ?? {});
  if (recorded !== undefined && recorded !== null) {
    const request = withToken(
      completed(JSON.parse(asSent(JSON.stringify(recorded), error)) as Members, error),
      sfn,
      region,
    );
    return { request, before: [...machinesNamedIn(request, error, region), ...callsBefore(error, request)] };
  }
  for (const { operation, words, scene } of TOLD) {
    const found = operation === error.operation ? words.exec(error.message) : null;
    if (found === null) continue;
    const { request = {}, before = [], ...forced } = scene(region, ...found.slice(1));
    return { request, before: [...machinesNamedIn(request, error, region), ...before], ...forced };
  }
  return undefined;
}

/** Brings the fake to where the call is refused. */
export async function arrange(
  { before, forced }: RefusalScene,
  operation: string,
  sfn: FakeStepFunctions,
): Promise<void> {
  for (const [earlier, input] of before) await sfn.execute(earlier, input);
  if (forced !== undefined) sfn.failNext(operation as Parameters<typeof sfn.failNext>[0], forced);
}

/** The Region in which the call was made, if it tells. */
export function regionOf({ message }: RecordedError, params: Members): string {
  const text = `${JSON.stringify(params)} ${message}`;
  return /\barn:aws:states:([a-z]{2}-[a-z]+-\d):/.exec(text)?.[1] ?? 'us-east-1';
}

/** The members of the request that have nothing to do with its refusal were left out of some recordings. */
function completed(params: Members, { operation, code }: RecordedError): Members {
  return operation === 'CreateStateMachine' && code === 'InvalidDefinition'
    ? { name: NAME, roleArn: ROLE, ...params }
    : params;
}

function withToken(params: Members, sfn: FakeStepFunctions, region: string): Members {
  const { taskToken } = params;
  if (typeof taskToken !== 'string' || !/^<.*>$/.test(taskToken)) return params;
  return { ...params, taskToken: tokenOf(taskToken, sfn, region) };
}

/** The dry run that gave the requests had words for roles and revisions, and gave Express executions the ARNs of others. */
function asSent(request: string, { message }: RecordedError): string {
  const real = request
    .replaceAll(/"s(?:nf|fn)_role_arn"/g, JSON.stringify(ROLE))
    .replaceAll(/"revisionId":"([^"]*)"/g, (whole, id: string) =>
      message.includes(`revision ${id}.`) ? whole : `"revisionId":"${UUID}"`,
    );
  if (!message.endsWith("in this context: express'")) return real;
  return real.replaceAll(/:execution:([^:"]+:[^:"]+)"/g, `:express:$1:${UUID}"`);
}

/** What a call names exists, in two versions, unless the answer was that it does not. */
function machinesNamedIn(params: Members, { code, operation }: RecordedError, region: string): Call[] {
  // Another version of a state machine that exists is no state machine.
  if (code === 'StateMachineDoesNotExist' && operation !== 'UpdateStateMachine') return [];
  const found = JSON.stringify(params).matchAll(/:(?:stateMachine|execution|express):([^:"]+)/g);
  const names = new Set([...found].map(([, name]) => name ?? ''));
  return [...names].flatMap((name): Call[] => {
    const type = name.startsWith('express') ? 'EXPRESS' : 'STANDARD';
    const stateMachineArn = arnOf(region, name);
    return [
      ['CreateStateMachine', { ...creation(name), type, publish: true }],
      ['UpdateStateMachine', { stateMachineArn, definition: definitionOf('2'), publish: true }],
    ];
  });
}

/** The call by which the recorded one was too late. */
function callsBefore({ code, operation }: RecordedError, params: Members): Call[] {
  if (code === 'ExecutionAlreadyExists') return [['StartExecution', { ...params, input: '{"other":true}' }]];
  if (code === 'StateMachineAlreadyExists')
    return [['CreateStateMachine', { ...params, definition: definitionOf('0') }]];
  if (code !== 'ConflictException') return [];
  const { stateMachineVersionArn } = params;
  if (operation === 'DeleteStateMachineVersion') {
    return [
      ['CreateStateMachineAlias', { name: 'state_machine_alias_name', ...routedTo(String(stateMachineVersionArn)) }],
    ];
  }
  const [route] = (params['routingConfiguration'] ?? []) as readonly { stateMachineVersionArn: string }[];
  if (route === undefined) return [];
  const other = route.stateMachineVersionArn.replace(/:\d+$/, ':2');
  return [['CreateStateMachineAlias', { name: params['name'], ...routedTo(other) }]];
}
