import { isJsonObject, memberOf } from '../../model/json';
import { template, text, textOrExpression, type FieldCheck, type FieldContext } from './fieldChecks';
import { definitionText } from '../../rules/definitionMessages';
import { isKnownIntegration } from './integrations';

const LAMBDA_FUNCTION = /^arn:[\w-]+:lambda:[\w-]*:\d*:function:[\w$-]+(:[\w$.-]+)?$/;
const ACTIVITY = /^arn:[\w-]+:states:[\w-]+:\d+:activity:.+$/;
const INTEGRATION = /^arn:[\w<>-]+:states:[\w-]*:\d*:([\w-]+(?::[\w-]+)??):(\w+)(\.sync(?::2)?|\.waitForTaskToken)?$/;

/** The Resource of a Task: an activity, a Lambda function, or a service integration that AWS knows. */
export const taskResource: FieldCheck = (value, field) => {
  if (typeof value !== 'string') return text(value, field);
  if (ACTIVITY.test(value)) {
    if (field.express) field.log.schema(definitionText('expressActivity'), field.location);
  } else if (!LAMBDA_FUNCTION.test(value)) {
    checkIntegration(value, field);
  }
};

function checkIntegration(resource: string, field: FieldContext): void {
  const [, service, action, pattern] = INTEGRATION.exec(resource) ?? [];
  if (service === undefined || action === undefined || !isKnownIntegration(service, action, pattern ?? '')) {
    field.log.schema(definitionText('resourceNotRecognized', { resource }), field.location);
  } else if (field.express && pattern !== undefined) {
    const message = pattern === '.waitForTaskToken' ? definitionText('expressCallback') : definitionText('expressSync');
    field.log.schema(message, field.location);
  }
}

/**
 * The Resource of an ItemReader or a ResultWriter.
 *
 * @documented [definition.service-resource] An ItemReader calls getObject or listObjectsV2 of S3, a ResultWriter putObject; tasks cannot.
 *   {item-reader}
 */
export const s3Resource =
  (...actions: readonly string[]): FieldCheck =>
  (value, field) => {
    if (typeof value !== 'string') return text(value, field);
    const [, service, action = '', pattern] = INTEGRATION.exec(value) ?? [];
    if (service !== 's3' || pattern !== undefined || !actions.includes(action)) {
      field.log.schema(definitionText('resourceNotRecognized', { resource: value }), field.location);
    }
  };

/**
 * Credentials: the role that the task assumes.
 *
 * @recorded [definition.credentials] RoleArn is the one member of Credentials that must be there. {recorded-errors}
 */
export const credentials: FieldCheck = (value, field) => {
  if (!isJsonObject(value)) return field.log.schema(definitionText('wrongType', { type: 'Object' }), field.location);
  const role = memberOf(value, 'RoleArn');
  if (role !== undefined) textOrExpression(role, { ...field, name: 'RoleArn', location: `${field.location}/RoleArn` });
  else if (field.language === 'JSONata' || !Object.hasOwn(value, 'RoleArn.$')) {
    field.log.schema(definitionText('fieldMissing', { name: 'RoleArn' }), field.location);
  }
  if (field.language === 'JSONPath') template(value, field);
};
