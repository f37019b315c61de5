import { modes, type AnyMode } from '../../src/catalogue/modes';
import type { AnyOptions } from '../../src/catalogue/options';
import { plainPayloads } from '../../src/catalogue/payloads';
import { recipeOf, type ExecutionRecipe } from '../../src/catalogue/recipe';

/** The modes of the catalogue, failures and refusals alike. */
export const anyModes = Object.keys(modes) as AnyMode[];

/** A recipe of whatever mode. */
export const anyExecution = (mode: AnyMode, ...options: AnyOptions[]): ExecutionRecipe =>
  recipeOf('executionHistory', mode, options, plainPayloads);
