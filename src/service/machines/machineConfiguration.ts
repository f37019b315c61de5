import type { EncryptionConfiguration, LoggingConfiguration, TracingConfiguration } from '@aws-sdk/client-sfn';
import type { Definition } from '../../asl/definition/definition';
import { invalidDefinitionMessage, validateDefinition } from '../../asl/definition';
import { RefusalSignal } from '../../model/outcome';
import { refusal, refusalNamed } from '../../rules/faults';
import type { StateMachineRevision, StateMachineType } from '../store';

type Configuration = Pick<
  StateMachineRevision,
  'loggingConfiguration' | 'tracingConfiguration' | 'encryptionConfiguration'
>;

/** The members of a request that configure a state machine. */
export interface ConfigurationInput {
  readonly loggingConfiguration?: LoggingConfiguration;
  readonly tracingConfiguration?: TracingConfiguration;
  readonly encryptionConfiguration?: EncryptionConfiguration;
}

/**
 * @recorded [state-machine.default-configuration] A state machine that was created without any configuration shows this one.
 *   {recorded-redrives}
 */
const DEFAULT_CONFIGURATION: Configuration = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

/** The configuration that a request asks for; what it leaves out stays as it was. */
export function configurationOf(
  { loggingConfiguration, tracingConfiguration, encryptionConfiguration }: ConfigurationInput,
  previous: Configuration = DEFAULT_CONFIGURATION,
): Configuration {
  return {
    loggingConfiguration:
      loggingConfiguration === undefined ? previous.loggingConfiguration : checkedLogging(loggingConfiguration),
    tracingConfiguration:
      tracingConfiguration === undefined
        ? previous.tracingConfiguration
        : { enabled: tracingConfiguration.enabled ?? false },
    encryptionConfiguration: checkedEncryption(encryptionConfiguration) ?? previous.encryptionConfiguration,
  };
}

/**
 * Whether the log group exists is not looked at.
 *
 * @recorded [state-machine.log-destination] Any log level but OFF needs exactly one destination. {recorded-errors}
 */
function checkedLogging(given: LoggingConfiguration): Configuration['loggingConfiguration'] {
  const { level = 'OFF', includeExecutionData = false, destinations = [] } = given;
  if (level !== 'OFF' && destinations.length !== 1) throw new RefusalSignal(refusal('notExactlyOneLogDestination'));
  return { level, includeExecutionData, ...(destinations.length === 0 ? {} : { destinations }) };
}

/** @recorded [state-machine.kms-key] A key belongs to CUSTOMER_MANAGED_KMS_KEY and to nothing else. {recorded-captures} */
export function checkedEncryption(
  given: EncryptionConfiguration | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (given === undefined) return undefined;
  const isCustomers = given.type === 'CUSTOMER_MANAGED_KMS_KEY';
  if (isCustomers === (given.kmsKeyId !== undefined)) return { ...given };
  throw new RefusalSignal(refusal(isCustomers ? 'noKmsKey' : 'needlessKmsKey'));
}

/** Whether two configurations are the same. Both come from {@link configurationOf}, so their members have one order. */
export function isSameConfiguration(left: Configuration, right: Configuration): boolean {
  return textOf(left) === textOf(right);
}

function textOf({ loggingConfiguration, tracingConfiguration, encryptionConfiguration }: Configuration): string {
  return JSON.stringify([loggingConfiguration, tracingConfiguration, encryptionConfiguration]);
}

/** Definitions that were read lately, by type and text: test files create the same machines again and again. They are frozen. */
const READ = new Map<string, Definition>();
/** More than one test file has. */
const MOST_READ = 100;
/** Longer ones are seldom created twice. */
const LONGEST_READ = 100_000;

/** The definition that a text stands for, or InvalidDefinition with all that is wrong with it. */
export function requireDefinition(text: string, type: StateMachineType): Definition {
  const key = `${type} ${text}`;
  const known = READ.get(key);
  if (known !== undefined) return known;
  const { definition, diagnostics } = validateDefinition(text, { type });
  if (definition === undefined) {
    throw new RefusalSignal(refusalNamed('InvalidDefinition', invalidDefinitionMessage(diagnostics)));
  }
  if (READ.size >= MOST_READ) READ.clear();
  if (text.length <= LONGEST_READ) READ.set(key, definition);
  return definition;
}

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/.+$/;

/**
 * @assumed [state-machine.role-form] Only the form of a role's ARN is looked at. Because: whether there is such a role is not for Step
 *   Functions to know.
 */
export function requireRole(roleArn: string): string {
  if (ROLE.test(roleArn)) return roleArn;
  throw new RefusalSignal(refusal('invalidRole', { roleArn }));
}
