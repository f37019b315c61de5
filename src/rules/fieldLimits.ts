/**
 * The numbers that bound the fields of states. They belong to the Amazon States Language and not to an account, so a
 * fake cannot be given others.
 */
const fieldLimits = {
  /** @documented [field-limit.timeoutSeconds] TimeoutSeconds and HeartbeatSeconds of a Task are at most this. {state-task} */
  timeoutSeconds: 99_999_999,
  /** @documented [field-limit.waitSeconds] Seconds of a Wait is at most this. {state-wait} */
  waitSeconds: 99_999_999,
  /** @documented [field-limit.retry] IntervalSeconds and MaxAttempts of a retrier are at most this. {error-handling} */
  retry: 99_999_999,
  /** @documented [field-limit.stateNameLength] The name of a state has at most this many characters. {states-language} */
  stateNameLength: 80,
  /** @documented [field-limit.labelLength] The Label of a Distributed Map has at most this many characters. {state-map-distributed} */
  labelLength: 40,
  /** @documented [field-limit.variableNameLength] The name of a variable has at most this many characters. {workflow-variables} */
  variableNameLength: 80,
  /**
   * @assumed [field-limit.waitMilliseconds] A Wait state waits at most 2,147,483,647 seconds. Because: Recorded on both sides: 24,855 days
   *   pass and 24,856 do not; between them lies the largest 32-bit integer. {recorded-histories}
   */
  waitMilliseconds: (2 ** 31 - 1) * 1000,
  /** @recorded [field-limit.toleratedFailurePercentage] ToleratedFailurePercentage is between 0 and 100. {recorded-histories} */
  toleratedFailurePercentage: 100,
  /** @documented [field-limit.maxItems] MaxItems of an ItemReader is at most this. {item-reader} */
  maxItems: 100_000_000,
  /**
   * @reported [field-limit.jsonataDepth] Evaluations of a JSONata expression nest at most this deep: 100 terms of 1+1+… pass, 101 fail.
   *   {reported-jsonata}
   */
  jsonataDepth: 100,
  /**
   * @assumed [field-limit.jsonataEvaluations] A JSONata expression evaluates at most this many nodes. Because: AWS stops an expression
   *   after one second. A count makes the answer the same on every machine; one that AWS is reported to finish takes 600,009.
   *   {transforming-data}
   */
  jsonataEvaluations: 750_000,
  /**
   * @assumed [field-limit.jsonataSteps] The loops and functions of JSONata take at most this many steps in an expression. Because: AWS stops
   *   an expression after one second, in which JavaScript takes about so many; what AWS is reported to finish takes a tenth of them.
   *   {transforming-data}
   */
  jsonataSteps: 100_000_000,
  /**
   * @assumed [field-limit.patternMilliseconds] The searches for patterns in an expression or a path take at most this many milliseconds of
   *   the processor. Because: AWS stops a JSONata expression after one second, and says nothing of JSONPath. Twice as much, so that a slow
   *   machine is not the reason. {transforming-data}
   */
  patternMilliseconds: 2000,
  /**
   * @assumed [field-limit.pathPlaces] A path looks at most at this many places of a document. Because: AWS says nothing of it, and a path
   *   with several `..` must end. {transforming-data}
   */
  pathPlaces: 1_000_000,
  /** @recorded [field-limit.assignedBytes] The variables of one Assign have at most this many bytes of JSON together. {recorded-captures} */
  assignedBytes: 262_144,
  /** @recorded [field-limit.variableBytes] The variables of an execution have at most this many bytes of JSON together. {recorded-captures} */
  variableBytes: 10_485_760,
  /** @recorded [field-limit.jsonataPadding] $pad adds at most this many characters. {recorded-captures} */
  jsonataPadding: 262_144,
  /**
   * @reported [field-limit.jsonataArray] An array in a JSONata expression has at most this many elements: [1..873782] passes, one more
   *   fails. {reported-jsonata}
   */
  jsonataArray: 873_782,
  /**
   * @assumed [field-limit.jsonataString] A string in a JSONata expression has at most this many characters. Because: As for arrays: 2^22
   *   characters are reported to pass and 2^23 to fail; the number is that of the arrays in bytes. {reported-jsonata}
   */
  jsonataString: 6_990_256,
  /**
   * @reported [field-limit.jsonataRange] $range makes at most this many numbers: $range(1, 360145, 1) passes, one more fails.
   *   {reported-jsonata}
   */
  jsonataRange: 360_145,
  /**
   * @documented [field-limit.intrinsicCharacters] States.Base64Encode, States.Base64Decode and States.Hash take at most this many
   *   characters. {intrinsic-functions}
   */
  intrinsicCharacters: 10_000,
  /** @documented [field-limit.intrinsicRange] States.ArrayRange makes at most this many items. {intrinsic-functions} */
  intrinsicRange: 1000,
  /** @documented [field-limit.intrinsicNesting] Intrinsic functions nest at most this deep within a field. {intrinsic-functions} */
  intrinsicNesting: 10,
  /**
   * @documented [field-limit.intrinsicInteger] Intrinsic functions take integers of 32 bits: this is the greatest. {intrinsic-functions}
   */
  intrinsicInteger: 2 ** 31 - 1,
} as const;

export type FieldLimitName = keyof typeof fieldLimits;

/** The number of a field limit. */
export function fieldLimit(name: FieldLimitName): number {
  return fieldLimits[name];
}
