import type { Location } from '../../model/arn';
import type { Members } from '../../rules/constraints/shape';
import { faultCatalogue, type FaultName } from '../../rules/faults';
import * as all from './all';
import type { Operation, Present } from './operation';

type All = typeof all;

/** Name of an operation of the service. */
export type OperationName = All[keyof All]['name'];

/** Any of them, of which nobody knows which. */
export type AnyOperation = Operation & {
  readonly request: Members;
  readonly wireTypes?: Readonly<Record<string, string>>;
};

const table: ReadonlyMap<string, AnyOperation> = new Map(
  (Object.values<unknown>(all) as AnyOperation[]).map((operation) => [operation.name, operation]),
);

/** Every operation of the service, in alphabetical order. */
export const operationNames = [...table.keys()].sort() as OperationName[];

/** The operation of that name, if the service has one. */
export function operationNamed(name: OperationName): AnyOperation;
export function operationNamed(name: string): AnyOperation | undefined;
export function operationNamed(name: string): AnyOperation | undefined {
  return table.get(name);
}

/** Whether the service has an operation of that name. */
export function isOperationName(name: string): name is OperationName {
  return table.has(name);
}

/**
 * The errors that AWS answers to an operation, its own first, then those that the layers before it answer to any.
 *
 * @documented [errors.of-operation] Each operation answers the errors that the service model names for it. {api-model}
 * @documented [errors.any-operation] Throttling, missing permission and a request that violates a constraint are answered to any
 *   operation. {api-common-errors}
 */
export function errorsOf(operation: OperationName): readonly FaultName[] {
  const names = Object.keys(faultCatalogue) as FaultName[];
  const ofAny = names.filter((name) => !faultCatalogue[name].modeled || name === 'ValidationException');
  return [...new Set([...operationNamed(operation).errors, ...ofAny])];
}

/**
 * The ARN that a call is about, for permissions, refusals and the journal: of what it would create, if it creates something; `*` if
 * it is about nothing in particular.
 *
 * @param input - As the caller sent it: nothing is known of it.
 * @param place - Where what is created will be.
 * @example
 * resourceOfCall('RedriveExecution', { executionArn }, place); // executionArn
 */
export function resourceOfCall(operation: string, input: unknown, place: Location): string {
  const members = typeof input === 'object' && input !== null ? (input as Readonly<Record<string, unknown>>) : {};
  const about: AnyOperation['about'] = table.get(operation)?.about ?? [];
  if (typeof about === 'function') return typeof members.name === 'string' ? about(members.name, place) : '*';
  const named = (about as readonly string[]).map((member) => members[member]);
  return named.find((arn) => typeof arn === 'string') ?? '*';
}

/** Whether a caller of that place names what is of it too: most do. What a call creates is. */
export function isLocal(
  caller: { readonly region?: string | undefined; readonly account?: string | undefined },
  { about }: AnyOperation,
  input: unknown,
  { partition, region, account }: Location,
): boolean {
  if ((caller.region ?? region) !== region || (caller.account ?? account) !== account) return false;
  if (typeof about === 'function' || typeof input !== 'object' || input === null) return true;
  const own = `arn:${partition}:states:${region}:${account}:`;
  const named = (about as readonly string[]).map((member) => (input as Readonly<Record<string, unknown>>)[member]);
  return named.find((each) => typeof each === 'string')?.startsWith(own) ?? true;
}

type InputOf<Each> = Each extends Operation<string, infer Input, infer _Output> ? Input : never;
type OutputOf<Each> = Each extends Operation<string, infer _Input, infer Output> ? Output : never;

/**
 * Every operation as a synchronous method: `sfn.redriveExecution({ executionArn })` answers the output, or throws an Error whose
 * `name` is AWS's error code. These calls are the test's own: they are not journalled and no fault applies to them.
 */
export type DirectOperations = {
  readonly [Method in keyof All]: (input: InputOf<All[Method]>) => Present<OutputOf<All[Method]>>;
};
