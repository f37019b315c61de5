import type {
  DescribeStateMachineOutput,
  EncryptionConfiguration,
  IncludedData,
  LoggingConfiguration,
  TracingConfiguration,
} from '@aws-sdk/client-sfn';
import type { StateMachineRevision } from '../store';

type RevisionShape = Pick<DescribeStateMachineOutput, 'revisionId'> & {
  definition: string;
  roleArn: string;
  loggingConfiguration: LoggingConfiguration;
  tracingConfiguration: TracingConfiguration;
  encryptionConfiguration: EncryptionConfiguration;
};

/** @documented [describe.metadata-only] METADATA_ONLY shows the definition `{}`. {api-describe-state-machine} */
const WITHHELD_DEFINITION = '{}';

/** The members that both Describe operations show of a revision. */
export function describeRevision(
  revision: StateMachineRevision,
  includedData: IncludedData | undefined,
  definition: string = revision.definitionText,
): RevisionShape {
  const { revisionId, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = revision;
  return {
    definition: includedData === 'METADATA_ONLY' ? WITHHELD_DEFINITION : definition,
    roleArn,
    loggingConfiguration: copyOfLogging(loggingConfiguration),
    tracingConfiguration: { ...tracingConfiguration },
    encryptionConfiguration: { ...encryptionConfiguration } as unknown as EncryptionConfiguration,
    ...(revisionId === undefined ? {} : { revisionId }),
  };
}

function copyOfLogging(logging: LoggingConfiguration): LoggingConfiguration {
  const { destinations, ...rest } = logging;
  if (destinations === undefined) return rest;
  return {
    ...rest,
    destinations: destinations.map(({ cloudWatchLogsLogGroup: group }) =>
      group === undefined ? {} : { cloudWatchLogsLogGroup: { ...group } },
    ),
  };
}
