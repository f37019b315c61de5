import { ruleOf, type Evidence, type Rule } from './rule';
import type { SourceId } from './sources';

interface DefinitionMessage {
  /** `{name}` stands for a value. */
  readonly text: string;
  readonly evidence: Evidence;
  readonly source: SourceId;
  /** Only for assumed ones: why. */
  readonly reason?: string;
}

const recorded = (text: string, source: SourceId = 'recorded-errors'): DefinitionMessage => ({
  text,
  evidence: 'recorded',
  source,
});

/** Quoted from the service by others: not recorded here, so it counts as assumed. */
const reported = (issues: string, text: string): DefinitionMessage => ({
  text,
  evidence: 'assumed',
  source: 'reported-definitions',
  reason: `Reported: quoted from the service in ${issues}.`,
});

const ours = (text: string, source: SourceId = 'states-language'): DefinitionMessage => ({
  text,
  evidence: 'assumed',
  source,
  reason: 'The rule is documented, its text is not known; formed like the known texts.',
});

/** What AWS says about a definition that it does not take: the text after the code of a diagnostic. */
export const definitionMessages = {
  fieldsRequired: recorded('These fields are required: [{names}]'),
  fieldMissing: recorded("The field '{name}' is required but was missing"),
  oneOfTheseValues: recorded("The field '{name}' should have one of these values: [{values}]"),
  cannotBeEmpty: recorded('Value cannot be empty'),
  notATimestamp: recorded('String does not match RFC3339 timestamp'),
  notAPathOrIntrinsic: recorded(
    "The value for the field '{name}' must be a valid JSONPath or a valid intrinsic function call",
  ),
  resourceNotRecognized: recorded(
    'The resource provided {resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
  ),
  expressSync: recorded("Express state machine does not support '.sync' service integration"),
  // With the blank at its end, as it was recorded.
  expressCallback: recorded("Express state machine does not support '.waitForTaskToken' service integration "),
  expressActivity: recorded('Express state machine does not support Activity ARN'),
  duplicateStateName: recorded('Duplicate State name: {name}', 'recorded-callbacks'),

  fieldNotSupported: reported('floci-io/floci#2735, sam-goodwin/functionless#308', "Field '{name}' is not supported"),
  missingTarget: reported(
    'serverless-operations/serverless-step-functions#250, aws-cloudformation/cfn-lint#4074',
    "Missing 'Next' target: {name}",
  ),
  notReachable: reported('aws-cloudformation/cfn-lint#4073 and #4074', 'State "{name}" is not reachable.'),
  noTerminalState: reported('floci-io/floci#2735', 'Workflow has no terminal state'),
  notAPath: reported('aws-cloudformation/cfn-lint#4078', 'Value must be a valid JSONPath.'),
  pathWithoutDollar: reported(
    'aws-cloudformation/cfn-lint#4076',
    "Value is not a Reference Path: Reference path didn't start with '$'",
  ),
  maximum: reported('aws-cloudformation/cfn-lint#4075', 'Maximum value is {value}'),
  statesAllAlone: reported('aws/aws-cdk#10530', 'States.ALL must appear alone and at end of list'),
  otherQueryLanguage: reported(
    'aws/aws-cdk#34352, floci-io/floci#2968',
    "The QueryLanguage is set to '{actual}', but field '{name}' is only supported for the '{needed}' QueryLanguage",
  ),
  backToJsonPath: reported(
    'floci-io/floci#2968',
    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
  ),
  topLevelReference: reported('floci-io/floci#2670', "Reference to '{name}' at the top level is not supported."),
  statesFieldMissing: reported('anomalyco/sst#6110', "Field '$states.{name}' does not exist."),

  wrongType: ours('Expected value of type {type}'),
  minimum: ours('Minimum value is {value}'),
  exactlyOneOf: ours('Exactly one of these fields is required: [{names}]'),
  onlyOneOf: ours('Only one of these fields is allowed: [{names}]'),
  notAReferencePath: ours('Value is not a Reference Path'),
  heartbeatNotBelowTimeout: ours('HeartbeatSeconds must be smaller than TimeoutSeconds'),
  notAnExpression: ours('Value must be a JSONata expression enclosed in {% %}', 'transforming-data'),
  rootReference: ours("Reference to '$$' is not supported.", 'reported-definitions'),
  fieldNotAllowedHere: ours("Field '{name}' is only supported in a top-level Choice Rule"),
  invalidVariableName: ours("'{name}' is not a valid variable name", 'workflow-variables'),
  reservedVariable: ours("The variable 'states' is reserved", 'workflow-variables'),
  expressDistributedMap: ours('Express state machine does not support Distributed Map', 'api-validate-definition'),
  invalidStateName: ours('Invalid State name: {name}', 'api-validate-definition'),
  duplicateLabel: ours('Duplicate Label name: {name}', 'api-validate-definition'),
  invalidLabel: ours('Invalid Label name: {name}', 'api-validate-definition'),
  emptyDefinition: ours('State machine definition is empty', 'api-validate-definition'),
  warningNoDollar: ours(
    "No .$ at the end of the field '{name}', whose value looks like a path or a function",
    'api-validate-definition',
  ),
  warningNoPath: ours(
    "The value of the field '{name}' looks like a path, but its name does not end with 'Path'",
    'api-validate-definition',
  ),
  warningStaticResult: ours("The path in the field '{name}' of Result is not evaluated", 'api-validate-definition'),
} as const satisfies Record<string, DefinitionMessage>;

export type DefinitionMessageName = keyof typeof definitionMessages;

/** The text of a message with its values; lists are written with commas. */
export function definitionText(
  name: DefinitionMessageName,
  values: Readonly<Record<string, string | number | readonly string[]>> = {},
): string {
  return definitionMessages[name].text.replace(/\{(\w+)\}/g, (placeholder, key: string) => {
    const value = values[key];
    if (value === undefined) return placeholder;
    return typeof value === 'object' ? value.join(', ') : String(value);
  });
}

/** The messages for the registry of rules. */
export const definitionMessageRegistry: readonly Rule[] = Object.entries<DefinitionMessage>(definitionMessages).map(
  ([name, { text, ...entry }]) =>
    ruleOf({
      ...entry,
      id: `definition.${name}`,
      says: `A definition is answered with: ${text}`,
      where: 'src/rules/definitionMessages.ts',
    }),
);
