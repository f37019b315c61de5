import {
  isJsonArray,
  isJsonObject,
  membersOf,
  numberOf,
  stringifyJson,
  type Json,
  type JsonObject,
} from '../../model/json';
import type { ParsedResource } from '../definition/resource';
import { EvaluationError } from './scope';
import { isPathOrIntrinsic } from './templates';

/** The type of a field: `JSON` is a text that the service makes of objects and lists. */
type FieldType = 'INTEGER' | 'JSON' | 'LISTS' | 'STRING';

/** What an integration takes, as far as a source settles it. */
interface Parameters {
  readonly types: Readonly<Record<string, FieldType>>;
  /** There are no other fields. */
  readonly complete?: true;
}

const ofType = <Type extends FieldType>(type: Type, ...names: string[]): Record<string, Type> =>
  Object.fromEntries(names.map((name) => [name, type]));

const dynamodb: Parameters = {
  types: ofType(
    'STRING',
    'TableName',
    'ConditionExpression',
    'ProjectionExpression',
    'UpdateExpression',
    'ReturnValues',
  ),
};

/**
 * The fields of optimized integrations that are texts or whole numbers.
 *
 * @assumed [task.parameters-types] A field has the type that the API of the service gives it. Because: the page says that parameters are those
 *   of the API; the types of the fields were not compared with the reference of each service. {service-parameters}
 */
const PARAMETERS: Readonly<Record<string, Parameters>> = {
  /**
   * @reported [task.parameters-form] Headers and QueryParameters of an apigateway:invoke are lists: others fail the state before its task is
   *   scheduled. {reported-parameters}
   */
  'apigateway:invoke': {
    types: {
      ...ofType('LISTS', 'Headers', 'QueryParameters'),
      ...ofType('STRING', 'ApiEndpoint', 'Method', 'Path', 'Stage'),
    },
  },
  'athena:startQueryExecution': { types: ofType('STRING', 'QueryString', 'WorkGroup', 'ClientRequestToken') },
  'batch:submitJob': {
    types: {
      ...ofType('STRING', 'JobName', 'JobQueue', 'JobDefinition'),
      ...ofType('INTEGER', 'ArrayProperties.Size'),
    },
  },
  'codebuild:startBuild': { types: ofType('STRING', 'ProjectName') },
  'databrew:startJobRun': { types: ofType('STRING', 'Name') },
  'dynamodb:deleteItem': dynamodb,
  'dynamodb:getItem': dynamodb,
  'dynamodb:putItem': dynamodb,
  'dynamodb:updateItem': dynamodb,
  'ecs:runTask': { types: ofType('STRING', 'Cluster', 'Group', 'LaunchType', 'PlatformVersion', 'TaskDefinition') },
  'glue:startJobRun': {
    types: { ...ofType('STRING', 'JobName', 'WorkerType'), ...ofType('INTEGER', 'NumberOfWorkers', 'Timeout') },
  },
  /** @reported [task.invoke-fields] A lambda:invoke takes the fields of Invoke, and a TaskToken beside its Payload is none. {reported-parameters} */
  'lambda:invoke': {
    types: {
      ...ofType('STRING', 'DurableExecutionName', 'FunctionName', 'InvocationType', 'LogType', 'Qualifier', 'TenantId'),
      ...ofType('JSON', 'ClientContext', 'Payload'),
    },
    complete: true,
  },
  'sns:publish': {
    types: {
      ...ofType('STRING', 'TopicArn', 'TargetArn', 'PhoneNumber', 'Subject', 'MessageStructure'),
      ...ofType('STRING', 'MessageGroupId', 'MessageDeduplicationId'),
      ...ofType('JSON', 'Message'),
    },
  },
  'sqs:sendMessage': {
    types: {
      ...ofType('STRING', 'QueueUrl', 'MessageGroupId', 'MessageDeduplicationId'),
      ...ofType('JSON', 'MessageBody'),
      ...ofType('INTEGER', 'DelaySeconds'),
    },
  },
  'states:startExecution': {
    types: { ...ofType('STRING', 'StateMachineArn', 'Name', 'TraceHeader'), ...ofType('JSON', 'Input') },
  },
};

const UNKNOWN: Parameters = { types: {} };

/**
 * Refuses parameters that an integration cannot read, before its task is scheduled.
 *
 * @reported [task.parameters-text] The execution fails with States.Runtime and a text that has the parameters and all reasons.
 *   {reported-parameters}
 * @assumed [task.arguments-text] In JSONata the text is the same. Because: only texts of JSONPath were quoted.
 * @param given what Parameters or Arguments came to
 */
export function refuseUnreadable(resource: ParsedResource, given: Json): void {
  if (!isJsonObject(given)) return;
  const known = parametersOf(resource);
  const reasons = [...unknownFields(given, known), ...wrongTypes(given, known), ...leftOverPaths(given)];
  if (reasons.length === 0) return;
  throw new EvaluationError(
    'States.Runtime',
    `The Parameters '${stringifyJson(given)}' could not be used to start the Task: [${reasons.join(', ')}]`,
  );
}

function parametersOf({ resourceType, resource }: ParsedResource): Parameters {
  return PARAMETERS[`${resourceType}:${resource.replace(/\..*$/, '')}`] ?? UNKNOWN;
}

/**
 * @documented [task.parameters-pascal-case] Parameters are written in PascalCase even where the service itself has camelCase; a field that the
 *   integration does not have is refused. {service-parameters}
 * @assumed [task.other-fields] Names that are none of these pass. Because: lists of what a service takes lag behind AWS, and would refuse what
 *   works.
 */
function unknownFields(given: JsonObject, { types, complete }: Parameters): string[] {
  const isUnknown = (name: string): boolean => {
    const pascal = name.charAt(0).toUpperCase() + name.slice(1);
    return pascal === name
      ? complete === true && /^[A-Z]/.test(name) && !Object.hasOwn(types, name)
      : Object.hasOwn(types, pascal);
  };
  return membersOf(given)
    .map(([name]) => name.replace(/\.\$$/, ''))
    .filter(isUnknown)
    .map((name) => `The field "${name}" is not supported by Step Functions`);
}

/**
 * @recorded [task.parameters-null] A field may be null, whatever its type. {recorded-histories}
 * @reported [task.type-texts] A Payload that is a number `must be a STRING`, a Size that is a text `must be an INTEGER`. {reported-parameters}
 */
function wrongTypes(given: JsonObject, { types }: Parameters): string[] {
  return Object.entries(types).flatMap(([path, type]) => {
    const value = valueAt(given, path.split('.'));
    return value === undefined || value === null || IS[type](value) ? [] : [SAID[type](path.replace(/^.*\./, ''))];
  });
}

function valueAt(given: Json, [name, ...others]: readonly string[]): Json | undefined {
  if (name === undefined) return given;
  const member = isJsonObject(given) && Object.hasOwn(given, name) ? given[name] : undefined;
  return member === undefined ? undefined : valueAt(member, others);
}

/**
 * What is wrong with parameters as they are written: whatever their paths lead to.
 *
 * @reported [task.parameters-at-creation] A text where a number is due is refused when the state machine is created: aws/aws-cdk#12284.
 *   {reported-definitions}
 * @assumed [task.formats-at-run-time] Lists are looked at when the state runs. Because: their text is known of running executions only.
 */
export function typeFaults(resource: ParsedResource, written: Json): string[] {
  if (!isJsonObject(written)) return [];
  const types = Object.entries(parametersOf(resource).types).filter(([, type]) => type !== 'LISTS');
  return wrongTypes(written, { types: Object.fromEntries(types) });
}

const IS: Readonly<Record<FieldType, (value: Json) => boolean>> = {
  INTEGER: (value) => Number.isInteger(numberOf(value)),
  STRING: (value) => typeof value === 'string',
  JSON: (value) => typeof value === 'string' || isJsonArray(value) || isJsonObject(value),
  LISTS: (value) => isJsonObject(value) && membersOf(value).every(([, member]) => isJsonArray(member)),
};

const mustBe = (what: string) => (name: string) => `The value for the field '${name}' must be ${what}`;
const SAID: Readonly<Record<FieldType, (name: string) => string>> = {
  INTEGER: mustBe('an INTEGER'),
  STRING: mustBe('a STRING'),
  JSON: mustBe('a STRING'),
  LISTS: (name) => `The value of the field '${name}' has an invalid format`,
};

/**
 * @reported [task.left-over-path] A field whose name still ends in `.$`, because it came out of a path or of a name with two of them, is refused
 *   where its value is no path. {reported-parameters}
 */
function leftOverPaths(given: Json): string[] {
  if (isJsonArray(given)) return given.flatMap(leftOverPaths);
  if (!isJsonObject(given)) return [];
  return membersOf(given).flatMap(([name, value]) =>
    name.endsWith('.$') && !(typeof value === 'string' && isPathOrIntrinsic(value))
      ? [`The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`]
      : leftOverPaths(value),
  );
}
