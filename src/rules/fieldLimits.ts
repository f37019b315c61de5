import { ruleOf, type Evidence, type Rule } from './rule';
import type { SourceId } from './sources';

interface FieldLimit {
  readonly value: number;
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: SourceId;
  /** Only for assumed ones: why. */
  readonly reason?: string;
}

/**
 * The numbers that bound the fields of states. They belong to the Amazon States Language and not to an account, so a
 * fake cannot be given others.
 */
export const fieldLimitRules = {
  timeoutSeconds: {
    value: 99_999_999,
    says: 'TimeoutSeconds and HeartbeatSeconds of a Task are at most this.',
    evidence: 'documented',
    source: 'state-task',
  },
  waitSeconds: {
    value: 99_999_999,
    says: 'Seconds of a Wait is at most this.',
    evidence: 'documented',
    source: 'state-wait',
  },
  retry: {
    value: 99_999_999,
    says: 'IntervalSeconds and MaxAttempts of a retrier are at most this.',
    evidence: 'documented',
    source: 'error-handling',
  },
  stateNameLength: {
    value: 80,
    says: 'The name of a state has at most this many characters.',
    evidence: 'documented',
    source: 'states-language',
  },
  labelLength: {
    value: 40,
    says: 'The Label of a Distributed Map has at most this many characters.',
    evidence: 'documented',
    source: 'state-map-distributed',
  },
  variableNameLength: {
    value: 80,
    says: 'The name of a variable has at most this many characters.',
    evidence: 'documented',
    source: 'workflow-variables',
  },
  waitMilliseconds: {
    value: (2 ** 31 - 1) * 1000,
    says: 'A Wait state waits at most 2,147,483,647 seconds.',
    evidence: 'assumed',
    source: 'recorded-histories',
    reason: 'Recorded on both sides: 24,855 days pass and 24,856 do not; between them lies the largest 32-bit integer.',
  },
  toleratedFailurePercentage: {
    value: 100,
    says: 'ToleratedFailurePercentage is between 0 and 100.',
    evidence: 'recorded',
    source: 'recorded-histories',
  },
  maxItems: {
    value: 100_000_000,
    says: 'MaxItems of an ItemReader is at most this.',
    evidence: 'documented',
    source: 'item-reader',
  },
  jsonataDepth: {
    value: 100,
    says: 'Evaluations of a JSONata expression nest at most this deep.',
    evidence: 'assumed',
    source: 'reported-jsonata',
    reason: 'AWS documents that there is a limit; 100 terms of 1+1+… are reported to pass and 101 to fail.',
  },
  jsonataEvaluations: {
    value: 750_000,
    says: 'A JSONata expression evaluates at most this many nodes.',
    evidence: 'assumed',
    source: 'transforming-data',
    reason:
      'AWS stops an expression after one second. A count makes the answer the same on every machine; one that AWS is reported to finish takes 600,009.',
  },
  jsonataMilliseconds: {
    value: 1000,
    says: 'A search for a regular expression in a JSONata expression takes at most this many milliseconds.',
    evidence: 'documented',
    source: 'transforming-data',
  },
  jsonataArray: {
    value: 873_782,
    says: 'An array in a JSONata expression has at most this many elements.',
    evidence: 'assumed',
    source: 'reported-jsonata',
    reason: 'AWS documents a memory limit without a number; [1..873782] is reported to pass, one more to fail.',
  },
  jsonataString: {
    value: 6_990_256,
    says: 'A string in a JSONata expression has at most this many characters.',
    evidence: 'assumed',
    source: 'reported-jsonata',
    reason:
      'As for arrays: 2^22 characters are reported to pass and 2^23 to fail; the number is that of the arrays in bytes.',
  },
  jsonataRange: {
    value: 360_145,
    says: '$range makes at most this many numbers.',
    evidence: 'assumed',
    source: 'reported-jsonata',
    reason: 'Reported: $range(1, 360145, 1) passes, one more fails.',
  },
  intrinsicCharacters: {
    value: 10_000,
    says: 'States.Base64Encode, States.Base64Decode and States.Hash take at most this many characters.',
    evidence: 'documented',
    source: 'intrinsic-functions',
  },
  intrinsicRange: {
    value: 1000,
    says: 'States.ArrayRange makes at most this many items.',
    evidence: 'documented',
    source: 'intrinsic-functions',
  },
  intrinsicNesting: {
    value: 10,
    says: 'Intrinsic functions nest at most this deep within a field.',
    evidence: 'documented',
    source: 'intrinsic-functions',
  },
  intrinsicInteger: {
    value: 2 ** 31 - 1,
    says: 'Intrinsic functions take integers of 32 bits: this is the greatest.',
    evidence: 'documented',
    source: 'intrinsic-functions',
  },
} as const satisfies Record<string, FieldLimit>;

export type FieldLimitName = keyof typeof fieldLimitRules;

/** The number of a field limit. */
export function fieldLimit(name: FieldLimitName): number {
  return fieldLimitRules[name].value;
}

/** The field limits for the registry of rules. */
export const fieldLimitRegistry: readonly Rule[] = Object.entries<FieldLimit>(fieldLimitRules).map(([name, entry]) =>
  ruleOf({ ...entry, id: `field-limit.${name}`, where: 'src/rules/fieldLimits.ts' }),
);
