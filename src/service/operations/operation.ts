import type { Location } from '../../model/arn';
import type { Member } from '../../rules/constraints/shape';
import type { FaultName } from '../../rules/faults';
import type { OperationContext } from './operationContext';

/** The SDK types a member that is always there as `T | undefined`; one that may be left out is optional. */
export type Present<Shape> = {
  [Member in keyof Shape]: object extends Pick<Shape, Member> ? Shape[Member] : Exclude<Shape[Member], undefined>;
};

/** All that this package knows of one operation of the service: a file of this folder holds it. */
export interface Operation<
  Name extends string = string,
  Input extends object = object,
  Output extends object = object,
> {
  /** As the API names it. */
  readonly name: Name;
  /** Whether a call can change anything. */
  readonly access: 'read' | 'write';
  /** The errors of its own that it answers, from the service model. */
  readonly errors: readonly FaultName[];
  /** Whether the service holds an answer back until there is something to say, and how long at most, in milliseconds. */
  readonly holds?: { readonly longest: number; isEmpty(output: Output): boolean };
  /** The members whose ARN a call is about, the most specific first; or the ARN of what a call with that name creates. */
  readonly about: readonly (keyof Input & string)[] | ((name: string, place: Location) => string);
  /** What it takes, from the service model of 2016-11-23: member by member, in its order. */
  readonly request: { readonly [Name in keyof Input]-?: Member };
  /** `__type` by member of the output, where structures carry it on the wire. */
  readonly wireTypes?: { readonly [Name in keyof Output]?: string };
  /** Takes an input that passed the constraints of the request, answers, or throws a RefusalSignal. */
  perform(input: Present<Input>, context: OperationContext): Output;
}
