import type { Json } from '../../model/json';

export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A field that takes a number, or in JSONata a `{% … %}` string. */
export type NumberField = number | string;

export interface Retrier {
  ErrorEquals: readonly string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  ErrorEquals: readonly string[];
  Next: string;
  ResultPath?: string | null;
  Output?: Json;
  Assign?: Readonly<Record<string, Json>>;
}

/** A Choice rule: a comparison, a combination of rules, or a JSONata `Condition`. */
export interface ChoiceRule {
  readonly Next?: string;
  readonly Variable?: string;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  readonly Condition?: Json;
  readonly Assign?: Readonly<Record<string, Json>>;
  readonly Output?: Json;
  readonly [operator: string]: unknown;
}

export interface ProcessorConfig {
  Mode?: 'INLINE' | 'DISTRIBUTED';
  ExecutionType?: 'STANDARD' | 'EXPRESS';
}

/** StartAt and States: a whole definition, a branch of a Parallel, the processor of a Map. */
export interface Workflow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateDefinition>>;
  readonly ProcessorConfig?: ProcessorConfig;
}

/** @recorded [definition.state-types] AWS names the types of states in this order. {recorded-errors} */
export const STATE_TYPES = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const;
export type StateType = (typeof STATE_TYPES)[number];

/** A state as it stands in the definition: the field names are those of Amazon States Language. */
export interface StateDefinition {
  readonly Type: StateType;
  readonly QueryLanguage?: QueryLanguage;
  readonly Comment?: string;
  readonly Next?: string;
  readonly End?: boolean;
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly ResultPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly Result?: Json;
  readonly Arguments?: Json;
  readonly Output?: Json;
  readonly Assign?: Readonly<Record<string, Json>>;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Resource?: string;
  readonly Credentials?: { readonly RoleArn?: Json; readonly 'RoleArn.$'?: string };
  readonly TimeoutSeconds?: NumberField;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: NumberField;
  readonly HeartbeatSecondsPath?: string;
  readonly Choices?: readonly ChoiceRule[];
  readonly Default?: string;
  readonly Seconds?: NumberField;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
  readonly Branches?: readonly Workflow[];
  readonly ItemProcessor?: Workflow;
  readonly Iterator?: Workflow;
  readonly Items?: Json;
  readonly ItemsPath?: string;
  readonly ItemSelector?: Json;
  readonly ItemReader?: Readonly<Record<string, Json>>;
  readonly ItemBatcher?: Readonly<Record<string, Json>>;
  readonly ResultWriter?: Readonly<Record<string, Json>>;
  readonly Label?: string;
  readonly MaxConcurrency?: NumberField;
  readonly MaxConcurrencyPath?: string;
  readonly ToleratedFailureCount?: NumberField;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: NumberField;
  readonly ToleratedFailurePercentagePath?: string;
}

/** A parsed state machine definition. Never changed after it was parsed. */
export interface Definition extends Workflow {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly TimeoutSeconds?: number;
  readonly Version?: string;
}

/**
 * The query language that a state speaks: its own, else the machine's, else JSONPath.
 *
 * @recorded [definition.query-language-not-inherited] The states of an ItemProcessor do not inherit the QueryLanguage of their Map.
 *   {recorded-captures}
 * @assumed [definition.query-language-of-branches] Those of an inline Map and of a Parallel do not, either. Because: a Distributed Map was
 *   recorded, and the field is said to be of one state.
 */
export function queryLanguageOf(state: StateDefinition, machine: Definition): QueryLanguage {
  return state.QueryLanguage ?? machine.QueryLanguage ?? 'JSONPath';
}

/** The sub-workflow of a Map, in its present or its legacy (`Iterator`) spelling. */
export function processorOf(map: StateDefinition): Workflow {
  const workflow = map.ItemProcessor ?? map.Iterator;
  if (workflow === undefined) throw new Error('a Map state without ItemProcessor passed validation');
  return workflow;
}

/** The sub-workflows of a Parallel or Map; none of any other state. */
export function innerWorkflows(state: StateDefinition): readonly Workflow[] {
  if (state.Type === 'Parallel') return state.Branches ?? [];
  return state.Type === 'Map' ? [processorOf(state)] : [];
}

/** The states of a workflow at any depth, in the order in which they are written, each with its name. */
export function* statesWithin(workflow: Workflow): Generator<[string, StateDefinition]> {
  for (const [name, state] of Object.entries(workflow.States)) {
    yield [name, state];
    for (const inner of innerWorkflows(state)) yield* statesWithin(inner);
  }
}

export function isDistributed(map: StateDefinition): boolean {
  return (map.ItemProcessor ?? map.Iterator)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
}
