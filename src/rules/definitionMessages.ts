/** What AWS says about a definition that it does not take: the text after the code of a diagnostic. `{name}` stands for a value. */
const definitionMessages = {
  /** @recorded [definition.fieldsRequired] {recorded-errors} */
  fieldsRequired: 'These fields are required: [{names}]',
  /** @recorded [definition.fieldMissing] {recorded-errors} */
  fieldMissing: "The field '{name}' is required but was missing",
  /** @recorded [definition.oneOfTheseValues] {recorded-errors} */
  oneOfTheseValues: "The field '{name}' should have one of these values: [{values}]",
  /** @recorded [definition.cannotBeEmpty] {recorded-errors} */
  cannotBeEmpty: 'Value cannot be empty',
  /** @recorded [definition.notATimestamp] {recorded-errors} */
  notATimestamp: 'String does not match RFC3339 timestamp',
  /** @recorded [definition.notAPathOrIntrinsic] {recorded-errors} */
  notAPathOrIntrinsic: "The value for the field '{name}' must be a valid JSONPath or a valid intrinsic function call",
  /** @recorded [definition.resourceNotRecognized] {recorded-errors} */
  resourceNotRecognized:
    'The resource provided {resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.',
  /** @recorded [definition.expressSync] {recorded-errors} */
  expressSync: "Express state machine does not support '.sync' service integration",
  /**
   * With the blank at its end, as it was recorded.
   * @recorded [definition.expressCallback] {recorded-errors}
   */
  expressCallback: "Express state machine does not support '.waitForTaskToken' service integration ",
  /** @recorded [definition.expressActivity] {recorded-errors} */
  expressActivity: 'Express state machine does not support Activity ARN',
  /** @recorded [definition.duplicateStateName] {recorded-callbacks} */
  duplicateStateName: 'Duplicate State name: {name}',

  /** @recorded [definition.isRequired] {recorded-answers} */
  isRequired: "The field '{name}' is required",
  /** @recorded [definition.notAPointer] {recorded-answers} */
  notAPointer: "Invalid input: JSON Pointer expression must start with '/': {pointer}",
  /** @recorded [definition.fieldNotSupported] {recorded-captures} */
  fieldNotSupported: "Field '{name}' is not supported",
  /** @recorded [definition.missingTarget] {recorded-captures} */
  missingTarget: "Missing 'Next' target: {name}",
  /** @recorded [definition.notReachable] {recorded-captures} */
  notReachable: 'State "{name}" is not reachable.',
  /**
   * Quoted from the service in floci-io/floci#2735.
   * @reported [definition.noTerminalState] {reported-definitions}
   */
  noTerminalState: 'Workflow has no terminal state',
  /**
   * Quoted from the service in aws-cloudformation/cfn-lint#4078.
   * @reported [definition.notAPath] {reported-definitions}
   */
  notAPath: 'Value must be a valid JSONPath.',
  /**
   * Quoted from the service in aws-cloudformation/cfn-lint#4076.
   * @reported [definition.pathWithoutDollar] {reported-definitions}
   */
  pathWithoutDollar: "Value is not a Reference Path: Reference path didn't start with '$'",
  /**
   * Quoted from the service in aws-cloudformation/cfn-lint#4075.
   * @reported [definition.maximum] {reported-definitions}
   */
  maximum: 'Maximum value is {value}',
  /**
   * Quoted from the service in aws/aws-cdk#10530.
   * @reported [definition.statesAllAlone] {reported-definitions}
   */
  statesAllAlone: 'States.ALL must appear alone and at end of list',
  /** @recorded [definition.otherQueryLanguage] {recorded-captures} */
  otherQueryLanguage:
    "The QueryLanguage is set to '{actual}', but field '{name}' is only supported for the '{needed}' QueryLanguage",
  /**
   * Quoted from the service in floci-io/floci#2968.
   * @reported [definition.backToJsonPath] {reported-definitions}
   */
  backToJsonPath: "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
  /**
   * Quoted from the service in floci-io/floci#2670.
   * @reported [definition.topLevelReference] {reported-definitions}
   */
  topLevelReference: "Reference to '{name}' at the top level is not supported.",
  /** @recorded [definition.statesFieldMissing] {recorded-captures} */
  statesFieldMissing: "Field '$states.{name}' does not exist.",

  /**
   * @assumed [definition.wrongType] Because: The rule is documented, its text is not known; formed like the known texts. {states-language}
   */
  wrongType: 'Expected value of type {type}',
  /** @recorded [definition.minimum] {recorded-captures} */
  minimum: 'Minimum value is {value}',
  /** @recorded [definition.exactlyOneOf] {recorded-answers} */
  exactlyOneOf: 'This object should have only one of the following fields: [{names}]',
  /** @recorded [definition.onlyOneOf] {recorded-answers} */
  onlyOneOf: 'There should only be one of the following fields: [{names}]',
  /** @recorded [definition.duplicateVariable] {recorded-captures} */
  duplicateVariable: "The variable name '{name}' was already defined in a parent scope.",
  /** @recorded [definition.possiblyUndefined] {recorded-captures} */
  possiblyUndefined: "Variable '{name}' is possibly not defined.",
  /**
   * @assumed [definition.unclosedExpression] Because: That such a text is refused is documented, its text is not known; formed like the
   *   known texts. {transforming-data}
   */
  unclosedExpression: 'An expression must be enclosed in {% and %}',
  /**
   * @assumed [definition.notAReferencePath] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {states-language}
   */
  notAReferencePath: 'Value is not a Reference Path',
  /**
   * @assumed [definition.heartbeatNotBelowTimeout] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {states-language}
   */
  heartbeatNotBelowTimeout: 'HeartbeatSeconds must be smaller than TimeoutSeconds',
  /**
   * @assumed [definition.notAnExpression] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {transforming-data}
   */
  notAnExpression: 'Value must be a JSONata expression enclosed in {% %}',
  /**
   * @assumed [definition.rootReference] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {reported-definitions}
   */
  rootReference: "Reference to '$$' is not supported.",
  /**
   * @assumed [definition.fieldNotAllowedHere] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {states-language}
   */
  fieldNotAllowedHere: "Field '{name}' is only supported in a top-level Choice Rule",
  /**
   * @assumed [definition.invalidVariableName] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {workflow-variables}
   */
  invalidVariableName: "'{name}' is not a valid variable name",
  /**
   * @assumed [definition.reservedVariable] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {workflow-variables}
   */
  reservedVariable: "The variable 'states' is reserved",
  /**
   * @assumed [definition.expressDistributedMap] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {api-validate-definition}
   */
  expressDistributedMap: 'Express state machine does not support Distributed Map',
  /**
   * @assumed [definition.invalidStateName] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {api-validate-definition}
   */
  invalidStateName: 'Invalid State name: {name}',
  /**
   * @assumed [definition.duplicateLabel] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {api-validate-definition}
   */
  duplicateLabel: 'Duplicate Label name: {name}',
  /**
   * @assumed [definition.invalidLabel] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {api-validate-definition}
   */
  invalidLabel: 'Invalid Label name: {name}',
  /**
   * @assumed [definition.endpointWithoutTls] Because: The refusal is reported, its text is not known. {reported-endpoints}
   */
  endpointWithoutTls: 'The scheme of an endpoint must be https',
  /**
   * @assumed [definition.emptyDefinition] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {api-validate-definition}
   */
  emptyDefinition: 'State machine definition is empty',
  /** @recorded [definition.warningNoDollar] {recorded-captures} */
  warningNoDollar:
    "The value of '{name}' looks like a JSONPath. Instead of '{name}', use '{name}.$' to evaluate it as a JSONPath at runtime.",
  /**
   * @assumed [definition.warningNoPath] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {api-validate-definition}
   */
  warningNoPath: "The value of the field '{name}' looks like a path, but its name does not end with 'Path'",
  /**
   * @assumed [definition.warningStaticResult] Because: The rule is documented, its text is not known; formed like the known texts.
   *   {api-validate-definition}
   */
  warningStaticResult: "The path in the field '{name}' of Result is not evaluated",
} as const satisfies Record<string, string>;

export type DefinitionMessageName = keyof typeof definitionMessages;

/** The text of a message with its values; lists are written with commas. */
export function definitionText(
  name: DefinitionMessageName,
  values: Readonly<Record<string, string | number | readonly string[]>> = {},
): string {
  return definitionMessages[name].replace(/\{(\w+)\}/g, (placeholder, key: string) => {
    const value = values[key];
    if (value === undefined) return placeholder;
    return typeof value === 'object' ? value.join(', ') : String(value);
  });
}
