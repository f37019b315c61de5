/**
 * AWS's words about a definition. Where they come from stands beside each:
 * - recorded: an answer of the service that was recorded;
 * - reported: quoted from the service in a public issue (named);
 * - assumed: the rule is documented, its wording is not known; the text follows the pattern of the known ones.
 */
export const messages = {
  /** recorded */
  fieldsRequired: (names: readonly string[]) => `These fields are required: [${names.join(', ')}]`,
  /** recorded, for RoleArn of Credentials */
  fieldMissing: (name: string) => `The field '${name}' is required but was missing`,
  /** recorded, for Type */
  oneOfTheseValues: (name: string, values: readonly string[]) =>
    `The field '${name}' should have one of these values: [${values.join(', ')}]`,
  /** recorded, for Branches */
  cannotBeEmpty: () => 'Value cannot be empty',
  /** recorded */
  notATimestamp: () => 'String does not match RFC3339 timestamp',
  /** recorded */
  notAPathOrIntrinsic: (name: string) =>
    `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
  /** recorded */
  resourceNotRecognized: (resource: string) =>
    `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
  /** recorded */
  expressSync: () => `Express state machine does not support '.sync' service integration`,
  /** recorded, with the blank at its end */
  expressCallback: () => `Express state machine does not support '.waitForTaskToken' service integration `,
  /** recorded */
  expressActivity: () => 'Express state machine does not support Activity ARN',
  /** recorded */
  duplicateStateName: (name: string) => `Duplicate State name: ${name}`,

  /** reported: floci-io/floci#2735, sam-goodwin/functionless#308 */
  fieldNotSupported: (name: string) => `Field '${name}' is not supported`,
  /** reported: serverless-operations/serverless-step-functions#250, aws-cloudformation/cfn-lint#4074 */
  missingTarget: (name: string) => `Missing 'Next' target: ${name}`,
  /** reported: aws-cloudformation/cfn-lint#4073 */
  notReachable: (name: string) => `State "${name}" is not reachable.`,
  /** reported: floci-io/floci#2735 */
  noTerminalState: () => 'Workflow has no terminal state',
  /** reported: aws-cloudformation/cfn-lint#4078, for OutputPath */
  notAPath: () => 'Value must be a valid JSONPath.',
  /** reported: aws-cloudformation/cfn-lint#4076, for Variable */
  pathWithoutDollar: () => `Value is not a Reference Path: Reference path didn't start with '$'`,
  /** reported: aws-cloudformation/cfn-lint#4075, for Seconds */
  maximum: (value: number) => `Maximum value is ${value}`,
  /** reported: aws/aws-cdk#10530 */
  statesAllAlone: () => 'States.ALL must appear alone and at end of list',
  /** reported: aws/aws-cdk#34352, floci-io/floci#2968 */
  otherQueryLanguage: (actual: string, name: string, needed: string) =>
    `The QueryLanguage is set to '${actual}', but field '${name}' is only supported for the '${needed}' QueryLanguage`,
  /** reported: floci-io/floci#2968 */
  backToJsonPath: () => `'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`,
  /** reported: floci-io/floci#2670 */
  topLevelReference: (name: string) => `Reference to '${name}' at the top level is not supported.`,
  /** reported: anomalyco/sst#6110 */
  statesFieldMissing: (name: string) => `Field '$states.${name}' does not exist.`,

  /** assumed */
  wrongType: (type: string) => `Expected value of type ${type}`,
  /** assumed: the counterpart of the reported maximum */
  minimum: (value: number) => `Minimum value is ${value}`,
  /** assumed */
  exactlyOneOf: (names: readonly string[]) => `Exactly one of these fields is required: [${names.join(', ')}]`,
  /** assumed */
  onlyOneOf: (names: readonly string[]) => `Only one of these fields is allowed: [${names.join(', ')}]`,
  /** assumed: the words after the colon of the reported pathWithoutDollar are another case's */
  notAReferencePath: () => 'Value is not a Reference Path',
  /** assumed */
  heartbeatNotBelowTimeout: () => 'HeartbeatSeconds must be smaller than TimeoutSeconds',
  /** assumed */
  notAnExpression: () => 'Value must be a JSONata expression enclosed in {% %}',
  /** assumed */
  rootReference: () => `Reference to '$$' is not supported.`,
  /** assumed */
  fieldNotAllowedHere: (name: string) => `Field '${name}' is only supported in a top-level Choice Rule`,
  /** assumed */
  invalidVariableName: (name: string) => `'${name}' is not a valid variable name`,
  /** assumed */
  reservedVariable: () => `The variable 'states' is reserved`,
  /** assumed */
  expressDistributedMap: () => 'Express state machine does not support Distributed Map',
  /** assumed */
  invalidStateName: (name: string) => `Invalid State name: ${name}`,
  /** assumed */
  duplicateLabel: (label: string) => `Duplicate Label name: ${label}`,
  /** assumed */
  invalidLabel: (label: string) => `Invalid Label name: ${label}`,
  /** assumed */
  emptyDefinition: () => 'State machine definition is empty',
} as const;
