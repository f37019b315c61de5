import type { Json } from '../../model/json';

/** A path after its root. */
export interface CompiledPath {
  readonly steps: readonly PathStep[];
  /** It points at one place at most, so it gives the value itself; an indefinite path gives an array of values. */
  readonly definite: boolean;
}

export type PathStep =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'descend' }
  | { readonly kind: 'filter'; readonly test: FilterTest }
  | { readonly kind: 'function'; readonly name: string };

/** The condition of a filter. */
export type FilterTest =
  | { readonly kind: 'or' | 'and'; readonly tests: readonly FilterTest[] }
  | { readonly kind: 'not'; readonly test: FilterTest }
  | { readonly kind: 'exists'; readonly operand: FilterOperand }
  | {
      readonly kind: 'compare';
      readonly left: FilterOperand;
      readonly operator: string;
      readonly right: FilterOperand;
    };

/** What stands at either side of a comparison in a filter. */
export type FilterOperand =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  | { readonly kind: 'path'; readonly fromRoot: boolean; readonly path: CompiledPath };
